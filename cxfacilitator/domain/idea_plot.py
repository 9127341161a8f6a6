"""Impact held against effort: the quarters of the plot, and which ideas stand where; nothing is placed by guessing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.criteria import HIGH_IMPACT, LOW_EFFORT
from cxfacilitator.domain.ideas import IdeaView


class Quarter(StrEnum):
    """A quarter of the plot."""

    HIGH_FOR_LOW = "high_impact_low_effort"
    HIGH_FOR_HIGH = "high_impact_high_effort"
    LOW_FOR_LOW = "low_impact_low_effort"
    LOW_FOR_HIGH = "low_impact_high_effort"


def quarter(impact: int, effort: int) -> Quarter:
    """Return the quarter of an idea with these scores.

    >>> quarter(3, 2).value, quarter(2, 3).value
    ('high_impact_low_effort', 'low_impact_high_effort')
    """
    if impact >= HIGH_IMPACT:
        return Quarter.HIGH_FOR_LOW if effort <= LOW_EFFORT else Quarter.HIGH_FOR_HIGH
    return Quarter.LOW_FOR_LOW if effort <= LOW_EFFORT else Quarter.LOW_FOR_HIGH


@dataclass(frozen=True)
class Plotted:
    """The ideas as they stand in the plot.

    Attributes:
        places: Those that people scored on both axes, by impact and effort.
        quarters: The same by quarter.
        unrated: Those that lack a score on an axis.
    """

    places: Mapping[tuple[int, int], tuple[IdeaView, ...]]
    quarters: Mapping[Quarter, tuple[IdeaView, ...]]
    unrated: tuple[IdeaView, ...]


def plot(views: Iterable[IdeaView]) -> Plotted:
    """Put each idea at its impact and effort, in the order in which they come."""
    places: dict[tuple[int, int], list[IdeaView]] = {}
    quarters: dict[Quarter, list[IdeaView]] = {each: [] for each in Quarter}
    unrated = []
    for view in views:
        impact, effort = view.idea.impact, view.idea.effort
        if impact is None or effort is None:
            unrated.append(view)
        else:
            places.setdefault((impact, effort), []).append(view)
            quarters[quarter(impact, effort)].append(view)
    return Plotted(
        {place: tuple(found) for place, found in places.items()},
        {each: tuple(found) for each, found in quarters.items()},
        tuple(unrated),
    )
