"""What the themes of now were in an earlier round: the same by id, or several that have been merged since."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme


class Hindrance(StrEnum):
    """Why a theme cannot be compared with an earlier round."""

    NEW_THEME = "new_theme"
    GONE = "gone"
    VISIBILITY = "visibility"
    MERGED = "merged"
    CUSTOMERS_NOT_ASKED = "customers_not_asked"
    LEADERSHIP_NOT_ASKED = "leadership_not_asked"


def went_into(earlier: RoundSummary, now: RoundSummary, between: Sequence[RoundSummary]) -> Mapping[ThemeId, ThemeId]:
    """Return the themes of an earlier round that have since become part of another one, each with that one."""
    into: dict[ThemeId, ThemeId] = {}
    for later in (*between, now):
        into = {**later.merged, **{theme: later.merged.get(kept, kept) for theme, kept in into.items()}}
    here, there = {theme.id for theme in now.themes}, {theme.id for theme in earlier.themes}
    return {theme: kept for theme, kept in into.items() if theme in there - here and kept in here}


def then_of(theme: RoundTheme, earlier: RoundSummary, into: Mapping[ThemeId, ThemeId]) -> RoundTheme | Hindrance:
    """Return what a theme of now was in the earlier round, with those that have become part of it since.

    How many groups spoke of either of two themes is not known any more: at least as many as of the one, at most as
    many as of both. Where that makes no difference to what leadership and customers hold, the least is taken.
    """
    parts = [part for part in earlier.themes if into.get(part.id, part.id) == theme.id]
    if not parts:
        return Hindrance.NEW_THEME
    if len(parts) == 1:
        return parts[0]
    own = next((part for part in parts if part.id == theme.id), parts[0])
    spoken = [part for part in parts if any(counts.mentions for counts in part.counts.values())] or [own]
    if len({part.visibility for part in spoken}) > 1:
        return Hindrance.MERGED
    least = {audience: _least([part.counts[audience] for part in spoken]) for audience in Audience}
    most = {audience: _most([part.counts[audience] for part in spoken]) for audience in Audience}
    if any(least[audience].state is not most[audience].state for audience in (Audience.LEADERSHIP, Audience.CUSTOMERS)):
        return Hindrance.MERGED
    return replace(own, visibility=spoken[0].visibility, counts=least)


_HOW_MANY = tuple(field.name for field in fields(Counts) if field.name not in ("groups", "threshold"))


def _least(parts: Sequence[Counts]) -> Counts:
    return replace(parts[0], **{name: max(getattr(part, name) for part in parts) for name in _HOW_MANY})


def _most(parts: Sequence[Counts]) -> Counts:
    groups = parts[0].groups
    return replace(parts[0], **{name: min(groups, sum(getattr(part, name) for part in parts)) for name in _HOW_MANY})
