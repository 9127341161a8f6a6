"""A table of plain rows: what a column shows, how it sorts, and what happens when a cell is edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from cxfacilitator.domain.text import unaccented
from cxfacilitator.ui import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
EMPTY = "·"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        text: What the cell shows; an empty text is drawn as a mid-dot.
        align: `LEFT` for text, `RIGHT` for numbers.
        edit: Called with the row and the typed text; it must go through `workspace.do`.
        tooltip: More about the cell.
        sort: What to sort by when the text will not do; all values of a column must compare.
        muted: Drawn fainter than the others: it is of another kind and has less weight.
    """

    title: str
    text: Callable[[Row], str]
    align: Qt.AlignmentFlag = LEFT
    edit: Callable[[Row, str], None] | None = None
    tooltip: Callable[[Row], str] | None = None
    sort: Callable[[Row], Any] | None = None
    muted: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows of any kind through columns; it never changes a row itself."""

    def __init__(
        self, columns: Sequence[Column[Row]], row_id: Callable[[Row], object] = id, rows: Sequence[Row] = ()
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.row_id = row_id
        self._rows = tuple(rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order in which they were set."""
        return self._rows

    def sort_key(self, row: int, column: int) -> Any:
        """Return what this cell is sorted by."""
        shown, value = self.columns[column], self._rows[row]
        return shown.sort(value) if shown.sort else shown.text(value).casefold()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; as long as the same ones come in the same order, selection and scroll place stay."""
        new = tuple(rows)
        if [self.row_id(row) for row in new] == [self.row_id(row) for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row) or EMPTY
            case Qt.ItemDataRole.EditRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(row) if column.tooltip else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour("muted") if column.muted or not column.text(row) else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be selected and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].edit else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand a typed text to the column's edit; the cell changes when the file has it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = self._rows[index.row()], self.columns[index.column()]
        if column.edit is None or str(value) == column.text(row):
            return False
        column.edit(row, str(value))
        return True


class SortFilter(QSortFilterProxyModel):
    """Sorts by `Column.sort` and keeps the rows in which every typed word occurs in some cell, accents or not."""

    def __init__(self, model: TableModel[Any]) -> None:
        super().__init__()
        self._model = model
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)

    def set_filter(self, text: str) -> None:
        """Keep the rows that contain all words of this text; an empty text keeps all."""
        self._words = tuple(unaccented(text).split())
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Return whether a row contains all words."""
        if not self._words:
            return True
        text = unaccented(" ".join(column.text(self._model.rows[row]) for column in self._model.columns))
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare as Python does, which Qt cannot for tuples and dates."""
        one = self._model.sort_key(left.row(), left.column())
        return bool(one < self._model.sort_key(right.row(), right.column()))
