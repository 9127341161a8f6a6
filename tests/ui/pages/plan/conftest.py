"""The plan of the sample engagement, with real keys."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.services import engagement
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.plan.hands import Press, ideas_of, press_on


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample engagement with its tags: 19 ideas, scored on impact and effort, none decided. Only to be copied."""
    path = tmp_path_factory.mktemp("plan") / "sample.cxfac"
    with engagement.import_engagement(resource("sample"), path, resource("sample", "tags.json")):
        return path


@pytest.fixture
def page(
    workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path, sample_file: Path
) -> PlanPage:
    """The page with a copy of the sample, and the cursor in its list of ideas."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(Path(shutil.copy(sample_file, tmp_path / "s.cxfac")))
    made = PlanPage(workspace)
    host(made)
    qtbot.waitUntil(ideas_of(made).list.hasFocus)
    return made


@pytest.fixture
def empty(opened: Workspace, host: Callable[[Page], QWidget]) -> PlanPage:
    """The page of a new engagement."""
    made = PlanPage(opened)
    host(made)
    return made


@pytest.fixture
def press(qtbot: QtBot, workspace: Workspace) -> Press:
    """Press keys wherever the cursor is, and wait until the file has answered."""
    return press_on(qtbot, workspace)
