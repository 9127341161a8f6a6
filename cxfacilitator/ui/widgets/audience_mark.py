"""The audience's shape in the audience's colour: square, diamond, circle; filled = said it, outline = did not."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import theme


def paint_mark(painter: QPainter, area: QRectF, audience: Audience, filled: bool = True) -> None:
    """Paint an audience's mark into an area; for delegates and painted widgets."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shade = theme.colour(audience.value)
    edge = max(1.5, area.width() / 9)
    painter.setPen(QPen(shade, edge))
    painter.setBrush(shade if filled else Qt.BrushStyle.NoBrush)
    inner = area.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    middle = inner.center()
    match audience:
        case Audience.LEADERSHIP:
            shrink = inner.width() * 0.06
            painter.drawRect(inner.adjusted(shrink, shrink, -shrink, -shrink))
        case Audience.STAFF:
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), inner.top()),
                        QPointF(inner.right(), middle.y()),
                        QPointF(middle.x(), inner.bottom()),
                        QPointF(inner.left(), middle.y()),
                    ]
                )
            )
        case Audience.CUSTOMERS:
            painter.drawEllipse(inner)
    painter.restore()


class AudienceMark(QWidget):
    """An audience's mark of the height of a line of text."""

    def __init__(self, audience: Audience, filled: bool = True, size: int = 14) -> None:
        super().__init__()
        self.audience = audience
        self.filled = filled
        self._size = size
        self.setToolTip(audience.label)
        self.setAccessibleName(audience.label)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(theme.px(self._size), theme.px(self._size))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark in the middle."""
        edge = float(theme.px(self._size))
        area = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        painter = QPainter(self)
        paint_mark(painter, area, self.audience, self.filled)
        painter.end()
