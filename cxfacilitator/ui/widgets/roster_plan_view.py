"""What importing a list would do, in sentences and as a preview; nothing happens before a person agrees."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.roster_plan import RosterPlan, RosterRow
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.table_view import TableView

_WORDS_WIDTH = 240


class RosterPlanView(QWidget):
    """Shows a plan, takes duplicates back, and hears whether the plan is agreed.

    Signals:
        agreed: The plan is to be applied as it is now; carries it.
        cancelled: Nothing is to be done.
    """

    agreed = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: RosterPlan | None = None
        self._file = ""
        self._about: Mapping[int, str] = {}
        self._heading = label("", "heading", wrap=True)
        self._from = label("", "muted", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
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
                Column("Session", lambda row: row.person.session_code),
            ),
            row_id=lambda row: row.number,
        )
        self.table = TableView(self.preview)
        self._lay_out()

    def show_plan(self, plan: RosterPlan, file_name: str) -> None:
        """Show a plan that was made from this file."""
        self.plan, self._file = plan, file_name
        count = len(plan.people)
        people = amount(count, "person", "people")
        self._heading.setText(f"{people} would join the roster of {plan.audience.value}")
        self._from.setText(f"From “{file_name}”. Nothing is changed until you agree.")
        self.apply.setText(f"Import {people}")
        self.apply.setEnabled(count > 0)
        self._about = _notes(plan)
        self._fill_words(plan)
        self.preview.set_rows(plan.people)
        self.table.show_columns([any(map(column.text, plan.people)) for column in self.preview.columns])
        self.table.fit_columns()
        (self.apply if count else self.cancel).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape; agree with Enter wherever the cursor is."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.cancel.hasFocus():
            self._agree()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 12, 0)
        words.addLayout(self._words)
        words.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._heading)
        left.addWidget(self._from)
        left.addWidget(scroll, 1)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addLayout(left, 1)
        row.addWidget(self.table, 2)
        scroll.setMinimumWidth(_WORDS_WIDTH)

    def _fill_words(self, plan: RosterPlan) -> None:
        while (item := self._words.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
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
            self.show_plan(self.plan.keep(number), self._file)

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
