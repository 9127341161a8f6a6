"""A list on its way to the roster: read in the background, shown, corrected, and agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.roster_plan import NamesWanted, RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import roster as service
from cxfacilitator.ui.widgets.roster_plan_view import RosterPlanView
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

    def __init__(
        self, workspace: Workspace, view: RosterPlanView, audience: Callable[[], Audience], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._audience = audience
        self._planned_on: tuple[Participant, ...] = ()
        self.source: Source | None = None
        self.choices = AS_FOUND
        view.chosen.connect(self._choose)
        view.cancelled.connect(self.leave)

    @property
    def active(self) -> bool:
        """Whether a list is shown."""
        return self._view.active

    def begin(self, source: Source) -> None:
        """Read a list as it is."""
        self.source, self.choices = source, AS_FOUND
        self.again()

    def again(self) -> None:
        """Read the list once more, for the audience and the roster of this moment."""
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        source, choices, audience = self.source, self.choices, self._audience()
        self._planned_on = snapshot.participants

        def current() -> bool:
            return (source, choices) == (self.source, self.choices)

        self._workspace.jobs.run(
            _read,
            source,
            audience,
            snapshot,
            choices,
            title=f"Reading {source.name}",
            done=lambda plan: self._show(plan) if current() else None,
            failed=lambda problem: self._hear_refused(problem) if current() else None,
        )

    def follow(self, snapshot: Snapshot) -> None:
        """Plan anew when the roster has changed meanwhile."""
        if self.active and self._planned_on != snapshot.participants:
            self.again()

    def leave(self) -> None:
        """Forget the list."""
        self.source = None
        self._view.leave()
        self.left.emit()

    def _choose(self, choices: ReadingChoices) -> None:
        self.choices = choices
        self.again()

    def _show(self, plan: RosterPlan) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None or self.source is None:
            return
        if (plan.audience, snapshot.participants) != (self._audience(), self._planned_on):
            self.again()
            return
        self._view.show_plan(plan, self.source.name, self.choices)
        self.shown.emit()

    def _hear_refused(self, problem: CxError) -> None:
        read = problem.read if isinstance(problem, NamesWanted) else None
        if self.source is not None and (read is not None or self.choices != AS_FOUND):
            self._view.show_problem(str(problem), self.source.name, self.choices, read, self._audience())
            self.shown.emit()
        else:
            self.leave()
            self.refused.emit(str(problem))


def _read(
    source: Source, audience: Audience, snapshot: Snapshot, choices: ReadingChoices, *, progress: Progress
) -> RosterPlan:
    progress(0.0, f"Reading {source.name}")
    if source.path is not None:
        return service.plan_import(source.path, audience, snapshot, choices)
    return service.plan_paste(source.text, audience, snapshot, choices)
