"""Table models: plain rows shown through columns."""

from cxfacilitator.ui.models.table_model import CENTRE, LEFT, RIGHT, Column, SortFilter, TableModel

__all__ = ["CENTRE", "LEFT", "RIGHT", "Column", "SortFilter", "TableModel"]
