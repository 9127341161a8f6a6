"""One idea: who asked, what customers' evidence says, what it runs against, its scores, and what was decided on it."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import Disposition, Idea
from cxfacilitator.domain.sheets import Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.forms import Form
from cxfacilitator.ui.pages.plan.criteria_form import CriteriaForm
from cxfacilitator.ui.pages.plan.hours_edit import HoursEdit
from cxfacilitator.ui.pages.plan.words import DECIDE_KEYS
from cxfacilitator.ui.widgets.chip import Chip
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.quote_list import QuoteList, answer_row
from cxfacilitator.ui.widgets.scrolled import Scrolled
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.widgets.typed_field import TypedField
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedRow

WHY = "Say why: whoever proposed it will ask. Nothing is changed until you do."
WORK_FOR_CUSTOMERS = tuple((value, service.tell_value(value) or "Not said") for value in Value)
MOST_DOTS = 999

_LOWEST = 152


class IdeaDetail(Scrolled):
    """A form over an idea; each field is handed over when it is left.

    Signals:
        edited: Carries the changed `Idea`.
        split_wanted: The idea is to be taken apart.
        act_wanted: Something is to be done for the idea: an action.
        view_typed: How customers will see it is being typed; carries the idea's id and the text.
    """

    edited = Signal(object)
    view_typed = Signal(object, str)
    split_wanted = Signal()
    act_wanted = Signal()

    def __init__(self) -> None:
        inner = QWidget()
        super().__init__(inner)
        self._idea: Idea | None = None
        self._waiting = False
        self.evidence = label("", "strong", wrap=True)
        self.themes = label("", "small", wrap=True)
        self.chips = {audience: Chip(audience) for audience in Audience}
        self.quotes = QuoteList("The answers behind the idea, and what it may run against", marked=True)
        self.quotes.setMinimumHeight(theme.px(_LOWEST))
        self.conflict = label("", "warning", wrap=True)
        self.apart = text_button(
            "Take apart", "Make an idea of its own of each answer but the first (S)", self.split_wanted.emit, quiet=True
        )
        self.act = text_button(
            "Add an action",
            "Note what is to be done for this idea, by whom and by when",
            self.act_wanted.emit,
            quiet=True,
        )
        self.form = self._form()
        self.form.edited.connect(self._hear)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.evidence)
        column.addLayout(self._who_row())
        column.addWidget(self.themes)
        column.addWidget(self.conflict)
        column.addWidget(self.quotes, 1)
        column.addWidget(self.form)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)

    def show_idea(self, snapshot: Snapshot, view: IdeaView) -> None:
        """Show an idea. What somebody is typing stays."""
        idea = view.idea
        if self._idea is None or self._idea.id != idea.id:
            self.verticalScrollBar().setValue(0)
            self._waiting = False
        if idea.disposition is Disposition.NOT_NOW:
            self._waiting = False
        self._idea = idea
        said = service.tell_evidence(view.evidence)
        self.evidence.setText(f"Quick win. {said}." if view.quick_win else f"{said}.")
        names = [snapshot.codebook.by_id[theme].name for theme in view.themes]
        self.themes.setText(" · ".join(names) if names else "No theme yet")
        for audience, chip in self.chips.items():
            count = view.groups[audience]
            chip.mark.filled = count > 0
            chip.mark.update()
            chip.set_text(str(count), f"{audience.label}: {amount(count, 'group')} asked for it")
        self._show_words(snapshot, view)
        self.apart.setVisible(len(idea.answer_ids) > 1)
        self.criteria.show_scores(snapshot.criteria, idea.given)
        self.form.show_value(replace(idea, disposition=Disposition.NOT_NOW) if self._waiting else idea)
        self._show_why()

    def mark_criterion(self, step: int) -> None:
        """Let the digit keys be for the next criterion, or the one before."""
        self.criteria.mark_next(step)
        self.ensureWidgetVisible(self.criteria)

    def show_decision(self) -> None:
        """Bring what can be decided into sight."""
        self.ensureWidgetVisible(self.due)
        self.ensureWidgetVisible(self.table)

    def choose(self, disposition: Disposition | None) -> None:
        """Decide on the idea; an idea put off asks for its reason first."""
        self.form.change(lambda idea: replace(idea, disposition=disposition))

    def _show_words(self, snapshot: Snapshot, view: IdeaView) -> None:
        """Show the answers behind the idea, and below them those that it may run against."""
        answers = [snapshot.answer[answer_id] for answer_id in view.idea.answer_ids]
        answers.sort(key=lambda answer: list(Audience).index(snapshot.audience_of(answer)))
        rows = [answer_row(snapshot, answer, marked=True) for answer in answers]
        reasons = [service.tell_conflict(conflict, snapshot) for conflict in view.against]
        for conflict, told in zip(view.against, reasons, strict=True):
            rows.append(WrappedRow((Line(told, role="warning", strong=True),), heading=True))
            rows += [
                replace(answer_row(snapshot, answer, marked=True), key=(conflict.why, conflict.theme_id, answer.id))
                for answer in conflict.answers
            ]
        self.quotes.set_rows(rows)
        noted = ["Somebody noted that it runs against what customers said."] if view.conflict else []
        look = ["Look whether it would do harm:"] if reasons else []
        self.conflict.setText(" ".join((*noted, *look, *reasons)))
        self.conflict.setVisible(view.may_harm)

    def _form(self) -> Form[Idea]:
        form = Form[Idea]()
        self.title = form.line("Title", lambda i: i.title, lambda i, v: replace(i, title=v), wide=True)
        self.view = TypedField("How customers will see it", 2, 6, "As a customer would say it")
        self.view.typed.connect(self._hear_view)
        form.widget("How customers will see it", self.view, lambda i: self.view.show_filed(i.id, i.customer_view))
        self.work = form.choice(
            "Makes work for customers",
            lambda i: i.customer_work,
            lambda i, v: replace(i, customer_work=v),
            WORK_FOR_CUSTOMERS,
            wide=True,
        )
        self.hours = HoursEdit()
        self.hours.changed.connect(lambda hours: form.change(lambda i: replace(i, hours=hours)))
        form.widget("Hours of work", self.hours, lambda i: self.hours.show_hours(i.hours), wide=False)
        self.dots = form.number("Dots", lambda i: i.dots, lambda i, v: replace(i, dots=v), 0, MOST_DOTS)
        self.criteria = CriteriaForm()
        self.criteria.scored.connect(lambda one, score: form.change(lambda i: i.scored(one, score)))
        form.widget("Scores, 1 to 5", self.criteria, lambda _idea: None)
        form.widget("Decision", self._decisions(), self._show_decision)
        self.why = label("", "warning", wrap=True)
        form.widget("", self.why, lambda _idea: None)
        self.reason = form.line(
            "Reason",
            lambda i: i.reason,
            lambda i, v: replace(i, reason=v),
            "Needed when it is not taken up",
            wide=True,
        )
        self.owner = form.line("Owner", lambda i: i.owner, lambda i, v: replace(i, owner=v), "Who does it", wide=True)
        self.due_box, self.due = form.day("Due", lambda i: i.due, lambda i, v: replace(i, due=v), "By")
        return form

    def _decisions(self) -> QWidget:
        self.decisions: dict[Disposition, QPushButton] = {}
        table = self.table = QWidget()
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        keys = {disposition: key for key, disposition in DECIDE_KEYS.items()}
        for number, disposition in enumerate(Disposition):
            button = self.decisions[disposition] = QPushButton(service.tell_disposition(disposition))
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setToolTip(f"D, then {keys[disposition]}; again opens the decision")
            button.clicked.connect(lambda on, disposition=disposition: self.choose(disposition if on else None))
            grid.addWidget(button, number // 3, number % 3)
        return table

    def _show_decision(self, idea: Idea) -> None:
        for disposition, button in self.decisions.items():
            button.setChecked(disposition is idea.disposition)

    def _hear(self, idea: Idea) -> None:
        """Hand a change over, but keep an idea that is put off without a reason until it has one."""
        if self._idea is None:
            return
        unexplained = idea.disposition is Disposition.NOT_NOW and not idea.reason.strip()
        newly = unexplained and not self._waiting
        self._waiting = unexplained
        self._show_decision(idea)
        self._show_why()
        if newly:
            self.reason.setFocus()
        wanted = replace(idea, disposition=self._idea.disposition) if unexplained else idea
        if wanted != self._idea:
            self.edited.emit(wanted)

    def _hear_view(self, text: str) -> None:
        if self._idea is not None:
            self.view_typed.emit(self._idea.id, text)

    def _show_why(self) -> None:
        self.why.setText(WHY)
        self.why.setVisible(self._waiting)
        if self._waiting:
            QTimer.singleShot(0, self.reason, lambda: self.ensureWidgetVisible(self.reason))

    def _who_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addWidget(label("groups asked", "muted"))
        row.addStretch()
        row.addWidget(self.apart)
        return row
