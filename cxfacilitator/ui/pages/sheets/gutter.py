"""The margin of a line: whether it is in the file, the group's star, and the mark of a serious thing."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.drafts import LineState

_SLOT, _NARROW = 12, 7


class Gutter(QWidget):
    """A disc when the line is in the file, a ring while it is being saved, a cross when it was refused.

    A starred line has a star in their place, filled when it is in the file. A serious one has an exclamation mark.
    """

    def __init__(self) -> None:
        super().__init__()
        self.state: LineState | None = None
        self.starred = False
        self.serious = False

    def show_state(self, state: LineState | None) -> None:
        """Show where the line is; None for a line that is empty."""
        if state is not self.state:
            self.state = state
            self._tell()

    def show_marks(self, starred: bool, serious: bool) -> None:
        """Show the star and the exclamation mark, or take them away."""
        if (starred, serious) != (self.starred, self.serious):
            self.starred, self.serious = starred, serious
            self._tell()

    def sizeHint(self) -> QSize:
        """Return room for both marks."""
        return QSize(theme.px(_SLOT + _NARROW), theme.px(_SLOT))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks on the middle line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.px(_SLOT)
        place = QRectF(0, (self.height() - edge) / 2, edge, edge)
        if self.state is LineState.REFUSED:
            _paint_cross(painter, place)
        elif self.starred:
            _paint_star(painter, place, filled=self.state is not LineState.SAVING)
        elif self.state is not None:
            _paint_disc(painter, place, filled=self.state is LineState.SAVED)
        if self.serious:
            painter.setFont(theme.font(weight=QFont.Weight.Bold))
            painter.setPen(theme.colour("danger"))
            painter.drawText(QRectF(edge, 0, theme.px(_NARROW), self.height()), Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()

    def _tell(self) -> None:
        said = (self.state.value if self.state else "", "starred" if self.starred else "")
        words = ", ".join(word for word in (*said, "serious" if self.serious else "") if word)
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()


def _paint_disc(painter: QPainter, place: QRectF, filled: bool) -> None:
    shrink = place.width() * (0.28 if filled else 0.16)
    shade = theme.colour("good" if filled else "warning")
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(shade, 1.5))
    painter.setBrush(shade if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place.adjusted(shrink, shrink, -shrink, -shrink))


def _paint_star(painter: QPainter, place: QRectF, filled: bool) -> None:
    middle, outer = place.center(), place.width() / 2
    turns = [pi * (step / 5 - 0.5) for step in range(10)]
    radii = [outer if step % 2 == 0 else outer * 0.42 for step in range(10)]
    points = [middle + QPointF(cos(turn), sin(turn)) * radius for turn, radius in zip(turns, radii, strict=True)]
    shade: QColor = theme.colour("accent")
    painter.setPen(QPen(shade, 1))
    painter.setBrush(shade if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(points))


def _paint_cross(painter: QPainter, place: QRectF) -> None:
    shrink = place.width() * 0.16
    area = place.adjusted(shrink, shrink, -shrink, -shrink)
    painter.setPen(QPen(theme.colour("danger"), 2))
    painter.drawLine(area.topLeft(), area.bottomRight())
    painter.drawLine(area.topRight(), area.bottomLeft())
