"""How far the typing is: groups and boxes, what is missing, what to ask the scribes."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.board import Fill, SheetRow, board, missing_in_words, pace, to_ask
from cxfacilitator.domain.sheets import SHEET_BOXES, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.table_model import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets import TableView, label
from cxfacilitator.ui.workspace import Workspace

_NOTHING = "Nothing to ask: every line can be read, every line of question 4 is marked, and every empty box explained."
_WORDS: Mapping[Fill, str] = {
    Fill.BLANK: "blank",
    Fill.NOT_ASKED: "not asked",
    Fill.MISSING: "empty ?",
    Fill.UNTYPED: "",
}
_TITLES = {Box.CONTINUE: "Continue", Box.START: "Start"}
_ROOMY = 960
"""From this width on the list for the scribes stands beside the table."""
_BOX_WIDTHS = {Box.WELL: 72, Box.IMPROVE: 72, Box.DIFFER: 72, Box.CONTINUE: 96, Box.START: 80}


class Board(QWidget):
    """Shows how far the typing is.

    Signals:
        sheet_wanted: Somebody chose a sheet; carries its `GroupId`.
    """

    sheet_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.missing = label("", "lead", wrap=True)
        self.pace = label("", "muted", wrap=True)
        self.model: TableModel[SheetRow] = TableModel(_columns(), lambda row: row.group.id)
        self.table = TableView(self.model)
        self.table.setAccessibleName("How far each sheet is")
        self.table.row_activated.connect(lambda row: self.sheet_wanted.emit(row.group.id))
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName("What to ask the scribes")
        self.copy_button = QPushButton("Copy the list")
        self.copy_button.setToolTip("Copy what to ask the scribes, table by table, as text")
        self.copy_button.clicked.connect(self.copy_list)
        head = QHBoxLayout()
        head.addWidget(label("To ask the scribes", "strong"), 1)
        head.addWidget(self.copy_button)
        side = QWidget()
        self._side = right = QVBoxLayout(side)
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.list, 1)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([theme.px(760), theme.px(320)])
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.missing)
        column.addWidget(self.pace)
        column.addWidget(self.splitter, 1)
        self.setFocusProxy(self.table)
        self._restyle()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file."""
        rows = board(snapshot)
        speed = pace(snapshot)
        self.missing.setText(missing_in_words(rows))
        self.pace.setText(speed.sentence if speed is not None else "")
        self.pace.setVisible(speed is not None)
        self.model.set_rows(rows)
        if self.table.current_row() is None:
            self.table.choose_line(0)
        asked = to_ask(rows)
        if self.list.toPlainText() != (asked or _NOTHING):
            self.list.setPlainText(asked or _NOTHING)
        self.copy_button.setEnabled(bool(asked))

    def changeEvent(self, event: QEvent) -> None:
        """Take the column widths of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the table where both do not fit beside each other."""
        super().resizeEvent(event)
        roomy = self.width() >= theme.px(_ROOMY)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if roomy else Qt.Orientation.Vertical)
        self._side.setContentsMargins(12 if roomy else 0, 0 if roomy else 8, 0, 0)

    def copy_list(self) -> None:
        """Copy what to ask the scribes as text."""
        QGuiApplication.clipboard().setText(self.list.toPlainText())

    def _restyle(self) -> None:
        for column, width in enumerate((176, *(_BOX_WIDTHS[box] for box in SHEET_BOXES))):
            self.table.setColumnWidth(column, theme.px(width))


def _columns() -> tuple[Column[SheetRow], ...]:
    return (
        Column("Sheet", lambda row: row.group.called),
        *map(_box_column, SHEET_BOXES),
        Column("Missing", lambda row: ", ".join(row.missing) or "complete", tooltip=lambda row: ", ".join(row.missing)),
    )


def _box_column(box: Box) -> Column[SheetRow]:
    return Column(
        _TITLES.get(box, box.label),
        lambda row: _cell(row, box),
        RIGHT,
        tooltip=lambda row: f"{box.label} of {row.group.code}: {_spoken(row, box)}",
        sort=lambda row: row.boxes[box].lines,
    )


def _cell(row: SheetRow, box: Box) -> str:
    count = row.boxes[box]
    return str(count.lines) if count.fill is Fill.LINES else _WORDS[count.fill]


def _spoken(row: SheetRow, box: Box) -> str:
    count = row.boxes[box]
    return f"{count.lines} lines" if count.fill is Fill.LINES else count.fill.value
