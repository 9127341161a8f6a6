"""A list on its way to the forms."""

from functools import partial

from PySide6.QtCore import QObject

from cxfacilitator.domain.form_plan import AS_IT_IS, FormChoices, FormPlan
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import forms as service
from cxfacilitator.ui.list_planning import ListPlanning, Source
from cxfacilitator.ui.pages.forms.plan_view import FormPlanView
from cxfacilitator.ui.workspace import Workspace


def form_planning(workspace: Workspace, view: FormPlanView, parent: QObject) -> ListPlanning[FormChoices, FormPlan]:
    """Return what plans lists of forms, notes and reviews."""
    return ListPlanning(
        workspace,
        view,
        AS_IT_IS,
        lambda snapshot: (snapshot.forms, snapshot.form_answers),
        lambda source, snapshot, choices: partial(_read, source, snapshot, choices),
        parent,
    )


def _read(source: Source, snapshot: Snapshot, choices: FormChoices, *, progress: Progress) -> FormPlan:
    if source.path is not None:
        return service.plan_import(source.path, snapshot, choices, progress).work_out()
    return service.plan_paste(source.text, snapshot, choices, progress).work_out()
