"""The parking lot: what was set aside, who sees to it, what was promised, and how it comes back."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.sheets import Answer, Parked
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import parking
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets import EmptyState, TableView, label
from cxfacilitator.ui.workspace import Workspace

_NOTHING = "Nothing is parked. F7 on a sheet, or P at the read-back, sets a line aside that belongs elsewhere."
_WORDS = "What is parked counts for nothing and is in no report. Say who sees to it, and what the room was told."


@dataclass(frozen=True, slots=True)
class _Row:
    answer: Answer
    parked: Parked


class ParkingLot(QWidget):
    """Shows what was set aside; owner and promise are typed in the table."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.model: TableModel[_Row] = TableModel(
            (
                Column("Line", lambda row: row.answer.ref),
                Column("What it says", lambda row: row.answer.wording, tooltip=lambda row: row.answer.wording),
                Column("Who sees to it", lambda row: row.parked.owner, edit=self._set_owner),
                Column("What was promised", lambda row: row.parked.promise, edit=self._set_promise),
            ),
            lambda row: row.answer.id,
        )
        self.table = TableView(self.model, stretch=1, whole_rows=False)
        self.table.setAccessibleName("The parking lot")
        self.back_button = QPushButton("Bring the line back")
        self.back_button.setToolTip("Put it back on its sheet, where it counts again (Delete)")
        self.back_button.clicked.connect(self.bring_back)
        self.empty = EmptyState("pin", _NOTHING)
        self.words = label(_WORDS, "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is parked; where a line was brought back, the cursor is on the one that takes its place."""
        line = max(self.table.currentIndex().row(), 0)
        self.model.set_rows([_Row(snapshot.answer[parked.answer_id], parked) for parked in snapshot.parked])
        full = bool(snapshot.parked)
        focused = self.table.hasFocus()
        self.empty.setVisible(not full)
        self.setFocusProxy(self.table if full else self.empty)
        if focused and not full:
            self.setFocus()
        for widget in (self.table, self.words, self.back_button):
            widget.setVisible(full)
        if full:
            self.table.fit_columns()
            for wide in (2, 3):
                self.table.setColumnWidth(wide, max(self.table.columnWidth(wide), self.table.width() // 5))
            if self.table.current_row() is None:
                self.table.choose_line(min(line, len(snapshot.parked) - 1))

    def bring_back(self) -> None:
        """Put the line under the cursor back on its sheet."""
        row = self.table.current_row()
        if row is not None:
            self.workspace.do(parking.unpark, row.answer.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.bring_back()
        else:
            super().keyPressEvent(event)

    def _set_owner(self, row: _Row, text: str) -> None:
        self.workspace.do(parking.set_parked, replace(row.parked, owner=text.strip()))

    def _set_promise(self, row: _Row, text: str) -> None:
        self.workspace.do(parking.set_parked, replace(row.parked, promise=text.strip()))
