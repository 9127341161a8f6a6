"""A round in figures: all that a later round needs to be compared with it.

It holds counts, the wording of the questions and the names of the themes, but no words of anybody and no names. So it
can stay in the file of the next round when the answers of its own have been destroyed, as was promised in the room.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId, Visibility
from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.engagement import Audience, Engagement, Wording


@dataclass(frozen=True, slots=True)
class RoundTheme:
    """A theme in one round.

    Attributes:
        meaning: A fingerprint of what the codebook said of it; another one means that it was filled differently.
        counts: How many groups of each audience spoke of it, and where.
    """

    id: ThemeId
    name: str
    visibility: Visibility
    meaning: str
    counts: Mapping[Audience, Counts]


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One round of an engagement in figures.

    Attributes:
        number: 1 for the first time, 2 for the first re-run, and so on.
        code: The short name of its engagement.
        days: When its sessions were held, each day once, as far as that is known.
        groups: Groups with at least one reviewed answer, by audience; 0 for one that was not asked.
        sessions: Sessions that were planned, by audience.
        unreviewed: Answers that nobody had decided on; they count for nothing.
        codebook: The version of the codebook.
        themes: The counted themes in the codebook's order.
        merged: Themes that went into another one while the round was tagged, each with that one.
    """

    number: int
    code: str
    client: str
    days: tuple[date, ...]
    groups: Mapping[Audience, int]
    sessions: Mapping[Audience, int]
    unreviewed: int
    wording: Wording
    codebook: str
    themes: tuple[RoundTheme, ...]
    merged: Mapping[ThemeId, ThemeId] = field(default_factory=dict)


def meaning(theme: Theme) -> str:
    """Return a fingerprint of what the codebook says of a theme, apart from its name.

    >>> meaning(Theme(ThemeId("A"), "", "Care", "How people are treated"))
    '26722968'
    """
    said = [theme.definition, sorted(theme.include), sorted(theme.exclude)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def next_engagement(engagement: Engagement) -> Engagement:
    """Return the engagement of the round after this one: the same client, and promises that are still to be made.

    >>> next_engagement(Engagement("TRH-2025-R1", "Tolland Reeve Hire Ltd", round=1)).code
    'TRH-2025-R2'
    """
    number = engagement.round + 1
    stem = re.sub(rf"-R{engagement.round}$", "", engagement.code)[: 38 - len(str(number))]
    return replace(
        engagement,
        code=f"{stem}-R{number}",
        round=number,
        previous=engagement.code,
        everybody=frozenset(),
        delete_by=None,
    )


def carried_over(codebook: Codebook, written: Collection[str]) -> Codebook:
    """Return the codebook for the next round: without examples that are, word for word, what somebody wrote.

    Args:
        codebook: As it is at the end of a round.
        written: The answers of that round, which stay behind.
    """
    theirs = {_plain(text) for text in written}

    def kept(example: str) -> str:
        return " / ".join(part for part in example.split(" / ") if _plain(part) not in theirs)

    themes = tuple(
        replace(theme, examples={question: left for question, text in theme.examples.items() if (left := kept(text))})
        for theme in codebook.themes
    )
    return codebook if themes == codebook.themes else replace(codebook, themes=themes).stamped()


def same_client(one: str, other: str) -> bool:
    """Tell whether two names of clients are the same, whatever the capitals and blanks."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
