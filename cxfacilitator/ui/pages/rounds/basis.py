"""What the comparison of rounds rests on: the rounds themselves, and what was not the same in them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundSummary
from cxfacilitator.domain.text import MONTHS
from cxfacilitator.services import rounds as service
from cxfacilitator.services.rounds import ToldRounds
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets import TableView
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow

_WIDTHS = (94, 106, 82, 46, 78, 98)
_MOST_ROWS = 4


class RoundList(TableView):
    """The rounds, the newest first; Delete takes an earlier one out.

    Signals:
        leaving: Carries the `RoundSummary` that is to be taken out.
    """

    leaving = Signal(object)

    def __init__(self) -> None:
        which = Column("Round", self._called, tooltip=self._kept)
        self.rounds = TableModel[RoundSummary]([which, *_columns()], row_id=lambda each: each.number)
        super().__init__(self.rounds, sortable=False)
        self.setAccessibleName("Rounds")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rounds(self, rounds: Sequence[RoundSummary]) -> None:
        """Show these rounds, oldest first as they come."""
        self.rounds.set_rows(rounds[::-1])
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.px(width))
        if self.current_row() is None:
            self.choose_line(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out an earlier round; this one is what the file is of."""
        chosen = self.current_row()
        if event.key() == Qt.Key.Key_Delete and chosen is not None and not self._is_this(chosen):
            self.leaving.emit(chosen)
        else:
            super().keyPressEvent(event)

    def _is_this(self, each: RoundSummary) -> bool:
        return each is self.rounds.rows[0]

    def _called(self, each: RoundSummary) -> str:
        return f"{each.number}, this one" if self._is_this(each) else f"{each.number}, in figures"

    def _kept(self, each: RoundSummary) -> str:
        if self._is_this(each):
            return "The answers of this round are in this file."
        return "Only its figures are in this file (Delete takes them out); its answers are in a file of their own."


class BasisView(QWidget):
    """Both beside each other, as high as a few rounds."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = RoundList()
        self.differences = WrappedList("What was not the same", "", begin=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.rounds, 3)
        row.addWidget(self.differences, 2)

    def show_rounds(self, told: ToldRounds) -> None:
        """Show the rounds, and step by step what differs, the newest step first."""
        self.rounds.show_rounds(told.rounds)
        rows: list[WrappedRow] = []
        for step in reversed(told.steps):
            if len(told.steps) > 1:
                between = f"Round {step.trend.earlier.number} to round {step.trend.now.number}"
                rows.append(WrappedRow((Line(between, theme.SMALL, strong=True),), heading=True))
            rows += [WrappedRow((Line(sentence, theme.SMALL),), sentence) for sentence in step.basis]
        self.differences.set_rows(rows)
        self.setFixedHeight(theme.px(46 + 30 * min(len(told.rounds), _MOST_ROWS)))


def _columns() -> list[Column[RoundSummary]]:
    return [
        Column("Reference", lambda each: each.code, tooltip=lambda each: each.client),
        *(_groups_of(audience) for audience in Audience),
        Column("Codebook", lambda each: each.codebook, tooltip=lambda each: each.codebook),
        Column("Held on", _months, tooltip=service.days_in_words),
    ]


def _months(each: RoundSummary) -> str:
    """The months of a round, short enough for a cell."""
    years: dict[int, dict[str, None]] = {}
    for day in each.days:
        years.setdefault(day.year, {})[MONTHS[day.month - 1][:3]] = None
    return "; ".join(f"{', '.join(months)} {year}" for year, months in years.items())


def _groups_of(audience: Audience) -> Column[RoundSummary]:
    def text(each: RoundSummary) -> str:
        return str(each.groups[audience] or "")

    return Column(audience.label, text, RIGHT, tooltip=lambda each: f"Groups with reviewed answers: {text(each) or 0}")
