"""The bar in which a session is set up: what it is called, who comes, when, where, and by which agenda."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QPushButton, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.session import AgendaStep
from cxfacilitator.services import session as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.line_edit import LineEdit


def agenda_title(name: str, steps: Sequence[AgendaStep]) -> str:
    """Return an agenda's name and length in words.

    >>> agenda_title("staff-half-day", [AgendaStep("Welcome", 480)])
    'Staff half day, 8 min'
    """
    return f"{name[:1].upper()}{name[1:].replace('-', ' ')}, {sum(step.limit_s for step in steps) // 60} min"


class SessionBar(Bar):
    """Takes one new session.

    Signals:
        given: Carries the arguments of `services.session.add` behind the file, as a tuple.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._suggested = ""
        self._codes: Mapping[Audience, str] = {}
        self.code = LineEdit()
        self.code.setAccessibleName("Short name of the session")
        self.code.setPlaceholderText("Short name")
        self.code.setMaximumWidth(theme.px(110))
        self.audience = QComboBox()
        self.audience.setAccessibleName("Audience")
        for audience in Audience:
            self.audience.addItem(audience.label, audience)
        self.audience.currentIndexChanged.connect(self._suggest)
        self.day = QDateEdit()
        self.day.setAccessibleName("Day")
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setCalendarPopup(True)
        self.venue = LineEdit()
        self.venue.setPlaceholderText("Venue")
        self.venue.setAccessibleName("Venue")
        self.agenda = QComboBox()
        self.agenda.setAccessibleName("Agenda")
        self.add = QPushButton("Add this session")
        self.add.clicked.connect(self.give)
        fields: tuple[QWidget, ...] = (self.audience, self.code, self.day, self.venue)
        for widget in fields:
            self.row.addWidget(widget, 1 if widget is self.venue else 0)
        below = self.another_row()
        below.addWidget(self.agenda)
        below.addStretch()
        below.addWidget(self.add)
        below.addWidget(self.close_button)

    def begin(self, audience: Audience, codes: Mapping[Audience, str], today: date) -> None:
        """Propose a session.

        Args:
            audience: Who is proposed.
            codes: A free short name for each audience.
            today: The day that is proposed.
        """
        if not self.agenda.count():
            for name in service.agendas():
                self.agenda.addItem(agenda_title(name, service.agenda(name)), name)
        self._codes = codes
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.audience.setCurrentIndex(self.audience.findData(audience))
        self._suggest()
        self.code.setFocus()
        self.code.selectAll()

    def set_primary(self, primary: bool) -> None:
        """Mark the button as the most important one of the page, or as one of several."""
        self.add.setProperty("primary", primary)
        self.add.style().unpolish(self.add)
        self.add.style().polish(self.add)

    def give(self) -> None:
        """Add the session."""
        code = self.code.text().strip()
        if not code:
            self.code.setFocus()
            return
        day = self.day.date()
        held_on = date(day.year(), day.month(), day.day())
        audience = Audience(self.audience.currentData())
        self.given.emit((code, audience, held_on, self.venue.text().strip(), self.agenda.currentData()))
        self.code.clear()

    def _suggest(self) -> None:
        audience = Audience(self.audience.currentData())
        if self.code.text() in ("", self._suggested):
            self._suggested = self._codes.get(audience, "")
            self.code.setText(self._suggested)
        self.agenda.setCurrentIndex(max(0, self.agenda.findData(service.default_agenda(audience))))
