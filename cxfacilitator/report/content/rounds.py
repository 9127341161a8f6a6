"""What has become of each theme since the last round."""

from cxfacilitator.domain.trends import Movement, Trend, relation
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
            f"Round {since.earlier.number}: {the_groups(since.earlier.groups)}",
            f"Round {since.now.number}: {the_groups(since.now.groups)}",
        ),
        tuple(sections),
        Listed("What both rounds rest on, and what was not the same", tuple(others)),
    )


def _moved(since: Trend) -> dict[Movement, list[MovedTheme]]:
    found: dict[Movement, list[MovedTheme]] = {kind: [] for kind in Movement}
    for entry in since.themes:
        stood = [
            RELATION[stands] if theme and (stands := relation(theme)) else "–" for theme in (entry.then, entry.now)
        ]
        said = "" if entry.movement in _NAMES_ALONE else trend_sentence(entry, since)
        found[entry.movement].append(MovedTheme(entry.name, stood[0], stood[1], said))
    return found
