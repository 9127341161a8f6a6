"""How much of something is done, as a small ring; full it becomes a disc with a tick."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cxfacilitator.ui import theme


def paint_meter(painter: QPainter, area: QRectF, share: float | None) -> None:
    """Paint a done-meter into a square; None paints nothing."""
    if share is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = area.width() / 8
    ring = area.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    if share >= 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(area)
        unit, corner = area.width() / 24, area.topLeft()
        painter.setPen(QPen(theme.colour("accent_text"), edge, c=Qt.PenCapStyle.RoundCap))
        points = [corner + QPointF(x * unit, y * unit) for x, y in ((7, 12.5), (10.5, 16), (17, 8.5))]
        painter.drawPolyline(points)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("edge"), edge / 2))
        painter.drawEllipse(ring)
        if share > 0:
            painter.setPen(QPen(theme.colour("accent"), edge * 1.4, c=Qt.PenCapStyle.FlatCap))
            painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))
    painter.restore()


class Meter(QWidget):
    """A done-meter of the height of a line of text."""

    def __init__(self, size: int = 16) -> None:
        super().__init__()
        self._size = size
        self._share: float | None = None

    @property
    def share(self) -> float | None:
        """What is shown, 0-1; None shows nothing."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """Show how much is done, 0-1."""
        self._share = share
        self.setToolTip("" if share is None else f"{share:.0%} done")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(theme.px(self._size), theme.px(self._size))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring in the middle."""
        edge = float(theme.px(self._size))
        painter = QPainter(self)
        paint_meter(painter, QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge), self._share)
        painter.end()
