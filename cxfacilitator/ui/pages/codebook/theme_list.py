"""The codebook as a list in which themes are chosen, selected and put in order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.ui.keys import writes
from cxfacilitator.ui.pages.codebook.row_painter import RowPainter
from cxfacilitator.ui.pages.codebook.rows import BookRow, BookRows

_PAGE_S = {Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_F2}


class ThemeList(QListView):
    """Shows the rows; keys that it has no use for are left to the page.

    Signals:
        row_chosen: The cursor came to another row; carries its `BookRow`, or None.
        selection_changed: Other themes are selected.
        row_entered: Enter, on the row with the cursor.
        stepped: Alt and an arrow on a row; carries -1 or 1.
        dropped: The selected themes were dragged; carries the row before which they were let go, or None at the end.
    """

    row_chosen = Signal(object)
    selection_changed = Signal()
    row_entered = Signal()
    stepped = Signal(int)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Themes")
        self.rows_model = BookRows()
        self._quiet = False
        self.setModel(self.rows_model)
        self.setItemDelegate(RowPainter(self, self.rows_model))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)
        self.selectionModel().selectionChanged.connect(lambda *_: self._hear_selection())

    @property
    def rows(self) -> Sequence[BookRow]:
        """The rows from top to bottom."""
        return self.rows_model.rows

    @property
    def current_row(self) -> BookRow | None:
        """The row with the cursor."""
        place = self.currentIndex().row()
        return self.rows[place] if place >= 0 else None

    @property
    def selected_themes(self) -> tuple[Theme, ...]:
        """The selected themes from top to bottom; residual codes are none."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self.rows[place].of for place in places)
        return tuple(of for of in found if isinstance(of, Theme) and not of.residual)

    def set_rows(self, rows: Sequence[BookRow]) -> None:
        """Show these rows; cursor and selection stay where they were, as far as that is still there."""
        before = self.currentIndex().row()
        current = self.current_row.id if self.current_row is not None else None
        selected = {self.rows[index.row()].id for index in self.selectionModel().selectedIndexes()}
        same = [row.id for row in rows] == [row.id for row in self.rows]
        self._quiet = True
        self.rows_model.set_rows(rows)
        if not same:
            place = next((place for place, row in enumerate(rows) if row.id == current), -1)
            self._put_cursor(place if place >= 0 else self._near(before))
            flag = QItemSelectionModel.SelectionFlag.Select
            for place, row in enumerate(rows):
                if row.id in selected:
                    self.selectionModel().select(self.rows_model.index(place, 0), flag)
        self._quiet = False
        if not same:
            self.row_chosen.emit(self.current_row)
            self.selection_changed.emit()

    def choose(self, of: object) -> bool:
        """Put the cursor on the row of the theme or family with this id; False when it is not shown."""
        place = next((place for place, row in enumerate(self.rows) if row.of is not None and row.of.id == of), -1)
        if place >= 0:
            self._put_cursor(place)
        return place >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, and with Alt the row; letters and all else are the page's."""
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and event.key() in arrows:
            self.stepped.emit(arrows[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_entered.emit()
        elif event.key() in _PAGE_S or writes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say before which row the dragged themes were let go; the row itself moves when the file has it."""
        event.setDropAction(Qt.DropAction.CopyAction)  # or Qt would take the rows out of the list by itself
        event.accept()
        index = self.indexAt(event.position().toPoint())
        place = index.row() if index.isValid() else len(self.rows)
        if index.isValid() and event.position().y() > self.visualRect(index).center().y():
            place += 1
        self.dropped.emit(self.rows[place] if place < len(self.rows) else None)

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setItemDelegate(RowPainter(self, self.rows_model))

    def _near(self, before: int) -> int:
        """The theme nearest to a place where one has gone, or the first of all."""
        themes = [place for place, row in enumerate(self.rows) if isinstance(row.of, Theme)]
        return min(themes, key=lambda place: abs(place - max(before, 0)), default=-1)

    def _put_cursor(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows_model.index(place, 0), flag)
        if place == 1:
            self.scrollToTop()  # so that its family is seen

    def _choose(self, index: QModelIndex) -> None:
        if not self._quiet:
            self.row_chosen.emit(self.rows[index.row()] if index.isValid() else None)

    def _hear_selection(self) -> None:
        if not self._quiet:
            self.selection_changed.emit()
