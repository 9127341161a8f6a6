"""What has become of each theme since the last round."""

from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.trends import Movement, ThemeTrend, Trend, relation
from cxfacilitator.report.charts.slopes import Slope, Slopes
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import Listed, MovedSection, MovedTheme, RoundsPart, Title
from cxfacilitator.report.trend_sentences import (
    MOVEMENT,
    RELATION,
    basis_sentences,
    gaps_headline,
    trend_sentence,
)
from cxfacilitator.report.words import the_groups

_NAMES_ALONE = (Movement.NOT_RAISED, Movement.STILL_ALIGNED)
"""What the columns say already needs no sentence."""
_FOLLOWED = (
    Movement.CLOSED,
    Movement.NARROWED,
    Movement.PERSISTS,
    Movement.WIDENED,
    Movement.NEW_GAP,
    Movement.NEWLY_ALIGNED,
    Movement.STILL_ALIGNED,
    Movement.CUSTOMERS_DIVIDED,
)
"""What is drawn, in this order. What is not raised any more is not: a line down to nobody would look like a success."""
_HAD_A_GAP = (Movement.CLOSED, Movement.NARROWED, Movement.PERSISTS)
_MOST_DRAWN = 15


def rounds(basis: Basis) -> RoundsPart | None:
    """Lay out the themes by what has become of them; None where no earlier round is known."""
    since = basis.since
    if since is None:
        return None
    sections = (MovedSection(MOVEMENT[kind], tuple(_moved(since)[kind])) for kind in Movement if since.movements[kind])
    groups, *others = basis_sentences(since)
    return RoundsPart(
        Title("Since the last round", gaps_headline(since), groups),
        (
            (f"Round {since.earlier.number}", the_groups(since.earlier.groups)),
            (f"Round {since.now.number}", the_groups(since.now.groups)),
        ),
        _figure(since),
        tuple(sections),
        Listed("What both rounds rest on, and what was not the same", tuple(others)),
    )


def _figure(since: Trend) -> Slopes | None:
    """The themes that both audiences can be followed on, as far as they have room."""
    drawn = [slope for kind in _FOLLOWED for each in since.themes if each.movement is kind and (slope := _slope(each))]
    rounds = f"round {since.earlier.number}", f"round {since.now.number}"
    return Slopes(rounds, tuple(drawn[:_MOST_DRAWN])) if drawn else None


def _slope(entry: ThemeTrend) -> Slope | None:
    """A theme as a slope, measured by what customers held where the gap is: praise, or the wish to improve."""
    then, now = entry.then, entry.now
    if then is None or now is None:
        return None
    rounds = (then, now) if entry.movement in _HAD_A_GAP else (now, then)
    states = [theme.counts[Audience.CUSTOMERS].state for theme in rounds]
    clear = next((state for state in states if state in (State.STRENGTH, State.CONCERN)), None)
    count, measure = ("well", "named as done well") if clear is State.STRENGTH else ("raises", "asked to improve it")
    both = [(a, then.counts[a], now.counts[a]) for a in (Audience.LEADERSHIP, Audience.CUSTOMERS)]
    if not all(before.groups and after.groups for _, before, after in both):
        return None
    lines = tuple(
        (a, getattr(before, count), before.groups, getattr(after, count), after.groups) for a, before, after in both
    )
    return Slope(entry.name, MOVEMENT[entry.movement], measure, lines)


def _moved(since: Trend) -> dict[Movement, list[MovedTheme]]:
    found: dict[Movement, list[MovedTheme]] = {kind: [] for kind in Movement}
    for entry in since.themes:
        stood = [
            RELATION[stands] if theme and (stands := relation(theme)) else "–" for theme in (entry.then, entry.now)
        ]
        said = "" if entry.movement in _NAMES_ALONE else trend_sentence(entry, since)
        found[entry.movement].append(MovedTheme(entry.name, stood[0], stood[1], said))
    return found
