"""The page of the forms with an empty engagement, and hands that type."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.ui.pages.forms import FormsPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Hands:
    """Types where the cursor is, and reads what is in the file."""

    def __init__(self, page: FormsPage, qtbot: QtBot) -> None:
        self.page = page
        self.grid = page.grid
        self._qtbot = qtbot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)

    def type(self, text: str) -> None:
        """Type a text, key by key; a line break is Enter."""
        for letter in text:
            if letter == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                focus = QApplication.focusWidget()
                assert focus is not None
                QTest.keyClicks(focus, letter)

    def wait(self) -> None:
        """Wait until everything is in the file and on the screen."""
        self._qtbot.waitUntil(lambda: not self.page.workspace.busy)

    def undo(self) -> None:
        """Take back the last step."""
        self.page.workspace.undo()
        self.wait()

    @property
    def in_file(self) -> dict[str, dict[str, list[str]]]:
        """What each form in the file says, by code and box."""
        self.wait()
        snapshot = self.page.workspace.snapshot
        assert snapshot is not None
        found: dict[str, dict[str, list[str]]] = {}
        for form in snapshot.forms:
            boxes = found.setdefault(form.code, {})
            for answer in snapshot.form_answers_of.get(form.id, ()):
                boxes.setdefault(answer.box.value, []).append(answer.text)
        return found


@pytest.fixture
def page(workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path) -> FormsPage:
    """The page of an engagement without forms."""
    made = FormsPage(workspace)
    host(made)
    workspace.create(tmp_path / "e.cxfac", Engagement("E", "Northbank"))
    qtbot.waitUntil(lambda: workspace.snapshot is not None and not workspace.busy)
    return made


@pytest.fixture
def hands(page: FormsPage, qtbot: QtBot) -> Hands:
    """Somebody at the keyboard."""
    return Hands(page, qtbot)
