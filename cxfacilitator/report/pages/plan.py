"""The plan: who does what by when, and every idea in order, with lines to write on where something is open."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.report.charts.style import EMPTY_MARK, RULE, SECONDARY
from cxfacilitator.report.content.values import ActionRow, IdeaRow, PlanPart
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_BOLD_CENTRE,
    CELL_CENTRE,
    HEADER_LINE,
    HEADING,
    NOTE,
    ROW_LINES,
    Chart,
    Count,
    data_table,
    heading,
    text,
)

_NUMBER, _WHO, _SCORE, _IMPACT, _DECISION = 18.0, 116.0, 60.0, 38.0, 84.0
_EFFORT, _EFFORT_OPEN = 36.0, 54.0
_OWNER, _DUE = 110.0, 84.0
_HEAD_LOW = ("VALIGN", (0, 0), (-1, 0), "BOTTOM")
_WHO_APART = ("RIGHTPADDING", (2, 0), (2, -1), 12)
_TO_MARK = "□S □M □L"
_OPEN = CELL_CENTRE.clone("to be marked", textColor=HexColor(SECONDARY))


def plan(part: PlanPart, width: float) -> list[Flowable]:
    """Set the plan."""
    story = heading(part.title)
    first: list[Flowable] = []
    if part.actions:
        story += [_actions(part.actions, width), Spacer(0, 12)]
        first.append(text("The ideas in order", HEADING))
    if part.figure is not None:
        first += [Chart(part.figure), text(f"{part.figure_says}. {part.scored}", CAPTION), Spacer(0, 8)]
    story += [KeepTogether([*first, text(part.note, CAPTION)]), Spacer(0, 4)]
    if part.rows:
        story.append(idea_table(part.rows, width))
    return story


def _actions(rows: Sequence[ActionRow], width: float) -> Flowable:
    """Set who does what by when; what is open is a line to write on."""
    body: list[list[Any]] = [[text(words, CELL_BOLD) for words in ("What is agreed", "Who", "By when")]]
    look: list[tuple[object, ...]] = [HEADER_LINE, ROW_LINES]
    for line, row in enumerate(rows, 1):
        what = [text(row.text, CELL), *([text(row.of, NOTE)] if row.of else [])]
        body.append([what, *([text(words, CELL)] if words else "" for words in (row.owner, row.due))])
        look += [_write(column, line) for column, words in ((1, row.owner), (2, row.due)) if not words]
    return data_table(body, [width - _OWNER - _DUE, _OWNER, _DUE], *look, top=1, heading=0)


def idea_table(rows: Sequence[IdeaRow], width: float) -> Flowable:
    """Set ideas as a table; what is open is a line to write on, or a letter to mark."""
    effort = _EFFORT if all(row.effort for row in rows) else _EFFORT_OPEN
    fixed = (_WHO, _SCORE, _IMPACT, effort, _DECISION)
    before, scores = ("#", "Idea", "Who asked for it", "Score, and rank by it"), ("Impact", "Effort")
    body: list[list[Any]] = [
        [
            *(text(words, CELL_BOLD) for words in before),
            *(text(words, CELL_BOLD_CENTRE) for words in scores),
            text("Decision, owner, due", CELL_BOLD),
        ]
    ]
    look: list[tuple[object, ...]] = [HEADER_LINE, ("RIGHTPADDING", (0, 0), (-1, -1), 6), _WHO_APART, _HEAD_LOW]
    for row in rows:
        line = len(body)
        quick = "Quick win · " if row.quick_win else ""
        decided = [words for words in (row.disposition, row.owner, row.due) if words]
        body.append(
            [
                text(str(row.number), CELL),
                [text(row.title, CELL), text(quick + row.evidence, NOTE)],
                [Count(one, named=True) for one in row.marks if one.said],
                [text(row.score, CELL), text(row.rank, NOTE)],
                text(row.impact, CELL_CENTRE),
                text(row.effort, CELL_CENTRE) if row.effort else text(_TO_MARK, _OPEN),
                [text(words, CELL) for words in decided],
            ]
        )
        if row.said:
            body.append(["", text(row.said, NOTE), *[""] * len(fixed)])
            look += [
                ("SPAN", (1, line + 1), (-1, line + 1)),
                ("TOPPADDING", (0, line + 1), (-1, line + 1), 0),
                ("NOSPLIT", (0, line), (-1, line + 1)),
            ]
        last = len(body) - 1
        look.append(("LINEBELOW", (0, last), (-1, last), 0.4, HexColor(RULE)))
        look += [_write(column, line) for column, words in ((4, row.impact), (6, decided)) if not words]
    return data_table(body, [_NUMBER, width - _NUMBER - sum(fixed), *fixed], *look, top=1, heading=1)


def _write(column: int, line: int) -> tuple[object, ...]:
    """A darker line under an empty cell, to write on."""
    return ("LINEBELOW", (column, line), (column, line), 0.8, HexColor(EMPTY_MARK))
