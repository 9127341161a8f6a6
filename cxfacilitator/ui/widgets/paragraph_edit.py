"""A few lines of typed text that are handed over when the cursor leaves them."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from cxfacilitator.ui import theme


class ParagraphEdit(QPlainTextEdit):
    """Tab leaves it; `editing_finished` is emitted when the cursor has left and the text has changed."""

    editing_finished = Signal()

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self._before = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of its lines."""
        return QSize(theme.px(240), QFontMetrics(theme.font()).lineSpacing() * self._lines + 24)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, but let the width shrink."""
        return QSize(theme.px(90), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember the text, to know later whether it has changed."""
        super().focusInEvent(event)
        self._before = self.toPlainText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand the text over."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.editing_finished.emit()

    def event(self, event: QEvent) -> bool:
        """Let the window have the undo keys that this text has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            history = self.document()
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not history.isUndoAvailable()) or (redo and not history.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)
