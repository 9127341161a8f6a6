"""A list of things to tick: a box, a name and a note at the right; Space ticks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from cxfacilitator.ui import theme
from cxfacilitator.ui.models import Column, TableModel


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row.

    Attributes:
        id: What the signals carry.
        note: A few characters at the right.
        ticked: The box is filled.
        usable: It can be ticked; otherwise it is pale.
    """

    id: str
    text: str
    note: str = ""
    ticked: bool = False
    usable: bool = True

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        return ", ".join((self.text, self.note, "chosen" if self.ticked else "not chosen"))


class TickRows(TableModel[TickRow]):
    """The rows of a list of things to tick."""

    def __init__(self) -> None:
        super().__init__((Column("", lambda row: row.spoken),), lambda row: row.id)


class TickList(QListView):
    """Shows rows with a box each.

    Signals:
        row_chosen: The cursor came to another row; carries its id.
        toggled: A person ticked or unticked; carries the id and whether it is ticked now.
    """

    row_chosen = Signal(str)
    toggled = Signal(str, bool)

    def __init__(self, name: str, rows: TickRows | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # Never shown: the stylesheet dresses the boxes that are painted as it dresses this one.
        self.model_box = QCheckBox(self)
        self.model_box.hide()
        self.rows_model = rows or TickRows()
        self.setItemDelegate(_Painter(self))
        self.setModel(self.rows_model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._hear_current)

    @property
    def current_id(self) -> str:
        """The id of the row with the cursor; empty when there is none."""
        row = self.currentIndex().row()
        return self.rows_model.rows[row].id if row >= 0 else ""

    @property
    def ticked(self) -> Collection[str]:
        """The ids of the rows that are ticked and usable."""
        return frozenset(row.id for row in self.rows_model.rows if row.ticked and row.usable)

    def set_rows(self, rows: Sequence[TickRow]) -> None:
        """Show these rows and keep the cursor where it was."""
        current = self.current_id
        self.rows_model.set_rows(rows)
        places = [place for place, row in enumerate(rows) if row.id == current]
        if rows:
            self.setCurrentIndex(self.rows_model.index(places[0] if places else 0, 0))

    def fit(self) -> None:
        """Be as high as all rows, where there is room for that."""
        self.setMaximumHeight(len(self.rows_model.rows) * theme.px(32) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, move with the arrows; everything else is the page's."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick when the box was hit; the rest of the row only chooses it."""
        super().mouseReleaseEvent(event)
        if event.position().x() < theme.px(34):
            self._toggle(self.indexAt(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row with the cursor in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setItemDelegate(_Painter(self))
            self.fit()

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid() and self.rows_model.rows[index.row()].usable:
            row = self.rows_model.rows[index.row()]
            self.toggled.emit(row.id, not row.ticked)

    def _hear_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(self.rows_model.rows[index.row()].id)


class _Painter(QStyledItemDelegate):
    """Paints a row from left to right."""

    def __init__(self, parent: TickList) -> None:
        super().__init__(parent)
        self._list = parent
        self._body, self._small = theme.font(), theme.font(theme.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one height for all."""
        return QSize(0, theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint box, name and note."""
        row, area = self._list.rows_model.rows[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        box = QStyleOptionButton()
        edge = theme.px(16)
        box.rect = QRect(area.left() + 8, area.center().y() - edge // 2 + 1, edge, edge)
        box.state = QStyle.StateFlag.State_On if row.ticked and row.usable else QStyle.StateFlag.State_Off
        if row.usable:
            box.state |= QStyle.StateFlag.State_Enabled
        model_box = self._list.model_box
        model_box.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, model_box)
        left, right = area.left() + 8 + edge + 10, area.right() - 8
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted" if row.usable else "edge"))
        width = QFontMetrics(self._small).horizontalAdvance(row.note)
        painter.drawText(QRect(right - width, area.top(), width + 2, area.height()), vertical, row.note)
        painter.setPen(theme.colour("text" if row.usable else "edge"))
        painter.setFont(self._body)
        room = max(0, right - width - 8 - left)
        words = QFontMetrics(self._body).elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.top(), room + 2, area.height()), vertical, words)
        painter.restore()
