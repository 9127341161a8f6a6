"""A whole number that is typed, or changed with the arrow keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class NumberEdit(QSpinBox):
    """A spin box without arrows; scrolling past it changes nothing."""

    def __init__(self, smallest: int = 0, largest: int = 999) -> None:
        super().__init__()
        self.setRange(smallest, largest)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 8, 0)  # the stylesheet's padding does not reach it

    @property
    def is_typed_in(self) -> bool:
        """Whether a number is being typed that is not handed over yet."""
        return self.hasFocus() and self.text() != self.textFromValue(self.value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
