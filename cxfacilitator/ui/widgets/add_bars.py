"""Two bars in the roster page: people by number alone, and one person by hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
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
        self.add.clicked.connect(self._give)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the number with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            super().keyPressEvent(event)

    def _rename(self, count: int) -> None:
        self.add.setText(f"Add {amount(count, 'person', 'people')}")

    def _give(self) -> None:
        self.number.interpretText()
        self.given.emit(self.number.value())


class PersonBar(Bar):
    """Takes one person by hand, and stays for the next.

    Signals:
        given: Carries the new `Participant`.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._audience = Audience.STAFF
        self.first = self._line("First name")
        self.last = self._line("Last name")
        self.department = self._line("Department")
        self.segment = self._line("Kind of customer")
        self.site = self._line("Site")
        self.walk_in = QCheckBox("Just walked in")
        self.add = QPushButton("Add this person")
        self.add.clicked.connect(self._give)
        self.row.addWidget(self.walk_in)
        self.row.addWidget(self.add)
        self.row.addWidget(self.close_button)

    def begin(self, audience: Audience) -> None:
        """Put the cursor where the name of somebody of this audience is typed."""
        self._audience = audience
        self.segment.setVisible(audience is Audience.CUSTOMERS)
        self.department.setVisible(audience is not Audience.CUSTOMERS)
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the person with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.close_button.hasFocus():
            self._give()
        else:
            super().keyPressEvent(event)

    def _line(self, name: str) -> LineEdit:
        line = LineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        self.row.addWidget(line, 1)
        return line

    def _give(self) -> None:
        first, last = self.first.text().strip(), self.last.text().strip()
        if not (first or last):
            self.first.setFocus()
            return
        customers = self._audience is Audience.CUSTOMERS
        self.given.emit(
            Participant(
                ParticipantId(0),
                self._audience,
                "",
                first,
                last,
                department="" if customers else self.department.text().strip(),
                segment=self.segment.text().strip() if customers else "",
                site=self.site.text().strip(),
                attendance=Attendance.WALK_IN if self.walk_in.isChecked() else Attendance.INVITED,
            )
        )
        for line in (self.first, self.last, self.department, self.segment, self.site):
            line.clear()
        self.first.setFocus()
