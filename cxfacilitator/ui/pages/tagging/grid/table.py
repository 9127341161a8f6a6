"""The table of all answers: sorted, grouped and chosen by key or mouse; ten thousand rows stay fluid."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.table import no_formula
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.grid.model import AnswerRows
from cxfacilitator.ui.pages.tagging.grid.painter import LinePainter, Span
from cxfacilitator.ui.pages.tagging.grid.rows import COLUMNS, WORDING, GridColumn, Heading, Line

_WORDING = COLUMNS.index(WORDING)
_NARROWEST = 240
_MOVING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
_MOST_KEPT = 2000
"""More chosen rows than this are not chosen again after the lines were put in another order."""
_Move = QAbstractItemView.CursorAction


class AnswerTable(QTableView):
    """Shows `AnswerRows`; every key that moves in no table is left to the page.

    Signals:
        sorted_by: Somebody wants another order; carries a `GridColumn` or None, and whether it is descending.
        selection_changed: Other answers are chosen, or the cursor is elsewhere.
        opened: Double click on an answer; carries its id.
    """

    sorted_by = Signal(object, bool)
    selection_changed = Signal()
    opened = Signal(str)

    def __init__(self, rows: AnswerRows) -> None:
        super().__init__()
        self.rows = rows
        self._own_width = self._laying_out = False
        self.setAccessibleName("Answers")
        self.setModel(rows)
        self.painted = LinePainter()
        self._hovered = -1
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(24)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._hear_sort)
        for place, column in enumerate(COLUMNS):
            self.setColumnHidden(place, column.hidden)
            self.setColumnWidth(place, theme.px(column.width))
        header.sectionResized.connect(self._hear_resized)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.selectionModel().currentRowChanged.connect(self._hear_current)
        self._restyle()

    @property
    def current(self) -> AnswerId | None:
        """The answer under the cursor."""
        return self._answer_in(self.currentIndex().row())

    @property
    def selected(self) -> tuple[AnswerId, ...]:
        """The chosen answers from top to bottom."""
        return tuple(line for row in self._selected_rows() if (line := self._answer_in(row)) is not None)

    @property
    def shown(self) -> tuple[AnswerId, ...]:
        """All answers that are shown, from top to bottom."""
        return tuple(line for line in self.rows.lines if not isinstance(line, Heading))

    def show_lines(self, lines: Sequence[Line], first: AnswerId | None = None) -> None:
        """Show other lines; what was chosen stays chosen where it is still there.

        Args:
            first: Put the cursor there instead.
        """
        current, chosen = self.current, self.selected
        self.rows.set_lines(lines)
        if first is not None:
            self.choose([first])
            self.scrollToTop()
            return
        kept = [answer for answer in chosen if self.rows.row_of(answer) >= 0] if len(chosen) <= _MOST_KEPT else []
        if current is not None and self.rows.row_of(current) < 0:
            current = None
        self.choose(kept or [answer for answer in (current, self.rows.first) if answer is not None][:1], current)

    def choose(self, answer_ids: Iterable[AnswerId], current: AnswerId | None = None) -> None:
        """Choose answers, with the cursor on one of them, and bring it into view."""
        rows = sorted(row for answer in answer_ids if (row := self.rows.row_of(answer)) >= 0)
        at = self.rows.row_of(current) if current is not None else -1
        at = at if at >= 0 else rows[0] if rows else -1
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for first, last in _stretches(rows):
            chosen.select(self.rows.index(first, 0), self.rows.index(last, len(COLUMNS) - 1))
        model.select(chosen, flag.ClearAndSelect)
        if at >= 0:
            index = self.rows.index(at, max(self.currentIndex().column(), 0))
            model.setCurrentIndex(index, flag.NoUpdate)
            self.scrollTo(index)

    def sort(self, column: GridColumn | None, descending: bool = False) -> None:
        """Show by which column the lines are sorted; nobody is told."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(COLUMNS.index(column) if column else -1, order)
        header.blockSignals(False)
        header.viewport().update()

    def show_column(self, column: GridColumn, shown: bool) -> None:
        """Show a column, or hide it."""
        place = COLUMNS.index(column)
        self.setColumnHidden(place, not shown)
        if shown and self.columnWidth(place) < theme.px(24):
            self.setColumnWidth(place, theme.px(column.width))
        self._lay_out()

    def place(self) -> str:
        """Return which columns are shown, in which order and how wide, for `put_back`."""
        return bytes(self.horizontalHeader().saveState().toBase64().data()).decode("ascii")

    def put_back(self, place: str) -> None:
        """Take the columns of an earlier time."""
        header = self.horizontalHeader()
        self._laying_out = True
        header.blockSignals(True)
        header.restoreState(QByteArray.fromBase64(place.encode("ascii", "ignore")))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)
        self._laying_out = False
        self._lay_out()

    def as_text(self) -> str:
        """Return the chosen answers as lines with tabs, in the columns that are shown; no cell is a formula."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(visual) for visual in range(header.count())]
        places = [place for place in places if not self.isColumnHidden(place)]
        lines = []
        for row in self._selected_rows():
            answer = self.rows.answer(row)
            if answer is not None:
                texts = self.rows.texts(answer)
                lines.append("\t".join(no_formula(" ".join(texts[place].split())) for place in places))
        return "\n".join(lines)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first and the last answer with Home and End, not to the first and last column."""
        if action in (_Move.MoveHome, _Move.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, extend and choose all; everything else is the page's."""
        beside = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ControlModifier
        )
        select_all = event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if select_all or (event.key() in _MOVING and not beside):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """Light up none."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are to be painted, each as a whole."""
        shown, bottom = self.rows.shown, event.rect().bottom()
        row = self.rowAt(event.rect().top())
        if shown is None or row < 0:
            return
        painter = QPainter(self.viewport())
        spans, width = self._spans(), self.viewport().width()
        chosen, current = self.selectionModel(), self.currentIndex().row()
        while row < len(self.rows.lines):
            area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if area.top() > bottom:
                break
            line, answer = self.rows.lines[row], self.rows.answer(row)
            if isinstance(line, Heading):
                self.painted.paint_heading(painter, area, line)
            elif answer is not None:
                selected = chosen.isSelected(self.rows.index(row, 0))
                self.painted.paint_ground(painter, area, selected, row == self._hovered, row == current)
                self.painted.paint_answer(painter, area, spans, shown, answer, self.rows.texts(answer))
            row += 1
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wording the room that is left."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and heights of a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "painted"):
            self.painted.restyle()
            self._restyle()
            self._lay_out()

    def _spans(self) -> list[Span]:
        """Where the columns that can be seen are."""
        places = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        found = [(place, self.columnViewportPosition(place), self.columnWidth(place)) for place in places]
        return [span for span in found if span[1] + span[2] > 0 and span[1] < self.viewport().width()]

    def _hear_sort(self, section: int, order: Qt.SortOrder) -> None:
        column = COLUMNS[section] if section >= 0 else None
        self.sorted_by.emit(column, order is Qt.SortOrder.DescendingOrder)

    def _hear_current(self, index: QModelIndex, before: QModelIndex) -> None:
        self._repaint(before.row())
        self._repaint(index.row())
        self.selection_changed.emit()

    def _hear_resized(self, section: int, _before: int, _width: int) -> None:
        if not self._laying_out:
            self._own_width = self._own_width or section == _WORDING
            self._lay_out()

    def _lay_out(self) -> None:
        """Give the wording what the others leave, unless somebody has chosen its width."""
        if self._own_width or self._laying_out:
            return
        self._laying_out = True
        others = sum(self.columnWidth(place) for place in range(len(COLUMNS)) if place != _WORDING)
        self.setColumnWidth(_WORDING, max(theme.px(_NARROWEST), self.viewport().width() - others))
        self._laying_out = False

    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(30))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._repaint(before)
            self._repaint(row)

    def _repaint(self, row: int) -> None:
        if row >= 0:
            area = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            self.viewport().update(area)

    def _open(self, index: QModelIndex) -> None:
        answer = self._answer_in(index.row())
        if answer is not None:
            self.opened.emit(answer)

    def _answer_in(self, row: int) -> AnswerId | None:
        line = self.rows.lines[row] if 0 <= row < len(self.rows.lines) else None
        return None if line is None or isinstance(line, Heading) else line

    def _selected_rows(self) -> list[int]:
        """The chosen rows, by ranges: an index for each cell of ten thousand rows would take seconds."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of each stretch of rows without a gap."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
