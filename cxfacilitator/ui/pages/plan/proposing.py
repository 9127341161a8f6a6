"""The clusters that the machine suggests and nobody has decided on yet."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.services import plan as service
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.plan.planned import Planned
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.workspace import Workspace


class Proposing(QObject):
    """Looks for clusters when somebody asks; what was turned down does not come again.

    Attributes:
        open: What waits for a yes or a no, the most alike first.

    Signals:
        found: The machine has looked.
    """

    found = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: Job | None = None
        self._refused: set[Hashable] = set()
        self.open: tuple[Proposal, ...] = ()
        workspace.jobs.ended.connect(self._hear_ended)

    @property
    def is_looking(self) -> bool:
        """Whether the machine is looking just now."""
        return self._job is not None

    def ask(self) -> None:
        """Have the machine look for cards that propose the same; what it finds is only shown."""
        snapshot = self._workspace.snapshot
        if snapshot is not None and self._job is None:
            self._job = self._workspace.jobs.run(
                service.propose_clusters,
                snapshot,
                suggesting_of(self._workspace).tagger,
                title="Looking for ideas that belong together",
                done=self._hear,
            )

    def look_at(self, planned: Planned) -> None:
        """Let go of what was decided: its answers are in one idea now, or not all there any more."""
        idea_of = {answer_id: idea.id for idea in planned.snapshot.ideas for answer_id in idea.answer_ids}
        waiting = {answer.id for answer in planned.waiting}

        def is_open(proposal: Proposal) -> bool:
            known = all(answer_id in idea_of or answer_id in waiting for answer_id in proposal.answer_ids)
            ideas = {idea_of.get(answer_id) for answer_id in proposal.answer_ids}
            return known and (len(ideas) > 1 or None in ideas)

        self.open = tuple(filter(is_open, self.open))

    def turn_down(self, proposal: Proposal) -> None:
        """Leave its cards apart, now and when somebody asks again."""
        self._refused.add(proposal.answer_ids)
        self.open = tuple(each for each in self.open if each is not proposal)

    def forget(self) -> None:
        """Forget everything: another engagement is open."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._refused, self.open = None, set(), ()

    def _hear(self, proposals: Sequence[Proposal]) -> None:
        self.open = tuple(each for each in proposals if each.answer_ids not in self._refused)
        self.found.emit()

    def _hear_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
