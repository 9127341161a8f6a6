"""The window on the sheets, with a few groups."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import groups
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.sheets.hands import Wait


@pytest.fixture
def window(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot, wait_saved: Wait) -> MainWindow:
    """The window on the sheets page, with two groups of staff and one of customers."""
    for audience in (Audience.STAFF, Audience.STAFF, Audience.CUSTOMERS):
        opened.do(groups.add, audience)
    wait_saved(opened)
    window = window_on("sheets")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


@pytest.fixture
def page(window: MainWindow) -> SheetsPage:
    """The sheets."""
    found = window.pages["sheets"]
    assert isinstance(found, SheetsPage)
    return found
