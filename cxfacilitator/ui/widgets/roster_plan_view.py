"""What importing a list would do, in sentences and as a preview; nothing happens before a person agrees."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.reading import ListRead, ReadingChoices
from cxfacilitator.domain.roster_columns import columns_of
from cxfacilitator.domain.roster_plan import RosterPlan, RosterRow
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.reading_view import ReadingView, Side, how_read
from cxfacilitator.ui.widgets.table_view import TableView

_WIDEST = 800


class RosterPlanView(QWidget):
    """Shows a plan, takes duplicates back and corrections of how the list was read, and hears whether it is agreed.

    Signals:
        agreed: The plan is to be applied as it is now; carries it.
        chosen: The list is to be read otherwise; carries `ReadingChoices`.
        cancelled: Nothing is to be done.
    """

    agreed = Signal(object)
    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, audience: Callable[[], Audience]) -> None:
        super().__init__()
        self._audience = audience
        self.plan: RosterPlan | None = None
        self.active = False
        self._file = ""
        self._found = "what was understood"
        self._about: Mapping[int, str] = {}
        self._bosses: Mapping[str, str] = {}
        self._heading = label("", "heading", wrap=True)
        self._from = label("", "muted", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
        self.reading = ReadingView("a person")
        self.reading.chosen.connect(self.chosen)
        self.reading.setMaximumWidth(_WIDEST)
        self.correct = QPushButton()
        self.correct.setCheckable(True)
        self.correct.setProperty("quiet", True)
        self.correct.setToolTip("Encoding, separator, sheet, headings and columns (F4)")
        self.correct.toggled.connect(self._turn)
        self.apply = QPushButton()
        self.apply.setProperty("primary", True)
        self.apply.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Leave the roster as it is (Esc)")
        self.cancel.clicked.connect(self.cancelled)
        self.preview = TableModel[RosterRow](
            (
                Column("Row", lambda row: str(row.number), RIGHT, sort=lambda row: row.number),
                Column("Name", lambda row: row.name),
                Column("To check", lambda row: self._about.get(row.number, "")),
                Column("Department", lambda row: row.person.department),
                Column("Segment", lambda row: row.person.segment),
                Column("Company", lambda row: row.person.company),
                Column("Site", lambda row: row.person.site),
                Column("Grade", lambda row: row.person.grade),
                Column("Job title", lambda row: row.person.job_title),
                Column("Line manager", lambda row: self._bosses.get(row.manager_code, row.manager_code)),
                Column("Session", lambda row: row.person.session_code),
                Column("Needs", lambda row: row.person.needs),
            ),
            row_id=lambda row: row.number,
        )
        self.table = TableView(self.preview)
        self._lay_out()

    def show_plan(self, plan: RosterPlan, name: str, choices: ReadingChoices) -> None:
        """Show a plan that was made from this list with these choices."""
        # Somebody who is choosing goes on choosing; otherwise the next key agrees.
        choosing = self.active and self.correct.isChecked()
        self.plan, self._file, self.active = plan, name, True
        count = len(plan.people)
        people = amount(count, "person", "people")
        self._heading.setText(f"{people} would join the roster of {plan.audience.value}")
        self._from.setText(f"{how_read(plan.read, name)} Nothing is changed until you agree.")
        self.apply.setText(f"Import {people}")
        self.apply.setEnabled(count > 0)
        notes = len(plan.sentences()) - 1
        self._found = f"what was understood, with {amount(notes, 'note')}" if notes else "what was understood"
        self._about = _notes(plan)
        self._bosses = {row.person.code: row.name for row in plan.people}
        self._fill_words(plan)
        self.preview.set_rows(plan.people)
        self.table.show_columns([any(map(column.text, plan.people)) for column in self.preview.columns])
        self.table.fit_columns()
        self.reading.show_read(plan.read, choices, columns_of(plan.audience))
        self.table.setVisible(count > 0)
        self.correct.show()
        if not choosing:
            self.correct.setChecked(plan.read.doubtful)
        self._turn(self.correct.isChecked())
        if not choosing:
            (self.apply if count else self.cancel).setFocus()

    def show_problem(self, sentence: str, name: str, choices: ReadingChoices, read: ListRead | None) -> None:
        """Say why nobody could be read, and let the choices be changed; without `read` they stay as they are."""
        self.plan, self._file, self.active = None, name, True
        self._heading.setText("Nobody could be read yet")
        self._from.setText(sentence)
        self.apply.setText("Import")
        self.apply.setEnabled(False)
        self.preview.set_rows(())
        self.table.hide()
        self.correct.hide()
        if read is not None:
            self.reading.show_read(read, choices, columns_of(self._audience()))
        if not self.correct.isChecked():
            self.correct.setChecked(True)
            next((choice for choice in self.reading.columns.values()), self.cancel).setFocus()

    def leave(self) -> None:
        """Forget the plan."""
        self.plan, self.active = None, False
        self.correct.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape; agree with Enter wherever the cursor is."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.correct.toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
                focus.click()
            elif not isinstance(focus, QComboBox):
                self._agree()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 12, 0)
        words.addLayout(self._words)
        words.addStretch()
        self.sides = QStackedWidget()
        for side in (inner, self.reading):
            self.sides.addWidget(Side(side))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._heading)
        left.addWidget(self._from)
        left.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.sides, 1)
        left.addLayout(buttons)
        self._halves = QHBoxLayout(self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(32)
        self._halves.addLayout(left)
        self._halves.addWidget(self.table)
        self._turn(False)

    def _turn(self, choosing: bool) -> None:
        """Show the choices in the place of the sentences, or the sentences again."""
        self.sides.setCurrentIndex(int(choosing))
        self.correct.setText(f"Back to {self._found}" if choosing else "Correct how it was read")
        for half, (words, choices) in enumerate(((1, 3), (2, 4))):
            self._halves.setStretch(half, choices if choosing else words)

    def _fill_words(self, plan: RosterPlan) -> None:
        clear(self._words)
        for sentence in plan.sentences()[1:]:
            self._words.addWidget(label(sentence, wrap=True))
        for twin in plan.duplicates:
            keep = QPushButton(f"Keep row {twin.number} as well")
            keep.setProperty("quiet", True)
            keep.setToolTip(f"{twin.row.name} in row {twin.number} is another person than in row {twin.repeats}")
            keep.clicked.connect(lambda _checked, number=twin.number: self._keep(number))
            self._words.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _keep(self, number: int) -> None:
        if self.plan is not None:
            self.show_plan(self.plan.keep(number), self._file, self.reading.choices)

    def _agree(self) -> None:
        if self.plan is not None and self.plan.people:
            self.agreed.emit(self.plan)


def _notes(plan: RosterPlan) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for note in plan.missing:
        found.setdefault(note.number, []).append(f"no {note.about}")
    for note in plan.unclear:
        found.setdefault(note.number, []).append(note.about)
    for same in plan.same_name:
        for number in same.numbers:
            found.setdefault(number, []).append("same name as another")
    return {number: "; ".join(notes) for number, notes in found.items()}
