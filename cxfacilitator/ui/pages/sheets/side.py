"""Beside the sheet: its photographs, how each of its lines came to be, and the lines that were removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.sheets.photo_side import PhotoSide
from cxfacilitator.ui.widgets.history_view import HistoryView
from cxfacilitator.ui.workspace import Workspace

FACES = ("Photo", "History", "Removed")
PHOTO, HISTORY, REMOVED = range(3)


class SidePanel(QWidget):
    """Shows what belongs to the sheet in the middle, one face at a time; it never takes the cursor by itself.

    Signals:
        said: A sentence for the page's message bar, and its kind.
        left: The cursor goes back to the sheet.
    """

    said = Signal(str, str)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.photos = PhotoSide(workspace)
        self.photos.said.connect(self.said)
        self.intake = self.photos.intake
        self.history = HistoryView(workspace)
        self.removed = HistoryView(workspace)
        self.faces = QStackedWidget()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setToolTip("Shift+F8 goes from one to the next")
        for name, face in zip(FACES, (self.photos, self.history, self.removed), strict=True):
            self.tabs.addTab(name)
            self.faces.addWidget(face)
        self.tabs.currentChanged.connect(self.faces.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self.faces, 1)
        self.setMinimumWidth(theme.px(280))
        # Escape leads out of every face, whatever has the focus there.
        on_key(self, "Esc", self.left.emit)

    def show_sheet(self, snapshot: Snapshot, group: Group) -> None:
        """Show what belongs to a group's sheet."""
        self.photos.show_sheet(snapshot, group)
        self.removed.show_removed(group.id)

    def show_line(self, answer: Answer | None, box: Box | None = None) -> None:
        """Show what belongs to the line with the cursor.

        Args:
            answer: The line; None when it is a fresh one.
            box: Where it is; None when the cursor is on no line.
        """
        self.history.show_answer(answer)
        self.photos.show_box(box)

    def show_face(self, face: int) -> None:
        """Show `PHOTO`, `HISTORY` or `REMOVED`."""
        self.tabs.setCurrentIndex(face)

    def step_face(self) -> None:
        """Show the next face."""
        self.show_face((self.tabs.currentIndex() + 1) % len(FACES))

    def take_cursor(self) -> None:
        """Let the keys act on the photograph; Escape leads back."""
        self.show_face(PHOTO)
        self.photos.take_cursor()
