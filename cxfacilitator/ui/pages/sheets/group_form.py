"""A short form for a group that is not on any roster: which audience, and what the room calls it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui.widgets import LineEdit, label


class GroupForm(QFrame):
    """Asks for audience and name below the list of groups.

    Signals:
        agreed: Carries the `Audience` and the name, which may be empty.
        closed: Nothing is to be added.
    """

    agreed = Signal(object, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.audience = QComboBox()
        self.audience.setAccessibleName("Audience")
        for audience in Audience:
            self.audience.addItem(audience.label)
        self.audience.setCurrentIndex(1)
        self.name = LineEdit()
        self.name.setAccessibleName("Name of the group")
        self.name.setPlaceholderText("Name, for example Table 3")
        self.name.returnPressed.connect(self._agree)
        self.add = QPushButton("Add")
        self.add.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("quiet", True)
        self.cancel.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(label("A group that is missing", "strong"))
        column.addWidget(self.audience)
        column.addWidget(self.name)
        column.addLayout(buttons)

    def begin(self) -> None:
        """Start with an empty name."""
        self.name.clear()
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        self.agreed.emit(tuple(Audience)[self.audience.currentIndex()], self.name.text())
