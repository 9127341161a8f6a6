"""The laid out matrix as a Qt model: what each place says, in figures and as a sentence."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.matrix_layout import Column, Layout, Row, RowKind
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.words import BOX_WORDS, groups_in_words

Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class MatrixModel(QAbstractTableModel):
    """Rows and columns of a `Layout`; the heads of bands cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.layout_shown = Layout((), (), {})

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows from top to bottom."""
        return self.layout_shown.rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self.layout_shown.columns

    def set_layout(self, layout: Layout) -> None:
        """Show a layout; the cursor stays where it is as long as rows and columns are the same."""
        before, self.layout_shown = self.layout_shown, layout
        same = layout.rows == before.rows and [c.key for c in layout.columns] == [c.key for c in before.columns]
        if not same:
            self.layout_shown = before
            self.beginResetModel()
            self.layout_shown = layout
            self.endResetModel()
        elif layout.rows and layout.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(layout.rows) - 1, len(layout.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a place can be chosen."""
        if not index.isValid() or self.rows[index.row()].kind is RowKind.BAND:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a place says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        return self.sentence(index.row(), index.column()) if role in _SPOKEN else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column or of a row; a column's tip explains it."""
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self.columns):
                return None
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.name
            parts = dict.fromkeys((column.name, column.family.name, column.definition))
            return "\n".join(filter(None, parts)) if role in _SPOKEN else None
        if not 0 <= section < len(self.rows):
            return None
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return _described(row) if role in _SPOKEN else None

    def sentence(self, row: int, column: int) -> str:
        """Say what stands in a place, whole."""
        shown, heading = self.rows[row], self.columns[column]
        match shown.kind:
            case RowKind.BAND:
                return _described(shown)
            case RowKind.GROUP:
                return f"{shown.name}, {heading.name}: {self._text(row, column).lower() or 'nothing'}"
            case RowKind.FORMS:
                return (
                    f"{shown.name}, {heading.name}: {self._text(row, column) or 'none'}; never counted with the groups"
                )
        assert shown.audience is not None
        counts = heading.counts[shown.audience]
        if not counts.asked:
            return f"{shown.audience.label}: no answers are reviewed yet"
        if heading.folded:
            return (
                f"{shown.audience.label}, {heading.name}: {groups_in_words(counts.mentions, counts.groups)} speak of it"
            )
        return f"{shown.audience.label}, {heading.name}: {counts.state.value}\n{_counted(counts)}"

    def _text(self, row: int, column: int) -> str:
        if self.rows[row].kind is RowKind.GROUP:
            return ", ".join(BOX_WORDS[box] for box in self.layout_shown.boxes.get((row, column), ()))
        return self.layout_shown.text(row, column) if self.layout_shown.said(row, column)[0] else ""


def _described(row: Row) -> str:
    if row.group is not None:
        return ", ".join(filter(None, (row.group.code, row.group.own_label, row.group.segment)))
    if row.kind is RowKind.TOTAL and row.audience is not None:
        return f"{row.audience.label}: {amount(row.size, 'group') if row.size else 'not reviewed'}"
    return row.name


def _counted(counts: Counts) -> str:
    return (
        f"{counts.mentions} of {counts.groups} groups speak of it: {counts.well} praise it or ask to continue it, "
        f"{counts.improve} ask to improve it, {counts.wants} want something new, {counts.differ} name others.\n"
        f"A strength or a concern from {counts.threshold} of {counts.groups}."
    )
