"""How a list was read, to be corrected: encoding, separator, sheet, headings, and what each column holds."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.reading import AS_FOUND, DELIMITERS, ENCODINGS, ListRead, ReadingChoices
from cxfacilitator.domain.table import Row
from cxfacilitator.domain.text import joined
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.layouts import clear

_NOT_USED = "not used"
_LEAST_WIDTH = 240
_LONGEST = 60
_PAIRS = 5


class Choice(QComboBox):
    """A choice that the wheel scrolls past, so that nothing is changed by the way."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.values: list[object] = []
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def offer(self, options: Sequence[tuple[str, object]], chosen: object) -> None:
        """Offer texts with their values, one of them chosen, without telling anybody."""
        # Kept here, because Qt hands an enum back as a text and a tuple as a list.
        self.values = [value for _, value in options]
        with QSignalBlocker(self):
            self.clear()
            self.addItems([text for text, _ in options])
            self.setCurrentIndex(self.values.index(chosen) if chosen in self.values else -1)

    @property
    def value(self) -> Any:
        """The value of the chosen text."""
        return self.values[self.currentIndex()]


class ReadingView(QWidget):
    """Shows how a list was read; every choice is heard at once, so that the plan beside it follows.

    Signals:
        chosen: Carries the new `ReadingChoices`.
    """

    chosen = Signal(object)

    def __init__(self, record: str, one_each: bool = True) -> None:
        """Make the view.

        Args:
            record: What one row of the list is: `a person`.
            one_each: No two columns hold the same.
        """
        super().__init__()
        self._record, self._one_each = record, one_each
        self.choices = AS_FOUND
        self._columns_shown: tuple[object, ...] = ()
        self.encoding = Choice("Encoding")
        self.delimiter = Choice("Between the cells")
        self.sheet = Choice("Sheet")
        self.headings = Choice("Headings")
        self.columns: dict[str, Choice] = {}
        self.accented = label("", "muted", wrap=True)
        self._file = QGridLayout()
        self._file.setHorizontalSpacing(12)
        self._file.setVerticalSpacing(8)
        self._file.setColumnStretch(1, 1)
        self._names = {}
        for line, choice in enumerate((self.sheet, self.encoding, self.delimiter, self.headings)):
            words = label(choice.accessibleName())
            words.setBuddy(choice)
            self._names[choice] = words
            self._file.addWidget(words, 2 * line, 0)
            self._file.addWidget(choice, 2 * line, 1)
        self._file.addWidget(self.accented, 3, 1)
        self.encoding.activated.connect(lambda: self._choose(encoding=self.encoding.value, columns={}))
        self.delimiter.activated.connect(
            lambda: self._choose(delimiter=self.delimiter.value, heading_rows=None, columns={})
        )
        self.sheet.activated.connect(lambda: self._choose(sheet=self.sheet.value, heading_rows=None, columns={}))
        self.headings.activated.connect(lambda: self._choose(heading_rows=self.headings.value, columns={}))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addLayout(self._file)
        column.addWidget(label("What the columns hold", "strong"))
        column.addLayout(self._grid)
        column.addStretch()

    def show_read(self, read: ListRead, choices: ReadingChoices, held: Sequence[StrEnum]) -> None:
        """Show how a list was read and what its columns may hold; a choice that stays keeps the cursor."""
        self.choices = choices
        self._show_file(read)
        shown = (tuple(held), *((column.label, column.samples) for column in read.columns))
        if shown != self._columns_shown:
            self._columns_shown = shown
            self._lay_out_columns(read)
        options = [(_NOT_USED, None), *((column.value, column) for column in held)]
        for column in read.columns:
            self.columns[column.label].offer(options, column.holds)

    def _show_file(self, read: ListRead) -> None:
        file = read.file
        encodings = [(text, name) for name, text in ENCODINGS.items()]
        if file.encoding and file.encoding not in ENCODINGS:
            encodings.append((file.encoding.upper(), file.encoding))
        guessed = [(f"{text} (a guess)" if file.guessed and n == file.encoding else text, n) for text, n in encodings]
        self.encoding.offer(guessed, file.encoding)
        self._show_line(self.encoding, bool(file.encoding))
        self.accented.setText(f"Reads: {', '.join(file.accented)}" if file.accented else "")
        self.accented.setVisible(bool(file.encoding and file.accented))
        delimiters = [(text, char) for char, text in DELIMITERS.items()]
        if file.delimiter and file.delimiter not in DELIMITERS:
            delimiters.append((file.delimiter, file.delimiter))
        self.delimiter.offer(delimiters, file.delimiter)
        self._show_line(self.delimiter, bool(file.delimiter))
        self.sheet.offer([(title, title) for title in file.sheets], file.sheet)
        self._show_line(self.sheet, len(file.sheets) > 1)
        self.headings.offer(_heading_choices(read.top, read.heading_rows, self._record), read.heading_rows)

    def _show_line(self, choice: Choice, shown: bool) -> None:
        choice.setVisible(shown)
        self._names[choice].setVisible(shown)

    def _lay_out_columns(self, read: ListRead) -> None:
        clear(self._grid)
        self.columns.clear()
        for line, column in enumerate(read.columns):
            words = Elided(column.label)
            samples = Elided(" · ".join(column.samples), "muted")
            choice = Choice(f"What {column.label} holds")
            choice.activated.connect(lambda _index, name=column.label: self._choose_column(name))
            words.setBuddy(choice)
            self.columns[column.label] = choice
            self._grid.addWidget(words, 2 * line, 0)
            self._grid.addWidget(samples, 2 * line + 1, 0)
            self._grid.addWidget(choice, 2 * line, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _choose_column(self, name: str) -> None:
        holds: StrEnum | None = self.columns[name].value
        others = {
            other: held
            for other, held in self.choices.columns.items()
            if held is None or held is not holds or not self._one_each
        }
        self._choose(columns={**others, name: holds})

    def _choose(self, **changes: Any) -> None:
        self.choices = replace(self.choices, **changes)
        self.chosen.emit(self.choices)


class Side(QScrollArea):
    """What stands beside a preview: it scrolls up and down only, and is never narrower than what is in it."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the contents, and of the bar beside them."""
        wide = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(_LEAST_WIDTH, wide), super().minimumSizeHint().height())


