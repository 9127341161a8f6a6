"""How the texts of a page look."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from cxfacilitator.report.charts.style import (
    CAPTION_PT,
    INK,
    LEAD_PT,
    SECONDARY,
    TABLE_PT,
    TEXT_PT,
    TITLE_PT,
)
from cxfacilitator.report.fonts import ITALIC, REGULAR, SEMIBOLD

_BASE: dict[str, Any] = {
    "fontName": REGULAR,
    "textColor": HexColor(INK),
    "splitLongWords": 1,
    "allowWidows": 0,
    "allowOrphans": 0,
}


def _style(name: str, size: float, leading: float, **extra: Any) -> ParagraphStyle:
    return ParagraphStyle(name, **{**_BASE, "fontSize": size, "leading": leading, **extra})


KICKER = _style(
    "kicker", CAPTION_PT, 11, fontName=SEMIBOLD, textColor=HexColor(SECONDARY), spaceBefore=30, spaceAfter=3
)
TITLE = _style("title", TITLE_PT, 23, fontName=SEMIBOLD, spaceAfter=6)
TITLE_ALONE = TITLE.clone("title without a lead", spaceAfter=12)
LEAD = _style("lead", LEAD_PT, 16.5, spaceAfter=6)
HEADING_IN_TABLE = _style("heading in table", LEAD_PT, 16, fontName=SEMIBOLD)
HEADING = _style("heading", LEAD_PT, 16, fontName=SEMIBOLD, spaceBefore=10, spaceAfter=4)
TEXT = _style("text", TEXT_PT, 13.5, spaceAfter=4)
CELL = _style("cell", TABLE_PT, 11)
CELL_BOLD = _style("cell bold", TABLE_PT, 11, fontName=SEMIBOLD)
CELL_BOLD_CENTRE = CELL_BOLD.clone("cell bold centre", alignment=TA_CENTER)
CELL_SPACED = _style("cell spaced", TABLE_PT, 11, spaceAfter=3)
CELL_BOLD_SPACED = _style("cell bold spaced", TABLE_PT, 11, fontName=SEMIBOLD, spaceBefore=2, spaceAfter=3)
CELL_RIGHT = _style("cell right", TABLE_PT, 11, alignment=TA_RIGHT)
CELL_CENTRE = _style("cell centre", TABLE_PT, 11, alignment=TA_CENTER)
CAPTION = _style("caption", CAPTION_PT, 11, textColor=HexColor(SECONDARY), spaceBefore=3, spaceAfter=3)
NOTE = _style("note", CAPTION_PT, 11, textColor=HexColor(SECONDARY))
QUOTE = _style("quote", TABLE_PT, 11.5, fontName=ITALIC)
NUMBERED = _style("numbered", TEXT_PT, 13.5, spaceAfter=4, leftIndent=16, bulletFontName=REGULAR)
