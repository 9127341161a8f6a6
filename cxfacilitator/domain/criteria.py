"""The criteria by which people judge ideas. Impact and effort are two of them, and the axes of the plot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NewType

CriterionId = NewType("CriterionId", int)

IMPACT, EFFORT = CriterionId(1), CriterionId(2)
"""The two that are always there: they may be renamed and weigh nothing, but not be taken away."""

LOWEST, HIGHEST = 1, 5
HEAVIEST = 1000
"""No weight is larger."""
HIGH_IMPACT, LOW_EFFORT = 3, 2
"""From here up impact is high, and up to here effort is low: what makes a quick win, and the quarters of the plot."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What ideas are judged by, each from 1 to 5.

    Attributes:
        weight: What it counts for, compared with the others; 0 or more.
        more_is_better: Whether 5 speaks for the idea; of effort, it speaks against.
        position: Its place among the others; gaps are allowed.
    """

    id: CriterionId
    name: str
    weight: float = 1.0
    more_is_better: bool = True
    position: int = 0

    @property
    def is_axis(self) -> bool:
        """Whether it is one of the two that are always there."""
        return self.id in (IMPACT, EFFORT)


DEFAULT_CRITERIA = (
    Criterion(IMPACT, "Impact on customers", position=0),
    Criterion(EFFORT, "Effort", more_is_better=False, position=1),
    Criterion(CriterionId(3), "Cost", more_is_better=False, position=2),
    Criterion(CriterionId(4), "Speed", position=3),
    Criterion(CriterionId(5), "Risk", more_is_better=False, position=4),
    Criterion(CriterionId(6), "Staff energy", position=5),
)
"""Those of an engagement for which nobody has changed them."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What people's scores make of an idea.

    Attributes:
        points: From 0, the worst on each criterion, to 100, the best on each.
        scored: How many of the criteria that count it has scores on.
        criteria: How many criteria count.
    """

    points: float
    scored: int
    criteria: int


def rating(criteria: Iterable[Criterion], scores: Mapping[CriterionId, int]) -> Rating | None:
    """Weigh the scores of one idea; a criterion without a score is left out, and never guessed.

    Returns:
        None when there is no score on a criterion that counts for anything.

    >>> rating(DEFAULT_CRITERIA, {IMPACT: 5, EFFORT: 1})
    Rating(points=100.0, scored=2, criteria=6)
    """
    counting = [criterion for criterion in criteria if criterion.weight > 0]
    scored = [criterion for criterion in counting if criterion.id in scores]
    if not scored:
        return None
    whole = sum(criterion.weight for criterion in scored)
    points = sum(criterion.weight / whole * _goodness(criterion, scores[criterion.id]) for criterion in scored)
    return Rating(100 * points, len(scored), len(counting))


def _goodness(criterion: Criterion, score: int) -> float:
    share = (score - LOWEST) / (HIGHEST - LOWEST)
    return share if criterion.more_is_better else 1 - share
