"""What is worked out of one snapshot, once, for all faces of the comparison."""

from dataclasses import dataclass

from cxfacilitator.domain.beside import Beside, beside
from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.matrix import Matrix, matrix
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import findings as service
from cxfacilitator.ui.widgets.findings_view import Told


@dataclass(frozen=True)
class Compared:
    """Everything that the faces show of one snapshot."""

    snapshot: Snapshot
    comparison: Comparison
    told: Told
    matrix: Matrix
    beside: Beside


def look(snapshot: Snapshot, progress: Progress = silent) -> Compared:
    """Compare, find and lay out; the longest part is to see which findings rest on few statements."""
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot)
    progress(0.3, "Looking for patterns")
    told = service.tell_in_order(comparison)
    progress(0.9, "Laying out the matrix")
    return Compared(snapshot, comparison, told, matrix(snapshot, comparison), beside(snapshot))
