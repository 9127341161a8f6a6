"""The pages after the findings: method, and every sheet."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from cxfacilitator.report.charts.style import RULE
from cxfacilitator.report.content.chapters import METHOD_TITLE
from cxfacilitator.report.content.values import Listed, ReportContent, SheetPart
from cxfacilitator.report.flowables import (
    CELL,
    CELL_BOLD_SPACED,
    HEADING,
    KICKER,
    TITLE,
    Place,
    grid,
    listed,
    pieces,
    text,
)
from cxfacilitator.report.missing import in_codes, missing
from cxfacilitator.report.structure import Element
from cxfacilitator.report.words import NONE_FOUND, some

_LINE = CELL.clone("line of a sheet", leading=10, spaceAfter=2)
_ANY, _TALLEST = 1e6, 640.0
"""A height without end, and one that every page has."""
_LONG_SHEET = 4000
"""Letters on a sheet, forty added for each line, beyond which it may not fit a page."""


def method(content: ReportContent) -> list[Flowable]:
    """Set who was asked and how, and what the report cannot say."""
    story: list[Flowable] = [
        text("Method and sample", KICKER),
        text(METHOD_TITLE, TITLE),
    ]
    for item in content.method:
        story += listed(item)
    lost = missing(content)
    if lost:
        told = f"{some(len(lost), 'character')} in none of our typefaces; a box stands for each: {in_codes(lost)}."
        story += listed(Listed("What could not be printed", (told,)))
    return story


def sheets(content: ReportContent, width: float, chapter: Place) -> list[Flowable]:
    """Set every sheet on one page with its line in the outline; the chapter begins on the page of the first."""
    above: list[Flowable] = [chapter, text("Appendix B", KICKER), text("Every sheet, word for word", TITLE)]
    story: list[Flowable] = [] if content.sheets else [*above, text(NONE_FOUND, CELL)]
    for number, part in enumerate(content.sheets):
        story += _sheet(part, [*above, Place(f"sheet-{number}", part.title, 1), text(part.title, HEADING)], width)
        above = []
    return story


def _sheet(part: SheetPart, above: list[Flowable], width: float) -> list[Flowable]:
    """Set one sheet as it lay on the table: four fields, the last with continue and start.

    A sheet with long answers is set line by line instead, so that it goes on over pages.
    """
    letters = sum(len(line) + 40 for box in part.boxes for line in box.lines)
    if letters > _LONG_SHEET:
        return [CondPageBreak(100), *above, *_long(part), Spacer(0, 6)]
    fields = [part.boxes[:1], part.boxes[1:2], part.boxes[2:3], part.boxes[3:]]
    cells = [[piece for box in field for piece in _box(box)] for field in fields]
    table = grid(
        [cells[:2], cells[2:]],
        [width / 2, width / 2],
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(RULE)),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    )
    room = sum(piece.wrap(width, _ANY)[1] + piece.getSpaceBefore() + piece.getSpaceAfter() for piece in [*above, table])
    return [CondPageBreak(min(room, _TALLEST)), *above, table, Spacer(0, 6)]


def _box(box: Listed) -> list[Flowable]:
    # Headings to jump between, and each answer a paragraph: as list items, 6,000 of them were a fifth of the file.
    lines = [piece for line in box.lines for piece in pieces(line)]
    return [text(box.heading, CELL_BOLD_SPACED, Element("H4")), *(text(line, _LINE) for line in lines or ["·"])]


def _long(part: SheetPart) -> list[Flowable]:
    return [piece for box in part.boxes for piece in _box(box)]
