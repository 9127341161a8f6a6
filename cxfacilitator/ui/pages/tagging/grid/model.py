"""The lines of the grid for Qt: answers and headings, read from the newest snapshot when they are looked at."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.ui.pages.tagging.grid.rows import COLUMNS, Heading, Line, Shown

Index = QModelIndex | QPersistentModelIndex
_CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class AnswerRows(QAbstractTableModel):
    """One row a line. What the cells say is worked out when a row is painted, and forgotten with the snapshot."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.shown: Shown | None = None
        self._row: dict[Line, int] = {}
        self._texts: dict[AnswerId, tuple[str, ...]] = {}

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in the place of others."""
        self.beginResetModel()
        self.lines = lines
        # Mostly there is no heading, and then no line of Python is run for each of a hundred thousand.
        self._row = dict(zip(lines, range(len(lines)), strict=True))
        for heading in [line for line in lines if isinstance(line, Heading)]:
            del self._row[heading]
        self.endResetModel()

    def show(self, shown: Shown) -> None:
        """Read the same lines from something newer."""
        self.shown = shown
        self._texts.clear()
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    @property
    def count(self) -> int:
        """How many answers are shown."""
        return len(self._row)

    @property
    def first(self) -> AnswerId | None:
        """The answer at the top."""
        return next((line for line in self._row if not isinstance(line, Heading)), None)

    def row_of(self, answer_id: AnswerId) -> int:
        """Return the row of an answer; -1 when it is not shown."""
        return self._row.get(answer_id, -1)

    def answer(self, row: int) -> Answer | None:
        """Return the answer of a row; None for a heading, and for an answer that is no more."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        if line is None or isinstance(line, Heading) or self.shown is None:
            return None
        return self.shown.snapshot.answer.get(line)

    def texts(self, answer: Answer) -> tuple[str, ...]:
        """Return what every column says of an answer."""
        found = self._texts.get(answer.id)
        if found is None:
            assert self.shown is not None
            found = self._texts[answer.id] = tuple(column.text(self.shown, answer) for column in COLUMNS)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; the whole wording is the tooltip of a wording."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if isinstance(line, Heading):
            said = f"{line.title}, {line.count}" if index.column() == 0 else ""
            return said if role == Qt.ItemDataRole.DisplayRole else None
        answer = self.answer(index.row())
        if answer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(answer)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            if COLUMNS[index.column()].key == "memo":
                return answer.memo
            return self.texts(answer)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, and in its tooltip how to sort by it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.words
            case Qt.ItemDataRole.TextAlignmentRole:
                middle = Qt.AlignmentFlag.AlignHCenter if column.is_mark else Qt.AlignmentFlag.AlignLeft
                return middle | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that answers are chosen and headings are not."""
        if not index.isValid() or isinstance(self.lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return _CHOOSABLE
