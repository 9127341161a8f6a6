"""Table models: plain rows shown through columns."""

from cxfacilitator.ui.models.table_model import LEFT, RIGHT, Column, SortFilter, TableModel

__all__ = ["LEFT", "RIGHT", "Column", "SortFilter", "TableModel"]
