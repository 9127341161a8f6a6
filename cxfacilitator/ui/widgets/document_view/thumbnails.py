"""All pages small, one below the other; only those in view are drawn."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.text import amount
from cxfacilitator.services.preview import Hit
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.document_view.drawings import Drawings, Wish

_WIDE = 96
"""How wide the widest page is."""
_MARGIN = 12
Index = QModelIndex | QPersistentModelIndex
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Thumbnails(QListView):
    """Shows which page is looked at, and on which pages words were found.

    Signals:
        chosen: Somebody wants to see a page; carries it, from 0.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.pages = _Pages()
        self.drawings: Drawings | None = None
        self._quiet = False
        self.setAccessibleName("Pages")
        self.setItemDelegate(_Painter(self))
        self.setModel(self.pages)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def dpi(self) -> float:
        """Pixels per inch in which small pages are wanted."""
        wide = max((wide for wide, _ in self.pages.sizes), default=1.0)
        return theme.px(_WIDE) / wide * self.devicePixelRatioF()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show so many pages of these sizes in inches."""
        if tuple(sizes) != self.pages.sizes:
            self._quiet = True
            self.pages.show_pages(sizes)
            self._quiet = False
        self.viewport().update()

    def redraw(self, page: int) -> None:
        """Paint a page anew."""
        self.update(self.pages.index(page, 0))

    def show_page(self, page: int) -> None:
        """Show that this page is looked at; nobody is told."""
        if page == self.currentIndex().row():
            return
        self._quiet = True
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.pages.index(page, 0), flag)
        self._quiet = False

    def show_hits(self, hits: Mapping[int, Sequence[Hit]]) -> None:
        """Mark the pages on which words were found."""
        self.pages.hits = hits
        self.viewport().update()

    def wishes(self) -> Iterator[Wish]:
        """Give the pictures that are wanted now."""
        if self.isVisible() and self.pages.sizes:
            area = self.viewport().rect()
            middle = area.width() // 2
            first = max(0, self.indexAt(QPoint(middle, 1)).row())
            last = self.indexAt(QPoint(middle, area.height() - 1)).row()
            dpi = self.dpi
            yield from ((page, dpi) for page in range(first, (last if last >= 0 else len(self.pages.sizes) - 1) + 1))

    def paper_size(self) -> QSize:
        """Return the room that a page has; the widest and the highest one fill it."""
        scale = self.dpi / self.devicePixelRatioF()
        wide = max((wide for wide, _ in self.pages.sizes), default=1.0)
        high = max((high for _, high in self.pages.sizes), default=1.0)
        return QSize(round(wide * scale), round(high * scale))

    def sizeHint(self) -> QSize:
        """Return the width of a page with its margins and the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(theme.px(_WIDE + 2 * _MARGIN) + bar + 2 * self.frameWidth(), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; everything else is for whoever stands around."""
        if event.key() in _MOVING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page that is looked at in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, and have those drawn that are missing."""
        super().paintEvent(event)
        if self.drawings is not None:
            self.drawings.look()

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.row())


class _Pages(QAbstractListModel):
    """The pages by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.hits: Mapping[int, Sequence[Hit]] = {}

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        self.beginResetModel()
        self.sizes, self.hits = tuple(sizes), {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        hits = len(self.hits.get(index.row(), ()))
        found = f", {amount(hits, 'place')} found" if hits else ""
        return f"Page {index.row() + 1}{found}"


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        margin = theme.px(_MARGIN)
        return self._view.paper_size() + QSize(2 * margin, margin + self._line())

    @staticmethod
    def _line() -> int:
        return theme.px(theme.SMALL) + 8

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, page, rect = self._view, index.row(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.fillRect(rect, theme.colour("selection" if chosen else "hover"))
        scale, room = view.dpi / view.devicePixelRatioF(), view.paper_size()
        wide, high = view.pages.sizes[page]
        size = QSize(round(wide * scale), round(high * scale))
        left = rect.left() + (rect.width() - size.width()) // 2
        paper = QRect(QPoint(left, rect.top() + theme.px(_MARGIN) + (room.height() - size.height()) // 2), size)
        image = view.drawings.best(page, view.dpi) if view.drawings is not None else None
        painter.fillRect(paper, Qt.GlobalColor.white)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, image)
        painter.setPen(QPen(theme.colour("accent" if chosen else "line"), 2 if chosen else 1))
        painter.drawRect(paper.adjusted(0, 0, -1, -1))
        top = rect.bottom() - self._line()
        self._paint_number(painter, QRect(rect.left(), top, rect.width(), self._line()), page)

    def _paint_number(self, painter: QPainter, rect: QRect, page: int) -> None:
        found = page in self._view.pages.hits
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("text" if found else "muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(page + 1))
        if found:
            edge, number = theme.px(8), painter.fontMetrics().horizontalAdvance(str(page + 1))
            middle = rect.center() + QPoint(theme.px(8) + number // 2, 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(middle.x(), middle.y() - edge // 2, edge, edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
