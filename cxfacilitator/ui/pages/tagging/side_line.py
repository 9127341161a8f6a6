"""A line that opens below the answer: its memo, or words that are to become a cue."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.elided import Elided

Hear = Callable[[str], None]


def _nobody(_text: str) -> None:
    """Hear nothing."""


class _Typed(LineEdit):
    """The words; Enter and Escape end it."""

    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; no key reaches the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


class SideLine(QWidget):
    """One line at a time, under a name.

    Signals:
        opened: It is to be typed into.
        closed: It is shut again.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed: Hear = _nobody
        self._entered: Hear = _nobody
        self.name = Elided("", "strong")
        self.line = _Typed()
        self.line.textEdited.connect(self._type)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.shut)
        self.hint = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.line, 1)
        row.addWidget(self.hint)
        self.hide()

    def open(self, name: str, text: str, hint: str, *, typed: Hear = _nobody, entered: Hear = _nobody) -> None:
        """Show the line with the cursor at the end of a text.

        Args:
            name: What the words are for.
            text: What is there already.
            hint: How to end.
            typed: Hears the words as they are typed.
            entered: Hears the words when Enter is pressed.
        """
        self._typed, self._entered = typed, entered
        self.name.set_text(name)
        self.line.setAccessibleName(name)
        self.line.setText(text)
        self.hint.setText(hint)
        self.show()
        self.opened.emit()
        self.line.setFocus()

    def shut(self) -> None:
        """Close the line; what was typed has been told already."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _type(self, text: str) -> None:
        self._typed(text)

    def _enter(self) -> None:
        text = self.line.text()
        self.shut()
        self._entered(text)
