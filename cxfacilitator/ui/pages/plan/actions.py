"""What is to be done, by whom and by when; beside it what runs already and what customers were not asked about."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.ideas import not_yet_asked
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui.forms import Form
from cxfacilitator.ui.keys import letter, on_key
from cxfacilitator.ui.pages.plan.action_table import ActionRow, ActionTable
from cxfacilitator.ui.pages.plan.ask_list import AskList
from cxfacilitator.ui.pages.plan.face import UNDECIDED, Face
from cxfacilitator.ui.pages.plan.initiatives import InitiativeSide
from cxfacilitator.ui.pages.plan.planned import Planned
from cxfacilitator.ui.pages.plan.side import Side, beside
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.scrolled import Scrolled

_NONE = "Nothing is to be done yet. Type the first action above, or add one to an idea."


class ActionsFace(Face):
    """A list that is typed in, with a form below it, and two lists at the side."""

    name = "actions"
    title = "Actions"
    key = "F4"
    keys = (
        ("Enter, in the line above", "Add what is typed there"),
        ("Up, Down", "Next action, action before"),
        ("Space", "Done, or still to do"),
        ("Enter", "Change the action"),
        ("Alt+Up, Alt+Down", "Move the action"),
        ("Delete", "Remove the action"),
        ("K", "What runs already, or what customers were not asked about"),
        UNDECIDED,
        ("Esc", "Back to the list"),
    )

    def build(self) -> None:
        """Lay out the line, the list and the form, and the side."""
        self._planned: Planned | None = None
        self.new = LineEdit()
        self.new.setPlaceholderText("What is to be done? Enter adds it.")
        self.new.setAccessibleName("What is to be done")
        self.new.returnPressed.connect(self._add)
        self.add = QPushButton("Add an action")
        self.add.clicked.connect(lambda _checked: self.new.setFocus())
        self.table = ActionTable()
        self.nothing = label(_NONE, "muted", wrap=True)
        self.form = self._form()
        self.facts = label("", "small", wrap=True)
        self.running = InitiativeSide(self.workspace)
        self.ask = AskList()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.new)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        column.addWidget(self.facts)
        column.addStretch()
        self.side = Side(("Already running", Scrolled(self.running)), ("Ask customers first", self.ask))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(left, self.side))
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that leads to the line for the next action."""
        return self.add

    def show_planned(self, planned: Planned) -> None:
        """Show actions, initiatives and what customers were not asked about."""
        self._planned = planned
        snapshot = planned.snapshot
        self.table.show_rows([_row(planned, action) for action in snapshot.actions])
        self.nothing.setHidden(bool(snapshot.actions))
        self.table.setVisible(bool(snapshot.actions))
        self.setFocusProxy(self.table if snapshot.actions else self.new)
        self._show_action()
        done = sum(action.done for action in snapshot.actions)
        self.facts.setText(f"{done} of {amount(len(snapshot.actions), 'action')} done" if snapshot.actions else "")
        self.running.show_snapshot(snapshot)
        to_ask = not_yet_asked(snapshot, planned.views)
        self.ask.show_list(to_ask)
        count = len(to_ask.ideas) + len(to_ask.initiatives)
        self.side.tabs.setTabText(1, f"Ask customers first ({count})" if count else "Ask customers first")

    def add_for(self, idea_id: IdeaId) -> None:
        """Add an action for an idea, with its words, owner and day, and put the cursor there."""
        if self._planned is not None:
            idea = self._planned.snapshot.idea[idea_id]
            self.table.choose_added()
            self.workspace.do(service.add_action, idea.title, idea.owner, idea.due, idea_id=idea_id)

    def forget(self) -> None:
        """Begin anew: what was typed for another engagement may not reach this one."""
        self.new.clear()
        self.running.new.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the other list at the side with K."""
        if letter(event) == "K":
            self.side.turn()
        else:
            super().keyPressEvent(event)

    def _form(self) -> Form[Action]:
        form = Form[Action]()
        self.text = form.line("Action", lambda a: a.text, lambda a, v: replace(a, text=v), wide=True)
        self.owner = form.line("Owner", lambda a: a.owner, lambda a, v: replace(a, owner=v), "Who does it")
        self.due_box, self.due = form.day("Due", lambda a: a.due, lambda a, v: replace(a, due=v), "By", wide=False)
        return form

    def _wire(self) -> None:
        do = self.workspace.do
        self.table.row_chosen.connect(lambda _row: self._show_action())
        self.table.row_activated.connect(lambda _row: self._begin_change())
        self.table.ticked.connect(lambda row: do(service.set_done, row.action.id, not row.action.done))
        self.table.unwanted.connect(lambda row: do(service.remove_action, row.action.id))
        self.table.moved.connect(self._move)
        on_key(self, "Esc", self.setFocus)
        self.ask.idea_wanted.connect(self.idea_wanted)
        self.form.edited.connect(lambda action: do(service.change_action, action))
        self.workspace.refused.connect(lambda _problem: self._show_action())

    def _add(self) -> None:
        if self.new.text().strip():
            self.table.choose_added()
            text = self.new.text()
            self.workspace.hand_in(partial(self.new.put_back, text), service.add_action, text)
            self.new.clear()

    def _begin_change(self) -> None:
        self.text.setFocus()
        self.text.selectAll()

    def _show_action(self) -> None:
        row = self.table.current_row()
        self.form.setVisible(row is not None)
        if row is not None:
            self.form.show_value(row.action)

    def _move(self, step: int) -> None:
        rows: Sequence[ActionRow] = self.table.rows_model.rows
        ids = [row.action.id for row in rows]
        place = ids.index(self.table.current_row().action.id)
        if 0 <= place + step < len(ids):
            ids[place], ids[place + step] = ids[place + step], ids[place]
            self.workspace.do(service.arrange_actions, ids)


def _row(planned: Planned, action: Action) -> ActionRow:
    snapshot = planned.snapshot
    if action.idea_id is not None:
        return ActionRow(action, snapshot.idea[action.idea_id].title)
    if action.theme_id is not None and action.theme_id in snapshot.codebook.by_id:
        return ActionRow(action, snapshot.codebook.by_id[action.theme_id].name)
    return ActionRow(action, "")