def how_read(read: ListRead, name: str) -> str:
    """Say in one sentence how a list was read."""
    file = read.file
    facts = [f"the sheet “{file.sheet}”" if len(file.sheets) > 1 else ""]
    if file.encoding:
        facts.append(ENCODINGS.get(file.encoding, file.encoding) + (" (a guess)" if file.guessed else ""))
    if file.delimiter:
        facts.append(f"{DELIMITERS.get(file.delimiter, file.delimiter)} between the cells")
    if read.heading_rows:
        row = "row" if len(read.heading_rows) == 1 else "rows"
        facts.append(f"headings in {row} {joined(map(str, read.heading_rows))}")
    else:
        facts.append("no headings")
    return f"From “{name}”: {', '.join(filter(None, facts))}."


def _heading_choices(top: Sequence[Row], current: tuple[int, ...], record: str) -> list[tuple[str, tuple[int, ...]]]:
    options: list[tuple[str, tuple[int, ...]]] = [
        (_cut(f"Row {row.number}: {', '.join(filter(None, row.cells))}"), (row.number,)) for row in top
    ]
    options += [
        (f"Rows {one.number} and {other.number} together", (one.number, other.number))
        for one, other in pairwise(top[: _PAIRS + 1])
    ]
    options.append((f"None: the first row is {record}", ()))
    if current not in [rows for _, rows in options]:
        options.insert(0, (f"Rows {joined(map(str, current))}", current))
    return options


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
