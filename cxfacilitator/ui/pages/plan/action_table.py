"""The actions as a list: ticked when they are done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.text import the_day
from cxfacilitator.ui.keys import writes
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.plan.painting import TickCell
from cxfacilitator.ui.widgets.table_view import TableView

_DONE, _TEXT, _OWNER, _DUE, _FOR = range(5)
_WIDTHS = {_DONE: 56, _OWNER: 112, _DUE: 128, _FOR: 136}
_FIRST_TO_GO = (_FOR, _OWNER)
_LEAST = 190
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class ActionRow:
    """An action with the idea or theme that it is for, in words."""

    action: Action
    purpose: str


class ActionTable(TableView):
    """Shows actions in a person's order.

    Signals:
        ticked, unwanted: Space, Delete on an action; carry its `ActionRow`.
        moved: Alt and an arrow; carries -1 or 1.
    """

    ticked = Signal(object)
    unwanted = Signal(object)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            TableModel[ActionRow](_COLUMNS, row_id=lambda row: row.action.id), stretch=_TEXT, sortable=False
        )
        self.setAccessibleName("Actions")
        self.setItemDelegateForColumn(_DONE, TickCell(self, lambda row: row.action.done))
        self._known: set[ActionId] | None = None

    def show_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show these actions; the cursor stays, or goes to the one that was added."""
        self.rows_model.set_rows(rows)
        if self._known is not None:
            added = [row.action.id for row in rows if row.action.id not in self._known]
            if added:
                self.choose(added[-1])
                self._known = None
        if self.current_row() is None:
            self.choose_line(0)

    def choose_added(self) -> None:
        """Put the cursor on the next action that comes."""
        self._known = {row.action.id for row in self.rows_model.rows}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, remove and move; letters are left to the page."""
        row, key = self.current_row(), event.key()
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if row is not None and key == Qt.Key.Key_Space:
            self.ticked.emit(row)
        elif row is not None and key == Qt.Key.Key_Delete:
            self.unwanted.emit(row)
        elif row is not None and alt and key in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif writes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick when the box was hit."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == _DONE and event.button() is Qt.MouseButton.LeftButton:
            self.ticked.emit(self.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; all of it stands in the form as well."""
        super().resizeEvent(event)
        self.leave_out(_WIDTHS, _FIRST_TO_GO, _LEAST)


_COLUMNS = (
    Column[ActionRow]("Done", lambda row: "Done" if row.action.done else "To do"),
    Column[ActionRow]("Action", lambda row: row.action.text, tooltip=lambda row: row.action.text),
    Column[ActionRow]("Owner", lambda row: row.action.owner, tooltip=lambda row: row.action.owner),
    Column[ActionRow]("Due", lambda row: the_day(row.action.due) if row.action.due else ""),
    Column[ActionRow]("For", lambda row: row.purpose, tooltip=lambda row: row.purpose, muted=True),
)
