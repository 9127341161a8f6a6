"""The window on the tagging page, with a few answers of staff and customers, and real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.workspace import Workspace
from tests.files import made
from tests.ui.pages.tagging.hands import two_sheets


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Workspace:
    """A workspace with five answers."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(made(tmp_path / "engagement.cxfac", two_sheets))
    return workspace


@pytest.fixture
def window(window_on: Callable[[str], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window on the tagging page when there are suggestions."""
    window = window_on("tagging")
    page = window.pages["tagging"]
    assert isinstance(page, TaggingPage)
    qtbot.waitUntil(lambda: bool(page.suggesting.suggestions))
    return window


@pytest.fixture
def page(window: MainWindow) -> TaggingPage:
    """The page that shows the faces."""
    found = window.pages["tagging"]
    assert isinstance(found, TaggingPage)
    return found


@pytest.fixture
def review(page: TaggingPage, qtbot: QtBot) -> ReviewFace:
    """The face that is shown first, with the cursor in its list."""
    face = page.face
    assert isinstance(face, ReviewFace)
    qtbot.waitUntil(face.queue.list.hasFocus)
    return face


@pytest.fixture
def press(opened: Workspace, wait_saved: Callable[[Workspace], None], qtbot: QtBot) -> Callable[..., None]:
    """Press keys, or a named key, wherever the cursor is, and wait until the file has answered."""

    def press(keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        # A window of an earlier test that goes only now takes the keys away for a moment.
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        if isinstance(keys, str):
            QTest.keyClicks(focused, keys)
        else:
            QTest.keyClick(focused, keys, modifiers)
        wait_saved(opened)

    return press
