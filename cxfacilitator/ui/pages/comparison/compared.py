"""What is worked out of one snapshot, once, for all faces of the comparison."""

from dataclasses import dataclass, replace
from functools import cached_property

from cxfacilitator.domain.beside import Beside, beside
from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.gap_order import Section, in_order
from cxfacilitator.domain.matrix import Matrix, matrix
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.side_by_side import ThemeRow, side_by_side
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard

Found = tuple[tuple[Section, Finding], ...]
_BESIDE = ("forms", "form_answers", "set_aside", "endorsements")
"""The fields of a snapshot that what stands beside the groups is made of."""


@dataclass(frozen=True)
class Compared:
    """Everything that the faces show of one snapshot.

    Attributes:
        found: The findings in the order in which to discuss them.
        cards: The findings in words, with what was decided on them.
    """

    snapshot: Snapshot
    comparison: Comparison
    found: Found
    cards: tuple[FindingCard, ...]
    matrix: Matrix
    beside: Beside

    @cached_property
    def rows(self) -> tuple[ThemeRow, ...]:
        """The themes side by side; of the quotes those come first that were picked for a finding."""
        picked = {answer_id for kept in self.snapshot.kept_findings for answer_id in kept.quotes}
        return side_by_side(self.comparison, self.found, picked)

    def rests_on(self, snapshot: Snapshot) -> bool:
        """Whether nothing that is compared is different in another snapshot."""
        return snapshot.compares_as(self.snapshot, *_BESIDE)


def look(snapshot: Snapshot, before: Compared | None = None, progress: Progress = silent) -> Compared:
    """Compare, find and lay out; the longest part is to see which findings rest on few statements.

    Args:
        snapshot: The engagement.
        before: What was seen of an earlier state of it, which spares work.
        progress: Hears how far it is.
    """
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot, before.comparison if before else None)
    progress(0.3, "Looking for patterns")
    found = in_order(find(comparison), comparison)
    progress(0.9, "Laying out the matrix")
    cards = _cards(snapshot, comparison, found)
    return Compared(snapshot, comparison, found, cards, matrix(snapshot, comparison), beside(snapshot))


def look_again(snapshot: Snapshot, before: Compared) -> Compared:
    """Look at a snapshot in which only decisions are different: what was found before is found again."""
    return replace(before, snapshot=snapshot, cards=_cards(snapshot, before.comparison, before.found))


def _cards(snapshot: Snapshot, comparison: Comparison, found: Found) -> tuple[FindingCard, ...]:
    return service.cards(snapshot, comparison, [finding for _, finding in found])
