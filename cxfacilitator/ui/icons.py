"""Line icons in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cxfacilitator.paths import resource
from cxfacilitator.ui import theme


def pixmap(name: str, role: str = "muted", size: int = 20, ratio: float = 2.0) -> QPixmap:
    """Draw an icon of `resources/icons`.

    Args:
        name: File name without `.svg`.
        role: The colour's role in the theme.
        size: Edge in logical pixels at 100 % text size.
        ratio: Device pixels for each logical pixel.
    """
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    painted = text.replace("currentColor", theme.colour(role).name())
    edge = theme.px(size)
    picture = QPixmap(QSize(edge, edge) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(painted.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return picture


def icon(name: str, role: str = "muted", size: int = 20) -> QIcon:
    """Return an icon of `resources/icons`; disabled it is paler."""
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "line" if role == "muted" else "edge", size), QIcon.Mode.Disabled)
    return made
