"""The parts of the report: what each is called, which ones a level has, and in which order they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import joined


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
