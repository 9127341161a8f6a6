"""What can be chosen for the report: who reads it, on which paper, which parts in which order, and how it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import joined


class Edition(StrEnum):
    """Who reads it.

    Leadership gets codes instead of tables and no names; the facilitator gets everything. Participants and all staff
    get a note of what becomes of what was said, and nothing else.
    """

    FACILITATOR = "facilitator"
    LEADERSHIP = "leadership"
    PARTICIPANTS = "participants"
    STAFF = "staff"

    @property
    def label(self) -> str:
        """The edition's name on the cover."""
        return _LABEL[self]

    @property
    def only_note(self) -> bool:
        """Whether it is the note alone."""
        return self in (Edition.PARTICIPANTS, Edition.STAFF)


_LABEL = {
    Edition.FACILITATOR: "Facilitator’s edition",
    Edition.LEADERSHIP: "Leadership edition",
    Edition.PARTICIPANTS: "Note to participants",
    Edition.STAFF: "Summary for all staff",
}


_MM = 72 / 25.4


class Paper(StrEnum):
    """The paper that the report is laid out for."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (210 * _MM, 297 * _MM) if self is Paper.A4 else (612.0, 792.0)


class Part(StrEnum):
    """A part of the report, in the order in which the parts usually stand."""

    COVER = "cover"
    SUMMARY = "summary"
    CONTENTS = "contents"
    WHOLE = "whole"
    QUESTIONS = "questions"
    SERIOUS = "serious"
    GAPS = "gaps"
    INSIDE = "inside"
    ROUNDS = "rounds"
    KEEP = "keep"
    PLAN = "plan"
    WORDS = "words"
    METHOD = "method"
    NUMBERS = "numbers"
    SHEETS = "sheets"
    NOTE = "note"


class Level(StrEnum):
    """How much of the report is wanted."""

    ONE_PAGE = "one-page"
    SUMMARY = "summary"
    FULL = "full"


LEVELS: Mapping[Level, tuple[Part, ...]] = {
    Level.ONE_PAGE: (Part.SUMMARY,),
    Level.SUMMARY: (Part.COVER, Part.SUMMARY, Part.CONTENTS, Part.GAPS, Part.PLAN),
    Level.FULL: tuple(part for part in Part if part is not Part.NOTE),
}
"""The parts of each level."""


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What the report has in it.

    Attributes:
        parts: Its parts in order; one that has nothing to say is left out all the same.
    """

    parts: tuple[Part, ...]


FULL = ReportChoices(LEVELS[Level.FULL])
NOTE_ALONE = ReportChoices((Part.NOTE,))


def choose(level: Level = Level.FULL, parts: Sequence[Part] = (), without: Sequence[Part] = ()) -> ReportChoices:
    """Choose the parts of a report.

    Args:
        level: What to begin with.
        parts: These ones in this order in place of the level's.
        without: Parts to leave out.

    Raises:
        CxError: A part is named twice, or nothing is left.

    >>> choose(Level.SUMMARY, without=[Part.COVER, Part.CONTENTS]).parts == (Part.SUMMARY, Part.GAPS, Part.PLAN)
    True
    """
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        raise CxError(f"A part stands in the report once; named twice: {joined(twice)}.")
    chosen = tuple(part for part in (parts or LEVELS[level]) if part not in without)
    if not chosen:
        raise CxError("No part of the report is left. Leave out fewer parts.")
    return ReportChoices(chosen)


USUAL_QUOTES, MOST_QUOTES = 2, 6


@dataclass(frozen=True, slots=True)
class ReportSetup:
    """What people have chosen for the report of this engagement; it is kept in the file.

    Attributes:
        parts: These in this order, in place of the level's; empty for the level's own.
        quotes: At most this many quotes of an audience stand under a finding, 0 to `MOST_QUOTES`.
        headline: The first sentence of the page that is read in one minute, in a person's own words; empty as long
            as the drafted one stands.
        headline_theme: The gap that the page begins with; None for the one that the rule finds.
        accent: The client's colour, `#RRGGBB`; empty for none.
    """

    edition: Edition = Edition.LEADERSHIP
    paper: Paper = Paper.A4
    level: Level = Level.FULL
    parts: tuple[Part, ...] = ()
    quotes: int = USUAL_QUOTES
    headline: str = ""
    headline_theme: ThemeId | None = None
    accent: str = ""

    @property
    def choices(self) -> ReportChoices:
        """The parts as they were chosen."""
        return ReportChoices(self.parts or LEVELS[self.level])


class LogoOwner(StrEnum):
    """Whose sign stands on the cover."""

    CLIENT = "client"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Logo:
    """A sign on the cover.

    Attributes:
        name: The name of the file that it came from.
        picture: A PNG.
    """

    owner: LogoOwner
    name: str
    picture: bytes
