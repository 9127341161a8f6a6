"""Small widgets that all pages share."""

from cxfacilitator.ui.widgets.audience_mark import AudienceMark, paint_mark
from cxfacilitator.ui.widgets.chip import Chip
from cxfacilitator.ui.widgets.columns import Columns
from cxfacilitator.ui.widgets.empty_state import EmptyState
from cxfacilitator.ui.widgets.labels import hairline, label
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.message_bar import MessageBar
from cxfacilitator.ui.widgets.meter import Meter, paint_meter
from cxfacilitator.ui.widgets.number_edit import NumberEdit
from cxfacilitator.ui.widgets.paragraph_edit import ParagraphEdit
from cxfacilitator.ui.widgets.spelled_line import SpelledLine
from cxfacilitator.ui.widgets.spelled_text import SpelledText
from cxfacilitator.ui.widgets.table_view import TableView

__all__ = [
    "AudienceMark",
    "Chip",
    "Columns",
    "EmptyState",
    "LineEdit",
    "MessageBar",
    "Meter",
    "NumberEdit",
    "ParagraphEdit",
    "SpelledLine",
    "SpelledText",
    "TableView",
    "hairline",
    "label",
    "paint_mark",
    "paint_meter",
]
