"""One idea: its words, who asked, its scores and what was decided on it."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import Disposition, Idea
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui.forms import Form
from cxfacilitator.ui.pages.plan.idea_table import DECIDE_KEYS
from cxfacilitator.ui.widgets.chip import Chip
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.number_choice import NumberChoice
from cxfacilitator.ui.widgets.quote_list import QuoteList

WHY = "Say why: whoever proposed it will ask. Nothing is changed until you do."

_LOWEST = 104


class IdeaDetail(QScrollArea):
    """A form over an idea; each field is handed over when it is left.

    Signals:
        edited: Carries the changed `Idea`.
        split_wanted: The idea is to be taken apart.
    """

    edited = Signal(object)
    split_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._idea: Idea | None = None
        self._waiting = False
        self.evidence = label("", "strong", wrap=True)
        self.themes = label("", "small", wrap=True)
        self.chips = {audience: Chip(audience) for audience in Audience}
        self.quotes = QuoteList("The answers behind the idea", marked=True)
        self.quotes.setMinimumHeight(_LOWEST)
        self.apart = QPushButton("Take apart")
        self.apart.setProperty("quiet", True)
        self.apart.setToolTip("Make an idea of its own of each answer but the first")
        self.apart.clicked.connect(self.split_wanted)
        self.form = self._form()
        self.form.edited.connect(self._hear)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.evidence)
        column.addLayout(self._who_row())
        column.addWidget(self.themes)
        column.addWidget(self.quotes, 1)
        column.addWidget(self.form)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_idea(self, snapshot: Snapshot | None, view: IdeaView | None) -> None:
        """Show an idea; None hides everything. What somebody is typing stays."""
        self._inner.setVisible(view is not None)
        if snapshot is None or view is None:
            self._idea, self._waiting = None, False
            return
        idea = view.idea
        if self._idea is None or self._idea.id != idea.id or idea.disposition is Disposition.NOT_NOW:
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
        answers = [snapshot.answer[answer_id] for answer_id in idea.answer_ids]
        answers.sort(key=lambda answer: list(Audience).index(snapshot.audience_of(answer)))
        self.quotes.show_answers(snapshot, answers)
        self.apart.setVisible(len(answers) > 1)
        self.form.show_value(replace(idea, disposition=Disposition.NOT_NOW) if self._waiting else idea)
        self._show_why()

    def minimumSizeHint(self) -> QSize:
        """Return the width that the form needs: it scrolls down, never sideways."""
        return QSize(self._inner.minimumSizeHint().width() + 16, super().minimumSizeHint().height())

    def choose(self, disposition: Disposition | None) -> None:
        """Decide on the idea; an idea put off asks for its reason first."""
        self.form.change(lambda idea: replace(idea, disposition=disposition))

    def _form(self) -> Form[Idea]:
        form = Form[Idea]()
        self.title = form.line("Title", lambda i: i.title, lambda i, v: replace(i, title=v), wide=True)
        self.impact, self.effort = NumberChoice("Impact"), NumberChoice("Effort")
        self.impact.chosen.connect(lambda number: form.change(lambda i: replace(i, impact=number)))
        self.effort.chosen.connect(lambda number: form.change(lambda i: replace(i, effort=number)))
        form.widget("Impact on customers", self.impact, lambda i: self.impact.show_number(i.impact), wide=False)
        form.widget("Effort", self.effort, lambda i: self.effort.show_number(i.effort), wide=False)
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
        table = QWidget()
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
