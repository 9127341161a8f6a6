"""Which ideas come first by what the sheets say, and how far that order depends on the weights.

Effort, cost and the other criteria are people's judgement, and are never mixed into this score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.criteria import Rating, rating
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.weights import WEIGHTINGS, ScorePart, shares, weightings

_Column = tuple[float, ...]
"""The parts of an idea's score, in their order."""
_REACH = {Audience.CUSTOMERS: 0.5, Audience.STAFF: 0.25, Audience.LEADERSHIP: 0.25}
_TENTH = WEIGHTINGS // 10


class _Standing(NamedTuple):
    rank: int
    best: int
    worst: int


@dataclass(frozen=True)
class Priority:
    """Where an idea stands among the others.

    Attributes:
        parts: What the score is made of, each 0-1.
        score: 0-100.
        rank: 1 for the highest score; ideas with the same score have the same rank.
        best: The rank that it has or beats under one in ten of the weightings like this one, at most `rank`.
        worst: The rank that it has or falls behind under one in ten of them, at least `rank`.
        ties: The other ideas whose range overlaps this one's: which of them comes first depends on the weights.
        rating: What people's scores on the criteria make of it; None while there are none.
    """

    view: IdeaView
    parts: Mapping[ScorePart, float]
    score: float
    rank: int
    best: int
    worst: int
    ties: tuple[IdeaId, ...]
    rating: Rating | None


def prioritise(snapshot: Snapshot, comparison: Comparison, views: Sequence[IdeaView]) -> tuple[Priority, ...]:
    """Put ideas into order by their score under the engagement's weights; equal ones by their code."""
    wrote_start = _wrote_start(snapshot)
    parts = [_parts(view, comparison, wrote_start) for view in views]
    weights = shares(snapshot.weights)
    columns = [tuple(found[part] for part in ScorePart) for found in parts]
    standing = _standing(tuple(columns), weights)
    order = sorted(range(len(views)), key=lambda place: (standing[columns[place]].rank, views[place].idea.code))
    ties = _ties([(views[place].idea.id, standing[columns[place]]) for place in order])
    return tuple(
        Priority(
            views[place],
            parts[place],
            100 * _score(columns[place], weights),
            *standing[columns[place]],
            ties[views[place].idea.id],
            rating(snapshot.criteria, views[place].idea.given),
        )
        for place in order
    )


def smoothed(said: int, asked: int) -> float:
    """Return a share that does not let 1 of 1 beat 5 of 5; nothing where nobody was asked.

    >>> smoothed(1, 1), smoothed(5, 5) > smoothed(1, 1), smoothed(0, 0)
    (0.75, True, 0.0)
    """
    return (said + 0.5) / (asked + 1) if asked else 0.0


def _parts(view: IdeaView, comparison: Comparison, wrote_start: Mapping[Audience, int]) -> Mapping[ScorePart, float]:
    themes = [comparison.by_id[theme].counts for theme in view.themes]

    def wrote(audience: Audience, question: Question) -> int:
        return len(comparison.answered[audience, question])

    improve = max((counts[Audience.CUSTOMERS].improve for counts in themes), default=0)
    return {
        ScorePart.REACH: sum(share * smoothed(view.groups[a], wrote_start[a]) for a, share in _REACH.items()),
        ScorePart.PAIN: smoothed(improve, wrote(Audience.CUSTOMERS, Question.IMPROVE)),
        ScorePart.BREADTH: sum(number > 0 for number in view.groups.values()) / len(Audience),
        ScorePart.RIVAL: max(
            smoothed(max((counts[a].valued for counts in themes), default=0), wrote(a, Question.DIFFER))
            for a in Audience
        ),
    }


def _wrote_start(snapshot: Snapshot) -> Mapping[Audience, int]:
    """How many groups of each audience wrote anything under Start; those of an idea are among them."""
    groups: dict[Audience, set[int]] = {audience: set() for audience in Audience}
    for answer in snapshot.answers:
        if answer.box is Box.START and UNCLEAR not in snapshot.themes_of.get(answer.id, ()):
            groups[snapshot.audience_of(answer)].add(answer.group_id)
    return {audience: len(found) for audience, found in groups.items()}


def _score(column: _Column, weights: Sequence[float]) -> float:
    return sum(part * weight for part, weight in zip(column, weights, strict=True))


@lru_cache(maxsize=4)
def _standing(columns: tuple[_Column, ...], weights: tuple[float, ...]) -> Mapping[_Column, _Standing]:
    """Return where ideas with these parts stand: their rank, and those at the 10th and 90th percentile around it.

    Ideas with the same parts have the same rank under all weightings, so each kind is ranked once.
    """
    times = Counter(columns)
    now = _ranks(times, [_score(column, weights) for column in times])
    drawn: list[list[int]] = []
    for reach, pain, breadth, rival in weightings(weights):
        drawn.append(_ranks(times, [a * reach + b * pain + c * breadth + d * rival for a, b, c, d in times]))
    found = {}
    for column, rank, ranked in zip(times, now, zip(*drawn, strict=True), strict=True):
        ordered = sorted(ranked)
        found[column] = _Standing(rank, min(rank, ordered[_TENTH]), max(rank, ordered[-1 - _TENTH]))
    return found


def _ranks(times: Mapping[_Column, int], scores: Sequence[float]) -> list[int]:
    """The rank of each score, where each stands for so many ideas; equal ones share the better rank."""
    counts = list(times.values())
    ranks = [0] * len(scores)
    before, rank, last = 0, 0, -1.0
    for place in sorted(range(len(scores)), key=scores.__getitem__, reverse=True):
        if scores[place] != last:
            rank, last = before + 1, scores[place]
        ranks[place] = rank
        before += counts[place]
    return ranks


def _ties(ordered: Sequence[tuple[IdeaId, _Standing]]) -> Mapping[IdeaId, tuple[IdeaId, ...]]:
    """The other ideas whose range overlaps that of each."""
    near = {
        standing: [
            idea_id for idea_id, other in ordered if standing.best <= other.worst and other.best <= standing.worst
        ]
        for standing in {standing for _, standing in ordered}
    }
    return {idea_id: tuple(other for other in near[standing] if other != idea_id) for idea_id, standing in ordered}
