"""A list on its way to the roster of the audience that is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import roster as service
from cxfacilitator.ui.list_planning import ListPlanning, Source
from cxfacilitator.ui.widgets.roster_plan_view import RosterPlanView
from cxfacilitator.ui.workspace import Workspace


def roster_planning(
    workspace: Workspace, view: RosterPlanView, audience: Callable[[], Audience], parent: QObject
) -> ListPlanning[ReadingChoices, RosterPlan]:
    """Return what plans lists of the people of an audience."""
    return ListPlanning(
        workspace,
        view,
        AS_FOUND,
        lambda snapshot: (audience(), snapshot.participants),
        lambda source, snapshot, choices: partial(_read, source, audience(), snapshot, choices),
        parent,
    )


def _read(
    source: Source, audience: Audience, snapshot: Snapshot, choices: ReadingChoices, *, progress: Progress
) -> RosterPlan:
    progress(0.0, f"Reading {source.name}")
    if source.path is not None:
        return service.plan_import(source.path, audience, snapshot, choices)
    return service.plan_paste(source.text, audience, snapshot, choices)
