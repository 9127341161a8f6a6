"""How far two people agree: in sentences, and theme by theme with the counts first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxfacilitator.domain.agreement import FEW_OF_A_THEME, ThemeAgreement
from cxfacilitator.services.second_tagger import ToldAgreement
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.table_view import TableView

_NOTE = f"In brackets: fewer than {FEW_OF_A_THEME} answers have the theme, so that the counts say more."
_UNKNOWN = -2.0
"""Sorts before every figure: there is none."""


def _figure(value: float | None, few: bool) -> str:
    if value is None:
        return "–"
    text = f"{value:.2f}".replace("-", "−")
    return f"({text})" if few else text


def _sorted_by(value: float | None) -> float:
    return _UNKNOWN if value is None else value


def _why(row: ThemeAgreement) -> str:
    if row.figures.kappa is None:
        return "It cannot be said: both gave the theme to every answer."
    return f"It rests on fewer than {FEW_OF_A_THEME} answers." if row.few else ""


COLUMNS: tuple[Column[ThemeAgreement], ...] = (
    Column("Theme", lambda row: row.theme.name, tooltip=lambda row: f"{row.theme.name}\n{row.theme.definition}"),
    Column("Both", lambda row: str(row.both or ""), RIGHT, sort=lambda row: row.both),
    Column("Only you", lambda row: str(row.mine or ""), RIGHT, sort=lambda row: row.mine),
    Column("Only they", lambda row: str(row.theirs or ""), RIGHT, sort=lambda row: row.theirs),
    Column(
        "Kappa",
        lambda row: _figure(row.figures.kappa, row.few),
        RIGHT,
        tooltip=_why,
        sort=lambda row: _sorted_by(row.figures.kappa),
        muted=True,
    ),
    Column(
        "Alpha",
        lambda row: _figure(row.figures.alpha, row.few),
        RIGHT,
        tooltip=_why,
        sort=lambda row: _sorted_by(row.figures.alpha),
        muted=True,
    ),
)
_KAPPA, _ALPHA = 4, 5
_WIDTHS = {1: 56, 2: 76, 3: 84, _KAPPA: 68, _ALPHA: 68}
_LEAST = 128


class AgreementTable(TableView):
    """Shows the figures where there is room; the counts are always seen.

    Signals:
        figures_shown: Carries whether there is room for any.
    """

    figures_shown = Signal(bool)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out alpha first, then kappa."""
        super().resizeEvent(event)
        self.leave_out(_WIDTHS, (_ALPHA, _KAPPA), _LEAST)
        self.figures_shown.emit(not self.isColumnHidden(_KAPPA))


class AgreementSide(QWidget):
    """Shows one second person's agreement; the themes on which most is different come first.

    Signals:
        who_chosen: Carries the name of another second person.
        theme_wanted: Carries the id of a theme whose answers are to be settled.
    """

    who_chosen = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.who = ChoiceBox()
        self.who.setAccessibleName("Which second person")
        self.who.textActivated.connect(self.who_chosen)
        self.first = label("", "lead", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        self.model = TableModel(COLUMNS, row_id=lambda row: row.theme.id)
        self.table = AgreementTable(self.model, stretch=0)
        self.table.setAccessibleName("Themes and how far you agree")
        self.table.row_activated.connect(lambda row: self.theme_wanted.emit(row.theme.id))
        self.note = label(_NOTE, "small", wrap=True)
        self.table.figures_shown.connect(self.note.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.who)
        column.addWidget(self.first)
        column.addLayout(self._words)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)

    def show_names(self, names: Sequence[str], chosen: str) -> None:
        """Offer the second people, where there are several, and say which one is shown."""
        if list(names) != [self.who.itemText(each) for each in range(self.who.count())]:
            self.who.clear()
            self.who.addItems(list(names))
        self.who.setCurrentText(chosen)
        self.who.setVisible(len(names) > 1)

    def show_agreement(self, told: ToldAgreement) -> None:
        """Show how far both agree."""
        first, *rest = told.sentences
        self.first.setText(first)
        clear(self._words)
        for sentence in rest:
            self._words.addWidget(label(sentence, wrap=True))
        rows = sorted(told.agreement.themes, key=lambda row: -(row.mine + row.theirs))
        fresh = not self.model.rows
        self.model.set_rows(rows)
        if fresh:
            self.table.choose_line(0)
        self.table.setEnabled(bool(rows))
