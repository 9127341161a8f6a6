"""What importing a list would do, in sentences and as a preview; nothing happens before a person agrees."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.reading import ListRead, ReadingChoices
from cxfacilitator.domain.roster_columns import columns_of
from cxfacilitator.domain.roster_plan import Duplicate, RosterPlan, RosterRow
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets.plan_frame import PlanFrame
from cxfacilitator.ui.widgets.reading_view import ReadingView, how_read

_WIDEST = 800


class RosterPlanView(PlanFrame):
    """Shows a plan of a roster, and takes duplicates back; it is `ReadingChoices` that are chosen."""

    def __init__(self, audience: Callable[[], Audience]) -> None:
        preview = TableModel[RosterRow](
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
        super().__init__(
            preview, "Encoding, separator, sheet, headings and columns", nothing="Leave the roster as it is"
        )
        self._audience = audience
        self._file = ""
        self._about: Mapping[int, str] = {}
        self._bosses: Mapping[str, str] = {}
        self.reading = ReadingView("a person")
        self.reading.chosen.connect(self.chosen)
        self.reading.setMaximumWidth(_WIDEST)
        self.lay_out(self.reading)

    def show_plan(self, plan: RosterPlan, name: str, choices: ReadingChoices) -> None:
        """Show a plan that was made from this list with these choices."""
        # Somebody who is choosing goes on choosing; otherwise the next key agrees.
        choosing = self.active and self.correct.isChecked()
        self.plan, self._file, self.active = plan, name, True
        people = amount(len(plan.people), "person", "people")
        self.heading.setText(f"{people} would join the roster of {plan.audience.value}")
        self.read_from.setText(f"{how_read(plan.read, name)} Nothing is changed until you agree.")
        self.apply.setText(f"Import {people}")
        notes = len(plan.sentences()) - 1
        self.found = f"what was understood, with {amount(notes, 'note')}" if notes else "what was understood"
        self._about = _notes(plan)
        self._bosses = {row.person.code: row.name for row in plan.people}
        self.show_words(plan.sentences()[1:], [self._keep_button(twin) for twin in plan.duplicates])
        self.show_preview(plan.people)
        self.reading.show_read(plan.read, choices, columns_of(plan.audience))
        self.correct.show()
        if not choosing:
            self.correct.setChecked(plan.read.doubtful)
        self.turn(self.correct.isChecked())
        if not choosing:
            (self.apply if plan.people else self.cancel).setFocus()

    def show_problem(self, sentence: str, name: str, choices: ReadingChoices, read: ListRead | None) -> None:
        """Say why nobody could be read, and let the choices be changed; without `read` they stay as they are."""
        self._file = name
        self.show_reason("Nobody could be read yet", sentence)
        self.apply.setText("Import")
        self.correct.hide()
        if read is not None:
            self.reading.show_read(read, choices, columns_of(self._audience()))
        if not self.correct.isChecked():
            self.correct.setChecked(True)
            next((choice for choice in self.reading.columns.values()), self.cancel).setFocus()

    def _keep_button(self, twin: Duplicate) -> QPushButton:
        keep = QPushButton(f"Keep row {twin.number} as well")
        keep.setToolTip(f"{twin.row.name} in row {twin.number} is another person than in row {twin.repeats}")
        keep.clicked.connect(lambda _checked: self._keep(twin.number))
        return keep

    def _keep(self, number: int) -> None:
        if self.plan is not None:
            self.show_plan(self.plan.keep(number), self._file, self.reading.choices)


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
