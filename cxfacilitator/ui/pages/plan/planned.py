"""What is worked out of one snapshot, once, for all faces of the plan."""

from dataclasses import dataclass
from functools import cached_property

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.ideas import IdeaView, in_order, unclustered, view_ideas
from cxfacilitator.domain.priorities import Priority, prioritise
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot


@dataclass(frozen=True)
class Planned:
    """Everything that the faces show of one snapshot.

    Attributes:
        views: The ideas in the order in which to discuss them.
        waiting: The Start answers that belong to no idea yet.
    """

    snapshot: Snapshot
    comparison: Comparison
    views: tuple[IdeaView, ...]
    waiting: tuple[Answer, ...]

    @cached_property
    def priorities(self) -> tuple[Priority, ...]:
        """The ideas by their score."""
        return prioritise(self.snapshot, self.comparison, self.views)


def look(snapshot: Snapshot, before: Planned | None = None, progress: Progress = silent) -> Planned:
    """Hold the ideas against what was said; what was seen of an earlier state spares work and changes nothing."""
    progress(0.0, "Comparing the audiences")
    if before is not None and snapshot.compares_as(before.snapshot):
        comparison = before.comparison
    else:
        comparison = compare(snapshot, before.comparison if before else None)
    return Planned(snapshot, comparison, in_order(view_ideas(snapshot, comparison)), unclustered(snapshot))
