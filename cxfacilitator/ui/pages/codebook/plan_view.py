"""What importing a codebook would do, theme by theme; nothing happens before a person agrees."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.codebook_plan import CodebookPlan
from cxfacilitator.domain.reading import ListRead
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets.plan_frame import PlanFrame


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A theme, and what would become of it."""

    what: str
    theme: Theme
    differs: str = ""


class CodebookPlanView(PlanFrame):
    """Shows a plan; the one choice is what becomes of themes that are only here."""

    def __init__(self) -> None:
        super().__init__(
            TableModel[PlanRow](
                (
                    Column("What", lambda row: row.what),
                    Column("Theme", lambda row: row.theme.name, tooltip=lambda row: row.theme.id),
                    Column("What differs", lambda row: row.differs, tooltip=lambda row: row.differs),
                ),
                row_id=lambda row: (row.what, row.theme.id),
            ),
            "How it was read",
            "Change nothing",
        )
        self.correct.setCheckable(False)  # a codebook is read in one way only
        self.correct.hide()
        self.drop = QCheckBox("Remove the themes that are only here and that no answer has")
        self.drop.clicked.connect(self._choose)
        self.lay_out(QWidget(), [self.drop])

    def show_plan(self, plan: CodebookPlan, name: str, choices: bool) -> None:
        """Show a plan that was made from this file."""
        fresh = not self.active
        self.plan, self.active = plan, True
        self.heading.setText(f"What {name} would change")
        self.read_from.setText(
            f"It has {amount(len(plan.incoming.counted), 'theme')}. Nothing is changed until you agree."
        )
        self.show_words(f"{sentence}." for sentence in plan.sentences())
        self.show_preview(_rows(plan))
        self.drop.setChecked(choices)
        self.drop.setVisible(bool(plan.unused))
        self.apply.setText("Import the codebook")
        self.apply.setEnabled(not plan.changes_nothing)
        if fresh:
            (self.cancel if plan.changes_nothing else self.apply).setFocus()

    def _choose(self, drop: bool) -> None:
        self.chosen.emit(drop)

    def show_problem(self, sentence: str, name: str, choices: bool, read: ListRead | None) -> None:
        """Say why it cannot be read."""
        self.show_reason(f"{name} could not be read", sentence)


def _rows(plan: CodebookPlan) -> Iterator[PlanRow]:
    for theme in plan.new:
        yield PlanRow("New", theme)
    for change in plan.changed:
        yield PlanRow("Changed", change.after, change.differs)
    for theme in plan.unused:
        yield PlanRow("Removed" if plan.drops_unused else "Only here, kept", theme)
    for theme in plan.used:
        yield PlanRow("Only here, in use", theme)
    for theme in plan.same:
        yield PlanRow("The same", theme)
