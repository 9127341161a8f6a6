"""A list of groups or answers: the audience's mark, a code, a text, a note at the right and a tick."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets.audience_mark import paint_mark

_MOVING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One row.

    Attributes:
        id: What `row_chosen` carries.
        text: Cut off where the row ends.
        note: A few characters at the right.
        done: Shows the tick.
    """

    id: object
    audience: Audience
    code: str
    text: str
    note: str = ""
    done: bool = False

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader and the tooltip."""
        parts = (self.code, self.text, self.note, "done" if self.done else "")
        return ", ".join(part for part in parts if part)


class MarkedList(QListView):
    """Shows rows and says which one is chosen; keys that move in no list are left to the page.

    Signals:
        row_chosen: Somebody chose a row by key or mouse; carries its id.
    """

    row_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows_model: TableModel[MarkedRow] = TableModel((Column("", lambda row: row.spoken),), lambda row: row.id)
        self._quiet = False
        self.setItemDelegate(_Painter(self))
        self.setModel(self.rows_model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def current_id(self) -> object:
        """The id of the chosen row, or None."""
        row = self.currentIndex().row()
        return self.rows_model.rows[row].id if row >= 0 else None

    def set_rows(self, rows: Sequence[MarkedRow], current_id: object = None) -> None:
        """Show these rows with the cursor on one of them; nobody is told."""
        self._quiet = True
        self.rows_model.set_rows(rows)
        self._quiet = False
        self.choose(current_id)

    def choose(self, row_id: object) -> None:
        """Put the cursor on a row, or on none when it is not there; nobody is told."""
        if row_id == self.current_id:
            return
        place = next((place for place, row in enumerate(self.rows_model.rows) if row.id == row_id), -1)
        self._quiet = True
        if place < 0:
            self.selectionModel().clear()
        else:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.rows_model.index(place, 0), flag)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; everything else is the page's."""
        if event.key() in _MOVING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row of the cursor in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setItemDelegate(_Painter(self))

    def _choose(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.row_chosen.emit(self.rows_model.rows[index.row()].id)


class _Painter(QStyledItemDelegate):
    """Paints a row from left to right."""

    def __init__(self, parent: MarkedList) -> None:
        super().__init__(parent)
        self._model = parent.rows_model
        self._body, self._strong = theme.font(), theme.font(weight=QFont.Weight.DemiBold)
        self._small = theme.font(theme.SMALL)
        self._tick: QPixmap = icons.pixmap("check", "good", 16)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one height for all."""
        return QSize(0, theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint mark, code, text, note and tick."""
        row, area = self._model.rows[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        edge, gap = theme.px(12), 8
        left, right = area.left() + gap, area.right() - gap
        paint_mark(painter, QRectF(left, area.center().y() - edge / 2 + 1, edge, edge), row.audience)
        left += edge + gap
        if row.done:
            tick = theme.px(16)
            painter.drawPixmap(right - tick, area.center().y() - tick // 2 + 1, self._tick)
        right -= theme.px(16) + gap
        vertical = Qt.AlignmentFlag.AlignVCenter
        if row.note:
            painter.setFont(self._small)
            painter.setPen(theme.colour("muted"))
            width = QFontMetrics(self._small).horizontalAdvance(row.note)
            painter.drawText(QRect(right - width, area.top(), width + 2, area.height()), vertical, row.note)
            right -= width + gap
        painter.setPen(theme.colour("text"))
        painter.setFont(self._strong)
        width = max(QFontMetrics(self._strong).horizontalAdvance(row.code), theme.px(22))
        painter.drawText(QRect(left, area.top(), width + 2, area.height()), vertical, row.code)
        left += width + gap
        painter.setFont(self._body)
        words = QFontMetrics(self._body).elidedText(row.text, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, area.top(), max(0, right - left) + 2, area.height()), vertical, words)
        painter.restore()
