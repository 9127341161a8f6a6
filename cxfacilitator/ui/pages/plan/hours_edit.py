"""Hours of work that may also be left open."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox

MOST_HOURS = 99_999


class HoursEdit(QDoubleSpinBox):
    """Nobody has said as long as it is at 0.

    Signals:
        changed: A person changed it; carries the hours, or None.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, MOST_HOURS)
        self.setDecimals(1)
        self.setSpecialValueText("Not said")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 8, 0)  # the stylesheet's padding does not reach it
        self.valueChanged.connect(lambda hours: self.changed.emit(hours or None))

    def show_hours(self, hours: float | None) -> None:
        """Show hours without telling anybody; what is being typed stays."""
        said = self.textFromValue(self.value()) if self.value() else self.specialValueText()
        if not self.hasFocus() or self.text() == said:
            with QSignalBlocker(self):
                self.setValue(hours or 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
