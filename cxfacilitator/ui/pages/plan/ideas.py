"""The ideas: cards put together in silence, each with who asked, what customers' evidence says, and its answer."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.criteria import HIGHEST
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui.keys import letter, on_key
from cxfacilitator.ui.pages.plan.cluster_side import ClusterSide
from cxfacilitator.ui.pages.plan.continue_list import ContinueList
from cxfacilitator.ui.pages.plan.face import UNDECIDED, Face
from cxfacilitator.ui.pages.plan.idea_detail import IdeaDetail
from cxfacilitator.ui.pages.plan.idea_list import IdeaList
from cxfacilitator.ui.pages.plan.planned import Planned
from cxfacilitator.ui.pages.plan.proposing import Proposing
from cxfacilitator.ui.pages.plan.rows import PlanRow, RowKind, rows_of
from cxfacilitator.ui.pages.plan.saving import hand_over
from cxfacilitator.ui.pages.plan.side import Side, beside
from cxfacilitator.ui.pages.plan.words import DECIDE_HINT, DECIDE_KEYS
from cxfacilitator.ui.widgets import EmptyState, label

_HINT = "F1 lists the keys. Space marks, M puts what is marked together."
_NO_ANSWERS = "No Start answers have been typed yet. Ideas come out of what groups write under Start, in question 4."


class IdeasFace(Face):
    """A list of ideas and cards, and beside it the idea under the cursor or what is to be continued."""

    name = "ideas"
    title = "Ideas"
    key = "F2"
    keys = (
        ("Up, Down", "Next row, row before"),
        ("Right, Left", "Show the cards of an idea, hide them"),
        ("Space", "Mark an idea or a card"),
        ("M", "Put what is marked together"),
        ("S", "Take an idea apart; take a card out of its idea"),
        ("G", "Suggest what belongs together"),
        ("A, Delete", "Accept a suggestion, turn it down"),
        ("N", "Name the idea"),
        ("1-5, 0", "Score the idea on the criterion with the arrow; 0 takes it back"),
        ("C, Shift+C", "Next criterion, criterion before"),
        ("D, then N P C E X", "Do now, plan, ask customers, explain, not now"),
        UNDECIDED,
        ("K", "The idea, or what is to be continued"),
        ("Esc", "Back to the list; mark nothing"),
    )

    def build(self) -> None:
        """Lay out the list above what can be done with it, and the side."""
        self._planned: Planned | None = None
        self.proposing = Proposing(self.workspace)
        self._shut: set[Hashable] = set()
        self._opened: set[Hashable] = set()
        self._wanted: IdeaId | None = None
        self._joining: frozenset[AnswerId] = frozenset()
        self._handed: Idea | None = None
        self._deciding = False
        self.make = QPushButton()
        self.make.clicked.connect(lambda _checked: self.workspace.do(service.make_ideas))
        self.suggest = QPushButton("Suggest clusters")
        self.suggest.setToolTip("Look for ideas and cards that propose the same; nothing is put together unasked (G)")
        self.suggest.clicked.connect(lambda _checked: self.proposing.ask())
        self.list = IdeaList()
        self.setFocusProxy(self.list)
        self.hint = label(_HINT, "small", wrap=True)
        self.together = QPushButton("Put together")
        self.together.setToolTip("Mark ideas and cards that propose the same with Space (M)")
        self.together.clicked.connect(lambda _checked: self._put_together())
        self.detail = IdeaDetail()
        self.cluster = ClusterSide()
        self.kept = ContinueList()
        self.kept_note = label("", "small", wrap=True)
        self.empty = EmptyState("plan", _NO_ANSWERS, "Type the sheets", lambda: self.stage_wanted.emit("sheets"))
        self.side = self._side()
        self.split = beside(self._left(), self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split, 1)
        column.addWidget(self.empty, 1)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that makes ideas; it is there while Start answers wait."""
        return self.make

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the button that asks the machine."""
        return (self.suggest,)

    def show_planned(self, planned: Planned) -> None:
        """Show the ideas; the cursor and the marks stay."""
        self._planned, self._handed = planned, None
        nothing = not planned.views and not planned.waiting
        self.split.setHidden(nothing)
        self.empty.setVisible(nothing)
        self.make.setText(f"Make {amount(len(planned.waiting), 'idea')}")
        self.make.setToolTip("Make an idea of each card that waits; then put those together that propose the same")
        self.make.setVisible(bool(planned.waiting))
        self.suggest.setHidden(nothing)
        self.kept.show_comparison(planned.snapshot, planned.comparison)
        self._show_kept_note(planned.snapshot)
        self._show_rows()

    def show_idea(self, idea_id: IdeaId) -> None:
        """Put the cursor on an idea."""
        self._wanted = idea_id
        self._show_rows()
        self.list.setFocus()

    def show_undecided(self) -> None:
        """Put the cursor on the next idea without an answer, after the last one again the first."""
        rows = [row for row in self.list.lines.rows if row.kind is RowKind.IDEA]
        current = self.list.current_row()
        here = current.view.idea.id if current is not None and current.view is not None else None
        after = next((place for place, row in enumerate(rows) if row.idea_id == here), -1) + 1
        for row in chain(rows[after:], rows[:after]):
            if row.view is not None and row.view.idea.disposition is None:
                self.list.choose(row.key)
                self.list.setFocus()
                return
        self.told.emit("Every idea has an answer.", "notice")

    def forget(self) -> None:
        """Begin anew: another engagement is open."""
        self.proposing.forget()
        self._planned = None
        self._wanted, self._joining = None, frozenset()
        self._shut, self._opened = set(), set()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter or a digit stands for, wherever no text is typed."""
        pressed = letter(event)
        if not pressed and event.key() != Qt.Key.Key_Delete:
            super().keyPressEvent(event)
        elif self._deciding:
            self._stop_deciding()
            if pressed in DECIDE_KEYS and self._view() is not None:
                self.detail.choose(DECIDE_KEYS[pressed])
        elif pressed.isdecimal():
            self._score(int(pressed))
        else:
            act = self._act_of(event, pressed)
            if act is None:
                super().keyPressEvent(event)
            else:
                act()

    def _act_of(self, event: QKeyEvent, pressed: str) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_Delete:
            return self._turn_down
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: Mapping[str, Callable[[], object]] = {
            "M": self._put_together,
            "S": self._take_apart,
            "G": self.proposing.ask,
            "A": self._accept,
            "N": self._name,
            "C": lambda: self._mark_criterion(-1 if back else 1),
            "D": self._begin_deciding,
            "K": self.side.turn,
        }
        return acts.get(pressed)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.together)
        column.addLayout(foot)
        return left

    def _side(self) -> Side:
        self.under_cursor = QStackedWidget()
        self.under_cursor.addWidget(self.detail)
        self.under_cursor.addWidget(self.cluster)
        to_continue = QWidget()
        column = QVBoxLayout(to_continue)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kept_note)
        column.addWidget(self.kept, 1)
        return Side(("Idea", self.under_cursor), ("To continue", to_continue))

    def _wire(self) -> None:
        self.list.row_chosen.connect(lambda _row: self._show_side())
        self.list.row_activated.connect(lambda _row: self._name())
        self.list.opening.connect(self._open)
        self.list.marked.connect(self._show_marks)
        self.list.dropped.connect(self._drop)
        self.detail.edited.connect(self._save)
        self.detail.split_wanted.connect(self._take_apart)
        self.detail.act_wanted.connect(self._want_action)
        self.detail.view_typed.connect(
            lambda idea_id, text: self.workspace.type_line(
                ("customer view", idea_id), service.set_customer_view, idea_id, text
            )
        )
        self.cluster.accepted.connect(self._accept)
        self.cluster.refused.connect(self._turn_down)
        self.workspace.refused.connect(lambda _problem: self._hear_refused())
        self.proposing.found.connect(self._hear_found)
        on_key(self, "Esc", self._back)

    def _show_rows(self) -> None:
        planned = self._planned
        if planned is None:
            return
        self.proposing.look_at(planned)
        rows = rows_of(
            planned.snapshot, planned.views, planned.waiting, self.proposing.open, shut=self._shut, opened=self._opened
        )
        self.list.show_rows(list(rows))
        for view in planned.views:
            if self._joining and self._joining <= set(view.idea.answer_ids):
                self._wanted, self._joining = view.idea.id, frozenset()
        if self._wanted is not None and self.list.choose(self._wanted):
            self._wanted = None
        self._show_side()

    def _show_side(self) -> None:
        """Show the idea under the cursor, or the cards of what is none yet."""
        row, planned = self.list.current_row(), self._planned
        if planned is None or row is None:
            return
        if row.view is not None:
            self.detail.show_idea(planned.snapshot, row.view)
            self.under_cursor.setCurrentWidget(self.detail)
        else:
            self.cluster.show_row(planned.snapshot, row)
            self.under_cursor.setCurrentWidget(self.cluster)

    def _hear_refused(self) -> None:
        """Show what the file has."""
        self._handed, self._joining = None, frozenset()
        self._show_side()

    def _show_marks(self) -> None:
        marks = len(self.list.marks)
        self.together.setEnabled(marks > 1)
        self.together.setText(f"Put {marks} together" if marks > 1 else "Put together")

    def _show_kept_note(self, snapshot: Snapshot) -> None:
        unread = sum(answer.box is Box.CONTINUE and not answer.reviewed for answer in snapshot.answers)
        more = f" {amount(unread, 'Continue answer')} not reviewed and not counted yet." if unread else ""
        self.kept_note.setText(f"Protect these before anything is changed. Enter shows the words.{more}")

    def _view(self) -> IdeaView | None:
        row = self.list.current_row()
        return row.view if row is not None else None

    def _open(self, row: PlanRow, wanted: bool) -> None:
        if row.kind is RowKind.IDEA:
            (self._opened.add if wanted else self._opened.discard)(row.key)
        else:
            (self._shut.discard if wanted else self._shut.add)(row.key)
        self._show_rows()

    def _put_together(self) -> None:
        """Put the marked rows together, into the first idea among them if there is one."""
        marks = self.list.marks
        if len(marks) > 1:
            self._join(marks, next((row.idea_id for row in marks if row.idea_id is not None), None))
        else:
            self.hint.setText("Mark two or more ideas or cards with Space first.")

    def _join(self, rows: Sequence[PlanRow], into: IdeaId | None) -> None:
        self.list.unmark()
        self._ask_for([card.id for row in rows for card in row.cards], into)

    def _ask_for(self, answer_ids: Sequence[AnswerId], into: IdeaId | None = None) -> None:
        """Have answers put together; the cursor then goes to the idea that they are in."""
        self._joining = frozenset(answer_ids)
        self.workspace.do(service.put_together, answer_ids, into)

    def _drop(self, rows: Sequence[PlanRow], target: PlanRow) -> None:
        """Put dragged rows into the idea that they were let go on, or make one with the card."""
        if target.view is not None:
            self._join(rows, target.view.idea.id)
        elif target.kind is RowKind.CARD and target.proposal is None:
            self._join((*rows, target), None)

    def _take_apart(self) -> None:
        row = self.list.current_row()
        if row is not None and row.kind is RowKind.CARD and row.view is not None:
            self.workspace.do(service.take_out, [row.cards[0].id])
        elif row is not None and row.idea_id is not None:
            self.workspace.do(service.split, row.idea_id)

    def _hear_found(self) -> None:
        """Go to the first suggestion, or say that there is none."""
        self._show_rows()
        if self.proposing.open:
            self.list.choose_line(0)
            self.list.setFocus()
        else:
            self.told.emit("Nothing more here seems to propose the same.", "notice")

    def _proposal(self) -> Proposal | None:
        row = self.list.current_row()
        return row.proposal if row is not None else None

    def _accept(self) -> None:
        """Put the suggested cards together; the cursor goes to the next suggestion, after the last to the idea."""
        proposal = self._proposal()
        if proposal is None:
            return
        self.list.choose(proposal.answer_ids)
        if len(self.proposing.open) > 1:
            self.workspace.do(service.put_together, proposal.answer_ids)
        else:
            self._ask_for(proposal.answer_ids)

    def _turn_down(self) -> None:
        proposal = self._proposal()
        if proposal is not None:
            self.proposing.turn_down(proposal)
            self._show_rows()

    def _name(self) -> None:
        if self._view() is not None:
            self.side.show_part(0)
            self.detail.title.setFocus()
            self.detail.title.selectAll()

    def _want_action(self) -> None:
        view = self._view()
        if view is not None:
            self.action_wanted.emit(view.idea.id)

    def _begin_deciding(self) -> None:
        if self._view() is not None:
            self.side.show_part(0)
            self.detail.show_decision()
            self._deciding = True
            self.hint.setText(DECIDE_HINT)

    def _stop_deciding(self) -> None:
        self._deciding = False
        self.hint.setText(_HINT)

    def _score(self, number: int) -> None:
        view, criterion = self._view(), self.detail.criteria.marked
        if view is not None and criterion is not None and number <= HIGHEST:
            self._mark_criterion(0)
            self.workspace.do(service.score, view.idea.id, criterion.id, number or None)

    def _mark_criterion(self, step: int) -> None:
        if self._view() is not None:
            self.side.show_part(0)
            self.detail.mark_criterion(step)

    def _save(self, idea: Idea) -> None:
        """Hand over what differs from the file, or from what is on its way there: one thing of each field."""
        known = {view.idea.id: view.idea for view in self._planned.views} if self._planned else {}
        before = self._handed if self._handed and self._handed.id == idea.id else known.get(idea.id)
        if before is None:
            return
        self._handed = idea
        hand_over(self.workspace, before, idea, self.detail.criteria.choices)

    def _back(self) -> None:
        """Go back to the list; there, let go of the first letter, then of the marks."""
        if not self.list.hasFocus():
            self.list.setFocus()
        elif self._deciding:
            self._stop_deciding()
        else:
            self.list.unmark()
