"""Themes in rows, rounds in columns: how leadership stood to customers, and what has become of that."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.domain.table import no_formula
from cxfacilitator.domain.trends import Movement, Relation, ThemeTimeline, relation
from cxfacilitator.services import rounds as service
from cxfacilitator.services.rounds import ToldRounds
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
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
_ROUND, _SINCE, _THEME = 184, 172, 180
_SIDE = 11


class ThemeTable(TableView):
    """Shows every theme over all rounds; Ctrl+C copies the selected rows with what they count.

    Signals:
        fitted: Carries the numbers of the rounds that there is no room for, the two newest never among them.
    """

    fitted = Signal(object)

    def __init__(self, rounds: Sequence[RoundSummary]) -> None:
        self.themes = TableModel[ThemeTimeline](_columns(rounds), row_id=lambda row: row.theme_id)
        super().__init__(self.themes)
        self._told: ToldRounds | None = None
        self.left_out: tuple[int, ...] = ()
        self.heads = tuple((each.number, service.groups_in_words(each)) for each in rounds)
        self.setAccessibleName("Themes over all rounds")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        for place in range(len(rounds)):
            self.setItemDelegateForColumn(_column_of(place), _RoundCell(self, place))
            if place:
                self.setItemDelegateForColumn(_column_of(place) + 1, _SinceCell(self, place - 1))

    def show_rounds(self, told: ToldRounds, movement: Movement | None) -> None:
        """Show the themes that made a movement at some time, or all of them; the chosen one stays chosen."""
        self._told = told
        rows = told.themes if movement is None else [row for row in told.themes if _made(row, movement)]
        self.themes.set_rows(rows)
        if self.current_row() is None:
            self.choose_line(0)

    def row_of(self, index: Index) -> ThemeTimeline:
        """Return the theme of a cell."""
        return self.themes.rows[self.model().mapToSource(index).row()]  # type: ignore[attr-defined]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected themes as a table for a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy) and self._told is not None:
            lines = service.lines_of(self._told, self.selected_rows())
            QGuiApplication.clipboard().setText("\n".join("\t".join(map(no_formula, line)) for line in lines))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the rounds leave, and leave out old rounds that there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rounds = len(self.heads)
        room = self.viewport().width() - theme.px(_THEME) - theme.px(_ROUND)
        pair = theme.px(_ROUND + _SINCE)
        shown = min(rounds, max(2, 1 + room // pair))
        for place in range(rounds):
            since = _column_of(place) + 1
            self.setColumnHidden(_column_of(place), place < rounds - shown)
            self.setColumnWidth(_column_of(place), theme.px(_ROUND))
            if place:
                self.setColumnHidden(since, place <= rounds - shown)
                self.setColumnWidth(since, theme.px(_SINCE))
        self.setColumnWidth(0, max(theme.px(_THEME), room - (shown - 1) * pair + theme.px(_THEME)))
        self.left_out = tuple(number for number, _ in self.heads[: rounds - shown])
        self.fitted.emit(self.left_out)


class _RoundCell(QStyledItemDelegate):
    """Paints the marks of leadership and customers, filled where they hold a view, before the words."""

    def __init__(self, table: ThemeTable, place: int) -> None:
        super().__init__(table)
        self._table = table
        self._place = place

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text: it stands behind the marks."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background as in every cell, then marks and words."""
        super().paint(painter, option, index)
        row = self._table.row_of(index)
        found = row.rounds[self._place]
        stands = relation(found) if found else None
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect.adjusted(_SIDE, 0, -4, 0)
        left = float(area.left())
        painter.save()
        painter.setFont(theme.font())
        if found is not None and stands is not None:
            left = _paint_marks(painter, area.left(), area.center().y(), found, _BETWEEN.get(stands, ""))
        quiet = stands is None or not stands.raised
        painter.setPen(theme.colour("selection_text" if selected else "muted" if quiet else "text"))
        words = painter.fontMetrics().elidedText(
            service.tell_relation(stands), Qt.TextElideMode.ElideRight, int(area.right() - left)
        )
        painter.drawText(QRectF(left, area.top(), area.right() - left, area.height()), _MIDDLE, words)
        painter.restore()


class _SinceCell(QStyledItemDelegate):
    """Colours what has become of a theme; the sign before the words says the same."""

    def __init__(self, table: ThemeTable, step: int) -> None:
        super().__init__(table)
        self._table = table
        self._step = step

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the words their colour."""
        super().initStyleOption(option, index)
        entry = self._table.row_of(index).trends[self._step]
        if entry is not None:
            colour = theme.colour(_COLOUR.get(entry.movement, "text"))
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _paint_marks(painter: QPainter, left: int, middle: int, found: RoundTheme, between: str) -> float:
    """Paint leadership's mark, how the two stand to each other, and customers' mark; return where they end."""
    edge, gap = theme.px(11), theme.px(16)
    at = float(left)
    for audience in _SIDES:
        counts = found.counts[audience]
        paint_mark(painter, QRectF(at, middle - edge / 2 + 0.5, edge, edge), audience, not counts.state.weak)
        at += edge + gap
    painter.setPen(theme.colour("muted"))
    sign = QRectF(left + edge, middle - edge, gap, 2 * edge)
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, between)
    return at - gap + theme.px(8)


def _columns(rounds: Sequence[RoundSummary]) -> list[Column[ThemeTimeline]]:
    columns = [Column[ThemeTimeline]("Theme", lambda row: row.name, tooltip=lambda row: row.name)]
    for place, each in enumerate(rounds):
        columns.append(_round_column(place, each))
        if place:
            columns.append(_since_column(place - 1, rounds[place - 1].number))
    return columns


def _column_of(place: int) -> int:
    """The column of a round: behind each but the first stands what has become of the themes since the one before."""
    return 2 * place if place else 1


def _round_column(place: int, each: RoundSummary) -> Column[ThemeTimeline]:
    order = list(Relation)

    def text(row: ThemeTimeline) -> str:
        return service.tell_relation(row.relations[place])

    def rank(row: ThemeTimeline) -> int:
        stands = row.relations[place]
        return order.index(stands) if stands else len(order)

    leadership, _, others = service.groups_in_words(each).partition(", ")
    return Column(
        f"Round {each.number}: {leadership},\n{others}",
        text,
        tooltip=lambda row: service.tell_theme(row.rounds[place]),
        sort=rank,
    )


def _since_column(step: int, number: int) -> Column[ThemeTimeline]:
    order = list(Movement)

    def text(row: ThemeTimeline) -> str:
        entry = row.trends[step]
        return f"{SIGN[entry.movement]}  {service.tell_movement(entry.movement)}" if entry else ""

    def rank(row: ThemeTimeline) -> int:
        entry = row.trends[step]
        return order.index(entry.movement) if entry else len(order)

    return Column(f"Since round {number}", text, sort=rank)


def _made(row: ThemeTimeline, movement: Movement) -> bool:
    return any(entry is not None and entry.movement is movement for entry in row.trends)
