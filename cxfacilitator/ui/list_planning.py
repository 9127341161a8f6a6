"""Somebody's list on its way into the file: read in the background, shown, corrected, and agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QMimeData, QObject, Signal

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.reading import ColumnsWanted, ListRead
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.workspace import Workspace

Choices = TypeVar("Choices")
Plan = TypeVar("Plan")


@dataclass(frozen=True)
class Source:
    """Where a list comes from: a file, or a text that was copied."""

    name: str
    path: Path | None = None
    text: str = ""


def list_in(data: QMimeData | None) -> Path | None:
    """Return the one file in what is dragged or copied, unless it is an engagement; None for anything else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
    return files[0] if len(files) == 1 and files[0].suffix.casefold() != ".cxfac" else None


class PlanView(Protocol):
    """What shows a plan, and hears how the list is to be read otherwise."""

    active: bool
    chosen: Any
    cancelled: Any

    def show_plan(self, plan: Any, name: str, choices: Any) -> None:
        """Show a plan that was made from this list with these choices."""

    def show_problem(self, sentence: str, name: str, choices: Any, read: ListRead | None) -> None:
        """Say why there is no plan, and let the choices be changed; without `read` they stay as they are."""

    def leave(self) -> None:
        """Forget the plan."""


class ListPlanning(QObject, Generic[Choices, Plan]):
    """Keeps one list, its choices and its plan together; whatever changes, the plan is made anew.

    Signals:
        shown: There is a plan, or a reason to choose how to read the list.
        left: There is none any more.
        refused: The list cannot be read whatever is chosen; carries the sentence.
    """

    shown = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        view: PlanView,
        choices: Choices,
        rests_on: Callable[[Snapshot], object],
        reader: Callable[[Source, Snapshot, Choices], Callable[..., Plan]],
        parent: QObject,
    ) -> None:
        """Keep what a list is planned with.

        Args:
            workspace: Whose engagement the plan is for.
            view: Shows it.
            choices: What nobody has chosen yet.
            rests_on: What of the file a plan is made for; when that changes, the plan is made anew.
            reader: Returns the job that reads a list and makes the plan.
            parent: The page.
        """
        super().__init__(parent)
        self._workspace, self._view = workspace, view
        self._rests_on, self._reader = rests_on, reader
        self._planned_on: object = None
        self._as_found = self._begun_with = self.choices = choices
        self.source: Source | None = None
        view.chosen.connect(self._choose)
        view.cancelled.connect(self.leave)

    @property
    def active(self) -> bool:
        """Whether a list is shown."""
        return self._view.active

    def begin(self, source: Source, choices: Choices | None = None) -> None:
        """Read a list as it is, or with choices that were made elsewhere."""
        self.source = source
        self.choices = self._begun_with = choices or self._as_found
        self.again()

    def again(self) -> None:
        """Read the list once more, for what is in the file at this moment."""
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        source, choices = self.source, self.choices
        self._planned_on = self._rests_on(snapshot)

        def current() -> bool:
            return (source, choices) == (self.source, self.choices)

        self._workspace.jobs.run(
            self._reader(source, snapshot, choices),
            title=f"Reading {source.name}",
            done=lambda plan: self._show(plan) if current() else None,
            failed=lambda problem: self._hear_refused(problem) if current() else None,
        )

    def follow(self, snapshot: Snapshot) -> None:
        """Plan anew when what the plan rests on has changed meanwhile."""
        if self.active and self._planned_on != self._rests_on(snapshot):
            self.again()

    def leave(self) -> None:
        """Forget the list."""
        self.source = None
        self._view.leave()
        self.left.emit()

    def _choose(self, choices: Choices) -> None:
        self.choices = choices
        self.again()

    def _show(self, plan: Plan) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        if self._planned_on != self._rests_on(snapshot):
            self.again()
            return
        self._view.show_plan(plan, self.source.name, self.choices)
        self.shown.emit()

    def _hear_refused(self, problem: CxError) -> None:
        read = problem.read if isinstance(problem, ColumnsWanted) else None
        if self.source is not None and (read is not None or self.choices != self._begun_with):
            self._view.show_problem(str(problem), self.source.name, self.choices, read)
            self.shown.emit()
        else:
            self.leave()
            self.refused.emit(str(problem))
