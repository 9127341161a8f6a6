"""The plan: every idea in order, with lines to write on where a decision is open."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from cxfacilitator.report.charts.style import EMPTY_MARK
from cxfacilitator.report.content.values import IdeaRow, PlanPart
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_CENTRE,
    HEADER_LINE,
    NOTE,
    ROW_LINES,
    Count,
    data_table,
    heading,
    text,
)

_NUMBER, _WHO, _SCORE, _DECISION, _OWNER = 18.0, 118.0, 36.0, 58.0, 62.0


def plan(part: PlanPart, width: float) -> list[Flowable]:
    """Set the plan."""
    story = heading(part.title)
    story += [text(part.note, CAPTION), Spacer(0, 4)]
    if part.rows:
        story.append(idea_table(part.rows, width))
    return story


def idea_table(rows: Sequence[IdeaRow], width: float) -> Flowable:
    """Set ideas as a table; an empty cell is a line to write on."""
    fixed = _NUMBER + _WHO + 2 * _SCORE + _DECISION + _OWNER
    widths = [_NUMBER, width - fixed, _WHO, _SCORE, _SCORE, _DECISION, _OWNER]
    header = [
        text("#", CELL_BOLD),
        text("Idea", CELL_BOLD),
        text("Who asked for it", CELL_BOLD),
        text("Impact", CELL_BOLD),
        text("Effort", CELL_BOLD),
        text("Decision", CELL_BOLD),
        text("Owner, due", CELL_BOLD),
    ]
    body: list[list[Any]] = [header]
    writes = []
    for line, row in enumerate(rows, 1):
        quick = "Quick win · " if row.quick_win else ""
        owner = ", ".join(part for part in (row.owner, row.due) if part)
        body.append(
            [
                text(str(row.number), CELL),
                [text(row.title, CELL), text(quick + row.evidence, NOTE)],
                [Count(one, named=True) for one in row.marks if one.said],
                text(row.impact, CELL_CENTRE),
                text(row.effort, CELL_CENTRE),
                text(row.disposition, CELL),
                text(owner, CELL),
            ]
        )
        empty = [place for place, words in enumerate((row.impact, row.effort, row.disposition, owner)) if not words]
        first = 3
        writes += [_write(first + place, line) for place in empty]
    look = (HEADER_LINE, ROW_LINES, ("RIGHTPADDING", (0, 0), (-1, -1), 6))
    return data_table(body, widths, *look, *writes, top=1, heading=1)


def _write(column: int, line: int) -> tuple[object, ...]:
    """A darker line under an empty cell, to write on."""
    return ("LINEBELOW", (column, line), (column, line), 0.8, HexColor(EMPTY_MARK))
