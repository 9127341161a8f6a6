"""The matrix on the screen: what is a row's or a column's name stays in view, and so do the totals."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QTableView

from cxfacilitator.domain.matrix_layout import Layout, RowKind, changed_rows
from cxfacilitator.domain.table import tabbed
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.matrix_model import MatrixModel
from cxfacilitator.ui.pages.comparison.matrix.cells import LEGENDS, CellPainter, Look, Span
from cxfacilitator.ui.pages.comparison.matrix.heads import GroupHead, Placed, ThemeHead
from cxfacilitator.ui.pages.comparison.matrix.moves import moved_across, moved_down
from cxfacilitator.ui.widgets import label

Index = QModelIndex | QPersistentModelIndex
_ROW, _WORDS_ROW, _BAND, _TOTAL = 28, 50, 26, 34
_COLUMN, _WIDEST, _WORDS_COLUMN = 44, 200, 168
_LOWEST, _SIDE = 192, 8
_FEWEST = 4
"""With room for fewer groups than this, only the totals of one audience stay in view."""
_DIMMED = 0.78


class MatrixTable(QTableView):
    """Groups in rows, themes in columns; Ctrl+C copies the whole table for a spreadsheet.

    Signals:
        place_chosen: The cursor moved.
        place_clicked, column_clicked: A cell, or the name of a column, was clicked; the cursor is there.
        place_entered, column_entered: Enter, or Shift+Enter for the whole column.
        fold_wanted: Carries the number of a column whose family is to be folded, or unfolded.
        fold_all_wanted: All families are to be folded, or unfolded.
        copied: The table is in the clipboard.
    """

    place_chosen = Signal()
    place_clicked = Signal()
    place_entered = Signal()
    column_clicked = Signal()
    column_entered = Signal()
    fold_wanted = Signal(int)
    fold_all_wanted = Signal()
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.matrix_model = MatrixModel()
        self.cells = CellPainter(self.matrix_model)
        self.focused = ""
        self._bands: list[int] = []
        self._totals = 0
        self.across, self.down = ThemeHead(self.matrix_model, self), GroupHead(self.matrix_model, self)
        self.legend = label("", "small", wrap=True)
        self.legend.setParent(self)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.setAccessibleName("Groups and themes")
        self.setModel(self.matrix_model)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setMinimumHeight(_LOWEST)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.across.column_pressed.connect(self._click_column)
        self.across.family_pressed.connect(self.fold_wanted)
        self.selectionModel().currentChanged.connect(self._hear_current)

    def sizeHint(self) -> QSize:
        """Ask for the least height: the table takes what is left."""
        return QSize(super().sizeHint().width(), _LOWEST)

    def show_layout(self, layout: Layout) -> None:
        """Show a layout; the cursor stays on its group and theme where they are still there, and nobody is told."""
        before, changed = self._keys(), changed_rows(self.matrix_model.layout_shown, layout)
        self._bands = [number for number, row in enumerate(layout.rows) if row.kind is RowKind.BAND]
        self._totals = sum(row.kind is not RowKind.TOTAL for row in layout.rows)
        self.blockSignals(True)
        self.matrix_model.set_layout(layout)
        if len(changed) == len(layout.rows):
            self._forget()
        else:
            self.cells.forget_rows(changed)
            self.viewport().update()
        self._fit()
        if not self.currentIndex().isValid():
            self._put_back(before)
        self._hear_current(self.currentIndex())
        self.blockSignals(False)

    def show_look(self, look: Look) -> None:
        """Show marks, heat or words in the cells."""
        self.cells.look = look
        self.legend.setText(LEGENDS[look])
        self.legend.setToolTip(LEGENDS[look])
        self._forget()
        self._fit()
        self.scrollTo(self.currentIndex())

    def focus_column(self, key: str) -> None:
        """Dim every column but the one with this key; none for an empty one."""
        self.focused = key
        self.viewport().update()

    @property
    def place(self) -> tuple[int, int]:
        """The row and the column of the cursor; -1 where there is none."""
        return self.currentIndex().row(), self.currentIndex().column()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, fold, copy; the arrow keys move as in every table, and letters are left to the page."""
        column = self.place[1]
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(tabbed(self.matrix_model.layout_shown.lines))
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and column >= 0:
            (self.column_entered if shift else self.place_entered).emit()
        elif event.key() == Qt.Key.Key_Space and shift:
            self.fold_all_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and column >= 0:
            self.fold_wanted.emit(column)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked on."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.place_clicked.emit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move over the heads of bands; with Ctrl to the next audience or family."""
        model, (row, column) = self.matrix_model, self.place
        if not model.rows or not model.columns:
            return QModelIndex()
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        row = moved_down(action, far, model.rows, row, max(1, self._page()))
        return model.index(row, moved_across(action, far, model.columns, column))

    def indexAt(self, pos: QPoint) -> QModelIndex:  # noqa: N802 - Qt's own name
        """Return the place under a point; what stays in view lies above what scrolls."""
        column = self.columnAt(pos.x())
        for number, top, height in reversed(self._pinned()):
            if top <= pos.y() < top + height:
                return self.matrix_model.index(number, column)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's own name
        """Return where a place is painted."""
        area = super().visualRect(index)
        for number, top, height in self._pinned():
            if number == index.row():
                return QRect(area.left(), top, area.width(), height)
        return area

    def scrollTo(  # noqa: N802 - Qt's own name
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a place into view, between the head of its band and the totals."""
        if not index.isValid():
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left, width = self.across.sectionPosition(index.column()), self.across.sectionSize(index.column())
        across.setValue(min(max(across.value(), left + width - self.viewport().width()), left))
        if all(number != index.row() for number, *_ in self._pinned()):
            top, height = self.down.sectionPosition(index.row()), self.down.sectionSize(index.row())
            pinned = [number for number, *_ in self._pinned() if number >= self._totals]
            lowest = top + height - (self.viewport().height() - self._height(pinned))
            down.setValue(min(max(down.value(), lowest), top - theme.px(_BAND)))

    def scrollContentsBy(self, across: int, down: int) -> None:  # noqa: N802 - Qt's own name
        """Scroll, and paint what stays in view anew."""
        super().scrollContentsBy(across, down)
        self.viewport().update()
        self.down.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that scroll, and above them those that stay."""
        painter = QPainter(self.viewport())
        families, scrolled, pinned = self._families(), self._scrolled(), self._pinned()
        self.down.placed = [*scrolled, *pinned]
        bottom = max((top + height for _, top, height in self.down.placed), default=0)
        for placed in (scrolled, pinned):
            for number, top, height in placed:
                self.cells.paint_row(painter, number, top, height, families)
            self._paint_cursor(painter, placed)
        self._paint_lines(painter, families, pinned, bottom)
        self._paint_dimmed(painter, families, bottom)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew, with the cursor in view."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes and colours of a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "across"):
            self.cells.restyle()
            self._forget()
            self._fit()

    def _families(self) -> Sequence[Sequence[Span]]:
        """Where the columns of the families that can be seen are."""
        head, width = self.across, self.viewport().width()
        found = [
            [(n, head.sectionViewportPosition(n), head.sectionSize(n)) for n in range(first, last + 1)]
            for first, last in head.families()
        ]
        return [spans for spans in found if spans[-1][1] + spans[-1][2] > 0 and spans[0][1] < width]

    def _scrolled(self) -> list[Placed]:
        """Where the rows that can be seen are, those that stay in view left out."""
        first, found = self.rowAt(0), []
        stay = {number for number, *_ in self._pinned()}
        for number in range(max(first, 0), len(self.matrix_model.rows)):
            top = self.rowViewportPosition(number)
            if top >= self.viewport().height():
                break
            if number not in stay:
                found.append((number, top, self.rowHeight(number)))
        return found

    def _pinned(self) -> list[Placed]:
        """Where the rows are that stay in view: the head of the uppermost band, and the totals."""
        if not self.matrix_model.rows:
            return []
        first = max(self.rowAt(0), 0)
        found = []
        band = max((number for number in self._bands if number <= first), default=-1)
        if band >= 0:
            height = self.rowHeight(band)
            following = min(number for number in (*self._bands, self._totals) if number > band)
            found.append((band, min(0, self.rowViewportPosition(following) - height), height))
        staying = self._staying()
        top = min(self.rowViewportPosition(self._totals), self.viewport().height() - self._height(staying))
        for number in staying:
            found.append((number, top, self.rowHeight(number)))
            top += self.rowHeight(number)
        return found

    def _staying(self) -> Sequence[int]:
        """The totals that stay in view: all, with less room those of the cursor's audience, with too little none."""
        rows, current = self.matrix_model.rows, self.currentIndex()
        height, totals = self.viewport().height(), range(self._totals, len(rows))
        if self.rowViewportPosition(self._totals) + self._height(totals) <= height:
            return totals
        audience = rows[current.row()].audience if current.isValid() else None
        mine = [number for number in totals if rows[number].audience is audience]
        free = height - theme.px(_BAND)
        if free - self._height(totals) >= _FEWEST * theme.px(_ROW):
            return totals
        return mine if free - self._height(mine) >= theme.px(_ROW) else []

    def _height(self, rows: Sequence[int]) -> int:
        return sum(self.rowHeight(number) for number in rows)

    def _page(self) -> int:
        free = self.viewport().height() - sum(height for *_, height in self._pinned())
        return free // theme.px(_WORDS_ROW if self.cells.look is Look.WORDS else _ROW)

    def _paint_lines(
        self, painter: QPainter, families: Sequence[Sequence[Span]], pinned: Sequence[Placed], bottom: int
    ) -> None:
        painter.setPen(theme.colour("edge"))
        for spans in families:
            painter.drawLine(spans[0][1], 0, spans[0][1], bottom - 1)
        totals = [top for number, top, _ in pinned if number >= self._totals]
        if totals and families:
            painter.drawLine(0, totals[0], families[-1][-1][1] + families[-1][-1][2], totals[0])

    def _paint_dimmed(self, painter: QPainter, families: Sequence[Sequence[Span]], bottom: int) -> None:
        if not any(column.key == self.focused for column in self.matrix_model.columns):
            return
        veil = QColor(theme.colour("surface"))
        veil.setAlphaF(_DIMMED)
        for spans in families:
            for column, left, width in spans:
                if self.matrix_model.columns[column].key != self.focused:
                    painter.fillRect(left, 0, width, bottom, veil)

    def _paint_cursor(self, painter: QPainter, placed: Sequence[Placed]) -> None:
        index = self.currentIndex()
        if any(number == index.row() for number, *_ in placed):
            painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "edge"), 2))
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -2))

    def _hear_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        self.across.current, self.down.current = index.column(), index.row()
        self.across.viewport().update()
        self.down.viewport().update()
        self.viewport().update()
        if index.isValid():
            self.place_chosen.emit()

    def _click_column(self, column: int) -> None:
        self.setCurrentIndex(self.matrix_model.index(max(self.place[0], 0), column))
        self.column_clicked.emit()

    def _keys(self) -> tuple[object, str]:
        """What tells the place of the cursor, whatever its numbers."""
        row, column = self.place
        if row < 0 or row >= len(self.matrix_model.rows) or column >= len(self.matrix_model.columns):
            return None, ""
        return _key_of(self.matrix_model, row), self.matrix_model.columns[column].key

    def _put_back(self, keys: tuple[object, str]) -> None:
        """Put the cursor on its place of before, or else on the first one."""
        model = self.matrix_model
        rows = [number for number, row in enumerate(model.rows) if row.kind is not RowKind.BAND]
        if rows and model.columns:
            row = next((number for number in rows if _key_of(model, number) == keys[0]), rows[0])
            column = next((n for n, each in enumerate(model.columns) if each.key == keys[1]), 0)
            self.setCurrentIndex(model.index(row, column))

    def _fit(self) -> None:
        """Give rows and columns the sizes that the look, the text and the room call for."""
        rows_changed = self._fit_rows()
        beside, tallest = self.down.width() - 2 * _SIDE, self.height() * 2 // 5
        lowest = self.legend.heightForWidth(beside) + 2 * _SIDE
        self.legend.setVisible(lowest <= tallest)
        metrics = QFontMetrics(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        of = max((row.size for row in self.matrix_model.rows if row.kind is not RowKind.BAND), default=0)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - self.down.width() - bar - 2 * self.frameWidth()
        least, most = theme.px(_WORDS_COLUMN), 2 * theme.px(_WORDS_COLUMN)
        if self.cells.look is not Look.WORDS:
            least, most = max(theme.px(_COLUMN), metrics.horizontalAdvance(f"{of} of {of}") + 8), theme.px(_WIDEST)
        if self.across.fit(room, least, most, min(lowest, tallest), tallest) or rows_changed:
            self.legend.setGeometry(self.frameWidth() + _SIDE, _SIDE, beside, self.across.height() - 2 * _SIDE)
            self._forget()
            self.updateGeometries()

    def _fit_rows(self) -> bool:
        """Give rows their heights and their head its width; return whether any was different."""
        heights = {
            RowKind.BAND: theme.px(_BAND),
            RowKind.GROUP: theme.px(_WORDS_ROW if self.cells.look is Look.WORDS else _ROW),
            RowKind.FORMS: theme.px(_ROW),
            RowKind.TOTAL: theme.px(_TOTAL),
        }
        wrong = [n for n, row in enumerate(self.matrix_model.rows) if self.down.sectionSize(n) != heights[row.kind]]
        for number in wrong:
            self.down.resizeSection(number, heights[self.matrix_model.rows[number].kind])
        return self.down.fit() or bool(wrong)

    def _forget(self) -> None:
        """Paint everything anew."""
        self.cells.forget()
        self.down.forget()
        self.viewport().update()
        self.down.viewport().update()


def _key_of(model: MatrixModel, number: int) -> object:
    row = model.rows[number]
    return row.kind, row.audience, row.forms, row.group.id if row.group else None
