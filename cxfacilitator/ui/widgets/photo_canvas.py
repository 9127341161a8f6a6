"""A picture that fits its room, is zoomed about the pointer and dragged; it knows nothing of where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxfacilitator.ui import theme

STEP = 1.25
"""How much larger each step of the zoom is."""
LARGEST = 4.0
"""Screen pixels for each pixel of the picture."""
_PAN = 0.2
"""The share of the room by which an arrow key moves the picture."""


class PhotoCanvas(QWidget):
    """Shows one picture."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._smaller = QImage()
        self._scale = 0.0
        self._centre = QPointF()
        self._part: QRectF | None = None
        self._dragged: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)

    @property
    def fits(self) -> bool:
        """Whether all of the picture is in view, as large as the room allows."""
        return not self._scale

    @property
    def zoom(self) -> float:
        """Screen pixels for each pixel of the picture."""
        return self._scale or self._fitting()

    @property
    def image(self) -> QImage:
        """The picture; a null one when there is none."""
        return self._image

    def show_image(self, image: QImage, part: QRectF | None = None) -> None:
        """Show a picture, or a part of it as `show_part` does; a null one clears the canvas."""
        self._image = image
        self.show_part(part)

    def show_part(self, part: QRectF | None) -> None:
        """Show a part of the picture as large as the room allows, until somebody zooms or moves it.

        Args:
            part: In shares of the picture's width and height; None for all of it.
        """
        self.fit()
        self._part = part
        self._show_part()

    def fit(self) -> None:
        """Show all of the picture."""
        self._part = None
        self._scale = 0.0
        self._centre = QPointF(self._image.width() / 2, self._image.height() / 2)
        self._look_again()

    def step(self, steps: float, about: QPointF | None = None) -> None:
        """Zoom in or out, keeping the place under a point of the widget where it is; without one, the middle."""
        if self._image.isNull():
            return
        self._part = None
        about = about if about is not None else QPointF(self.width() / 2, self.height() / 2)
        place = self.place_of(about)
        scale = min(self.zoom * STEP**steps, LARGEST / self.devicePixelRatioF())
        if scale <= self._fitting():
            self.fit()
            return
        self._scale = scale
        self._centre = place - (about - QPointF(self.width() / 2, self.height() / 2)) / scale
        self._look_again()

    def move_by(self, across: float, down: float) -> None:
        """Move what is in view by this many screen pixels."""
        self._part = None
        self._centre += QPointF(across, down) / self.zoom
        self._look_again()

    def place_of(self, point: QPointF) -> QPointF:
        """Return where in the picture a point of the widget is."""
        return self._centre + (point - QPointF(self.width() / 2, self.height() / 2)) / self.zoom

    def sizeHint(self) -> QSize:
        """Return a sheet's shape."""
        return QSize(theme.px(420), theme.px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new room, or keep the place that is in view."""
        super().resizeEvent(event)
        self._look_again()
        self._show_part()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move; what is not understood is left to whoever stands around."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        across, down = self.width() * _PAN, self.height() * _PAN
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.step(1),
            Qt.Key.Key_Equal: lambda: self.step(1),
            Qt.Key.Key_Minus: lambda: self.step(-1),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Left: lambda: self.move_by(-across, 0),
            Qt.Key.Key_Right: lambda: self.move_by(across, 0),
            Qt.Key.Key_Up: lambda: self.move_by(0, -down),
            Qt.Key.Key_Down: lambda: self.move_by(0, down),
            Qt.Key.Key_Space: lambda: self.move_by(0, -4 * down if shift else 4 * down),
        }
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = moves.get(event.key()) if plain else None
        if act is None or self._image.isNull():
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.step(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton and not self._image.isNull():
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the pointer."""
        if self._dragged is not None:
            moved = self._dragged - event.position()
            self._dragged = event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        self._dragged = None
        self._show_hand()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the place under the pointer from near, or all of the picture again."""
        if self.fits:
            self.step(4, event.position())
        else:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are heard here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are heard elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the picture that is in view."""
        painter = QPainter(self)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            middle = QPointF(self.width() / 2, self.height() / 2)
            size = QPointF(self._image.width(), self._image.height()) * self.zoom
            corner = middle - self._centre * self.zoom
            painter.drawImage(QRectF(corner, corner + size), self._seen())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(1, 1, self.width() - 2, self.height() - 2))
        painter.end()

    def _show_part(self) -> None:
        part, image = self._part, self._image
        if part is None or image.isNull():
            return
        wide, high = part.width() * image.width(), part.height() * image.height()
        self._scale = min(self.width() / wide, self.height() / high, LARGEST / self.devicePixelRatioF())
        self._centre = QPointF(part.center().x() * image.width(), part.center().y() * image.height())
        self._look_again()

    def _seen(self) -> QImage:
        """The picture in about the size in which it is shown: many pixels to one would flicker and lose lines."""
        wanted = self._image.size() * (self.zoom * self.devicePixelRatioF())
        if wanted.width() >= self._image.width():
            self._smaller = QImage()
            return self._image
        if self._smaller.size() != wanted:
            self._smaller = self._image.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return self._smaller

    def _fitting(self) -> float:
        if self._image.isNull():
            return 1.0
        room = self.size() - QSize(8, 8)
        return max(0.01, min(room.width() / self._image.width(), room.height() / self._image.height(), 1.0))

    def _look_again(self) -> None:
        """Keep the picture in the room: never an edge inside where there is more to see."""
        for size, room, get, put in (
            (self._image.width(), self.width(), self._centre.x, self._centre.setX),
            (self._image.height(), self.height(), self._centre.y, self._centre.setY),
        ):
            half = room / 2 / self.zoom
            put(size / 2 if 2 * half >= size else min(max(get(), half), size - half))
        if self._scale and self._scale <= self._fitting():
            self._scale = 0.0
        self._show_hand()
        self.update()

    def _show_hand(self) -> None:
        if self.fits:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
