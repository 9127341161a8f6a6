"""What is worked out of one snapshot, once, for all faces of the comparison."""

from dataclasses import dataclass

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

_RESTS_ON = (
    "engagement",
    "codebook",
    "groups",
    "answers",
    "tags",
    "forms",
    "form_answers",
    "set_aside",
    "endorsements",
)
"""The fields of a snapshot that a comparison is made of."""


@dataclass(frozen=True)
class Compared:
    """Everything that the faces show of one snapshot.

    Attributes:
        found: The findings in the order in which to discuss them.
        cards: The findings in words, with what was decided on them.
        rows: The themes side by side.
    """

    snapshot: Snapshot
    comparison: Comparison
    found: tuple[tuple[Section, Finding], ...]
    cards: tuple[FindingCard, ...]
    rows: tuple[ThemeRow, ...]
    matrix: Matrix
    beside: Beside

    def rests_on(self, snapshot: Snapshot) -> bool:
        """Whether nothing that is compared is different in another snapshot."""
        return all(getattr(self.snapshot, name) is getattr(snapshot, name) for name in _RESTS_ON)


def look(snapshot: Snapshot, progress: Progress = silent) -> Compared:
    """Compare, find and lay out; the longest part is to see which findings rest on few statements."""
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot)
    progress(0.3, "Looking for patterns")
    found = in_order(find(comparison), comparison)
    progress(0.9, "Laying out the matrix")
    return _lay_out(snapshot, comparison, found, matrix(snapshot, comparison), beside(snapshot))


def look_again(snapshot: Snapshot, before: Compared) -> Compared:
    """Look at a snapshot in which only decisions are different: what was found before is found again."""
    return _lay_out(snapshot, before.comparison, before.found, before.matrix, before.beside)


def _lay_out(
    snapshot: Snapshot,
    comparison: Comparison,
    found: tuple[tuple[Section, Finding], ...],
    laid_out: Matrix,
    aside: Beside,
) -> Compared:
    cards = service.cards(snapshot, comparison, [finding for _, finding in found])
    picked = {answer_id for kept in snapshot.kept_findings for answer_id in kept.quotes}
    return Compared(snapshot, comparison, found, cards, side_by_side(comparison, found, picked), laid_out, aside)
