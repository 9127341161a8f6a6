"""Which ideas come first by what the sheets say, and how far that order depends on the weights.

Effort, cost and the other criteria are people's judgement, and are never mixed into this score.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.criteria import Rating, rating
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.weights import WEIGHTINGS, Part, shares, weightings

_REACH = {Audience.CUSTOMERS: 0.5, Audience.STAFF: 0.25, Audience.LEADERSHIP: 0.25}
_TENTH = WEIGHTINGS // 10


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
    parts: Mapping[Part, float]
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
    columns = [tuple(found[part] for part in Part) for found in parts]
    scores = [_score(column, weights) for column in columns]
    ranks = _ranks(scores)
    ranges = _ranges(columns, weights, ranks)
    order = sorted(range(len(views)), key=lambda place: (-scores[place], views[place].idea.code))
    return tuple(
        Priority(
            views[place],
            parts[place],
            100 * scores[place],
            ranks[place],
            *ranges[place],
            tuple(views[other].idea.id for other in order if other != place and _overlap(ranges[place], ranges[other])),
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


def _parts(view: IdeaView, comparison: Comparison, wrote_start: Mapping[Audience, int]) -> Mapping[Part, float]:
    themes = [comparison.by_id[theme].counts for theme in view.themes]

    def wrote(audience: Audience, question: Question) -> int:
        return len(comparison.answered[audience, question])

    improve = max((counts[Audience.CUSTOMERS].improve for counts in themes), default=0)
    return {
        Part.REACH: sum(share * smoothed(view.groups[a], wrote_start[a]) for a, share in _REACH.items()),
        Part.PAIN: smoothed(improve, wrote(Audience.CUSTOMERS, Question.IMPROVE)),
        Part.BREADTH: sum(number > 0 for number in view.groups.values()) / len(Audience),
        Part.RIVAL: max(
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


def _score(parts: Iterable[float], weights: Iterable[float]) -> float:
    return sum(part * weight for part, weight in zip(parts, weights, strict=True))


def _ranks(scores: Sequence[float]) -> list[int]:
    """The rank of each score; equal ones share the better rank."""
    first: dict[float, int] = {}
    for rank, score in enumerate(sorted(scores, reverse=True), 1):
        first.setdefault(score, rank)
    return [first[score] for score in scores]


def _ranges(
    columns: Collection[tuple[float, ...]], weights: tuple[float, ...], ranks: Sequence[int]
) -> list[tuple[int, int]]:
    """The rank of each idea at the 10th and at the 90th percentile of the weightings, with its own in between."""
    drawn: list[list[int]] = [[] for _ in columns]
    for reach, pain, breadth, rival in weightings(weights):
        scores = [a * reach + b * pain + c * breadth + d * rival for a, b, c, d in columns]
        for ranked, rank in zip(drawn, _ranks(scores), strict=True):
            ranked.append(rank)
    found = []
    for ranked, rank in zip(drawn, ranks, strict=True):
        ranked.sort()
        found.append((min(rank, ranked[_TENTH]), max(rank, ranked[-1 - _TENTH])))
    return found


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
