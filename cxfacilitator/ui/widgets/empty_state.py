"""What a page shows before it has anything to show: one sentence and the one action that fills it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.ui import icons
from cxfacilitator.ui.widgets.labels import label


class EmptyState(QWidget):
    """An icon, a sentence and at most one button, in the middle of the page."""

    def __init__(self, icon: str, sentence: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label(sentence, "lead", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMaximumWidth(520)
        self.button = QPushButton(action)
        self.button.setProperty("primary", True)
        if act is not None:
            self.button.clicked.connect(lambda _checked: act())
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self._picture)
        # An aligned label would be given the height of its shortest shape and lose lines.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sentence, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(3)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint()

    def _paint(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "edge", 40))
