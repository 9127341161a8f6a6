"""Beside the sheet: its photographs, and how each of its lines came to be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.photo_view import PhotoView
from cxfacilitator.ui.workspace import Workspace


class SidePanel(QWidget):
    """Shows what belongs to the sheet in the middle; it never takes the cursor from it.

    Signals:
        said: A sentence for the page's message bar, and its kind.
    """

    said = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.photo = PhotoView(workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.photo, 1)
        self.setMinimumWidth(theme.px(240))

    def show_sheet(self, snapshot: Snapshot, group: Group) -> None:
        """Show the photographs of a group's sheet."""
        photos = [photo for photo in snapshot.photos if photo.group_id == group.id]
        self.photo.show_photos(photos, f"No photograph of {group.code} yet.")

    def show_line(self, answer: Answer | None) -> None:
        """Show how the line with the cursor came to be; None when the cursor is on no line."""
