"""Themes in rows, rounds in columns: how leadership stood to customers, and what has become of that."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from cxfacilitator.domain.rounds import RoundSummary
from cxfacilitator.domain.table import tabbed
from cxfacilitator.domain.trends import Movement, Relation, ThemeTimeline
from cxfacilitator.services import rounds as service
from cxfacilitator.services.rounds import ToldRounds
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.rounds.cells import RoundCell, SinceCell, moved_in_words
from cxfacilitator.ui.widgets.table_view import TableView

_ROUND, _SINCE, _THEME = 184, 172, 180


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
            self.setItemDelegateForColumn(_column_of(place), RoundCell(self, place))
            if place:
                self.setItemDelegateForColumn(_column_of(place) + 1, SinceCell(self, place - 1))

    def show_rounds(self, told: ToldRounds, movement: Movement | None) -> None:
        """Show the themes that made a movement at some time, or all of them; the chosen one stays chosen."""
        self._told = told
        rows = told.themes if movement is None else [row for row in told.themes if _made(row, movement)]
        self.themes.set_rows(rows)
        if self.current_row() is None:
            self.choose_line(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected themes as a table for a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy) and self._told is not None:
            lines = service.lines_of(self._told, self.selected_rows())
            QGuiApplication.clipboard().setText(tabbed(lines))
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
        # What has become of a theme since the last time is there in any case.
        shown = min(rounds, max(1, 1 + room // pair))
        for place in range(rounds):
            since = _column_of(place) + 1
            self.setColumnHidden(_column_of(place), place < rounds - shown)
            self.setColumnWidth(_column_of(place), theme.px(_ROUND))
            if place:
                self.setColumnHidden(since, place <= rounds - shown and place < rounds - 1)
                self.setColumnWidth(since, theme.px(_SINCE))
        taken = (shown - 1) * pair if shown > 1 else theme.px(_SINCE)
        self.setColumnWidth(0, max(theme.px(_THEME), room - taken + theme.px(_THEME)))
        self.left_out = tuple(number for number, _ in self.heads[: rounds - shown])
        self.fitted.emit(self.left_out)


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
        return moved_in_words(entry.movement) if entry else ""

    def rank(row: ThemeTimeline) -> int:
        entry = row.trends[step]
        return order.index(entry.movement) if entry else len(order)

    return Column(f"Since round {number}", text, sort=rank)


def _made(row: ThemeTimeline, movement: Movement) -> bool:
    return any(entry is not None and entry.movement is movement for entry in row.trends)
