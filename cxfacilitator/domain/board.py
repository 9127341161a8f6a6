"""How far the typing is: every sheet box by box, what is missing, what to ask the scribes, and how long it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from statistics import median

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.read_back import empty_boxes
from cxfacilitator.domain.sheets import ILLEGIBLE, SHEET_BOXES, Answer, Box, BoxState, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined

LONGEST_PAUSE_S = 180
"""A longer silence between two lines is a pause, not typing."""
FEWEST_TO_JUDGE = 10
"""So many lines, typed one after the other, before anything is said about speed."""


class Fill(StrEnum):
    """What is known of one box of one sheet."""

    LINES = "lines"
    BLANK = "left blank"
    NOT_ASKED = "not asked"
    MISSING = "missing"
    """The sheet has been typed, but this box has no lines and nobody has said why."""
    UNTYPED = "not typed"


@dataclass(frozen=True, slots=True)
class BoxCount:
    """A box of one sheet with the number of its lines."""

    fill: Fill
    lines: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet of the board.

    Attributes:
        boxes: The five boxes of the sheet.
        unmarked: Lines of question 4 marked neither continue nor start.
        missing: What is still to be done on it, in words; nothing on a sheet that is complete and right.
        ask: What to ask its scribe, in words.
    """

    group: Group
    boxes: Mapping[Box, BoxCount]
    unmarked: int
    missing: tuple[str, ...]
    ask: tuple[str, ...]

    @property
    def typed(self) -> bool:
        """Whether anything of it has been typed."""
        return any(count.lines for count in self.boxes.values()) or bool(self.unmarked)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast sheets are typed, from what has been typed so far.

    Attributes:
        seconds_per_line: The median, pauses left out.
        lines_per_sheet: The median of the sheets that have been typed.
        left: Sheets that have not been typed.
    """

    seconds_per_line: float
    lines_per_sheet: float
    left: int

    @property
    def sheets_per_hour(self) -> float:
        """At this pace, without a pause."""
        return 3600 / (self.seconds_per_line * self.lines_per_sheet)

    @property
    def minutes_left(self) -> int:
        """For the sheets that have not been typed, at least one minute while there are any."""
        return max(1, round(self.seconds_per_line * self.lines_per_sheet * self.left / 60)) if self.left else 0

    @property
    def sentence(self) -> str:
        """The pace in words; careful, because people tire and hands differ."""
        each = f"About {self.sheets_per_hour:.0f} sheets an hour so far, pauses left out."
        if not self.left:
            return each
        return f"{each} About {amount(self.minutes_left, 'minute')} for {amount(self.left, 'sheet')}."


def board(snapshot: Snapshot) -> tuple[SheetRow, ...]:
    """Return how far every sheet is, in the order of the groups."""
    return tuple(_row(snapshot, group) for group in snapshot.groups)


def pace(snapshot: Snapshot) -> Pace | None:
    """Return how fast the typing goes; None until enough lines were typed one after the other.

    Lines that were imported or pasted say nothing about it: they have no instant of their own.
    """
    instants = sorted(line.typed_at for line in (*snapshot.answers, *snapshot.set_aside) if line.typed_at is not None)
    steps = _steps(instants)
    sheets = [len(lines) for lines in snapshot.answers_of.values()]
    if len(steps) < FEWEST_TO_JUDGE or not sheets:
        return None
    return Pace(median(steps), median(sheets), sum(group.id not in snapshot.answers_of for group in snapshot.groups))


def missing_in_words(rows: Iterable[SheetRow]) -> str:
    """Say what is still missing over all sheets, in one or two sentences."""
    rows = tuple(rows)
    if not rows:
        return "There are no groups yet."
    untyped = sum(not row.typed for row in rows)
    unmarked = sum(row.unmarked for row in rows)
    empty = sum(count.fill is Fill.MISSING for row in rows for count in row.boxes.values())
    unread = sum(row.typed and not row.group.complete for row in rows)
    parts = (
        f"{amount(untyped, 'sheet')} not typed" if untyped else "",
        f"{amount(unmarked, 'line')} of question 4 not marked" if unmarked else "",
        f"{amount(empty, 'empty box', 'empty boxes')} not explained" if empty else "",
        f"{amount(unread, 'typed sheet')} not marked as complete" if unread else "",
    )
    said = joined(parts)
    if said:
        return f"{said}."
    return f"All {len(rows)} sheets are typed and complete." if len(rows) > 1 else "The sheet is typed and complete."


def to_ask(rows: Iterable[SheetRow]) -> str:
    """Return what to ask the scribes, table by table, as text to copy or print; empty when there is nothing."""
    blocks = []
    for row in rows:
        if row.ask:
            scribe = f", scribe {row.group.scribe}" if row.group.scribe else ""
            blocks.append("\n".join([f"{row.group.called}{scribe}", *(f"- {line}" for line in row.ask)]))
    return "\n\n".join(blocks)


def _row(snapshot: Snapshot, group: Group) -> SheetRow:
    lines = snapshot.answers_of.get(group.id, ())
    empty = empty_boxes(snapshot, group.id)
    boxes = {box: _count(snapshot, group, box, lines, empty) for box in SHEET_BOXES}
    unmarked = [line for line in lines if line.box is Box.UNMARKED]
    no_who = [line for line in lines if line.box is Box.DIFFER and not line.competitor]
    unread = [line for line in lines if Flag.ILLEGIBLE in line.flags or ILLEGIBLE in line.wording.lower()]
    ask = [f"{line.ref}: what does it say? “{line.wording}”" for line in unread]
    ask += [f"{line.ref}: continue or start? “{line.wording}”" for line in unmarked]
    ask += [f"{line.ref}: who does this? “{line.wording}”" for line in no_who if line not in unread]
    ask += [f"{box.label}: left blank, or not asked?" for box in empty]
    missing = (
        "not typed" if not lines else "",
        f"{len(unmarked)} of Q4 unmarked" if unmarked else "",
        f"{joined(box.label for box in empty)} empty" if empty else "",
        f"{len(unread)} illegible" if unread else "",
        "not marked as complete" if lines and not group.complete else "",
    )
    return SheetRow(group, boxes, len(unmarked), tuple(filter(None, missing)), tuple(ask))


def _count(snapshot: Snapshot, group: Group, box: Box, lines: tuple[Answer, ...], empty: tuple[Box, ...]) -> BoxCount:
    here = sum(line.box is box for line in lines)
    if here:
        return BoxCount(Fill.LINES, here)
    match snapshot.box_states.get((group.id, box)):
        case BoxState.BLANK:
            return BoxCount(Fill.BLANK)
        case BoxState.NOT_ASKED:
            return BoxCount(Fill.NOT_ASKED)
        case _:
            return BoxCount(Fill.MISSING if box in empty else Fill.UNTYPED)


def _steps(instants: list[datetime]) -> list[float]:
    """The seconds from each line to the next, without pauses."""
    steps = ((after - before).total_seconds() for before, after in pairwise(instants))
    return [step for step in steps if 0 < step <= LONGEST_PAUSE_S]
