"""What can be chosen for the report: who reads it, on which paper, which parts in which order, and how it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.colour import is_colour
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
    def label(self) -> str:
        """What the paper is called."""
        return "A4" if self is Paper.A4 else "US Letter"

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

    @property
    def label(self) -> str:
        """What the level is called within a sentence."""
        return {Level.ONE_PAGE: "one page", Level.SUMMARY: "summary", Level.FULL: "full"}[self]


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
LONGEST_HEADLINE = 160
"""Letters that two lines of the page have room for."""


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

    def checked(self) -> "ReportSetup":
        """Return the same choices as they are kept.

        Raises:
            CxError: A part is named twice, there are too many quotes, the headline is too long, or the colour is none.
        """
        if self.parts:
            choose(parts=self.parts)
        if not 0 <= self.quotes <= MOST_QUOTES:
            raise CxError(f"Under a finding there is room for 0 to {MOST_QUOTES} quotes of an audience.")
        headline, accent = " ".join(self.headline.split()), self.accent.strip().upper()
        if len(headline) > LONGEST_HEADLINE:
            raise CxError(
                f"The headline has {len(headline)} letters; {LONGEST_HEADLINE} can be read at a glance. Shorten it."
            )
        if accent and not is_colour(accent):
            raise CxError(f"{self.accent} is not a colour. Write it as # and six digits or letters, such as #12436D.")
        return replace(self, headline=headline, accent=accent)

    def told_from(self, before: "ReportSetup") -> str:
        """Say in a few words what was chosen, beginning with a verb; empty where nothing is different."""
        if self.edition is not before.edition:
            return f"Choose the {self.edition.label[:1].lower()}{self.edition.label[1:]}"
        if self.paper is not before.paper:
            return f"Choose {self.paper.label} for the report"
        if self.level is not before.level:
            return "Choose how much the report says"
        if self.parts != before.parts:
            return "Choose the parts of the report"
        if self.quotes != before.quotes:
            return "Choose how many quotes a finding has"
        if self.headline != before.headline:
            return "Write the headline" if self.headline else "Take the drafted headline"
        if self.headline_theme != before.headline_theme:
            return "Choose the gap that the report begins with"
        return "Choose the colour of the report" if self.accent != before.accent else ""


USUAL_SETUP = ReportSetup()


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
