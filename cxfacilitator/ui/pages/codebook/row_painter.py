"""Paints a row of the codebook: a family's name, or a theme's dot, name and counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.codebook import Colour, Theme
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.codebook.rows import BookRow, BookRows

Index = QModelIndex | QPersistentModelIndex
_GAP = 12


def paint_dot(painter: QPainter, middle: QPointF, colour: Colour) -> None:
    """Paint a theme's dot; without a colour it is an empty ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shade = theme.colour(f"dot_{colour.value}" if colour else "edge")
    painter.setPen(QPen(shade, 1.5))
    painter.setBrush(shade if colour else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, theme.px(10) / 2, theme.px(10) / 2)
    painter.restore()


class RowPainter(QStyledItemDelegate):
    """Paints from left to right; where there is no room, the counts go and the name stays."""

    def __init__(self, view: QListView, rows: BookRows) -> None:
        super().__init__(view)
        self._rows = rows
        self._body, self._strong = theme.font(), theme.font(weight=QFont.Weight.DemiBold)
        self._small = theme.font(theme.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height: a family has white space above it."""
        above = 12 if index.row() and not isinstance(self._rows.rows[index.row()].of, Theme) else 0
        return QSize(0, theme.px(32 + above))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row, area = self._rows.rows[index.row()], QRect(option.rect)
        is_theme = isinstance(row.of, Theme)
        painter.save()
        if not is_theme and index.row():
            area.setTop(area.top() + theme.px(12))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver and row.of is not None:
            painter.fillRect(area, theme.colour("hover"))
        left, right = area.left() + 8, area.right() - 12
        middle = Qt.AlignmentFlag.AlignVCenter
        if isinstance(row.of, Theme):
            paint_dot(painter, QPointF(left + theme.px(14), area.center().y() + 1), row.of.colour)
            left += theme.px(28)
        note = self._note(row, right - left)
        if note:
            width = QFontMetrics(self._small).horizontalAdvance(note)
            painter.setFont(self._small)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRect(right - width, area.top(), width + 2, area.height()), middle, note)
            right -= width + _GAP
        font = self._body if is_theme else self._strong
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if row.of is None else "text"))
        words = QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, area.top(), max(0, right - left) + 2, area.height()), middle, words)
        painter.restore()

    def _note(self, row: BookRow, room: int) -> str:
        """The counts as far as the name leaves room for them."""
        name = QFontMetrics(self._body).horizontalAdvance(row.text) + _GAP
        notes = (
            note for note in (row.note, row.short) if QFontMetrics(self._small).horizontalAdvance(note) + name < room
        )
        return next(notes, "")
