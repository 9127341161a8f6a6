"""Sheets and answers: what each group wrote, line by line, in its own words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from cxfacilitator.domain.engagement import Question

AnswerId = NewType("AnswerId", str)
"""Made by whoever first types the line (a UUID in hex), so that a line has its identity before it is on disk."""


class Box(StrEnum):
    """A place on the sheet. `UNMARKED` is a line of Q4 that the group marked neither continue nor start."""

    WELL = "well"
    IMPROVE = "improve"
    DIFFER = "differ"
    CONTINUE = "continue"
    START = "start"
    UNMARKED = "unmarked"

    @property
    def question(self) -> Question:
        """The question that this box answers."""
        return _QUESTION[self]

    @property
    def label(self) -> str:
        """The box in words, for example `Q1` or `Q4 Continue`."""
        return f"Q4 {self.value.capitalize()}" if self.question is Question.NEXT else self.question.value


_QUESTION = {
    Box.WELL: Question.WELL,
    Box.IMPROVE: Question.IMPROVE,
    Box.DIFFER: Question.DIFFER,
    Box.CONTINUE: Question.NEXT,
    Box.START: Question.NEXT,
    Box.UNMARKED: Question.NEXT,
}
SHEET_BOXES = (Box.WELL, Box.IMPROVE, Box.DIFFER, Box.CONTINUE, Box.START)
"""The five boxes that are printed on the sheet."""
PRAISE, WISHES = (Box.WELL, Box.CONTINUE), (Box.IMPROVE, Box.START)
"""The boxes whose lines praise, and those whose lines ask for something."""


ILLEGIBLE = "[illegible]"
"""Typed in the place of a word that cannot be read."""


class BoxState(StrEnum):
    """Why a box has no lines. A box that was asked and left blank says something; one that was not asked does not."""

    BLANK = "blank"
    NOT_ASKED = "not_asked"


class Direction(StrEnum):
    """Q3: what the others do, seen by the group."""

    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    UNSAID = ""


class Value(StrEnum):
    """Q3: does it matter to customers?"""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    UNSAID = ""


class Flag(StrEnum):
    """What a person noted about one answer; independent of its themes."""

    EFFORT = "effort"
    EXPLAIN = "explain"
    BACKSTAGE = "backstage"
    UNTESTED = "untested"
    SERIOUS = "serious"
    PERSON = "person"
    ILLEGIBLE = "illegible"
    THIN = "thin"
    CONFLICT = "conflict"


NO_FLAGS: frozenset[Flag] = frozenset()
"""One for all answers without flags: a hundred thousand of them would take 20 MB."""


class Mark(StrEnum):
    """What a person notes about an answer beside its themes and flags: yes or no. Each is a field of `Answer`."""

    REVIEWED = "reviewed"
    STARRED = "starred"
    SECOND_LOOK = "second_look"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line in a box; the unit of tagging.

    Attributes:
        ref: Unique readable reference, for example `S1-Q4-03`.
        group_id: The `GroupId` of the group whose sheet it is on.
        position: Order within the box; gaps are allowed.
        text: The original wording, kept for ever.
        competitor: Q3 only: who does it differently.
        reviewed: A person has decided on its themes (possibly on none).
        tidy: A wording that stands for the original everywhere but on the sheet; empty when there is none.
        starred: The group, or the facilitator, marked it as one of the best.
        typed_at: When it was first typed; None for one that was imported.
        memo: A note to oneself about it; in no report.
        second_look: Somebody doubts its themes and wants them looked at again.
    """

    id: AnswerId
    ref: str
    group_id: int
    box: Box
    position: int
    text: str
    competitor: str = ""
    direction: Direction = Direction.UNSAID
    value: Value = Value.UNSAID
    flags: frozenset[Flag] = NO_FLAGS
    reviewed: bool = False
    tidy: str = ""
    starred: bool = False
    typed_at: datetime | None = None
    memo: str = ""
    second_look: bool = False

    @property
    def wording(self) -> str:
        """What tagging, comparison and report show: the tidied wording, or else the original."""
        return self.tidy or self.text

    def has(self, mark: Mark) -> bool:
        """Whether this was noted about it."""
        return bool(getattr(self, mark.value))


class Concern(StrEnum):
    """Why an answer is looked at again before it is quoted."""

    ILLEGIBLE = "illegible"
    NAME = "name"
    SERIOUS = "serious"
    ELSEWHERE = "elsewhere"
    """It is not about the customer experience."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An answer in the parking lot: it stays on its sheet, counts for nothing, and somebody sees to it.

    Attributes:
        owner: Who sees to it; empty when nobody has said.
        promise: What the room was told about it.
    """

    answer_id: AnswerId
    owner: str = ""
    promise: str = ""
