"""Weigh what was found against what chance alone would give."""

from cxfacilitator.domain.chance import Weighed
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.engines.chance import chance_check, similarities


def weigh(comparison: Comparison, progress: Progress = silent) -> Weighed:
    """Shuffle the sheets between the audiences, the same way each time; a job where groups are many."""
    return Weighed(chance_check(comparison, progress=progress), similarities(comparison, progress=progress))
