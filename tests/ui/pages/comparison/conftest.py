"""The comparison on the screen, with a copy of the sample engagement and its reviewed tags."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> ComparisonPage:
    """The page by itself, as wide as in a small window; it gets the keys."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "sample.cxfac", resource("sample"), resource("sample", "tags.json")))
    made = ComparisonPage(workspace)
    qtbot.addWidget(made)
    made.resize(1140, 600)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def press(workspace: Workspace, wait_saved: Callable[[Workspace], None]) -> Callable[..., None]:
    """Press a key where the cursor is, and wait until what it does is in the file and on the screen."""

    def do(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        wait_saved(workspace)

    return do


@pytest.fixture
def write(workspace: Workspace, wait_saved: Callable[[Workspace], None]) -> Callable[[str], None]:
    """Type where the cursor is, and wait until it is in the file."""

    def do(text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        wait_saved(workspace)

    return do
