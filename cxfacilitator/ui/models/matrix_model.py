"""The matrix as a Qt model: for each audience a row of totals, and below it one row a group."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cxfacilitator.domain.codebook import Family
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.matrix import BOXES, Matrix
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.words import BOX_WORDS

Index = QModelIndex | QPersistentModelIndex
SIGN = {State.STRENGTH: "+", State.CONCERN: "−", State.DIVIDED: "±", State.MENTIONED: "", State.SILENT: ""}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: a group, or the totals of an audience when there is no group."""

    audience: Audience
    group: Group | None = None


@dataclass(frozen=True)
class Place:
    """A cell, or a whole theme when there is neither group nor audience.

    Attributes:
        answers: The counted answers there.
    """

    view: ThemeView
    audience: Audience | None
    group: Group | None
    answers: tuple[Answer, ...]


class MatrixModel(QAbstractTableModel):
    """Rows are audiences and their groups, columns are themes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MatrixRow, ...] = ()
        self.views: tuple[ThemeView, ...] = ()
        self.families: dict[str, str] = {}
        self._matrix: Matrix | None = None

    def set_matrix(self, matrix: Matrix, families: tuple[Family, ...]) -> None:
        """Show a matrix; the cursor stays where it is as long as groups and themes are the same."""
        rows = tuple(
            row
            for audience in Audience
            for row in (MatrixRow(audience), *(MatrixRow(audience, group) for group in matrix.groups[audience]))
        )
        same = rows == self.rows and [v.theme.id for v in matrix.themes] == [v.theme.id for v in self.views]
        if not same:
            self.beginResetModel()
        self._matrix, self.rows, self.views = matrix, rows, matrix.themes
        self.families = {family.id: family.name for family in families}
        if not same:
            self.endResetModel()
        elif rows and self.views:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.views) - 1))

    def place(self, row: int, column: int) -> Place:
        """Return a cell; without a row (-1) the whole theme."""
        view = self.views[column]
        if row < 0:
            return Place(view, None, None, tuple(a for audience in Audience for a in view.answers[audience]))
        shown = self.rows[row]
        if shown.group is None:
            return Place(view, shown.audience, None, view.answers[shown.audience])
        assert self._matrix is not None
        return Place(view, shown.audience, shown.group, self._matrix.cells.get((shown.group.id, view.theme.id), ()))

    def boxes(self, row: int, column: int) -> frozenset[Box]:
        """Return the boxes in which the group of a row wrote on the theme of a column."""
        group = self.rows[row].group
        if group is None or self._matrix is None:
            return frozenset()
        return self._matrix.boxes.get((group.id, self.views[column].theme.id), frozenset())

    def counts(self, row: int, column: int) -> Counts:
        """Return the totals of the row's audience on the column's theme."""
        return self.views[column].counts[self.rows[row].audience]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of themes."""
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a theme or of a row."""
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self.views):
                return None
            shown = self.views[section].theme
            if role == Qt.ItemDataRole.DisplayRole:
                return shown.name
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join((shown.name, self.families.get(shown.family, ""), shown.definition)).strip()
            return None
        if not 0 <= section < len(self.rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._name(self.rows[section], whole=role == Qt.ItemDataRole.ToolTipRole)
        return None

    def _name(self, row: MatrixRow, whole: bool) -> str:
        if row.group is None:
            count = sum(other.audience is row.audience for other in self.rows) - 1
            groups = amount(count, "group") if count else "not reviewed"
            return f"{row.audience.label}: {groups}" if whole else row.audience.label
        parts = (row.group.code, row.group.own_label, row.group.segment)
        return ", ".join(filter(None, parts)) if whole else row.group.called

    def _text(self, row: int, column: int) -> str:
        if self.rows[row].group is None:
            counts = self.counts(row, column)
            return f"{counts.mentions} of {counts.groups}" if counts.mentions else ""
        boxes = self.boxes(row, column)
        return ", ".join(BOX_WORDS[box] for box in BOXES if box in boxes)

    def _sentence(self, row: int, column: int) -> str:
        shown, theme = self.rows[row], self.views[column].theme
        if shown.group is not None:
            return f"{shown.group.code}, {theme.name}: {self._text(row, column).lower() or 'nothing'}"
        counts = self.counts(row, column)
        if not counts.asked:
            return f"{shown.audience.label}: no answers are reviewed yet"
        return (
            f"{shown.audience.label}, {theme.name}: {counts.state.value}\n"
            f"{counts.mentions} of {counts.groups} groups speak of it: {counts.well} praise it or ask to continue it, "
            f"{counts.improve} ask to improve it, {counts.wants} want something new, {counts.differ} name others.\n"
            f"A strength or a concern from {counts.threshold} of {counts.groups}."
        )
