"""The plan: every idea gets an answer, and what works already is kept in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.ideas import IdeaView, in_order, view_ideas
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.plan.continue_view import ContinueView
from cxfacilitator.ui.pages.plan.idea_detail import IdeaDetail
from cxfacilitator.ui.pages.plan.idea_table import HINTS, IdeaTable
from cxfacilitator.ui.widgets import EmptyState, Meter, label

_NONE_YET = (
    "The Start answers wait to become ideas. Each becomes one; then put those together that propose the same thing."
)
_NO_ANSWERS = "Ideas come out of the Start answers of question 4. Type the sheets or import the answers first."


class PlanPage(Page):
    """Ideas in order with the decision on each, and the list of what to continue."""

    stage = "plan"
    title = "Plan"
    sentence = "Every idea gets an answer. Impact and effort are given by people; nothing is guessed."
    keys = (
        ("Up, Down", "Next idea, idea before"),
        ("I, then 1-5", "Score the impact on customers"),
        ("E, then 1-5", "Score the effort"),
        ("D, then N P C E X", "Do now, plan, ask customers, explain, not now"),
        ("N", "Name the idea"),
        ("Shift+Up, Shift+Down", "Select several ideas"),
        ("M", "Put the selected ideas together"),
        ("Alt+I, Alt+C", "Ideas, continue list"),
        ("Esc", "Back to the table"),
    )

    def build(self) -> None:
        """Lay out the facts, the tabs, the table with the idea beside it, and the continue list."""
        self._comparison: Comparison | None = None
        self._compared: Snapshot | None = None
        self.make = QPushButton("Make ideas")
        self.make.clicked.connect(lambda: self.workspace.do(service.make_ideas))
        self.considered = label()
        self.meter = Meter(18)
        self.wins = label("", "muted")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("&Ideas")
        self.tabs.addTab("&Continue")
        self.together = QPushButton("Put together")
        self.together.setToolTip("Select ideas that propose the same thing (M); the first one's name is kept")
        self.together.clicked.connect(self._merge)
        self.table = IdeaTable()
        self.detail = IdeaDetail()
        self.hint = label(HINTS[""], "small", wrap=True)
        self.kept = ContinueView()
        self.kept_note = label("", "small", wrap=True)
        self.empty = EmptyState("plan", "", "Make ideas", self._fill)
        self.views = QStackedWidget()
        self.views.addWidget(self._ideas())
        self.views.addWidget(self._continue())
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.tabs)
        line.addStretch()
        line.addWidget(self.wins)
        line.addSpacing(12)
        line.addWidget(self.meter)
        line.addWidget(self.considered)
        self.column.addLayout(line)
        self.column.addWidget(self.views, 1)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that makes ideas; it is there while Start answers wait."""
        return self.make

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the ideas held against the comparison."""
        comparison = self._comparison_of(snapshot)
        views = in_order(view_ideas(snapshot, comparison))
        self.table.ideas.set_rows(views)
        if self.table.current_row() is None and views:
            self.table.choose(views[0].idea.id)
        self._show_facts(snapshot, views)
        self._show_idea(self.table.current_row())
        self._show_selection()
        self.kept.show_comparison(snapshot, comparison)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table."""
        super().showEvent(event)
        self._show_view(self.tabs.currentIndex())

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of ideas that have an answer."""
        total = len(snapshot.ideas) + len(service.unclustered(snapshot))
        return sum(idea.disposition is not None for idea in snapshot.ideas) / total if total else None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name what has no answer yet."""
        waiting = len(service.unclustered(snapshot))
        if waiting:
            return f"Make ideas of the {waiting} Start answers that belong to none."
        undecided = sum(idea.disposition is None for idea in snapshot.ideas)
        if undecided:
            return f"Decide on {amount(undecided, 'idea')}: leadership answers every one."
        return "" if snapshot.ideas else "Ideas come out of the Start answers: type the sheets first."

    def _ideas(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.together)
        column.addLayout(foot)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(24)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([720, 340])
        both = QWidget()
        whole = QVBoxLayout(both)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split, 1)
        whole.addWidget(self.empty, 1)
        return both

    def _continue(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kept_note)
        column.addWidget(self.kept, 1)
        return view

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_view)
        self.table.row_chosen.connect(self._show_idea)
        self.table.row_activated.connect(lambda _view: self._name())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        self.table.naming.connect(self._name)
        self.table.merging.connect(self._merge)
        self.table.scored.connect(self._score)
        self.table.decided.connect(self.detail.choose)
        self.table.hinted.connect(self.hint.setText)
        self.detail.edited.connect(self._save)
        self.detail.split_wanted.connect(self._take_apart)
        self.workspace.refused.connect(lambda _problem: self._show_idea(self.table.current_row()))
        back = QShortcut(QKeySequence("Esc"), self.split)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._back)

    def _comparison_of(self, snapshot: Snapshot) -> Comparison:
        """Compare anew only when what is compared has changed; scores and decisions do not change it."""
        before = self._compared
        same = before is not None and all(
            getattr(before, name) is getattr(snapshot, name)
            for name in ("answers", "tags", "groups", "codebook", "engagement")
        )
        if self._comparison is None or not same:
            self._comparison = compare(snapshot)
        self._compared = snapshot
        return self._comparison

    def _show_facts(self, snapshot: Snapshot, views: Sequence[IdeaView]) -> None:
        waiting = len(service.unclustered(snapshot))
        self.make.setText(_make_words(waiting))
        self.make.setVisible(waiting > 0 and bool(views))
        self.split.setVisible(bool(views))
        self.empty.setVisible(not views)
        self.empty.sentence.setText(_NONE_YET if waiting else _NO_ANSWERS)
        self.empty.button.setText(_make_words(waiting) if waiting else "Type the sheets")
        considered = sum(view.idea.disposition is not None for view in views)
        self.considered.setText(f"{considered} of {len(views)} considered" if views else "")
        self.meter.set_share(considered / len(views) if views else None)
        quick = sum(view.quick_win for view in views)
        unscored = sum(view.idea.impact is None or view.idea.effort is None for view in views)
        facts = [
            amount(quick, "quick win") if quick else "",
            f"{unscored} not scored" if unscored else "",
        ]
        self.wins.setText(" · ".join(fact for fact in facts if fact))
        self.wins.setToolTip(service.tell_quick_win())
        unread = sum(a.box is Box.CONTINUE and not a.reviewed for a in snapshot.answers)
        more = f" {unread} Continue answers are not reviewed and not counted yet." if unread else ""
        self.kept_note.setText(f"Buy-in is already there: protect these before anything is changed.{more}")

    def _show_idea(self, view: IdeaView | None) -> None:
        self.detail.show_idea(self.workspace.snapshot, view)

    def _show_selection(self) -> None:
        chosen = len(self.table.selected_ideas())
        self.together.setEnabled(chosen > 1)
        self.together.setText(f"Put {chosen} together" if chosen > 1 else "Put together")

    def _show_view(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        (self.kept.table if number else self.table).setFocus()

    def _fill(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and service.unclustered(snapshot):
            self.workspace.do(service.make_ideas)
        else:
            self.go("sheets")

    def _back(self) -> None:
        self.table.start_over()
        self.table.setFocus()

    def _name(self) -> None:
        self.detail.title.setFocus()
        self.detail.title.selectAll()

    def _merge(self) -> None:
        chosen = [view.idea.id for view in self.table.selected_ideas()]
        if len(chosen) > 1:
            self.workspace.do(service.merge, chosen)
            self.table.choose(chosen[0])
        else:
            self.hint.setText("Select two or more ideas first: hold Shift or Ctrl while you choose.")

    def _take_apart(self) -> None:
        view = self.table.current_row()
        if view is not None:
            self.workspace.do(service.split, view.idea.id)

    def _score(self, which: str, number: int) -> None:
        view = self.table.current_row()
        if view is not None:
            self.workspace.do(service.score, view.idea.id, IMPACT if which == "I" else EFFORT, number or None)

    def _save(self, idea: Idea) -> None:
        """Hand over what differs from the file: a field is left at a time, so it is one thing."""
        view = next((view for view in self.table.ideas.rows if view.idea.id == idea.id), None)
        if view is None:
            return
        before = view.idea
        if idea.title != before.title:
            self.workspace.do(service.rename, idea.id, idea.title)
        for criterion_id in (IMPACT, EFFORT):
            given = idea.given.get(criterion_id)
            if given != before.given.get(criterion_id):
                self.workspace.do(service.score, idea.id, criterion_id, given)
        decided = (idea.disposition, idea.reason, idea.owner, idea.due)
        if decided != (before.disposition, before.reason, before.owner, before.due):
            self.workspace.do(service.decide, idea.id, *decided)


def _make_words(waiting: int) -> str:
    return f"Make {amount(waiting, 'idea')}"
