"""A list on its way to the forms: read in the background, shown, corrected, and agreed."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.form_plan import AS_IT_IS, FormChoices, FormPlan
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import forms as service
from cxfacilitator.ui.pages.forms.plan_view import FormPlanView, read_of
from cxfacilitator.ui.workspace import Workspace


@dataclass(frozen=True)
class Source:
    """Where a list comes from: a file, or a text that was copied."""

    name: str
    path: Path | None = None
    text: str = ""


class Planning(QObject):
    """Keeps one list, its choices and its plan together; whatever changes, the plan is made anew.

    Signals:
        shown: There is a plan, or a reason to choose how to read the list.
        left: There is none any more.
        refused: The list cannot be read whatever is chosen; carries the sentence.
    """

    shown = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(self, workspace: Workspace, view: FormPlanView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._planned_on: tuple[tuple[Form, ...], tuple[Answer, ...]] = ((), ())
        self.source: Source | None = None
        self.choices = AS_IT_IS
        view.chosen.connect(self._choose)
        view.cancelled.connect(self.leave)

    @property
    def active(self) -> bool:
        """Whether a list is shown."""
        return self._view.active

    def begin(self, source: Source, kind: Kind | None = None) -> None:
        """Read a list as it is; rows that do not say it are of this kind."""
        self.source, self.choices = source, replace(AS_IT_IS, kind=kind or Kind.FORM)
        self.again()

    def again(self) -> None:
        """Read the list once more, for what is in the file at this moment."""
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        source, choices = self.source, self.choices
        self._planned_on = snapshot.forms, snapshot.form_answers

        def current() -> bool:
            return (source, choices) == (self.source, self.choices)

        self._workspace.jobs.run(
            _read,
            source,
            snapshot,
            choices,
            title=f"Reading {source.name}",
            done=lambda plan: self._show(plan) if current() else None,
            failed=lambda problem: self._hear_refused(problem) if current() else None,
        )

    def follow(self, snapshot: Snapshot) -> None:
        """Plan anew when the forms have changed meanwhile."""
        if self.active and self._planned_on != (snapshot.forms, snapshot.form_answers):
            self.again()

    def leave(self) -> None:
        """Forget the list."""
        self.source = None
        self._view.leave()
        self.left.emit()

    def _choose(self, choices: FormChoices) -> None:
        self.choices = choices
        self.again()

    def _show(self, plan: FormPlan) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        if self._planned_on != (snapshot.forms, snapshot.form_answers):
            self.again()
            return
        self._view.show_plan(plan, self.choices)
        self.shown.emit()

    def _hear_refused(self, problem: CxError) -> None:
        read = read_of(problem)
        if self.source is not None and (read is not None or self.active):
            self._view.show_problem(str(problem), self.source.name, self.choices, read)
            self.shown.emit()
        else:
            self.leave()
            self.refused.emit(str(problem))


def _read(source: Source, snapshot: Snapshot, choices: FormChoices, *, progress: Progress) -> FormPlan:
    if source.path is not None:
        return service.plan_import(source.path, snapshot, choices, progress)
    return service.plan_paste(source.text, snapshot, choices, progress)
