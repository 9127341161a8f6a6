"""For whom the report is, how much of it, on which paper, and how many quotes a finding has."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.report_setup import MOST_QUOTES, Edition, Level, Paper, ReportSetup
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox

_ABOUT = {
    Edition.LEADERSHIP: "Codes in place of tables, names taken out. This one is handed over.",
    Edition.FACILITATOR: "Every sheet word for word with its table, for your own files.",
    Edition.PARTICIPANTS: "One page for those who were there: you said, we will. Only what was decided.",
    Edition.STAFF: "The same for all staff, with every decision that was made.",
}
_LEVELS = ((Level.ONE_PAGE, "One page"), (Level.SUMMARY, "Summary"), (Level.FULL, "Full"))
_QUOTES = ("None", *(f"{number} a side" for number in range(1, MOST_QUOTES + 1)))
_OWN_PARTS = "Parts of your own choice"


class Choices(QWidget):
    """Four choices, one below the other; every one is kept at once.

    Signals:
        chosen: Carries what was chosen, by the names of the fields of `ReportSetup`.
        quotes_wanted: Quotes are to be picked.
    """

    chosen = Signal(object)
    quotes_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edition = self._box("For whom", [each.label for each in Edition])
        self.level = self._box("How much", [words for _, words in _LEVELS])
        self.level.setPlaceholderText(_OWN_PARTS)
        self.paper = self._box("Paper", [each.label for each in Paper])
        self.quotes = self._box("Quotes per finding", _QUOTES)
        self.quotes.setToolTip("At most so many. Those that were picked come first; where none were, one of each side")
        self.about = label("", "small", wrap=True)
        self.pick = QPushButton("Pick quotes")
        self.pick.setProperty("quiet", True)
        self.pick.setToolTip("Choose on the findings which answers speak for each")
        self.pick.clicked.connect(lambda _checked: self.quotes_wanted.emit())
        self.edition.activated.connect(lambda place: self.chosen.emit({"edition": list(Edition)[place]}))
        self.level.activated.connect(lambda place: self.chosen.emit({"level": _LEVELS[place][0], "parts": ()}))
        self.paper.activated.connect(lambda place: self.chosen.emit({"paper": list(Paper)[place]}))
        self.quotes.activated.connect(lambda place: self.chosen.emit({"quotes": place}))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[ChoiceBox, QPushButton | None], ...] = (
            (self.edition, None),
            (self.level, None),
            (self.paper, None),
            (self.quotes, self.pick),
        )
        for row, (box, beside) in enumerate(rows):
            name = label(box.accessibleName())
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1, 1, 1 if beside else 2)
            if beside:
                grid.addWidget(beside, row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.about)

    def show_setup(self, setup: ReportSetup) -> None:
        """Show what is chosen; a note has one length and no quotes."""
        with QSignalBlocker(self.level):
            levels = [level for level, _ in _LEVELS]
            self.level.setCurrentIndex(-1 if setup.parts else levels.index(setup.level))
        self.edition.setCurrentIndex(list(Edition).index(setup.edition))
        self.paper.setCurrentIndex(list(Paper).index(setup.paper))
        self.quotes.setCurrentIndex(setup.quotes)
        self.about.setText(_ABOUT[setup.edition])
        for widget in (self.level, self.quotes, self.pick):
            widget.setEnabled(not setup.edition.only_note)

    def _box(self, name: str, options: Sequence[str]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.addItems(list(options))
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box
