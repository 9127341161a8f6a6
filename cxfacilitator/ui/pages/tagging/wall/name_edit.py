"""Type the name of a cluster where its title stands."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.wall import ClusterId
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import LineEdit


class NameEdit(LineEdit):
    """A line over a title; it goes when the name has been given, or nobody looks at it any more.

    Signals:
        named: Carries the cluster's id and its name.
    """

    named = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._cluster_id = ClusterId(0)
        self._before = ""
        self.setPlaceholderText("What they have in common")
        self.setAccessibleName("Name of the cluster")
        self.returnPressed.connect(self._give)
        self.hide()

    def ask(self, cluster_id: ClusterId, name: str, where: QRect) -> None:
        """Ask for a name.

        Args:
            cluster_id: Whose name it is.
            name: What it is called now.
            where: Its title in the parent; the line is as wide, but never too narrow to type in.
        """
        self._cluster_id, self._before = cluster_id, name
        self.setText(name)
        self.selectAll()
        wide = max(where.width(), theme.px(260))
        room = self._room.rect().adjusted(0, 0, -wide, -self.sizeHint().height())
        left, top = min(max(where.left(), 0), room.right()), min(max(where.top(), 0), room.bottom())
        self.setGeometry(left, top, wide, self.sizeHint().height())
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the name as it was with Escape; no letter reaches the wall."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self._give()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the name that stands here."""
        super().focusOutEvent(event)
        self._give()

    def _give(self) -> None:
        if self.isVisible():
            self.hide()
            self._room.setFocus()
            if self.text().strip() != self._before:
                self.named.emit(self._cluster_id, self.text())
