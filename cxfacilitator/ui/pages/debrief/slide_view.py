"""A slide of the debrief in small, as the room sees it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxfacilitator.domain.debrief import DebriefSlide
from cxfacilitator.ui import theme
from cxfacilitator.ui.session import slide_painter
from cxfacilitator.ui.session.debrief_window import in_words

_DRAWN = QSize(1280, 720)
"""The slide is laid out in this size and shrunk, so that lines break as on a projector."""


class SlideView(QWidget):
    """Paints a slide as large as it fits, with the proportions of a projector."""

    def __init__(self, name: str, wide: int) -> None:
        """Begin without a slide.

        Args:
            name: What the screen reader calls it.
            wide: Its usual width.
        """
        super().__init__()
        self._name, self._wide = name, wide
        self._slide: DebriefSlide | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_slide(self, slide: DebriefSlide | None) -> None:
        """Show a slide; None for nothing."""
        if slide != self._slide:
            self._slide = slide
            self.setAccessibleName(f"{self._name}: {in_words(slide) if slide else 'nothing'}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the usual width, and the height that goes with it."""
        return QSize(self._wide, self._wide * _DRAWN.height() // _DRAWN.width())

    def minimumSizeHint(self) -> QSize:
        """Return half of the usual size."""
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide with a line around it."""
        if self._slide is None:
            return
        scale = min(self.width() / _DRAWN.width(), self.height() / _DRAWN.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        area = QRectF(0, 0, _DRAWN.width(), _DRAWN.height())
        painter.fillRect(area, theme.colour("surface"))
        slide_painter.paint(painter, self._slide, _DRAWN.width(), _DRAWN.height())
        painter.setPen(QPen(theme.colour("edge"), 1 / scale))
        painter.drawRect(area.adjusted(0.5 / scale, 0.5 / scale, -1 / scale, -1 / scale))
        painter.end()
