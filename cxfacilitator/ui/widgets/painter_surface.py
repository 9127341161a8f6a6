"""Draws the report's charts on the screen: the same strokes as on paper, in points."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from cxfacilitator.report.charts.surface import Align, Step
from cxfacilitator.ui import theme

_FINE = 10
"""Fonts have whole sizes, so everything is drawn in tenths of a point and shrunk by the painter."""


class PainterSurface:
    """A `Surface` whose top left corner is at the given place of a painter."""

    def __init__(self, painter: QPainter, left: float, top: float, scale: float) -> None:
        """Begin to draw.

        Args:
            painter: Its state is changed until `end`.
            left: Where the surface begins, in the painter's own units.
            top: The same from above.
            scale: The painter's units for a point.
        """
        self._painter = painter
        painter.save()
        painter.translate(left, top)
        painter.scale(scale / _FINE, scale / _FINE)

    def end(self) -> None:
        """Give the painter back as it was."""
        self._painter.restore()

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""
        self._painter.setPen(QPen(QColor(colour), width * _FINE))
        self._painter.drawLine(QLineF(_point(start), _point(end)))

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        area = QRectF(_point(corner), _point((corner[0] + size[0], corner[1] + size[1])))
        self._painter.fillRect(area, QColor(fill))

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""
        self._colours(fill, outline)
        self._painter.drawPolygon(QPolygonF([_point(point) for point in points]))

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        self._colours(fill, outline)
        self._painter.drawEllipse(_point(centre), radius * _FINE, radius * _FINE)

    def path(self, steps: Sequence[Step], fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        """Draw lines and curves from the first place on."""
        path = QPainterPath(_point((steps[0][0], steps[0][1])))
        for step in steps[1:]:
            places = [_point((step[at], step[at + 1])) for at in range(0, len(step), 2)]
            if len(places) > 1:
                path.cubicTo(*places)
            else:
                path.lineTo(places[0])
        pen = QPen(QColor(outline), width * _FINE) if outline else QPen(Qt.PenStyle.NoPen)
        if dash:
            # In widths of the line, as Qt has it.
            pen.setDashPattern([length / width for length in dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""
        self._painter.setFont(_font(size, bold))
        self._painter.setPen(QColor(colour))
        width = self.text_width(text, size, bold)
        shift = {"left": 0.0, "centre": width / 2, "right": width}[align]
        self._painter.drawText(_point((at[0] - shift, at[1])), text)

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text."""
        return QFontMetricsF(_font(size, bold)).horizontalAdvance(text) / _FINE

    def paragraph(
        self, corner: tuple[float, float], width: float, text: str, size: float, colour: str, bold: bool = False
    ) -> float:
        """Write a text broken at words below a corner; return where it ends."""
        self._painter.setFont(_font(size, bold))
        self._painter.setPen(QColor(colour))
        area = QRectF(_point(corner), _point((corner[0] + width, corner[1] + 10_000)))
        drawn = self._painter.drawText(area, int(Qt.TextFlag.TextWordWrap), text)
        return drawn.bottom() / _FINE

    def _colours(self, fill: str, outline: str) -> None:
        self._painter.setPen(QPen(QColor(outline), 0.8 * _FINE))
        self._painter.setBrush(QColor(fill))


def _point(at: tuple[float, float]) -> QPointF:
    return QPointF(at[0] * _FINE, at[1] * _FINE)


def _font(size: float, bold: bool) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(round(size * _FINE))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
