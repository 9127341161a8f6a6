"""The export: the place is asked, the PDF is written in a process of its own, and it is said what became of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import ReportSetup
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import the_day
from cxfacilitator.services import report as service
from cxfacilitator.services.report import Finish, ReportSummary
from cxfacilitator.ui import ask
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.widgets.export_card import ExportCard
from cxfacilitator.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """The last report that was written.

    Attributes:
        file: The engagement that it is of.
        what: What was chosen for it, and when it was written, in words.
        at: When it was written.
    """

    file: Path
    path: Path
    pages: int
    what: str
    at: datetime


class Exporting(QWidget):
    """A card that shows how far an export is and where the last one is; hidden as long as there is none.

    Signals:
        told: Carries a sentence for above the page, or none, and its kind.
        busy: An export has begun or ended; carries whether one is running.
        written: A report was written.
    """

    told = Signal(str, str)
    busy = Signal(bool)
    written = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: Job | None = None
        self._snapshot: Snapshot | None = None
        self._finish = Finish()
        self.last: Exported | None = None
        self.card = ExportCard(may_copy=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        jobs = workspace.jobs
        jobs.started.connect(self._hear_job)
        jobs.advanced.connect(self._hear_job)
        jobs.ended.connect(self._hear_ended)
        self.card.stopped.connect(self._stop)
        self.card.place_agreed.connect(self._write)
        self.card.not_opened.connect(lambda sentence: self.told.emit(sentence, "warning"))
        self.card.copy_wanted.connect(self._copy)

    @property
    def running(self) -> bool:
        """Whether a report is being written."""
        return self._job is not None

    def begin(self, finish: Finish) -> None:
        """Ask for a place and write the report there."""
        snapshot, file = self._workspace.snapshot, self._workspace.path
        if snapshot is None or file is None or self.running:
            return
        name = f"{snapshot.engagement.code} {snapshot.report.edition.value} report.pdf"
        folder = self.last.path.parent if self.last and self.last.file == file else file.parent
        path = ask.file_to_write(
            self.window(), "Where to keep the report?", "Reports (*.pdf)", folder / name, may_replace=False
        )
        if path is None:
            return
        self._finish = finish
        self.told.emit("", "notice")
        if path.exists():
            self.card.show_taken(path)
        else:
            self._write(path, replace=False)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the last report that was written of this engagement, and whether it is older than the last change."""
        if self.running or self.card.asking:
            return
        if self.last is None or self.last.file != self._workspace.path or not self.last.path.exists():
            self.card.hide()
        elif not self.card.written:
            self._show_last(self.last)
        if self.card.written and snapshot is not self._snapshot and self._changed_since():
            self.card.show_stale()

    def forget(self) -> None:
        """Ask nothing any more: another engagement is open."""
        if not self.running:
            self.card.hide()

    def remembered(self) -> dict[str, str]:
        """Return the last report that was written, for the next start."""
        if self.last is None:
            return {}
        last = self.last
        found = {"file": str(last.file), "path": str(last.path), "pages": str(last.pages), "what": last.what}
        return found | {"at": last.at.isoformat()}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Know again which report was written last."""
        try:
            self.last = Exported(
                Path(remembered["file"]),
                Path(remembered["path"]),
                int(remembered["pages"]),
                remembered["what"],
                datetime.fromisoformat(remembered["at"]),
            )
        except (KeyError, ValueError):  # none, or written by hand
            self.last = None

    def _changed_since(self) -> bool:
        saved = self._workspace.saved_at
        return self.last is not None and saved is not None and saved > self.last.at

    def _show_last(self, last: Exported) -> None:
        self.card.show_written(last.path, last.pages, last.what)

    def _write(self, path: Path, replace: bool) -> None:
        snapshot, file = self._workspace.snapshot, self._workspace.path
        if snapshot is None or file is None or self.running:
            return

        def done(summary: ReportSummary) -> None:
            self._snapshot = snapshot
            self.last = Exported(file, summary.path, summary.pages, _what(snapshot.report), _now())
            elsewhere = file != self._workspace.path
            self.told.emit(f"{summary.path} is written." if elsewhere else "", "notice")
            if not elsewhere:
                self._show_last(self.last)
                if QApplication.focusWidget() is before:
                    self.card.open.setFocus()
                if self._workspace.snapshot is not snapshot:
                    self.card.show_stale()
            self.written.emit()

        def fail(problem: CxError) -> None:
            self._fail(problem)
            if replace:
                # It may be open in another program: it stays, and there is the other name.
                self.card.show_taken(path)

        self._job = self._workspace.jobs.run_apart(
            service.write,
            snapshot,
            path,
            finish=self._finish,
            replace=replace,
            title=f"Writing {path.name}",
            unfinished="The report is still being written.",
            done=done,
            failed=fail,
        )
        self.busy.emit(True)
        self.card.show_job(self._job)
        # Who types by the time it is written goes on typing.
        before = QApplication.focusWidget()

    def _copy(self, path: Path) -> None:
        folder = ask.folder_to_use(self.window(), "Where to put the copy?", path.parent)
        if folder is not None:
            self._workspace.jobs.run(
                service.copy,
                path,
                folder,
                title=f"Copying {path.name}",
                unfinished="The copy is still being made.",
                done=lambda copy: self.told.emit(f"A copy is in {copy}.", "notice"),
                failed=self._fail,
            )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _fail(self, problem: CxError) -> None:
        self.told.emit(str(problem), "error")

    def _hear_job(self, job: Job) -> None:
        if job is self._job:
            self.card.show_job(job)

    def _hear_ended(self, job: Job) -> None:
        """Whatever comes of the export, another one may follow; a report that was written shows itself next."""
        if job is self._job:
            self._job = None
            self.busy.emit(False)
            self.card.hide()
            if job.cancelled:
                self.told.emit("Stopped. No report was written.", "notice")


def _now() -> datetime:
    return datetime.now().astimezone()


def _what(setup: ReportSetup) -> str:
    """Say what was chosen for a report, and that it was written now."""
    how_much = "" if setup.edition.only_note else "own choice of parts" if setup.parts else setup.level.label
    now = _now()
    return " · ".join(
        filter(None, (setup.edition.label, how_much, setup.paper.label, f"{the_day(now.date())}, {now:%H:%M}"))
    )
