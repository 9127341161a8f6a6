"""Sheets and answers: what each group wrote, line by line, in its own words."""

from dataclasses import dataclass, field
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
    flags: frozenset[Flag] = field(default_factory=frozenset)
    reviewed: bool = False
