"""Codebooks of files: brought in once a person has agreed, and written for other programs."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.codebook_plan import CodebookPlan
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import codebook as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.list_planning import Source
from cxfacilitator.ui.pages.codebook.plan_view import CodebookPlanView
from cxfacilitator.ui.pages.codebook.planning import codebook_planning
from cxfacilitator.ui.workspace import Workspace

READ = "Codebooks (*.csv *.toml *.json *.qdc *.txt *.cxfac);;All files (*)"
WRITTEN = "Table (*.csv);;TOML (*.toml);;REFI-QDA (*.qdc)"


class Exchange(QObject):
    """Asks for files, plans what comes in, and writes what goes out.

    Signals:
        turned: The plan is shown now, or not any more.
        told: Carries a sentence and its kind, as for `Page.tell`.
    """

    turned = Signal()
    told = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent
        self._folder: Path | None = None
        self.view = CodebookPlanView()
        self.view.agreed.connect(self._apply)
        self._planning = codebook_planning(workspace, self.view, self)
        self._planning.shown.connect(self.turned)
        self._planning.left.connect(self.turned)
        self._planning.refused.connect(lambda sentence: self.told.emit(sentence, "error"))

    @property
    def active(self) -> bool:
        """Whether a plan is shown."""
        return self._planning.active

    def follow(self, snapshot: Snapshot) -> None:
        """Plan anew when the codebook has changed meanwhile."""
        self._planning.follow(snapshot)

    def leave(self) -> None:
        """Forget the plan."""
        self._planning.leave()

    def ask_for_file(self, instead: bool = False) -> None:
        """Ask for a codebook, to be brought in or to begin with instead of the one that is there."""
        path = ask.file_to_open(self._window, "Which codebook?", READ, self._folder or ask.documents())
        if path is not None:
            self.plan_from(path, instead)

    def plan_from(self, path: Path, instead: bool = False) -> None:
        """Read a codebook in the background and show what it would change."""
        self._folder = path.parent
        self._planning.begin(Source(path.name, path), instead)

    def export(self) -> None:
        """Ask where to write the codebook, and write it."""
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        proposal = (self._folder or ask.documents()) / f"{snapshot.engagement.code or 'codebook'}-codebook.csv"
        path = ask.file_to_write(self._window, "Where to keep the codebook?", WRITTEN, proposal)
        if path is not None:
            self._folder = path.parent
            self._workspace.jobs.run(
                _write,
                snapshot.codebook,
                path,
                title=f"Writing {path.name}",
                unfinished="The codebook is still being written.",
                done=lambda _none: self.told.emit(f"The codebook is in {path}.", "notice"),
                failed=lambda problem: self.told.emit(str(problem), "error"),
            )

    def _apply(self, plan: CodebookPlan) -> None:
        self._workspace.do(service.apply, plan)
        self._planning.leave()


def _write(codebook: Codebook, path: Path, *, progress: Progress) -> None:
    progress(0.0, f"Writing {path.name}")
    service.write(codebook, path, replace=True)
