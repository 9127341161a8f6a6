"""Line icons in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
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
    shade, edge = theme.colour(role).name(), theme.px(size)
    key = f"{name} {shade} {edge} {ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    painted = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", shade)
    picture = QPixmap(QSize(edge, edge) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(painted.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: str, role: str = "muted", size: int = 20) -> QIcon:
    """Return an icon of `resources/icons`; disabled it is paler."""
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "line" if role == "muted" else "edge", size), QIcon.Mode.Disabled)
    return made
