"""Bars of the roster page: people by number alone, one person by hand, and rows that could not be read."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_cells import split_name
from cxfacilitator.domain.roster_plan import RowNote
from cxfacilitator.domain.text import amount
from cxfacilitator.services.roster import MOST_PEOPLE
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.number_edit import NumberEdit

_USUAL = 30


class CountBar(Bar):
    """Asks only how many people come.

    Signals:
        given: Carries the number.
    """

    given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.number = NumberEdit(1, MOST_PEOPLE)
        self.number.setKeyboardTracking(True)
        self.number.setValue(_USUAL)
        self.number.setMinimumWidth(theme.px(72))
        self.number.setAccessibleName("How many people come")
        self.number.valueChanged.connect(self._rename)
        self.add = QPushButton()
        self.add.clicked.connect(self.give)
        self._rename(_USUAL)
        for widget in (label("How many people come?"), self.number, self.add):
            self.row.addWidget(widget)
        self.row.addWidget(label("They get a number each: P1, P2 and so on, from the first that is free.", "muted"))
        self.row.addStretch()
        self.row.addWidget(self.close_button)

    def begin(self) -> None:
        """Put the cursor where the number is typed."""
        self.number.setFocus()
        self.number.selectAll()

    def give(self) -> None:
        """Give the number."""
        self.number.interpretText()
        self.given.emit(self.number.value())

    def _rename(self, count: int) -> None:
        self.add.setText(f"Add {amount(count, 'person', 'people')}")


class PersonBar(Bar):
    """Takes one person by hand, and stays for the next.

    Signals:
        given: Carries the new `Participant`.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._audience = Audience.STAFF
        self._begin: Participant | None = None
        self.first = self._line("First name")
        self.last = self._line("Last name")
        self.department = self._line("Department")
        self.segment = self._line("Kind of customer")
        self.site = self._line("Site")
        self.walk_in = QCheckBox("Just walked in")
        self.add = QPushButton("Add this person")
        self.add.clicked.connect(self.give)
        self.row.addWidget(self.walk_in)
        self.row.addWidget(self.add)
        self.row.addWidget(self.close_button)

    def begin(self, audience: Audience) -> None:
        """Put the cursor where the name of somebody of this audience is typed."""
        self._show_audience(audience)
        self.first.setFocus()

    def begin_walk_in(self, audience: Audience, name: str) -> None:
        """Begin with somebody who has just walked in; Enter is enough, and the cursor is on what may follow."""
        self._begin = None
        self._show_audience(audience)
        first, last = split_name(name)
        # Names are searched in small letters, and nobody wants theirs printed so on a table list.
        for line, text in ((self.first, first), (self.last, last)):
            line.setText(text.title() if text.islower() else text)
        self.walk_in.setChecked(True)
        (self.segment if audience is Audience.CUSTOMERS else self.department if last else self.last).setFocus()

    def begin_row(self, person: Participant) -> None:
        """Begin with what a row of a list says of somebody whose name is missing."""
        self._begin = person
        self._show_audience(person.audience)
        self.walk_in.setChecked(False)
        for line, text in (
            (self.department, person.department), (self.segment, person.segment), (self.site, person.site),
        ):  # fmt: skip
            line.setText(text)
        self.first.setFocus()

    def give(self) -> None:
        """Add the person."""
        first, last = self.first.text().strip(), self.last.text().strip()
        if not (first or last):
            self.first.setFocus()
            return
        customers = self._audience is Audience.CUSTOMERS
        known = self._begin or Participant(ParticipantId(0), self._audience, "", "", "")
        self._begin = None
        person = replace(
            known,
            audience=self._audience,
            first_name=first,
            last_name=last,
            department="" if customers else self.department.text().strip(),
            segment=self.segment.text().strip() if customers else "",
            site=self.site.text().strip(),
            attendance=Attendance.WALK_IN if self.walk_in.isChecked() else known.attendance,
        )
        self.walk_in.setChecked(False)
        self.given.emit(person)
        for line in (self.first, self.last, self.department, self.segment, self.site):
            line.clear()
        self.first.setFocus()

    def _show_audience(self, audience: Audience) -> None:
        self._audience = audience
        self.segment.setVisible(audience is Audience.CUSTOMERS)
        self.department.setVisible(audience is not Audience.CUSTOMERS)

    def _line(self, name: str) -> LineEdit:
        line = LineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        self.row.addWidget(line, 1)
        return line


class LeftOutBar(Bar):
    """Rows of a list that hold no person, one after the other, to be typed in by hand or let go.

    Signals:
        typed: Somebody wants to type in this row; carries its `RowNote`.
    """

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[RowNote, ...] = ()
        self._file = ""
        self.words = label("", wrap=True)
        self.type_in = QPushButton("Type it in")
        self.type_in.clicked.connect(self._type)
        self.let_go = QPushButton("Let this row go")
        self.let_go.setProperty("quiet", True)
        self.let_go.clicked.connect(self.next)
        self.close_button.setToolTip("Let all of these rows go")
        self.row.addWidget(self.words, 1)
        for widget in (self.type_in, self.let_go, self.close_button):
            self.row.addWidget(widget)

    @property
    def waiting(self) -> int:
        """How many rows are left."""
        return len(self._notes)

    def show_rows(self, notes: Sequence[RowNote], file_name: str) -> None:
        """Show the rows that a list left out, but not its sums and repeated headings."""
        self._notes, self._file = tuple(note for note in notes if note.person is not None), file_name
        self._show()

    def next(self) -> None:
        """Go to the next row, or close after the last."""
        self._notes = self._notes[1:]
        self._show()
        if not self._notes:
            self.closed.emit()

    def _type(self) -> None:
        self.typed.emit(self._notes[0])

    def _show(self) -> None:
        if not self._notes:
            return
        note = self._notes[0]
        known = note.person
        facts = (known.department, known.segment, known.site, known.job_title) if known is not None else ()
        said = ", ".join(filter(None, facts))
        more = f" {len(self._notes) - 1} more after it." if len(self._notes) > 1 else ""
        self.words.setText(
            f"Row {note.number} of {self._file} was left out: {note.about}{f' ({said})' if said else ''}.{more}"
        )
