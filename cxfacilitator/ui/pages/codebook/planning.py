"""A codebook on its way into the engagement."""

from functools import partial

from PySide6.QtCore import QObject

from cxfacilitator.domain.codebook_plan import CodebookPlan
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import codebook as service
from cxfacilitator.ui.list_planning import ListPlanning, Source
from cxfacilitator.ui.pages.codebook.plan_view import CodebookPlanView
from cxfacilitator.ui.workspace import Workspace


def codebook_planning(
    workspace: Workspace, view: CodebookPlanView, parent: QObject
) -> ListPlanning[bool, CodebookPlan]:
    """Return what plans codebooks of files; the choice is whether unused themes go."""
    return ListPlanning(
        workspace,
        view,
        False,
        lambda snapshot: (snapshot.codebook, snapshot.tags),
        lambda source, snapshot, drop: partial(_read, source, snapshot, drop),
        parent,
    )


def _read(source: Source, snapshot: Snapshot, drop: bool, *, progress: Progress) -> CodebookPlan:
    progress(0.0, f"Reading {source.name}")
    if source.path is None:
        raise CxError("A codebook is read from a file.")
    return service.plan_import(snapshot, service.read(source.path), drop_unused=drop)
