"""The pages as they are now: made anew a while after the last change, in a process of their own."""

from PySide6.QtCore import QObject, QTimer, Signal

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import name_check
from cxfacilitator.services import report as service
from cxfacilitator.services.name_check import NamedWords
from cxfacilitator.services.report import Draft
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.workspace import Workspace

PAUSE_MS = 400
"""Somebody who changes several things waits once, and for somebody who only passes by nothing is made."""


class Drafting(QObject):
    """Follows the newest state of the file; what was begun for an older one is stopped.

    Signals:
        made: Carries the `Draft` of the newest state.
        named: Carries the `NamedWords` that stand in it, which are looked for when the pages are there.
        advanced: Carries how far the pages are, in words.
        failed: Carries a sentence.
    """

    made = Signal(object)
    named = Signal(object)
    advanced = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job | None = None
        self._drafted: Snapshot | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        workspace.jobs.advanced.connect(self._hear_advanced)

    @property
    def up_to_date(self) -> bool:
        """Whether the pages are those of the newest state."""
        return self._drafted is self._workspace.snapshot

    def begin_soon(self) -> None:
        """Have the pages made when nothing has changed for a moment."""
        self._pause.start()

    def wait(self) -> None:
        """Begin nothing for now; what is being made already comes to its end."""
        self._pause.stop()

    def stop(self) -> None:
        """Stop what is being made."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def forget(self) -> None:
        """Stop, and know no pages any more."""
        self.stop()
        self._drafted = None

    def _begin(self) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None or not snapshot.answers:
            return
        self.stop()

        def made(draft: Draft) -> None:
            if self._job is job:
                self._drafted = snapshot
                self._look_for_names(snapshot)
                self.made.emit(draft)

        def failed(problem: CxError) -> None:
            if self._job is job:
                self._job = None
                self.failed.emit(str(problem))

        job = self._job = self._workspace.jobs.run_apart(service.draft, snapshot, title="", done=made, failed=failed)

    def _hear_advanced(self, job: Job) -> None:
        if job is self._job and not self.up_to_date:
            self.advanced.emit(job.note)

    def _look_for_names(self, snapshot: Snapshot) -> None:
        def named(found: tuple[NamedWords, ...]) -> None:
            if self._job is job:
                self._job = None
                self.named.emit(found)

        job = self._job = self._workspace.jobs.run_apart(
            name_check.look, snapshot, snapshot.report.edition, title="", done=named
        )
