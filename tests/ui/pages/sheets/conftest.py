"""The window on the sheets, with a few groups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.services import engagement, groups
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.workspace import Workspace
from tests.files import made


def _three_groups(path: Path) -> EngagementFile:
    file = engagement.create(path, Engagement("HLF-2025-R1", "Harbour Line Ferries"))
    for audience in (Audience.STAFF, Audience.STAFF, Audience.CUSTOMERS):
        groups.add(file, audience)
    return file


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Workspace:
    """A workspace with two groups of staff and one of customers."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(made(tmp_path / "engagement.cxfac", _three_groups))
    return workspace


@pytest.fixture
def window(window_on: Callable[[str], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window on the sheets page."""
    window = window_on("sheets")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


@pytest.fixture
def page(window: MainWindow) -> SheetsPage:
    """The sheets."""
    found = window.pages["sheets"]
    assert isinstance(found, SheetsPage)
    return found
