"""The table that all pages use: sorted by its header, filtered by words, complete by keyboard."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from cxfacilitator.ui import theme
from cxfacilitator.ui.models.table_model import SortFilter, TableModel

Index = QModelIndex | QPersistentModelIndex
_FITTED = 60


class TableView(QTableView):
    """Shows a `TableModel`; whole rows are selected, and the selection survives new rows.

    Signals:
        row_chosen: The current row changed; carries the row or None.
        row_activated: Enter or a double click on a row that is not being edited; carries the row.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)

    def __init__(
        self, model: TableModel[Any], stretch: int = -1, whole_rows: bool = True, sortable: bool = True
    ) -> None:
        """Show a model.

        Args:
            model: The rows.
            stretch: The column that takes the spare width; -1 is the last.
            whole_rows: Select rows; otherwise single cells, for tables that are typed in.
            sortable: The header sorts the rows; otherwise their order means something.
        """
        super().__init__()
        self.rows_model = model
        self._chosen: object = None
        self._tall = 0
        self._remembered: set[int] = set()
        self._proxy = SortFilter(model)
        self.setModel(self._proxy)
        self.setSortingEnabled(sortable)
        self._proxy.sort(-1)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows if whole_rows else behaviour.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(sortable)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        # A look at so many rows is enough to fit a column; Qt's thousand take two seconds.
        header.setResizeContentsPrecision(_FITTED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(stretch % len(model.columns), QHeaderView.ResizeMode.Stretch)
        self._restyle()
        self.activated.connect(self._activate)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._proxy.modelReset.connect(self._restore)

    def set_filter(self, text: str) -> None:
        """Show only the rows that contain all words of this text."""
        self._proxy.set_filter(text)

    def row_at(self, index: Index) -> Any:
        """Return the row of a cell, or None where there is none."""
        source = self._proxy.mapToSource(index)
        return self.rows_model.rows[source.row()] if source.isValid() else None

    def current_row(self) -> Any:
        """Return the row under the cursor, or None."""
        return self.row_at(self.currentIndex())

    def selected_rows(self) -> list[Any]:
        """Return the selected rows from top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.row_at(self._proxy.index(line, 0)) for line in lines]

    def choose(self, row_id: object) -> bool:
        """Put the cursor on the row with this id; False when it is not shown."""
        for line in range(self._proxy.rowCount()):
            index = self._proxy.index(line, 0)
            if self.rows_model.row_id(self.row_at(index)) == row_id:
                self._select(index)
                return True
        return False

    def choose_line(self, line: int) -> None:
        """Put the cursor on the row that is shown in this line, counted from 0, if there is one."""
        index = self._proxy.index(line, 0)
        if index.isValid():
            self._select(index)

    def fit_columns(self) -> None:
        """Make the columns that are shown as wide as their contents, within reason; remembered widths stay."""
        shown = {column for column in range(len(self.rows_model.columns)) if not self.isColumnHidden(column)}
        for column in shown - self._remembered:
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(max(self.columnWidth(column) + 16, theme.px(56)), theme.px(320)))

    def leave_out(self, widths: Mapping[int, int], first_to_go: Sequence[int], least: int) -> None:
        """Give columns these widths, and hide some as long as there is no room for all.

        Args:
            widths: The width of each column but the one that takes the spare width, at 100 % text.
            first_to_go: The columns that may be hidden, the first one first.
            least: What the column that takes the spare width needs.
        """
        room = self.viewport().width() - theme.px(least) - sum(theme.px(width) for width in widths.values())
        for column in first_to_go:
            self.setColumnHidden(column, room < 0)
            if room < 0:
                room += theme.px(widths[column])
        for column, width in widths.items():
            self.setColumnWidth(column, theme.px(width))

    def place(self) -> QByteArray:
        """Return column widths and sorting, for `put_back`."""
        return self.horizontalHeader().saveState()

    def put_back(self, place: QByteArray) -> None:
        """Take the column widths and the sorting of an earlier time."""
        header = self.horizontalHeader()
        if header.restoreState(place):
            columns = range(len(self.rows_model.columns))
            self._remembered = {column for column in columns if not self.isColumnHidden(column)}
            self._proxy.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def be_as_tall_as(self, rows: int) -> None:
        """Keep the height of so many rows, in every text size; without a header."""
        self._tall = rows
        self._restyle()

    def show_columns(self, shown: Sequence[bool]) -> bool:
        """Show some columns only; the last of them takes the spare width.

        Returns:
            Whether a column appeared that was hidden before.
        """
        header = self.horizontalHeader()
        last = max((number for number, wanted in enumerate(shown) if wanted), default=0)
        appeared = False
        for number, wanted in enumerate(shown):
            appeared = appeared or (wanted and self.isColumnHidden(number))
            self.setColumnHidden(number, not wanted)
            mode = QHeaderView.ResizeMode.Stretch if number == last else QHeaderView.ResizeMode.Interactive
            if header.sectionResizeMode(number) is not mode:
                header.setSectionResizeMode(number, mode)
        return appeared

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _select(self, index: QModelIndex) -> None:
        # Not selectRow: with Ctrl still held after Ctrl+Z it would take the row out of the selection.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def _activate(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_activated.emit(self.row_at(index))

    def _choose(self, index: QModelIndex) -> None:
        row = self.row_at(index)
        if row is not None:
            self._chosen = self.rows_model.row_id(row)
        self.row_chosen.emit(row)

    def _restore(self) -> None:
        if self._chosen is not None:
            self.choose(self._chosen)

    def _restyle(self) -> None:
        # Without a least height while the default changes: one that is higher than the rows gives
        # each of them a height of its own, which then no longer follows.
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.verticalHeader().setMinimumSectionSize(theme.px(28))
        if self._tall:
            self.setFixedHeight(self._tall * theme.px(30) + 2)
