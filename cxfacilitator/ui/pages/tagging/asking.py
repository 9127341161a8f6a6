"""The uncertain answers first: the order in which deciding teaches the suggestions most."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.review import MANY
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import tagging
from cxfacilitator.ui.suggesting import Suggesting
from cxfacilitator.ui.workspace import Workspace

ASK_AGAIN_AFTER = 25
"""Of more answers than a person looks through, the order is made anew after so many decisions."""


class AskingOrder(QObject):
    """Knows the order, and makes it anew when somebody has decided; of many answers in the background.

    Signals:
        changed: There is another order than the one that was last given.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, suggesting: Suggesting, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._suggesting = suggesting
        self._asked_by: object = None
        self._asked_at = -1
        self._rank: dict[AnswerId, int] = {}

    def sorted(self, snapshot: Snapshot, answers: Iterable[Answer]) -> list[Answer]:
        """Return what waits in the order in which asking teaches most, after it what has been reviewed."""
        self._ask(snapshot)
        last = len(self._rank)
        return sorted(answers, key=lambda answer: (answer.reviewed, self._rank.get(answer.id, last)))

    def forget(self) -> None:
        """Let go of the order: another engagement is open."""
        self._rank, self._asked_by = {}, None

    def _ask(self, snapshot: Snapshot) -> None:
        tagger, reviewed = self._suggesting.tagger, snapshot.reviewed
        is_many = len(snapshot.to_review) > MANY
        near = abs(reviewed - self._asked_at) < (ASK_AGAIN_AFTER if is_many else 1)
        if tagger is None or (tagger is self._asked_by and near):
            return
        self._asked_by, self._asked_at = tagger, reviewed
        decided = tagging.decisions(snapshot)
        if is_many:
            self._workspace.jobs.run(
                tagging.asking_order,
                tagger,
                decided,
                title="Finding what to ask first",
                done=lambda order: self._hear_order(tagger, order),
            )
        else:
            self._take(tagging.asking_order(tagger, decided))

    def _take(self, order: Sequence[AnswerId]) -> None:
        self._rank = {answer: place for place, answer in enumerate(order)}

    def _hear_order(self, tagger: object, order: Sequence[AnswerId]) -> None:
        if tagger is self._asked_by:
            self._take(order)
            self.changed.emit()
