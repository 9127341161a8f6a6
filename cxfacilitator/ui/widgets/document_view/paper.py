"""The pages themselves, one below the other: fitted or near, sharp on every screen, with what was found marked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from math import inf

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QSizePolicy

from cxfacilitator.services.preview import Box, Hit, Link
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.document_view.column import GAP, Column, Place, fitting
from cxfacilitator.ui.widgets.document_view.drawings import Drawings, Wish

AS_PRINTED = 96
"""Logical pixels per inch of paper at 100 %."""
STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""The sizes between which one steps; 1.0 is as printed."""
MOST_DPI = 300
"""A page that is shown from nearer is drawn like this: letters are sharp enough, and memory has an end."""
_LINE = 48
"""What an arrow key and a notch of the wheel scroll."""


class Fit(Enum):
    """Pages as large as the room allows."""

    PAGE = "page"
    WIDTH = "width"


Zoom = Fit | float


class Paper(QAbstractScrollArea):
    """Shows pages; it is told which drawings there are.

    Signals:
        page_changed: Another page is in view; carries it, from 0.
        zoomed: The pages are larger or smaller now.
    """

    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = 0
        self.zoom: Zoom = Fit.PAGE
        self.drawings: Drawings | None = None
        self._column = Column()
        self._hits: Mapping[int, Sequence[Hit]] = {}
        self._hit: Hit | None = None
        self._placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._hear_scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._column.sizes)

    @property
    def percent(self) -> int:
        """How large the pages are; 100 is as printed, and 0 that there are none."""
        return round(self._column.scale / AS_PRINTED * 100) if self.pages else 0

    @property
    def dpi(self) -> float:
        """Pixels per inch in which pages are wanted."""
        return min(self._column.scale * self.devicePixelRatioF(), MOST_DPI)

    def show_pages(self, sizes: Sequence[tuple[float, float]], same: bool) -> None:
        """Show pages of these sizes in inches.

        Args:
            sizes: Of each page.
            same: Stay at the place that is in view, if the document still has it.
        """
        place = self._place() if same else (0, 0.0)
        self._hits, self._hit = {}, None
        self.page = max(0, min(self.page, len(sizes) - 1)) if same else 0
        self._lay_out(sizes, place)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the pages in another size, and keep the place that is in the middle."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._lay_out(self._column.sizes, self._place())
            self.zoomed.emit()

    def step(self, by: int) -> None:
        """Show the pages some steps larger or smaller."""
        now = self._column.scale / AS_PRINTED
        others = [step for step in STEPS if (step - now) * by > 0.01]
        if others:
            nearest_first = others if by > 0 else others[::-1]
            self.set_zoom(nearest_first[min(abs(by), len(others)) - 1])

    def go_to(self, page: int, down: float = 0.0) -> None:
        """Bring a page into view.

        Args:
            page: From 0; beyond the ends, the first or the last one.
            down: How far down that page, in inches.
        """
        if not self.pages:
            return
        page = min(max(page, 0), self.pages - 1)
        above = GAP if down else max(GAP, (self.viewport().height() - self._column.size(page)[1]) / 2)
        self._scroll_to(self._column.top(page) + down * self._column.scale - above)
        self._come_to(page)

    def show_hits(self, hits: Mapping[int, Sequence[Hit]]) -> None:
        """Mark where words were found on each page."""
        self._hits = hits
        self._hit = None
        self.viewport().update()

    def show_hit(self, hit: Hit, move: bool = True) -> None:
        """Mark one of the places more than the others.

        Args:
            hit: One of those that are marked.
            move: Bring it into view.
        """
        self._hit = hit
        self.viewport().update()
        if not move or not hit.boxes:
            return
        area = self._rect(hit.page, hit.boxes[0])
        room = QRectF(self.viewport().rect()).adjusted(0, GAP, 0, -GAP)
        if area.top() < room.top() or area.bottom() > room.bottom():
            self._scroll_to(self.verticalScrollBar().value() + area.center().y() - room.height() / 3)
        if area.left() < room.left() or area.right() > room.right():
            across = self.horizontalScrollBar()
            across.setValue(round(across.value() + area.center().x() - room.width() / 2))
        self._come_to(hit.page)

    def wishes(self) -> Iterator[Wish]:
        """Give the pictures that are wanted now: what is in view first, then what comes next."""
        if self.isVisible() and self.pages:
            first, last = self._in_view()
            dpi = self.dpi
            yield from ((page, dpi) for page in range(first, last + 1))
            yield from ((page, dpi) for page in (last + 1, first - 1) if 0 <= page < self.pages)

    def redraw(self, page: int) -> None:
        """Paint a page anew if it is in view."""
        first, last = self._in_view()
        if first <= page <= last:
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the shape of a page."""
        return QSize(theme.px(360), theme.px(480))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new room, and keep the place that is in the middle."""
        self._lay_out(self._column.sizes, self._place(event.oldSize().height()))
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; what is not understood is left to whoever stands around."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        across, down, screen = self.horizontalScrollBar(), self.verticalScrollBar(), self.viewport().height() - _LINE
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: down.setValue(down.value() - _LINE),
            Qt.Key.Key_Down: lambda: down.setValue(down.value() + _LINE),
            Qt.Key.Key_Left: lambda: across.setValue(across.value() - _LINE),
            Qt.Key.Key_Right: lambda: across.setValue(across.value() + _LINE),
            Qt.Key.Key_Space: lambda: down.setValue(down.value() + (-screen if shift else screen)),
        }
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        move = moves.get(event.key()) if plain else None
        if move is None:
            event.ignore()
        else:
            move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl show the pages larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.step(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        over = self._link_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link."""
        link = self._link_at(event.position())
        if link is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go_to(link.page, link.top)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys come here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, and have those drawn that are missing; paper is white in every theme."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("raised"))
        first, last = self._in_view()
        for page in range(first, last + 1):
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        if self.drawings is not None:
            self.drawings.look()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        area, ratio = self._area(page), self.devicePixelRatioF()
        image = self.drawings.best(page, self.dpi) if self.drawings is not None else None
        sharp = image is not None and abs(image.width() - area.width() * ratio) <= 1 + ratio
        if sharp and image is not None:
            area.setSize(image.size().toSizeF() / ratio)
        painter.fillRect(area.translated(1, 2), QColor(0, 0, 0, 28))
        painter.fillRect(area, Qt.GlobalColor.white)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
            painter.drawImage(area, image)
        painter.setPen(theme.colour("line"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        self._paint_hits(painter, page)

    def _paint_hits(self, painter: QPainter, page: int) -> None:
        painter.save()
        # As a marker pen does: what is written stays as dark as it is.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for hit in self._hits.get(page, ()):
            for box in hit.boxes:
                painter.fillRect(self._rect(page, box), _MARKED_MOST if hit is self._hit else _MARKED)
        painter.restore()
        if self._hit is not None and self._hit.page == page:
            painter.setPen(QPen(_EDGE, 2))
            for box in self._hit.boxes:
                painter.drawRect(self._rect(page, box).adjusted(-2, -2, 2, 2))

    def _lay_out(self, sizes: Sequence[tuple[float, float]], place: Place) -> None:
        """Put the pages one below the other, so that a place is in the middle of the room afterwards."""
        # As if there were no scroll bars: they come with larger pages, and must not make them smaller again.
        room = self.maximumViewportSize() - QSize(self.verticalScrollBar().sizeHint().width(), 0)
        if isinstance(self.zoom, Fit):
            scale = fitting(sizes, room.width(), room.height() if self.zoom is Fit.PAGE else inf)
        else:
            scale = self.zoom * AS_PRINTED
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        middle = (across.value() + across.pageStep() / 2) / (across.maximum() + across.pageStep())
        self._column = Column(sizes, scale)
        self._placing = True
        self._set_range(across, self._column.width, self.viewport().width())
        across.setValue(round(middle * self._column.width - across.pageStep() / 2))
        self._set_range(down, self._column.height, self.viewport().height())
        self._placing = False
        if self.zoom is Fit.PAGE:
            self.go_to(self.page)
        elif sizes:
            self._scroll_to(self._column.down_to(place) - self.viewport().height() / 2)
        self.viewport().update()

    @staticmethod
    def _set_range(bar: QScrollBar, whole: float, part: int) -> None:
        bar.setPageStep(part)
        bar.setSingleStep(_LINE)
        bar.setRange(0, max(0, round(whole - part)))

    def _place(self, room: int = -1) -> Place:
        """Return the place in the middle of the room, or of a room that was so high."""
        high = self.viewport().height() if room < 0 else room
        return self._column.place_at(self.verticalScrollBar().value() + high / 2)

    def _scroll_to(self, down: float) -> None:
        self._placing = True
        self.verticalScrollBar().setValue(round(down))
        self._placing = False
        self.viewport().update()

    def _hear_scrolled(self) -> None:
        if self._placing:
            return
        self.viewport().update()
        self._come_to(self._place()[0])

    def _come_to(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)

    def _in_view(self) -> tuple[int, int]:
        """Return the first and the last page in view; without pages, the last one is before the first."""
        top = self.verticalScrollBar().value()
        if not self.pages:
            return 0, -1
        return self._column.page_at(top), self._column.page_at(top + self.viewport().height())

    def _area(self, page: int) -> QRectF:
        """Return where a page lies in the room; its corner is a whole pixel of the screen, or it would be blurred."""
        size, room, ratio = QPointF(*self._column.size(page)), self.viewport().width(), self.devicePixelRatioF()
        across = self.horizontalScrollBar()
        left = (across.maximum() + room - size.x()) / 2 - across.value()
        corner = QPointF(left, self._column.top(page) - self.verticalScrollBar().value()) * ratio
        corner = QPointF(QPoint(round(corner.x()), round(corner.y()))) / ratio
        return QRectF(corner, corner + QPointF(round(size.x()), round(size.y())))

    def _rect(self, page: int, box: Box) -> QRectF:
        corner, scale = self._area(page).topLeft(), self._column.scale
        return QRectF(
            corner.x() + box.left * scale, corner.y() + box.top * scale, box.width * scale, box.height * scale
        )

    def _link_at(self, point: QPointF) -> Link | None:
        if self.drawings is None:
            return None
        first, last = self._in_view()
        for page in range(first, last + 1):
            for link in self.drawings.links(page):
                if self._rect(page, link.box).contains(point):
                    return link
        return None


# Paper is white in every theme, so these are the same in every theme.
_MARKED = QColor("#FFE58A")
_MARKED_MOST = QColor("#FFC24A")
_EDGE = QColor("#8A5300")
