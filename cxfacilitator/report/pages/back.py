"""The pages after the findings: method, and every sheet."""

from itertools import zip_longest

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from cxfacilitator.report.charts.style import RULE
from cxfacilitator.report.content.values import Listed, ReportContent, SheetPart
from cxfacilitator.report.flowables import CELL, CELL_BOLD, HEADING, KICKER, TITLE, grid, listed, pieces, text


def method(content: ReportContent) -> list[Flowable]:
    """Set who was asked and how, and what the report cannot say."""
    story: list[Flowable] = [text("Method and sample", KICKER), text("How this was made, and what it cannot say", TITLE)]
    for item in content.method:
        story += listed(item)
    return story


def sheet(part: SheetPart, width: float) -> list[Flowable]:
    """Set one sheet as two columns of boxes.

    Every pair of lines is a row of its own, so a sheet of any length goes on over pages.
    """
    half = width / 2
    rows: list[list[object]] = []
    commands: list[tuple[object, ...]] = []
    boxes = list(part.boxes)
    for left, right in zip_longest(boxes[::2], boxes[1::2]):
        top = len(rows)
        rows.append([_title(left), _title(right)])
        for pair in zip_longest(_lines(left), _lines(right), fillvalue=""):
            rows.append([text(line, CELL) if line else "" for line in pair])
        commands += [
            ("BOX", (0, top), (0, len(rows) - 1), 0.5, HexColor(RULE)),
            ("BOX", (1, top), (1, len(rows) - 1), 0.5, HexColor(RULE)),
            ("TOPPADDING", (0, top), (-1, top), 5),
            ("BOTTOMPADDING", (0, len(rows) - 1), (-1, len(rows) - 1), 6),
        ]
    table = grid(
        rows,
        [half, half],
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *commands,
    )
    return [CondPageBreak(170), text(part.title, HEADING), table, Spacer(0, 6)]


def _title(box: Listed | None) -> object:
    return text(box.heading, CELL_BOLD) if box else ""


def _lines(box: Listed | None) -> list[str]:
    if box is None:
        return []
    return [piece for line in box.lines for piece in pieces(line)] or ["·"]
