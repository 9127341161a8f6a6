"""What importing a list of forms would do, in sentences and as a preview; nothing happens before a person agrees."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.days import read_day
from cxfacilitator.domain.form_columns import FormColumn
from cxfacilitator.domain.form_plan import AS_IT_IS, FormChoices, FormPlan, FormRow
from cxfacilitator.domain.forms import CELLS, Kind, Separator
from cxfacilitator.domain.reading import ListRead
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.pages.forms.rows import TITLES, day_in_words
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.plan_frame import PlanFrame
from cxfacilitator.ui.widgets.reading_view import Choice, ReadingView, how_read

_SEPARATORS = {
    Separator.LINE: "one a line",
    Separator.SLASH: "one a line, or between  /",
    Separator.SEMICOLON: "one a line, or between ;",
}
_ORDERS = {None: "as the list shows", False: "day first", True: "month first"}


class FormPlanView(PlanFrame):
    """Shows a plan of forms, and takes what the list itself does not say; it is `FormChoices` that are chosen."""

    def __init__(self) -> None:
        preview = TableModel[FormRow](
            (
                Column("Row", lambda row: str(row.number), RIGHT, sort=lambda row: row.number),
                Column("Kind", lambda row: row.form.kind.value),
                Column("Source", lambda row: row.form.label),
                Column("Segment", lambda row: row.form.segment),
                Column("Date", lambda row: day_in_words(row.form.held_on), sort=lambda row: str(row.form.held_on)),
                *(Column(TITLES[box], _in_box(box), tooltip=_whole(box)) for box in CELLS),
            ),
            row_id=lambda row: row.number,
        )
        super().__init__(
            preview, "Answers in a cell, order of days, encoding, headings and columns", nothing="Add nothing"
        )
        self.choices = AS_IT_IS
        self.kind = self._choice("Kind", lambda value: self._choose(kind=value))
        self.separator = self._choice("Answers in a cell", lambda value: self._choose(separator=value))
        self.order = self._choice("Days in figures", lambda value: self._choose(month_first=value))
        self.segment, self.day = LineEdit(), LineEdit()
        self.segment.setAccessibleName("Segment")
        self.segment.setPlaceholderText("none")
        self.segment.editingFinished.connect(lambda: self._choose(segment=self.segment.text().strip()))
        self.day.setAccessibleName("Date")
        self.day.setPlaceholderText("none")
        self.day.editingFinished.connect(lambda: self._choose(held_on=read_day(self.day.text())))
        self.reading = ReadingView("a form", one_each=False)
        self.reading.chosen.connect(lambda reading: self._choose(reading=reading))
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_named(("Answers in a cell", self.separator), ("Days in figures", self.order)))
        column.addWidget(self.reading, 1)
        facts = _beside(("Kind", self.kind), ("Segment", self.segment), ("Date", self.day))
        self.lay_out(choices, (label("Where a row does not say it itself", "strong"), facts))

    def show_plan(self, plan: FormPlan, name: str, choices: FormChoices) -> None:
        """Show a plan that was made from this list with these choices."""
        choosing = self.active and self.correct.isChecked()
        fresh = not self.active
        self.plan, self.active = plan, True
        self.heading.setText(f"{plan.counts} with {amount(plan.answers, 'answer')} would be added")
        self.read_from.setText(f"{how_read(plan.read, name)} Nothing is changed until you agree.")
        self.apply.setText(f"Add {plan.counts}")
        self._show_words(plan)
        self.show_preview(plan.rows)
        self._show_choices(choices, plan.read)
        if not choosing:
            self.correct.setChecked(plan.read.doubtful)
        if fresh:
            (self.apply if plan.rows else self.cancel).setFocus()

    def show_problem(self, sentence: str, name: str, choices: FormChoices, read: ListRead | None) -> None:
        """Say why nothing could be read, and let the choices be changed."""
        self.show_reason(f"No answers could be read from {name} yet", sentence)
        self.apply.setText("Add")
        if read is not None:
            self._show_choices(choices, read)
        self.correct.setChecked(True)

    def _choice(self, name: str, act: Callable[[Any], None]) -> Choice:
        made = Choice(name)
        made.activated.connect(lambda _index: act(made.value))
        return made

    def _show_words(self, plan: FormPlan) -> None:
        buttons = []
        if plan.already:
            keep = QPushButton(f"Add {amount(len(plan.already), 'such row')} once more")
            keep.clicked.connect(lambda _checked: self._choose(keep_known=True))
            buttons.append(keep)
        self.show_words(plan.sentences()[1:], buttons)

    def _show_choices(self, choices: FormChoices, read: ListRead) -> None:
        self.choices = choices
        self.kind.offer([(kind.value.capitalize(), kind) for kind in Kind], choices.kind)
        self.separator.offer([(words, value) for value, words in _SEPARATORS.items()], choices.separator)
        self.order.offer([(words, value) for value, words in _ORDERS.items()], choices.month_first)
        if not self.segment.hasFocus():
            self.segment.setText(choices.segment)
        if not self.day.hasFocus():
            self.day.setText(day_in_words(choices.held_on))
        self.reading.show_read(read, choices.reading, tuple(FormColumn))

    def _choose(self, **changes: Any) -> None:
        changed = replace(self.choices, **changes)
        if changed != self.choices:
            self.choices = changed
            self.chosen.emit(changed)


def _beside(*fields: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for place, (name, field) in enumerate(fields):
        words = label(name, "small")
        words.setBuddy(field)
        grid.addWidget(words, 0, place)
        grid.addWidget(field, 1, place)
        grid.setColumnStretch(place, 1)
    return grid


def _named(*fields: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for line, (name, field) in enumerate(fields):
        words = label(name)
        words.setBuddy(field)
        grid.addWidget(words, line, 0)
        grid.addWidget(field, line, 1)
    return grid


def _in_box(box: Box) -> Callable[[FormRow], str]:
    return lambda row: row.cell(box).replace("\n", " · ")


def _whole(box: Box) -> Callable[[FormRow], str]:
    return lambda row: row.cell(box)
