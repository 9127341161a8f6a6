"""What a finding rests on: its theme word for word, and behind each number of its sentence the answers counted."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.findings.rows import which_of
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.theme_quotes import ThemeQuotes
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

MOST_NUMBERS = 4
FIRST_KEY = 6
"""The digit of the first number; those before it are of the boxes."""


class Evidence(QWidget):
    """A button for each number of the sentence, above the quotes of the three audiences."""

    def __init__(self) -> None:
        super().__init__()
        self._compared: Compared | None = None
        self._card: FindingCard | None = None
        self._chosen: int | None = None
        self.numbers = [_number(place) for place in range(MOST_NUMBERS)]
        for place, button in enumerate(self.numbers):
            button.clicked.connect(lambda _checked, place=place: self.choose_number(place))
        self.quotes = ThemeQuotes()
        self.quotes.boxes_chosen.connect(self._forget_number)
        row = WrappingRow()
        row.add(label("In the sentence:", "small"), *self.numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(row)
        column.addWidget(self.quotes, 1)
        self._row = row

    def show_card(self, compared: Compared | None, card: FindingCard | None) -> None:
        """Show what a finding rests on; None clears all."""
        if card is None or self._card is None or which_of(card) != which_of(self._card):
            self._chosen = None
        self._compared, self._card = compared, card
        self._show()

    def choose_number(self, place: int) -> None:
        """Show only the answers behind a number of the sentence; a second time, all of the theme again."""
        if self._card is not None and place < len(self._card.numbers[:MOST_NUMBERS]):
            self._chosen = None if self._chosen == place else place
            self._show()

    def _forget_number(self) -> None:
        self._chosen = None
        self._show()

    def _show(self) -> None:
        card, compared = self._card, self._compared
        numbers = card.numbers[:MOST_NUMBERS] if card is not None else ()
        self._row.setVisible(bool(numbers))
        for place, button in enumerate(self.numbers):
            button.setVisible(place < len(numbers))
            button.setChecked(place == self._chosen)
            if place < len(numbers):
                button.setText(numbers[place].words)
        theme_id = card.listed.theme_id if card is not None else None
        view = compared.comparison.by_id.get(theme_id) if compared is not None and theme_id is not None else None
        if compared is None or view is None:
            self.quotes.show_theme(None, None)
            return
        only = None
        if self._chosen is not None and self._chosen < len(numbers):
            only = {answer.id for answer in numbers[self._chosen].answers}
        self.quotes.show_theme(compared.snapshot, view, compared.beside, only)


def _number(place: int) -> QPushButton:
    button = QPushButton()
    button.setProperty("role", "small")
    button.setCheckable(True)
    button.setToolTip(f"Show the answers that this number counts ({FIRST_KEY + place})")
    return button
