"""The plan of the sample engagement, with real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported
from tests.ui.pages.plan.hands import Press, ideas_of, press_on


@pytest.fixture
def page(workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path) -> PlanPage:
    """The page with the sample: 19 ideas, scored on impact and effort, none decided; the cursor is in their list."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "s.cxfac", resource("sample"), resource("sample", "tags.json")))
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
