"""The line at the door: two or three letters find somebody, Enter ticks them off."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from cxfacilitator.domain.text import unaccented
from cxfacilitator.ui.pages.roster.people_table import PeopleTable
from cxfacilitator.ui.pages.roster.words import is_called
from cxfacilitator.ui.widgets import LineEdit


class Door(LineEdit):
    """Filters the table as one types; accents and capitals do not matter.

    Signals:
        found: Enter on somebody; carries the highlighted `Participant`.
        unknown: Enter on what nobody is called; carries the words.
    """

    found = Signal(object)
    unknown = Signal(str)

    def __init__(self, table: PeopleTable) -> None:
        super().__init__()
        self._table = table
        self.setPlaceholderText("Find, or tick off: 2-3 letters, then Enter")
        self.setAccessibleName("Find somebody, or tick somebody off")
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(420)
        self.textChanged.connect(self._filter)
        self.returnPressed.connect(self._find)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down among those who match; leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._table.setFocus()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            line = self._table.currentIndex().row() + step
            self._table.choose_line(min(max(line, 0), self._table.model().rowCount() - 1))
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Take the cursor, for words in the place of the earlier ones."""
        self.setFocus()
        self.selectAll()

    def _filter(self, text: str) -> None:
        self._table.set_filter(text)
        words = unaccented(text).split()
        if words:
            # Whoever is called so comes before those whose manager or department is.
            named = next((person for person in self._table.people.rows if is_called(person, words)), None)
            if named is None or not self._table.choose(named.id):
                # Enter must not tick off whoever only works at a place, or for a manager, of that name.
                self._table.setCurrentIndex(QModelIndex())
                self._table.clearSelection()

    def _find(self) -> None:
        words = self.text().strip()
        person = self._table.current_row() if words else None
        if words:
            self.clear()
        if person is not None:
            self.found.emit(person)
        elif words:
            self.unknown.emit(words)
