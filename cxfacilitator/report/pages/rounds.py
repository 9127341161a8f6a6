"""The page of what has become of each theme since the last round."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from cxfacilitator.report.charts.style import RULE
from cxfacilitator.report.content.values import RoundsPart
from cxfacilitator.report.flowables import (
    CELL,
    CELL_BOLD,
    HEADER_LINE,
    HEADING_IN_TABLE,
    NOTE,
    Chart,
    data_table,
    heading,
    listed,
    text,
)

_ROUND = 150.0
"""Room for the groups of a round in one line."""
_LAST = 3
"""Rows that go over to another page together at the end."""


def rounds(part: RoundsPart, width: float) -> list[Flowable]:
    """Set the themes by what has become of them, and what both rounds rest on."""
    story = heading(part.title)
    if part.figure is not None:
        story += [Chart(part.figure), Spacer(0, 12)]
    if part.sections:
        story.append(_table(part, width))
    return [*story, *(listed(part.basis) if part.basis.lines else ())]


def _table(part: RoundsPart, width: float) -> Flowable:
    heads = [[text(name, CELL_BOLD), text(groups, NOTE)] for name, groups in part.columns]
    rows: list[list[Any]] = [[text("Theme", CELL_BOLD), *heads]]
    commands: list[Any] = [HEADER_LINE]
    for section in part.sections:
        top = len(rows)
        rows.append([text(section.heading, HEADING_IN_TABLE)])
        commands += [("SPAN", (0, top), (-1, top)), ("TOPPADDING", (0, top), (-1, top), 9)]
        for theme in section.themes:
            line = len(rows)
            rows.append([text(theme.name, CELL), text(theme.then, CELL), text(theme.now, CELL)])
            if theme.sentence:
                rows.append([text(theme.sentence, NOTE)])
                commands += [("SPAN", (0, line + 1), (-1, line + 1)), ("TOPPADDING", (0, line + 1), (-1, line + 1), 0)]
            last = len(rows) - 1
            commands += [("LINEBELOW", (0, last), (-1, last), 0.4, HexColor(RULE)), ("NOSPLIT", (0, top), (-1, last))]
            top = len(rows)
    commands.append(("NOSPLIT", (0, max(1, len(rows) - _LAST)), (-1, -1)))
    widths = [width - 2 * _ROUND, _ROUND, _ROUND]
    return data_table(rows, widths, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), *commands, top=1)
