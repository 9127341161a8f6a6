"""Small widgets from left to right, on as many lines as they need."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class WrappingRow(QWidget):
    """A row that gets higher where it has no room to be wide."""

    def __init__(self, gap: int = 4) -> None:
        super().__init__()
        self._gap = gap
        self._widgets: list[QWidget] = []
        self._apart: set[QWidget] = set()

    def add(self, *widgets: QWidget) -> None:
        """Add widgets at the end, a little apart from those that are there."""
        self._apart.add(widgets[0])
        for widget in widgets:
            widget.setParent(self)
            self._widgets.append(widget)

    def sizeHint(self) -> QSize:
        """Return room for everything on one line."""
        return QSize(sum(widget.sizeHint().width() + self._gap for widget in self._widgets), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest widget."""
        return QSize(max((widget.sizeHint().width() for widget in self._widgets), default=0), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Break the lines anew when a widget has become wider or higher."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def _lay_out(self) -> None:
        left = top = 0
        tall = max((widget.sizeHint().height() for widget in self._widgets), default=0)
        for widget in self._widgets:
            if widget.isHidden():
                continue
            wanted = widget.sizeHint()
            left += self._gap if left and widget in self._apart else 0
            if left and left + wanted.width() > self.width():
                left, top = 0, top + tall + self._gap
            widget.setGeometry(left, top + (tall - wanted.height()) // 2, wanted.width(), wanted.height())
            left += wanted.width() + self._gap
        self.setFixedHeight(top + tall)
