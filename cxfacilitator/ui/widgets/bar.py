"""Fields in the page, instead of a dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout


class Bar(QFrame):
    """Fields in the page; Enter gives what they say, and Escape closes them.

    Signals:
        closed: It was closed without an effect.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 8, 12, 8)
        self._rows.setSpacing(8)
        self.row = self.another_row()
        self.close_button = QPushButton("Close")
        self.close_button.setProperty("quiet", True)
        self.close_button.clicked.connect(self.closed)

    def another_row(self) -> QHBoxLayout:
        """Add a row below the others."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._rows.addLayout(row)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give with Enter, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.close_button.hasFocus():
            self.give()
        else:
            super().keyPressEvent(event)

    def give(self) -> None:
        """Hand over what the fields say; nothing where there is nothing to give."""
