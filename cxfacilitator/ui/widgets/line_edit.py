"""A line of typed text whose Ctrl+Z undoes the typing first, and then what is in the file."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit

from cxfacilitator.ui import theme


class LineEdit(QLineEdit):
    """A `QLineEdit` that keeps Ctrl+Z and Ctrl+Y only while it has typing of its own to undo."""

    def put_back(self, text: str) -> None:
        """Show again what was given and refused, unless something else has been typed since."""
        if not self.text():
            self.setText(text)

    def offer(self, texts: Iterable[str], where: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith) -> None:
        """Offer texts while one of them is typed, in capitals or not, by how they start or by what they contain."""
        completer = QCompleter(list(texts), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(where)
        popup = completer.popup()
        assert popup is not None
        theme.dress(popup)
        self.setCompleter(completer)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to what stands around: their paths are no words."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the window have the undo keys that this line has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)
