"""The ideas and their cards as a list: marked, put together, opened and shut, by keys and by hand."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import writes
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.plan.painting import IdeaCell, WhoAsked
from cxfacilitator.ui.pages.plan.rows import PlanRow, RowKind
from cxfacilitator.ui.pages.plan.words import customers_say, who_asked
from cxfacilitator.ui.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
_IDEA, _ASKED, _CUSTOMERS, _DECISION = range(4)
_WIDTHS = {_ASKED: 112, _CUSTOMERS: 138, _DECISION: 108}
_FIRST_TO_GO = (_CUSTOMERS, _DECISION, _ASKED)
_TITLE = 240


class IdeaList(TableView):
    """Shows the rows; letters and digits are left to the page.

    Signals:
        opening: A row is to show its cards, or to hide them; carries the row and whether to show them.
        marked: Other rows are marked.
        dropped: Rows were dragged onto a row; carries those rows and that one.
    """

    opening = Signal(object, bool)
    marked = Signal()
    dropped = Signal(object, object)

    def __init__(self) -> None:
        self.lines = _Lines()
        super().__init__(self.lines, stretch=_IDEA, sortable=False)
        self.setAccessibleName("Ideas and cards")
        self._cell = IdeaCell(self, self.is_marked)
        self.setItemDelegateForColumn(_IDEA, self._cell)
        self.setItemDelegateForColumn(_ASKED, WhoAsked(self, _groups))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDragDropOverwriteMode(True)  # onto rows, never between them
        self.horizontalHeader().setMinimumSectionSize(theme.px(48))

    @property
    def marks(self) -> Sequence[PlanRow]:
        """The marked rows from top to bottom."""
        return [row for row in self.lines.rows if row.key in self.lines.marks]

    def is_marked(self, row: PlanRow) -> bool:
        """Whether a row is marked."""
        return row.key in self.lines.marks

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show these rows; the cursor and the marks stay on those that are still there."""
        line = self.currentIndex().row()
        self.lines.set_rows(rows)
        self.lines.marks &= {row.key for row in rows}
        self.clearSpans()
        for place, row in enumerate(rows):
            if row.idea_id is None:
                self.setSpan(place, _IDEA, 1, len(_COLUMNS))
        if self.current_row() is None and rows:
            self.choose_line(max(0, min(line, len(rows) - 1)))
        self.marked.emit()

    def unmark(self) -> None:
        """Mark nothing."""
        self.lines.marks.clear()
        self.viewport().update()
        self.marked.emit()

    def toggle_mark(self, row: PlanRow | None) -> None:
        """Mark a row, or take its mark away."""
        if row is None or not row.can_be_marked:
            return
        self.lines.marks ^= {row.key}
        self.viewport().update()
        self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with Space, open and shut with Right and Left."""
        row, key = self.current_row(), event.key()
        if key == Qt.Key.Key_Space:
            self.toggle_mark(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose_line(0 if key == Qt.Key.Key_Home else len(self.lines.rows) - 1)
        elif key == Qt.Key.Key_Right and row is not None and row.is_open is False:
            self.opening.emit(row, True)
        elif key == Qt.Key.Key_Left and row is not None and row.is_open:
            self.opening.emit(row, False)
        elif key == Qt.Key.Key_Left and row is not None and row.kind is RowKind.CARD:
            self.choose_line(self._head_of(self.currentIndex().row()))
        elif writes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark or open when the box or the arrow was hit."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.row_at(index)
        if row is None or index.column() != _IDEA or event.button() is not Qt.MouseButton.LeftButton:
            return
        across = int(event.position().x()) - self.visualRect(index).left()
        part = self._cell.part_at(row, across)
        if part == "box":
            self.toggle_mark(row)
        elif part == "arrow" and row.is_open is not None:
            self.opening.emit(row, not row.is_open)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was let go on which row; the rows themselves change when the file has it."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        target, dragged = self.row_at(self.indexAt(event.position().toPoint())), self.current_row()
        if target is None or dragged is None:
            return
        held = self.marks if self.is_marked(dragged) else [dragged]
        if all(row.key != target.key for row in held):
            self.dropped.emit(held, target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; all of it stands beside the list as well."""
        super().resizeEvent(event)
        self.leave_out(_WIDTHS, _FIRST_TO_GO, _TITLE)

    def _head_of(self, line: int) -> int:
        return max(place for place in range(line) if self.lines.rows[place].kind is not RowKind.CARD)


class _Lines(TableModel[PlanRow]):
    """Rows that can be marked, and dragged onto each other.

    Attributes:
        marks: The keys of the marked rows; a screen reader is told.
    """

    def __init__(self) -> None:
        super().__init__(_COLUMNS, row_id=lambda row: row.key)
        self.marks: set[Hashable] = set()

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        if not index.isValid():
            return usual
        may_go = Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].can_be_marked else Qt.ItemFlag.NoItemFlags
        return usual | Qt.ItemFlag.ItemIsDropEnabled | may_go

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid() and index.column() == _IDEA:
            row = self.rows[index.row()]
            return f"{row.title}, marked" if row.key in self.marks else row.title
        # A mid-dot stands for what an idea lacks; a card lacks nothing.
        if role == Qt.ItemDataRole.DisplayRole and index.isValid() and self.rows[index.row()].idea_id is None:
            return super().data(index, Qt.ItemDataRole.EditRole)
        return super().data(index, role)


def _groups(row: PlanRow) -> Mapping[Audience, int] | None:
    return row.view.groups if row.view is not None and row.kind is RowKind.IDEA else None


def _tooltip(row: PlanRow) -> str:
    if row.kind is RowKind.CARD:
        return row.title
    harm = "\nMay run against what people said" if row.view is not None and row.view.may_harm else ""
    return f"{row.title} ({amount(len(row.cards), 'card')}){harm}"


def _of_idea(tell: Callable[[IdeaView], str]) -> Callable[[PlanRow], str]:
    return lambda row: tell(row.view) if row.view is not None and row.kind is RowKind.IDEA else ""


_COLUMNS = (
    Column[PlanRow]("Idea", lambda row: row.title, tooltip=_tooltip),
    Column[PlanRow]("Who asked", _of_idea(who_asked), tooltip=_of_idea(who_asked)),
    Column[PlanRow](
        "Customers …", _of_idea(customers_say), tooltip=_of_idea(lambda view: service.tell_evidence(view.evidence))
    ),
    Column[PlanRow]("Decision", _of_idea(lambda view: service.tell_disposition(view.idea.disposition))),
)
