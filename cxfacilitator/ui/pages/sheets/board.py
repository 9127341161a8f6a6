"""How far the typing is: groups and boxes, what is missing, what to ask the scribes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.workspace import Workspace


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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.missing)
        column.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file."""
        untyped = sum(group.id not in snapshot.answers_of for group in snapshot.groups)
        self.missing.setText(f"{untyped} of {len(snapshot.groups)} sheets are not typed yet.")
