"""Trends: what has become of the gap between leadership and customers, theme by theme, since an earlier round.

A theme that customers no longer raise is never called closed: with other groups in the room, silence proves nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.comparison import Comparison, alignment, compare
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.earlier_themes import Hindrance, then_of, went_into
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme, meaning
from cxfacilitator.domain.snapshot import Snapshot

CUSTOMERS = Audience.CUSTOMERS


class Relation(StrEnum):
    """How leadership stands to customers on a theme in one round, or why that cannot be said."""

    ALIGNED = "aligned"
    SILENT = "silent"
    PARTIAL = "partial"
    OPPOSED = "opposed"
    CUSTOMERS_DIVIDED = "customers_divided"
    CUSTOMERS_MENTIONED = "customers_mentioned"
    CUSTOMERS_SILENT = "customers_silent"
    CUSTOMERS_NOT_ASKED = "customers_not_asked"
    LEADERSHIP_NOT_ASKED = "leadership_not_asked"

    @property
    def gap(self) -> bool:
        """Whether leadership does not see what customers see."""
        return self in (Relation.SILENT, Relation.PARTIAL, Relation.OPPOSED)

    @property
    def raised(self) -> bool:
        """Whether customers hold a view on the theme."""
        weak = (Relation.CUSTOMERS_MENTIONED, Relation.CUSTOMERS_SILENT, Relation.CUSTOMERS_NOT_ASKED)
        return self not in weak


class Movement(StrEnum):
    """What has become of a theme between two rounds; the values are used by other programs and keep their names."""

    CLOSED = "closed"
    NARROWED = "narrowed"
    PERSISTS = "persists"
    WIDENED = "widened"
    NEW_GAP = "new_gap"
    NEWLY_ALIGNED = "newly_aligned"
    STILL_ALIGNED = "still_aligned"
    CUSTOMERS_DIVIDED = "customers_divided"
    NOT_RAISED = "not_raised_this_time"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class ThemeTrend:
    """One theme in two rounds.

    Attributes:
        then: In the earlier round; None where there was no such theme, or where its figures cannot be told.
        now: In this round; None where the theme is gone.
        why_not: Why it is not compared; None where it is.
    """

    theme_id: ThemeId
    name: str
    movement: Movement
    then: RoundTheme | None
    now: RoundTheme | None
    why_not: Hindrance | None = None


@dataclass(frozen=True)
class Trend:
    """Two rounds side by side.

    Attributes:
        themes: Those that customers can speak about and did in either round, in the codebook's order; after them
            those that have left the codebook.
        unraised: The names of those that customers could speak about and raised in neither round.
        merged: Themes of the earlier round that are part of another one now, each with that one.
    """

    earlier: RoundSummary
    now: RoundSummary
    themes: tuple[ThemeTrend, ...]
    unraised: tuple[str, ...]
    merged: Mapping[ThemeId, ThemeId]

    @cached_property
    def movements(self) -> Mapping[Movement, int]:
        """How many themes made each movement; every one is a key."""
        found = Counter(theme.movement for theme in self.themes)
        return {movement: found[movement] for movement in Movement}


@dataclass(frozen=True)
class ThemeTimeline:
    """One theme over all rounds.

    Attributes:
        rounds: What it was in each round, oldest first; None where there was no such theme, or where its figures cannot
            be told.
        trends: What has become of it from each round to the next; None where customers raised it in neither, or where
            the later one had no such theme.
    """

    theme_id: ThemeId
    name: str
    rounds: tuple[RoundTheme | None, ...]
    trends: tuple[ThemeTrend | None, ...]

    @cached_property
    def relations(self) -> tuple[Relation | None, ...]:
        """How leadership stood to customers in each round; None where it cannot be said."""
        return tuple(relation(theme) if theme else None for theme in self.rounds)

    @property
    def trend(self) -> ThemeTrend | None:
        """What has become of it since the round before the last."""
        return self.trends[-1]


def rounds_of(snapshot: Snapshot, comparison: Comparison | None = None) -> tuple[RoundSummary, ...]:
    """Return the earlier rounds of an engagement and its own, oldest first.

    Args:
        snapshot: The engagement.
        comparison: What `compare` says of it, where that is known already.
    """
    now = summarise(snapshot, comparison)
    return (*(each for each in snapshot.earlier_rounds if each.number < now.number), now)


def summarise(snapshot: Snapshot, comparison: Comparison | None = None) -> RoundSummary:
    """Put a round into figures, from its reviewed answers and their accepted themes, as for `rounds_of`."""
    comparison, engagement = comparison or compare(snapshot), snapshot.engagement
    sittings = Counter(sitting.audience for sitting in snapshot.sessions)
    return RoundSummary(
        number=engagement.round,
        code=engagement.code,
        client=engagement.client,
        days=tuple(sorted({sitting.held_on for sitting in snapshot.sessions if sitting.held_on})),
        groups=dict(comparison.groups),
        sessions={audience: sittings[audience] for audience in Audience},
        unreviewed=len(comparison.unreviewed),
        wording=dict(snapshot.wording),
        codebook=snapshot.codebook.version,
        themes=tuple(
            RoundTheme(view.theme.id, view.theme.name, view.theme.visibility, meaning(view.theme), dict(view.counts))
            for view in comparison.themes
        ),
        merged=dict(snapshot.merged),
    )


def relation(theme: RoundTheme) -> Relation | None:
    """Say how leadership stood to customers on a theme; None for one that customers cannot speak about."""
    if theme.visibility is not Visibility.DIRECT:
        return None
    customers = theme.counts[CUSTOMERS]
    if not customers.asked:
        return Relation.CUSTOMERS_NOT_ASKED
    if customers.state not in (State.STRENGTH, State.CONCERN):
        return Relation(f"customers_{customers.state.value}")
    stands = alignment(theme.visibility, theme.counts)
    return Relation(stands.value) if stands else Relation.LEADERSHIP_NOT_ASKED


def trend(earlier: RoundSummary, now: RoundSummary, between: Sequence[RoundSummary] = ()) -> Trend:
    """Say what has become of each theme since an earlier round.

    Args:
        earlier: The earlier round.
        now: The later round; its codebook decides what is a theme.
        between: The rounds between them, oldest first, in which themes may have been merged.
    """
    into = went_into(earlier, now, between)
    found = [_theme_trend(theme, then_of(theme, earlier, into)) for theme in now.themes]
    raised = [entry for entry in found if entry is not None]
    here = {theme.id for theme in now.themes}
    gone = [
        ThemeTrend(theme.id, theme.name, Movement.NOT_COMPARED, theme, None, Hindrance.GONE)
        for theme in earlier.themes
        if into.get(theme.id, theme.id) not in here and _is_raised(theme)
    ]
    told = {entry.theme_id for entry in raised}
    unraised = (t.name for t in now.themes if t.visibility is Visibility.DIRECT and t.id not in told)
    return Trend(earlier, now, (*raised, *gone), tuple(unraised), into)


def timeline(rounds: Sequence[RoundSummary]) -> tuple[ThemeTimeline, ...]:
    """Return the themes that customers raised in any round, each with how leadership stood to them in all of them.

    Args:
        rounds: At least two, oldest first.
    """
    *earlier, now = rounds
    into = [went_into(before, now, earlier[place + 1 :]) for place, before in enumerate(earlier)]
    rows = [
        _timeline(theme.id, theme.name, [*(then_of(theme, *past) for past in zip(earlier, into, strict=True)), theme])
        for theme in now.themes
    ]
    for entry in trend(earlier[-1], now).themes:
        if entry.now is None:
            past = [{theme.id: theme for theme in each.themes}.get(entry.theme_id) for each in earlier]
            known = [theme or Hindrance.NEW_THEME for theme in past]
            rows.append(_timeline(entry.theme_id, entry.name, [*known, Hindrance.GONE]))
    return tuple(row for row in rows if any(row.trends) or any(found and found.raised for found in row.relations))


def _timeline(theme_id: ThemeId, name: str, known: Sequence[RoundTheme | Hindrance]) -> ThemeTimeline:
    rounds = [theme if isinstance(theme, RoundTheme) else None for theme in known]
    trends = [_step(theme_id, name, then, now) for then, now in pairwise(known)]
    return ThemeTimeline(theme_id, name, tuple(rounds), tuple(trends))


def _step(theme_id: ThemeId, name: str, then: RoundTheme | Hindrance, now: RoundTheme | Hindrance) -> ThemeTrend | None:
    """What has become of a theme from one round to the next, by the name that it has today."""
    if isinstance(now, RoundTheme):
        found = _theme_trend(now, then)
        return replace(found, theme_id=theme_id, name=name) if found else None
    if now is Hindrance.GONE and isinstance(then, RoundTheme) and _is_raised(then):
        return ThemeTrend(theme_id, name, Movement.NOT_COMPARED, then, None, Hindrance.GONE)
    return None


def _theme_trend(theme: RoundTheme, then: RoundTheme | Hindrance) -> ThemeTrend | None:
    """What has become of a theme; None where customers raised it in neither round."""
    if isinstance(then, RoundTheme):
        raised_then = _is_raised(then)
    else:
        raised_then = then is Hindrance.MERGED and theme.visibility is Visibility.DIRECT
    if not raised_then and not _is_raised(theme):
        return None
    known = then if isinstance(then, RoundTheme) else None
    moved = _compared(then, theme)
    if isinstance(moved, Hindrance):
        return ThemeTrend(theme.id, theme.name, Movement.NOT_COMPARED, known, theme, moved)
    return ThemeTrend(theme.id, theme.name, moved, known, theme)


def _compared(then: RoundTheme | Hindrance, theme: RoundTheme) -> Movement | Hindrance:
    if isinstance(then, Hindrance):
        return then
    was, has = relation(then), relation(theme)
    if was is None or has is None:
        return Hindrance.VISIBILITY
    if Relation.CUSTOMERS_NOT_ASKED in (was, has):
        return Hindrance.CUSTOMERS_NOT_ASKED
    if not has.raised:
        return Movement.NOT_RAISED
    if has is Relation.CUSTOMERS_DIVIDED:
        return Movement.CUSTOMERS_DIVIDED
    if Relation.LEADERSHIP_NOT_ASKED in (was, has):
        return Hindrance.LEADERSHIP_NOT_ASKED
    if has.gap:
        return Movement.PERSISTS if was.gap else Movement.WIDENED if was is Relation.ALIGNED else Movement.NEW_GAP
    if was.gap:
        return Movement.CLOSED if theme.counts[CUSTOMERS].state is State.STRENGTH else Movement.NARROWED
    return Movement.STILL_ALIGNED if was is Relation.ALIGNED else Movement.NEWLY_ALIGNED


def _is_raised(theme: RoundTheme) -> bool:
    stands = relation(theme)
    return stands is not None and stands.raised
