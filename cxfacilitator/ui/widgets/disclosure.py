"""A part of a page that can be folded away under its heading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Disclosure(QWidget):
    """A heading that shows and hides what is below it; Space or Enter on it does the same."""

    def __init__(self, title: str, body: QWidget, shown: bool = False) -> None:
        super().__init__()
        self.body = body
        self.head = QToolButton()
        self.head.setProperty("role", "disclosure")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(body)
        self.set_title(title)
        self.head.setChecked(shown)
        self._toggle(shown)

    @property
    def shown(self) -> bool:
        """Whether the part is unfolded."""
        return self.head.isChecked()

    def set_title(self, title: str) -> None:
        """Name the part."""
        self.head.setText(title)
        self.head.setAccessibleName(title)

    def unfold(self) -> None:
        """Show the part."""
        self.head.setChecked(True)

    def _toggle(self, shown: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.body.setVisible(shown)
