"""Painted cells of the table of themes: how leadership stood to customers, and what has become of that."""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundTheme
from cxfacilitator.domain.trends import Movement, Relation, ThemeTimeline
from cxfacilitator.services import rounds as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.table_view import Index, TableView

SIGN: Mapping[Movement, str] = {
    Movement.CLOSED: "✓",
    Movement.NARROWED: "↘",
    Movement.PERSISTS: "→",
    Movement.WIDENED: "↗",
    Movement.NEW_GAP: "+",
    Movement.NEWLY_ALIGNED: "=",
    Movement.STILL_ALIGNED: "=",
    Movement.CUSTOMERS_DIVIDED: "±",
    Movement.NOT_RAISED: "–",
    Movement.NOT_COMPARED: "?",
}
"""What stands before the words of a movement, so that colour is never alone."""
_COLOUR: Mapping[Movement, str] = {
    Movement.CLOSED: "good",
    Movement.NARROWED: "good",
    Movement.WIDENED: "warning",
    Movement.NEW_GAP: "warning",
    Movement.NOT_RAISED: "muted",
    Movement.NOT_COMPARED: "muted",
}
_BETWEEN: Mapping[Relation, str] = {Relation.ALIGNED: "=", Relation.OPPOSED: "≠", Relation.PARTIAL: "±"}
_SIDES = (Audience.LEADERSHIP, Audience.CUSTOMERS)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_SIDE, _MARK, _GAP = 11, 11, 16


class _Look:
    """Colours, font and widths of words in one theme and text size, worked out once."""

    def __init__(self) -> None:
        roles = ("selection", "hover", "line", "selection_text", "text", "muted", "good", "warning")
        self.colour = {role: theme.colour(role) for role in roles}
        self.font = theme.font()
        self._metrics = QFontMetrics(self.font)
        self._widths: dict[str, int] = {}

    def fitted(self, words: str, room: int) -> str:
        """Return words, cut where there is no room for all of them."""
        if words not in self._widths:
            self._widths[words] = self._metrics.horizontalAdvance(words)
        fits = self._widths[words] <= room
        return words if fits else self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=4)
def _look(_name: str, _percent: int) -> _Look:
    return _Look()


class Cell(QStyledItemDelegate):
    """Paints a cell as the style would, and asks the model for nothing: hundreds are painted at every scroll."""

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background, the line below, and what the cell says."""
        row, area, now = self._table.row_at(index), QRect(option.rect), theme.current()
        look = _look(now.name, now.percent)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, look.colour["selection"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour["hover"])
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.colour["line"])
        area.adjust(_SIDE, 0, -4, -2)
        words, role = self.show_row(painter, row, area)
        painter.setFont(look.font)
        painter.setPen(look.colour[role or ("selection_text" if selected else "text")])
        painter.drawText(area, _MIDDLE, look.fitted(words, area.width()))

    def show_row(self, painter: QPainter, row: ThemeTimeline, area: QRect) -> tuple[str, str]:
        """Return the words of a cell and the role of their colour, if any; what is painted before them takes its room.

        Args:
            painter: For what stands before the words.
            row: The theme.
            area: The room for the cell; it is made as much smaller as that takes.
        """
        return "", ""


class RoundCell(Cell):
    """Shows the marks of leadership and customers, filled where they hold a view, before the words."""

    def __init__(self, table: TableView, place: int) -> None:
        super().__init__(table)
        self._place = place

    def show_row(self, painter: QPainter, row: ThemeTimeline, area: QRect) -> tuple[str, str]:
        """Paint the marks; the words are grey where customers hold no view."""
        found, stands = row.rounds[self._place], row.relations[self._place]
        if found is not None and stands is not None:
            marks = _marks(found, _BETWEEN.get(stands, ""))
            height = marks.deviceIndependentSize().height()
            painter.drawPixmap(QPointF(area.left(), area.center().y() - height / 2 + 1), marks)
            area.setLeft(area.left() + theme.px(2 * _MARK + _GAP + 8))
        return service.tell_relation(stands), "" if stands is not None and stands.raised else "muted"


class SinceCell(Cell):
    """Shows what has become of a theme, in the colour of that; the sign before the words says the same."""

    def __init__(self, table: TableView, step: int) -> None:
        super().__init__(table)
        self._step = step

    def show_row(self, painter: QPainter, row: ThemeTimeline, area: QRect) -> tuple[str, str]:
        """Return sign and words, or nothing where there is nothing to tell."""
        entry = row.trends[self._step]
        return (moved_in_words(entry.movement), _COLOUR.get(entry.movement, "")) if entry else ("", "")


def moved_in_words(movement: Movement) -> str:
    """Name a movement with its sign."""
    return f"{SIGN[movement]}  {service.tell_movement(movement)}"


def _marks(found: RoundTheme, between: str) -> QPixmap:
    """Draw leadership's mark, how the two stand to each other, and customers' mark; there are only a few such."""
    filled = [not found.counts[audience].state.weak for audience in _SIDES]
    edge, gap = theme.px(_MARK), theme.px(_GAP)
    key = f"rounds {filled} {between} {edge} {theme.current().name}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    size = QSize(2 * edge + gap, 2 * edge)
    picture = QPixmap(size * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for place, audience in enumerate(_SIDES):
        paint_mark(painter, QRectF(place * (edge + gap), edge / 2, edge, edge), audience, filled[place])
    painter.setFont(theme.font())
    painter.setPen(theme.colour("muted"))
    painter.drawText(QRectF(edge, 0, gap, 2 * edge), Qt.AlignmentFlag.AlignCenter, between)
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture
