"""Suggestions for the engagement that is open: made in the background, and renewed after each decision."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Decision, Suggestion
from cxfacilitator.services import tagging
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.workspace import Workspace


def suggesting_of(workspace: Workspace) -> "Suggesting":
    """Return what suggests for this workspace's engagement; there is one, made when it is first asked for."""
    return workspace.findChild(Suggesting) or Suggesting(workspace)


class Suggesting(QObject):
    """Reads the answers when a page that shows suggestions asks for it, and suggests anew when somebody decides.

    Attributes:
        suggestions: The newest suggestions by answer; those of earlier decisions until the newer ones are there.
        tagger: What has read the answers; None as long as nothing has.
        waiting: The answers are being read.

    Signals:
        changed: There are new suggestions, or it has begun or ended to wait for them.
        failed: Carries a `CxError`; the earlier suggestions stay.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._job: Job | None = None
        self.suggestions: Mapping[AnswerId, tuple[Suggestion, ...]] = {}
        self.tagger: tagging.Suggester | None = None
        self.waiting = False
        self._read: object = None
        self._decided: tuple[Decision, ...] | None = None
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)

    def look_at(self, snapshot: Snapshot) -> None:
        """Have suggestions made for what is new in a snapshot; costs nothing when nothing is."""
        texts = tuple((answer.id, answer.wording, snapshot.audience_of(answer)) for answer in snapshot.to_review)
        basis = (texts, snapshot.codebook)
        if basis != self._read:
            self._read = basis
            self._read_answers(snapshot)
        elif self.tagger is not None:
            self._suggest(snapshot, self.tagger)

    def _read_answers(self, snapshot: Snapshot) -> None:
        if self._job is not None:
            self._job.cancel()
        self.tagger = None
        self.waiting = True
        basis = self._read
        self.changed.emit()
        self._workspace.fetch(tagging.known_vectors, lambda known: self._start(snapshot, basis, known))

    def _start(self, snapshot: Snapshot, basis: object, known: dict[bytes, bytes]) -> None:
        if basis is not self._read:
            return
        self._job = self._workspace.jobs.run(
            tagging.tagger,
            snapshot,
            known,
            title="Reading the answers for suggestions",
            done=lambda tagger: self._hear_read(basis, tagger, known),
            failed=lambda problem: self._hear_failed(basis, problem),
        )

    def _hear_read(self, basis: object, tagger: "tagging.Suggester", known: dict[bytes, bytes]) -> None:
        snapshot = self._workspace.snapshot
        if basis is not self._read or snapshot is None:
            return
        self._workspace.do(tagging.keep_vectors, known)
        self.tagger, self.waiting, self._decided = tagger, False, None
        self._suggest(snapshot, tagger)

    def _suggest(self, snapshot: Snapshot, tagger: "tagging.Suggester") -> None:
        decided = tagging.decisions(snapshot)
        if decided != self._decided:
            self._decided = decided
            self.suggestions = tagger.suggest(decided)
            self.changed.emit()

    def _hear_failed(self, basis: object, problem: CxError) -> None:
        if basis is self._read:
            self.waiting = False
            self.changed.emit()
            self.failed.emit(problem)

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.suggestions, self.tagger, self.waiting = {}, None, False
        self._read = self._decided = None
