"""What importing a list of forms would do, in sentences and as a preview; nothing happens before a person agrees."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.days import read_day
from cxfacilitator.domain.form_columns import FormColumn
from cxfacilitator.domain.form_plan import AS_IT_IS, FormChoices, FormPlan, FormRow
from cxfacilitator.domain.forms import CELLS, Kind, Separator
from cxfacilitator.domain.reading import ListRead
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.pages.forms.rows import TITLES, day_in_words
from cxfacilitator.ui.widgets import LineEdit, TableView, label
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.reading_view import Choice, ReadingView, Side, how_read

_SEPARATORS = {
    Separator.LINE: "one a line",
    Separator.SLASH: "one a line, or between  /",
    Separator.SEMICOLON: "one a line, or between ;",
}
_ORDERS = {None: "as the list shows", False: "day first", True: "month first"}


class FormPlanView(QWidget):
    """Shows a plan, takes what the list itself does not say, and hears whether it is agreed.

    Signals:
        agreed: The plan is to be applied as it is now; carries it.
        chosen: The list is to be read otherwise; carries `FormChoices`.
        cancelled: Nothing is to be done.
    """

    agreed = Signal(object)
    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: FormPlan | None = None
        self.choices = AS_IT_IS
        self.active = False
        self._heading = label("", "heading", wrap=True)
        self._from = label("", "muted", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
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
        self.correct = QPushButton("Correct how it was read")
        self.correct.setCheckable(True)
        self.correct.setProperty("quiet", True)
        self.correct.setToolTip("Answers in a cell, order of days, encoding, headings and columns (F4)")
        self.correct.toggled.connect(self._turn)
        self.apply = QPushButton("Add")
        self.apply.setProperty("primary", True)
        self.apply.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Add nothing (Esc)")
        self.cancel.clicked.connect(self.cancelled)
        self.preview = TableModel[FormRow](
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
        self.table = TableView(self.preview)
        self._lay_out()

    def show_plan(self, plan: FormPlan, name: str, choices: FormChoices) -> None:
        """Show a plan that was made from this list with these choices."""
        choosing = self.active and self.correct.isChecked()
        fresh = not self.active
        self.plan, self.active = plan, True
        self._heading.setText(f"{plan.counts} with {amount(plan.answers, 'answer')} would be added")
        self._from.setText(f"{how_read(plan.read, name)} Nothing is changed until you agree.")
        self.apply.setText(f"Add {plan.counts}")
        self.apply.setEnabled(bool(plan.rows))
        self._fill_words(plan)
        self.preview.set_rows(plan.rows)
        self.table.show_columns([any(map(column.text, plan.rows)) for column in self.preview.columns])
        self.table.fit_columns()
        self.table.setVisible(bool(plan.rows))
        self._show_choices(choices, plan.read)
        if not choosing:
            self.correct.setChecked(plan.read.doubtful)
        self._turn(self.correct.isChecked())
        if fresh:
            (self.apply if plan.rows else self.cancel).setFocus()

    def show_problem(self, sentence: str, name: str, choices: FormChoices, read: ListRead | None) -> None:
        """Say why nothing could be read, and let the choices be changed."""
        self.plan, self.active = None, True
        self._heading.setText(f"No answers could be read from {name} yet")
        self._from.setText(sentence)
        self.apply.setEnabled(False)
        self.preview.set_rows(())
        self.table.hide()
        if read is not None:
            self._show_choices(choices, read)
        self.correct.setChecked(True)

    def leave(self) -> None:
        """Forget the plan."""
        self.plan, self.active = None, False
        self.correct.setChecked(False)

    def hasHeightForWidth(self) -> bool:
        """Take the height that there is: the sentences scroll, and the buttons below them are always seen."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape; agree with Enter wherever nothing else is typed or chosen."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.correct.toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
                focus.click()
            elif not isinstance(focus, QComboBox | LineEdit):
                self._agree()
        else:
            super().keyPressEvent(event)

    def _choice(self, name: str, act: Callable[[Any], None]) -> Choice:
        made = Choice(name)
        made.activated.connect(lambda _index: act(made.value))
        return made

    def _lay_out(self) -> None:
        facts = _beside(("Kind", self.kind), ("Segment", self.segment), ("Date", self.day))
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 12, 0)
        words.addLayout(self._words)
        words.addStretch()
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_named(("Answers in a cell", self.separator), ("Days in figures", self.order)))
        column.addWidget(self.reading, 1)
        self.sides = QStackedWidget()
        for side in (inner, choices):
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
        left.addWidget(label("Where a row does not say it itself", "strong"))
        left.addLayout(facts)
        left.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.sides, 1)
        left.addLayout(buttons)
        self._halves = QHBoxLayout(self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(32)
        self._halves.addLayout(left, 2)
        self._halves.addWidget(self.table, 3)

    def _turn(self, choosing: bool) -> None:
        """Show the choices in the place of the sentences, or the sentences again."""
        self.sides.setCurrentIndex(int(choosing))
        self.correct.setText("Back to what was understood" if choosing else "Correct how it was read")

    def _fill_words(self, plan: FormPlan) -> None:
        clear(self._words)
        for sentence in plan.sentences()[1:]:
            self._words.addWidget(label(sentence, wrap=True))
        if plan.already:
            keep = QPushButton(f"Add {amount(len(plan.already), 'such row')} once more")
            keep.setProperty("quiet", True)
            keep.clicked.connect(lambda _checked: self._choose(keep_known=True))
            self._words.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)

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

    def _agree(self) -> None:
        if self.plan is not None and self.plan.rows:
            self.agreed.emit(self.plan)


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
