"""A line of text whose keys are heard by its row before Qt does anything with them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from cxfacilitator.ui.widgets import SpelledLine

LONGEST = 1_000_000
"""Qt's own limit would cut an imported text, and typing in it would then put the cut text in the file."""
PAGE_KEYS = frozenset(
    ("Ctrl+Right", "Ctrl+Left", "Ctrl+Up", "Ctrl+Down", "Ctrl+E", "Ctrl+J", "Ctrl+G", "Ctrl+T", "Ctrl+B", "Ctrl+.")
)
"""Keys of the page that a line of text would otherwise take for itself."""


class RowEdit(SpelledLine):
    """A line of which the row hears every key first; undo is the window's, since each key goes to the file.

    Signals:
        entered, left: The cursor came and went.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, press: Callable[[QKeyEvent], bool], spelled: bool = True) -> None:
        super().__init__()
        self.spelled = spelled
        self._press = press
        self.setProperty("role", "line")
        self.setMaxLength(LONGEST)

    @property
    def place(self) -> int:
        """How many characters stand before the cursor, or before what is selected.

        Qt counts an emoji as two.
        """
        at = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        return len(self.text().encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))

    @property
    def at_start(self) -> bool:
        """Whether the cursor stands before the text, with nothing selected."""
        return self.cursorPosition() == 0 and not self.hasSelectedText()

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands behind the text, with nothing selected."""
        return not self.text()[self.place :] and not self.hasSelectedText()

    def event(self, event: QEvent) -> bool:
        """Hear Tab before Qt moves on, and leave to the window what it understands better."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_window_key(event):
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress:
                if _is_window_key(event):
                    event.ignore()
                    return False
                if self._press(event):
                    return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor has gone."""
        super().focusOutEvent(event)
        self.left.emit()


def _is_window_key(event: QKeyEvent) -> bool:
    standard = QKeySequence.StandardKey
    if event.matches(standard.Undo) or event.matches(standard.Redo):
        return True
    return QKeySequence(event.keyCombination()).toString() in PAGE_KEYS
