"""A chart as it is saved: on white paper in every theme, as wide as there is room."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxfacilitator.ui import theme

_WIDEST = 1040
_EDGE = 1


class ChartPaper(QWidget):
    """Shows a picture; its height follows its width. It takes the cursor, so that its words are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = self._shown = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, picture: QImage, told: str) -> None:
        """Show a picture.

        Args:
            picture: Null for none.
            told: What it shows, in words.
        """
        self.picture, self._shown = picture, QImage()
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole picture at this width."""
        if self.picture.isNull():
            return 0
        return round(self._wide(width) * self.picture.height() / self.picture.width()) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        """Return a size at which all words can be read."""
        width = theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which the words can still be told."""
        return QSize(theme.px(280), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper with a hairline around it."""
        if self.picture.isNull():
            return
        painter = QPainter(self)
        area = QRectF(_EDGE, _EDGE, self._wide(self.width()), self.heightForWidth(self.width()) - 2 * _EDGE)
        painter.drawImage(area, self._as_wide_as(round(area.width() * self.devicePixelRatioF())))
        painter.setPen(QPen(theme.colour("focus"), 2) if self.hasFocus() else theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        painter.end()

    def _as_wide_as(self, dots: int) -> QImage:
        """The picture with so many dots across; painted smaller than it is, it would lose thin lines."""
        if self._shown.width() != dots:
            self._shown = self.picture.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
        return self._shown

    def _wide(self, width: int) -> float:
        return float(min(width, theme.px(_WIDEST)) - 2 * _EDGE)
