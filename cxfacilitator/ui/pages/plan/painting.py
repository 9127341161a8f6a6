"""How the cells of the plan's tables are painted: a row of the ideas, and who asked."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.pages.plan.rows import PlanRow, RowKind
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.table_view import Index, TableView

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


class _Painted(QStyledItemDelegate):
    """Paints the background as in every cell, then a row in its own way; the words are for the screen reader."""

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background, then the row, without what it leaves behind in the painter."""
        super().paint(painter, option, index)
        painter.save()
        self.paint_row(painter, option.rect.adjusted(0, 0, 0, -1), self._table.row_at(index))
        painter.restore()

    def paint_row(self, painter: QPainter, area: QRect, row: Any) -> None:
        """Paint what this cell shows of a row."""


class TickCell(_Painted):
    """Paints a box in the place of a word."""

    def __init__(self, table: TableView, is_ticked: Callable[[Any], bool]) -> None:
        super().__init__(table)
        self._is_ticked, self._boxes = is_ticked, Boxes(table)

    def paint_row(self, painter: QPainter, area: QRect, row: Any) -> None:
        """Paint the box."""
        self._boxes.paint(painter, area.left() + theme.px(12), area.center().y(), self._is_ticked(row))


class IdeaCell(_Painted):
    """Paints the arrow that opens a row, the box that marks it, a card's audience, and the words."""

    def __init__(self, table: TableView, is_marked: Callable[[PlanRow], bool]) -> None:
        super().__init__(table)
        self._is_marked, self._boxes = is_marked, Boxes(table)

    def part_at(self, row: PlanRow, across: int) -> str:
        """Say what stands so far from the left of a row: `arrow`, `box` or `words`."""
        box = theme.px(_SIDE + _ARROW) + (theme.px(_STEP) if row.kind is RowKind.CARD else 0)
        if across < box:
            return "arrow"
        return "box" if row.can_be_marked and across < box + theme.px(_BOX) else "words"

    def paint_row(self, painter: QPainter, area: QRect, row: PlanRow) -> None:
        """Paint the row from left to right."""
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

    def _arrow(self, painter: QPainter, middle: QPointF, is_open: bool) -> None:
        edge = theme.px(9) / 2
        points = ((-edge, -edge / 2), (edge, -edge / 2), (0.0, edge / 2)) if is_open else (
            (-edge / 2, -edge), (edge / 2, 0.0), (-edge / 2, edge)
        )  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


class WhoAsked(_Painted):
    """Paints the three marks with the number of groups behind each; a hollow one stands for nobody."""

    def __init__(self, table: TableView, groups: Callable[[Any], Mapping[Audience, int] | None]) -> None:
        super().__init__(table)
        self._groups = groups

    def paint_row(self, painter: QPainter, area: QRect, row: Any) -> None:
        """Paint the marks."""
        groups = self._groups(row)
        if groups is None:
            return
        edge, left = theme.px(11), area.left() + 8.0
        painter.setFont(theme.font())
        for audience in Audience:
            count = groups[audience]
            paint_mark(painter, QRectF(left, area.center().y() - edge / 2 + 0.5, edge, edge), audience, count > 0)
            painter.setPen(theme.colour("text" if count else "muted"))
            words = QRectF(left + edge + 4, area.top(), theme.px(20), area.height())
            painter.drawText(words, _MIDDLE, str(count))
            left += edge + theme.px(23)
