"""Somebody at the keyboard of the codebook's page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.codebook import CodebookPage

NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys where the cursor is, and reads what is in the file."""

    def __init__(self, page: CodebookPage, qtbot: QtBot) -> None:
        self.page = page
        self.list = page.list
        self.form = page.side.form
        self.answers = page.side.answers
        self._qtbot = qtbot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press one key, and wait until everything is in the file and on the screen."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        self.wait()

    def type(self, text: str) -> None:
        """Type a text, key by key; a line break is Enter."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            if letter == "\n":
                QTest.keyClick(focus, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(focus, letter)
        self.wait()

    def choose(self, of: str) -> None:
        """Put the cursor on a theme or family of the list."""
        self.list.setFocus()
        assert self.list.choose(of), of
        self.wait()

    def wait(self) -> None:
        """Wait until everything is in the file and on the screen."""
        self._qtbot.waitUntil(lambda: not self.page.workspace.busy)

    def undo(self) -> None:
        """Take back the last step."""
        self.page.workspace.undo()
        self.wait()

    @property
    def snapshot(self) -> Snapshot:
        """What is in the file."""
        assert self.page.workspace.snapshot is not None
        return self.page.workspace.snapshot

    def theme(self, theme_id: str) -> Theme:
        """A theme as it is in the file."""
        return self.snapshot.codebook.by_id[ThemeId(theme_id)]

    def family(self, family_id: str) -> list[str]:
        """The ids of a family's themes in the file, in their order."""
        return [theme.id for theme in self.snapshot.codebook.counted if theme.family == family_id]

    def having(self, theme_id: str) -> set[AnswerId]:
        """The answers that have a theme, in the file."""
        return {tag.answer_id for tag in self.snapshot.tags if tag.theme_id == theme_id}

    @property
    def current(self) -> str:
        """The id of the theme or family under the cursor; empty for none."""
        row = self.list.current_row
        return row.of.id if row is not None and row.of is not None else ""

    @property
    def shown(self) -> Sequence[str]:
        """The texts of the list's rows."""
        return [row.text for row in self.list.rows]
