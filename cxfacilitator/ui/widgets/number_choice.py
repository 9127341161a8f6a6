"""One of the numbers 1-5 as a row of small buttons, or none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

HIGHEST = 5


class NumberChoice(QWidget):
    """The chosen button pressed again means none.

    Signals:
        chosen: A person chose; carries 1-5, or None.
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons = tuple(QPushButton(str(number)) for number in range(1, HIGHEST + 1))
        for number, button in enumerate(self.buttons, 1):
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setAccessibleName(f"{name} {number}")
            button.clicked.connect(lambda _checked, number=number: self._choose(number))
            row.addWidget(button)
        row.addStretch()

    @property
    def number(self) -> int | None:
        """The chosen number."""
        return self._number

    def show_number(self, number: int | None) -> None:
        """Show a number without telling anybody."""
        self._number = number
        for place, button in enumerate(self.buttons, 1):
            button.setChecked(place == number)

    def _choose(self, number: int) -> None:
        self.show_number(None if number == self._number else number)
        self.chosen.emit(self._number)
