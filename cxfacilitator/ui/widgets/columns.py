"""Parts side by side where there is room, one below the other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from cxfacilitator.ui import theme


class Columns(QWidget):
    """Two or more parts of equal width that stack when the window is narrow or the text is large."""

    def __init__(self, *parts: QWidget, narrow: int = 720, spacing: int = 48) -> None:
        """Lay the parts out.

        Args:
            parts: From left to right.
            narrow: Below this width, at 100 % text size, they are stacked.
            spacing: White space between them when they are side by side.
        """
        super().__init__()
        self._narrow, self._spacing = narrow, spacing
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._parts = parts
        for part in parts:
            self._box.addWidget(part, 1)

    def minimumSizeHint(self) -> QSize:
        """Return what is needed when the parts are stacked, so that a narrow window can be had at all."""
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the parts, or put them side by side."""
        super().resizeEvent(event)
        stacked = event.size().width() < theme.px(self._narrow)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._box.setSpacing(24 if stacked else self._spacing)
