"""Propose which Start answers say the same; a person decides each time."""

from typing import TYPE_CHECKING

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester


def propose_clusters(
    snapshot: Snapshot, tagger: "Suggester | None" = None, progress: Progress = silent
) -> tuple[Proposal, ...]:
    """Find ideas and waiting Start answers that seem to propose the same: worded alike, and on the same themes.

    Args:
        tagger: What has read the answers, where they have been read; otherwise words alone are compared.
        progress: May stop the work.

    Returns:
        The most alike first; nothing is in two of them. `put_together(file, proposal.answer_ids)` says yes to one.
    """
    return ()
