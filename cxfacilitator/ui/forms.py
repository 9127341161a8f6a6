"""Forms over a frozen value: each field knows how to read the value and how to make a changed one.

A field is handed over when the cursor leaves it. What somebody is typing is never overwritten by
news from the file.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.ui.widgets import LineEdit, NumberEdit, ParagraphEdit, label

T = TypeVar("T")
A = TypeVar("A")
USUAL_PROMISE = timedelta(days=90)


class Form(QWidget, Generic[T]):
    """Fields in two columns with their names above them.

    Signals:
        edited: A field was left changed; carries the new value.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._value: T | None = None
        self._fillers: list[Callable[[T], None]] = []
        self._row = 0
        self._column = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    def show_value(self, value: T) -> None:
        """Show a value; a field that is being typed in keeps its text."""
        self._value = value
        for fill in self._fillers:
            fill(value)

    def build_on(self, value: T) -> None:
        """Build later edits on this value; what the fields show stays, so that refused text can be mended."""
        self._value = value

    def line(
        self, name: str, get: Callable[[T], str], put: Callable[[T, str], T], hint: str = "", wide: bool = False
    ) -> LineEdit:
        """Add a line of text."""
        editor = LineEdit()
        editor.setPlaceholderText(hint)
        shown = [""]

        def fill(value: T) -> None:
            if not (editor.hasFocus() and editor.text() != shown[0]):
                shown[0] = get(value)
                if editor.text() != shown[0]:
                    editor.setText(shown[0])

        def leave() -> None:
            if self._value is not None and editor.text().strip() != get(self._value):
                shown[0] = editor.text()
                self._give(put(self._value, editor.text().strip()))

        editor.editingFinished.connect(leave)
        self._add(name, editor, fill, wide)
        return editor

    def paragraph(
        self, name: str, get: Callable[[T], str], put: Callable[[T, str], T], hint: str = "", lines: int = 2
    ) -> ParagraphEdit:
        """Add a text of a few lines, across both columns."""
        editor = ParagraphEdit(lines)
        editor.setPlaceholderText(hint)

        def fill(value: T) -> None:
            if not editor.hasFocus() and editor.toPlainText() != get(value):
                editor.setPlainText(get(value))

        def leave() -> None:
            if self._value is not None:
                self._give(put(self._value, editor.toPlainText().strip()))

        editor.editing_finished.connect(leave)
        self._add(name, editor, fill, wide=True)
        return editor

    def number(
        self, name: str, get: Callable[[T], int], put: Callable[[T, int], T], smallest: int, largest: int
    ) -> NumberEdit:
        """Add a number."""
        editor = NumberEdit(smallest, largest)

        def fill(value: T) -> None:
            if not editor.is_typed_in and not (editor.hasFocus() and editor.value() != get(value)):
                editor.blockSignals(True)
                editor.setValue(get(value))
                editor.blockSignals(False)

        def change(number: int) -> None:
            if self._value is not None and number != get(self._value):
                self._give(put(self._value, number))

        editor.valueChanged.connect(change)
        self._add(name, editor, fill)
        return editor

    def choice(
        self,
        name: str,
        get: Callable[[T], A],
        put: Callable[[T, A], T],
        options: Sequence[tuple[A, str]],
        wide: bool = False,
    ) -> QComboBox:
        """Add a choice of one among a few."""
        editor = QComboBox()
        for _, words in options:
            editor.addItem(words)
        values = [value for value, _ in options]

        def fill(value: T) -> None:
            editor.setCurrentIndex(values.index(get(value)))

        def change(place: int) -> None:
            if self._value is not None:
                self._give(put(self._value, values[place]))

        editor.activated.connect(change)
        self._add(name, editor, fill, wide)
        return editor

    def day(
        self,
        name: str,
        get: Callable[[T], date | None],
        put: Callable[[T, date | None], T],
        words: str,
        wide: bool = True,
    ) -> tuple[QCheckBox, QDateEdit]:
        """Add a day that may also be left open; the words stand beside the box that says there is one."""
        box, editor = QCheckBox(words), QDateEdit()
        editor.setCalendarPopup(True)
        editor.setDisplayFormat("d MMMM yyyy")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(box)
        row.addWidget(editor, 1)

        def fill(value: T) -> None:
            day = get(value)
            editor.setEnabled(day is not None)
            box.setChecked(day is not None)
            if not editor.hasFocus() or day is None:
                shown = day or datetime.now().astimezone().date() + USUAL_PROMISE
                editor.setDate(QDate(shown.year, shown.month, shown.day))

        def change() -> None:
            picked = editor.date()
            day = date(picked.year(), picked.month(), picked.day()) if box.isChecked() else None
            if self._value is not None and day != get(self._value):
                self._give(put(self._value, day))

        box.clicked.connect(change)
        editor.editingFinished.connect(change)
        self._add(name, both, fill, wide)
        return box, editor

    def widget(self, name: str, editor: QWidget, fill: Callable[[T], None], wide: bool = True) -> None:
        """Add a widget that is made elsewhere; it calls `change` when it was edited."""
        self._add(name, editor, fill, wide)

    def change(self, put: Callable[[T], T]) -> None:
        """Hand over a changed value."""
        if self._value is not None:
            self._give(put(self._value))

    def _give(self, value: T) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _add(self, name: str, editor: QWidget, fill: Callable[[T], None], wide: bool = False) -> None:
        self._fillers.append(fill)
        words = label(name, "small")
        words.setBuddy(editor)
        editor.setAccessibleName(name)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if name:
            column.addWidget(words)
        column.addWidget(editor)
        if wide and self._column == 1:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(cell, self._row, self._column, 1, 2 if wide else 1)
        if wide or self._column == 1:
            self._row, self._column = self._row + 1, 0
        else:
            self._column = 1
