"""A line of typed text whose Ctrl+Z undoes the typing first, and then what is in the file."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class LineEdit(QLineEdit):
    """A `QLineEdit` that keeps Ctrl+Z and Ctrl+Y only while it has typing of its own to undo."""

    def put_back(self, text: str) -> None:
        """Show again what was given and refused, unless something else has been typed since."""
        if not self.text():
            self.setText(text)

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
