"""The bar in which an action is typed while the room talks: what, who and by when."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.days import coming_day
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.line_edit import LineEdit


class ActionBar(Bar):
    """Takes one action; what was typed and not given is still there when the bar opens again.

    Signals:
        given: Carries what is to be done, who does it, and the day or None.
    """

    given = Signal(str, str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.words, self.owner, self.due = LineEdit(), LineEdit(), LineEdit()
        for field, name in ((self.words, "What will be done"), (self.owner, "Who"), (self.due, "By when, as 3 Dec")):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.add = QPushButton("Put it on the wall")
        self.add.setToolTip("Note it and show it to the room (Enter)")
        self.add.clicked.connect(self.give)
        self.row.addWidget(self.words)
        below = self.another_row()
        below.addWidget(self.owner, 2)
        below.addWidget(self.due, 2)
        below.addStretch(1)
        below.addWidget(self.add)
        below.addWidget(self.close_button)
        self.problem = label("", "danger", wrap=True)
        self.another_row().addWidget(self.problem)
        self.problem.hide()

    def begin(self) -> None:
        """Open with what was typed before."""
        self.show()
        self.words.setFocus()

    def give(self) -> None:
        """Hand over the action; without words or with a day that is none, say so and stay."""
        words, due = self.words.text().strip(), self.due.text().strip()
        day = coming_day(due, self._today()) if due else None
        if not words:
            self._refuse("Say what will be done.", self.words)
        elif due and day is None:
            self._refuse(f"“{due}” is no day. Write it as 3 Dec or 2026-12-03, or leave it empty.", self.due)
        else:
            self.given.emit(words, self.owner.text().strip(), day)

    def typed(self) -> tuple[str, ...]:
        """Return what stands in the fields, for `put_back`."""
        return tuple(field.text() for field in (self.words, self.owner, self.due))

    def put_back(self, typed: tuple[str, ...]) -> None:
        """Show again what was given and refused."""
        for field, text in zip((self.words, self.owner, self.due), typed, strict=True):
            field.put_back(text)
        self.show()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.words, self.owner, self.due):
            field.clear()
        self.problem.hide()

    def _refuse(self, sentence: str, field: LineEdit) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        field.setFocus()
