"""The row in which words are looked for in a document."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.icon_button import IconButton
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.search_edit import SearchEdit


class FindBar(QWidget):
    """A line for the words, how many places there are, and the ways to the next and the previous one.

    Signals:
        stepped: The next place is wanted, or with -1 the one before.
        left: Nobody looks for anything any more.
    """

    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = SearchEdit("Find in the document")
        self.count = label("", "muted")
        self.before = IconButton("back", "Previous place (Shift+Enter)", lambda: self.stepped.emit(-1))
        self.next = IconButton("next", "Next place (Enter)", lambda: self.stepped.emit(1))
        self.close_button = IconButton("close", "Stop looking (Escape)", self.left.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.line.setMaximumWidth(theme.px(420))
        row.addWidget(self.line, 100)
        row.addSpacing(4)
        for widget in (self.count, self.before, self.next, self.close_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.show_count(0, None)

    def show_count(self, place: int, places: int | None) -> None:
        """Say at which place of how many the document stands.

        Args:
            place: From 0.
            places: None while nothing is looked for.
        """
        self.count.setText("" if places is None else f"{place + 1} of {places}" if places else "Not found")
        for button in (self.before, self.next):
            button.setEnabled(bool(places))

    def show_looking(self) -> None:
        """Say that the places are not known yet."""
        self.count.setText("…")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, leave with Escape; what is not understood is left to whoever stands around."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
