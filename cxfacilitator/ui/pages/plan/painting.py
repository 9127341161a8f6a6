"""How the cells of the plan's tables are painted: a row of the ideas, and who asked."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.pages.plan.rows import PlanRow, RowKind
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
_SIDE, _ARROW, _BOX, _STEP = 6, 18, 24, 20
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Boxes:
    """Paints boxes to tick in the stylesheet's dress."""

    def __init__(self, table: TableView) -> None:
        # Never shown: the stylesheet dresses the boxes that are painted as it dresses this one.
        self._model = QCheckBox(table)
        self._model.hide()

    def paint(self, painter: QPainter, left: int, middle: float, ticked: bool) -> None:
        """Paint a box whose left edge and middle are here."""
        edge = theme.px(16)
        box = QStyleOptionButton()
        box.rect = QRect(left, round(middle) - edge // 2, edge, edge)
        state = QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | state
        self._model.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self._model)


class TickCell(QStyledItemDelegate):
    """Paints a box in the place of a word; the word is for the screen reader."""

    def __init__(self, table: TableView, is_ticked: Callable[[Any], bool]) -> None:
        super().__init__(table)
        self._table, self._is_ticked, self._boxes = table, is_ticked, Boxes(table)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background as in every cell, then the box."""
        super().paint(painter, option, index)
        line = self._table.model().mapToSource(index).row()  # type: ignore[attr-defined]
        ticked = self._is_ticked(self._table.rows_model.rows[line])
        self._boxes.paint(painter, option.rect.left() + theme.px(12), option.rect.center().y(), ticked)


class IdeaCell(QStyledItemDelegate):
    """Paints the arrow that opens a row, the box that marks it, a card's audience, and the words."""

    def __init__(self, table: TableView, is_marked: Callable[[PlanRow], bool]) -> None:
        super().__init__(table)
        self._table, self._is_marked = table, is_marked
        self._boxes = Boxes(table)

    def part_at(self, row: PlanRow, across: int) -> str:
        """Say what stands so far from the left of a row: `arrow`, `box` or `words`."""
        box = theme.px(_SIDE + _ARROW) + (theme.px(_STEP) if row.kind is RowKind.CARD else 0)
        if across < box:
            return "arrow"
        return "box" if row.can_be_marked and across < box + theme.px(_BOX) else "words"

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text: it is painted behind the rest."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background as in every cell, then the row from left to right."""
        super().paint(painter, option, index)
        row = self._table.model().mapToSource(index).row()  # type: ignore[attr-defined]
        self._paint(painter, option.rect.adjusted(0, 0, 0, -1), self._table.rows_model.rows[row])

    def _paint(self, painter: QPainter, area: QRect, row: PlanRow) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = area.left() + theme.px(_SIDE) + (theme.px(_STEP) if row.kind is RowKind.CARD else 0)
        middle = area.center().y() + 0.5
        if row.is_open is not None:
            self._arrow(painter, QPointF(left + theme.px(6), middle), row.is_open)
        left += theme.px(_ARROW)
        if row.can_be_marked:
            self._boxes.paint(painter, left, middle, self._is_marked(row))
            left += theme.px(_BOX)
        if row.audience is not None:
            edge = theme.px(12)
            paint_mark(painter, QRectF(left, middle - edge / 2, edge, edge), row.audience)
            left += edge + theme.px(8)
        strong = row.kind in (RowKind.SUGGESTED, RowKind.WAITING) or (row.view is not None and row.view.quick_win)
        strong = strong and row.kind is not RowKind.CARD
        font = theme.font(theme.BODY, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if row.kind is RowKind.SUGGESTED else "text"))
        room = area.right() - left - 4
        if row.kind is RowKind.IDEA and row.view is not None and row.view.may_harm:
            edge = theme.px(14)
            room -= edge + 4
            painter.drawPixmap(area.right() - edge, round(middle) - edge // 2, icons.pixmap("warning", "warning", 14))
        words = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.top(), room + 4, area.height()), _MIDDLE, words)
        painter.restore()

    def _arrow(self, painter: QPainter, middle: QPointF, is_open: bool) -> None:
        edge = theme.px(9) / 2
        points = ((-edge, -edge / 2), (edge, -edge / 2), (0.0, edge / 2)) if is_open else (
            (-edge / 2, -edge), (edge / 2, 0.0), (-edge / 2, edge)
        )  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


class WhoAsked(QStyledItemDelegate):
    """Paints the three marks with the number of groups behind each; a hollow one stands for nobody."""

    def __init__(self, table: TableView, groups: Callable[[Any], Mapping[Audience, int] | None]) -> None:
        super().__init__(table)
        self._table, self._groups = table, groups

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text: it is for the screen reader."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background as in every cell, then the marks."""
        super().paint(painter, option, index)
        line = self._table.model().mapToSource(index).row()  # type: ignore[attr-defined]
        groups = self._groups(self._table.rows_model.rows[line])
        if groups is None:
            return
        area = option.rect.adjusted(0, 0, 0, -1)
        edge, left = theme.px(11), area.left() + 8.0
        painter.save()
        painter.setFont(theme.font())
        for audience in Audience:
            count = groups[audience]
            paint_mark(painter, QRectF(left, area.center().y() - edge / 2 + 0.5, edge, edge), audience, count > 0)
            painter.setPen(theme.colour("text" if count else "muted"))
            words = QRectF(left + edge + 4, area.top(), theme.px(20), area.height())
            painter.drawText(words, _MIDDLE, str(count))
            left += edge + theme.px(23)
        painter.restore()
