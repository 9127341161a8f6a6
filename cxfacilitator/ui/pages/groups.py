"""Groups of 6-8: what the headcount allows, a proposed seating, and tables whose people are moved by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    GroupPlan,
    SplitChoice,
    assess,
    default_rules,
    split_choices,
)
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import groups as service
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import EmptyState, TableView, label
from cxfacilitator.ui.widgets.audience_choice import AudienceChoice
from cxfacilitator.ui.widgets.seating_cards import (
    Seen,
    fits,
    formed_cards,
    headcount_words,
    other_headcounts,
    proposed_cards,
    see,
    table_number,
    warnings,
)
from cxfacilitator.ui.widgets.seating_view import SeatingView

WHOLE = "Everybody together"
_LEFT_WIDTH = 308
_MOST_ROWS = 5


class GroupsPage(Page):
    """Who sits with whom."""

    stage = "groups"
    title = "Groups"
    sentence = "Six to eight people a table, mixed, and nobody with their own line manager."
    keys = (
        ("G", "Propose groups, or propose again"),
        ("Ctrl+Enter", "Form the groups that are proposed"),
        ("Arrows", "Go from person to person"),
        ("M, then a number", "Move the chosen person to that table"),
        ("Esc", "Discard the proposal, or stop moving"),
    )

    def build(self) -> None:
        """Lay out the choices at the left and the tables at the right."""
        self.seen = Seen()
        self.proposal: GroupPlan | None = None
        self._seed = 0
        self._forming = False
        self._job: Job | None = None
        self.audience = AudienceChoice()
        self.audience.chosen.connect(self._choose_other)
        self.session = QComboBox()
        self.session.setAccessibleName("Session")
        self.session.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.session.currentIndexChanged.connect(self._choose_other)
        self.generate = QPushButton("Propose groups")
        self.generate.setToolTip("Find a seating that mixes departments, sites and grades (G)")
        self.generate.clicked.connect(self.propose)
        self.discard = QPushButton("Discard")
        self.discard.setToolTip("Leave the groups as they are (Esc)")
        self.discard.clicked.connect(self._discard)
        self.form = QPushButton()
        self.form.setToolTip("Make these the groups (Ctrl+Enter)")
        self.form.clicked.connect(self._form)
        self.add_table = QPushButton("Add a table")
        self.add_table.setToolTip("An empty table, for latecomers or for a sheet that comes without a roster")
        self.add_table.clicked.connect(lambda: self.workspace.do(service.add, self.audience.audience))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.audience)
        top.addWidget(self.session)
        top.addStretch()
        self.column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._left())
        row.addLayout(self._right(), 1)
        self.column.addLayout(row, 1)
        for keys, act in (("G", self.propose), ("Ctrl+Return", self._form), ("Esc", self._discard)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)

    def primary_action(self) -> QPushButton | None:
        """Form the groups that are proposed."""
        return self.form

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Add a table, propose, discard."""
        return (self.add_table, self.discard, self.generate)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the tables of the chosen audience and session."""
        counts = dict.fromkeys(Audience, 0)
        for person in snapshot.participants:
            counts[person.audience] += person.attendance.may_sit
        self.audience.show_audiences(snapshot.engagement.audiences, counts)
        self._list_sessions(snapshot)
        before, self.seen = self.seen, see(snapshot, self.audience.audience, self.session.currentData() or "")
        if self._forming and before.groups != self.seen.groups:
            self._forming, self.proposal = False, None
        if self.proposal is not None and not fits(self.proposal, self.seen):
            self.proposal = None
        self._show_choices()
        self._show_tables()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        (self.tables if self.tables.isVisible() else self.audience.buttons[self.audience.audience]).setFocus()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the people who have a seat; of the audiences where nobody is on the roster."""
        people = sum(person.attendance.may_sit for person in snapshot.participants)
        if people:
            return 1 - sum(len(service.loose(snapshot, audience)) for audience in Audience) / people
        asked = snapshot.engagement.audiences
        return sum(bool(snapshot.groups_of(audience)) for audience in asked) / len(asked) if asked else None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the first audience with people who have no seat."""
        for audience in Audience:
            people, loose = len(service.to_seat(snapshot, audience)), len(service.loose(snapshot, audience))
            if loose and loose == people:
                return f"{audience.label}: propose groups for {people} people."
            if loose:
                return f"{audience.label}: find a seat for {loose} of {people} people."
        return "" if snapshot.groups else "Fill the roster first, or add a table for a sheet without names."

    def propose(self) -> None:
        """Look for a seating in the background and show it as a proposal."""
        snapshot, choice = self.workspace.snapshot, self._choice()
        if snapshot is None or choice is None or self._job is not None:
            return
        self._seed += 1
        self._job = self.workspace.jobs.run(
            service.propose,
            snapshot,
            self.seen.audience,
            self.seen.session_code,
            choice.sizes,
            self._seed,
            title=f"Seating {sum(choice.sizes)} people",
            done=self._take,
            failed=self._hear_failed,
        )

    def _left(self) -> QWidget:
        self.headcount = label("", "heading", wrap=True)
        self.who = label("", "muted", wrap=True)
        self.choices = TableModel[SplitChoice](
            (Column("Ways to split", lambda choice: choice.words, tooltip=lambda choice: choice.words),),
            row_id=lambda choice: choice.sizes,
        )
        self.choice_table = TableView(self.choices)
        self.choice_table.horizontalHeader().hide()
        self.choice_table.row_activated.connect(lambda _row: self.propose())
        self.words = QVBoxLayout()
        self.words.setSpacing(8)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self.headcount, self.who, self.choice_table):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(self.words)
        column.addStretch()
        self.left = QScrollArea()
        self.left.setWidget(inner)
        self.left.setWidgetResizable(True)
        self.left.setFrameShape(QFrame.Shape.NoFrame)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left.setFixedWidth(_LEFT_WIDTH)
        return self.left

    def _right(self) -> QVBoxLayout:
        self.status = label("", "muted", wrap=True)
        self.tables = SeatingView()
        self.tables.moved.connect(self._move)
        self.tables.asking.connect(self._show_status)
        self.nobody = EmptyState("groups", "", "Go to the roster", lambda: self.go("roster"))
        self.nothing = EmptyState("groups", "", "Propose groups", self.propose)
        self.middle = QStackedWidget()
        for widget in (self.tables, self.nobody, self.nothing):
            self.middle.addWidget(widget)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.status)
        column.addWidget(self.middle, 1)
        return column

    def _list_sessions(self, snapshot: Snapshot) -> None:
        audience = self.audience.audience
        codes = sorted({p.session_code for p in snapshot.participants if p.audience is audience and p.session_code})
        wanted = [(code, code) for code in codes] + [(WHOLE, "")]
        shown = [(self.session.itemText(n), self.session.itemData(n)) for n in range(self.session.count())]
        if wanted != shown:
            chosen = self.session.currentData()
            with QSignalBlocker(self.session):
                self.session.clear()
                for text, code in wanted:
                    self.session.addItem(text, code)
                self.session.setCurrentIndex(max(0, self.session.findData(chosen)) if chosen else 0)
        self.session.setVisible(bool(codes))

    def _show_choices(self) -> None:
        count = len(self.seen.people)
        choices = split_choices(count) if count else ()
        self.left.setVisible(count > 0)
        if choices and not choices[0].exact:
            self.headcount.setText(f"{count} people cannot be split into groups of {SMALLEST}-{LARGEST}")
            self.who.setText(other_headcounts(count))
        else:
            self.headcount.setText(f"{amount(count, 'person', 'people')} to seat")
            self.who.setText(headcount_words(self.seen, self.workspace.snapshot))
        self.choices.set_rows(choices)
        if choices and self.choice_table.current_row() is None:
            self.choice_table.choose(choices[0].sizes)
        self.choice_table.be_as_tall_as(min(max(len(choices), 1), _MOST_ROWS))

    def _show_tables(self) -> None:
        plan, seen = self.proposal, self.seen
        if plan is not None:
            self.tables.show_cards(proposed_cards(plan, seen))
            self.form.setText(f"Form {amount(len(plan.groups), 'group')}")
        else:
            self.tables.show_cards(formed_cards(seen))
        self.nobody.sentence.setText(
            f"Nobody is on the roster of {seen.audience.value} yet. Import the list there, or just tell how many come."
        )
        self.nothing.sentence.setText(
            f"{len(seen.people)} people can be seated. A proposal changes nothing until you form the groups."
        )
        empty = self.nothing if seen.people else self.nobody
        shown = self.tables if plan is not None or seen.groups else empty
        self.middle.setCurrentWidget(shown)
        self.form.setVisible(plan is not None)
        self.discard.setVisible(plan is not None)
        self.add_table.setVisible(plan is None)
        self.generate.setVisible(bool(seen.people) and shown is self.tables)
        self.generate.setText("Propose again" if plan is not None or seen.groups else "Propose groups")
        if plan is not None:
            self._say(plan.sentences(), "")
        else:
            self._say(warnings(seen), "warning")
        self._show_status("")

    def _say(self, sentences: Sequence[str], role: str) -> None:
        while (item := self.words.takeAt(0)) is not None:
            old = item.widget()
            if isinstance(old, QLabel):
                old.hide()
                old.deleteLater()
        for sentence in sentences:
            self.words.addWidget(label(sentence, role, wrap=True))

    def _show_status(self, asking: str) -> None:
        if asking:
            text = asking
        elif self.proposal is not None:
            text = (
                f"Proposal {self.proposal.seed}. Nothing changes until you form the groups; drag people to adjust it."
            )
        elif self.seen.groups:
            text = "Drag somebody to another table, or choose them and press M and the table's number."
        else:
            text = ""
        self.status.setText(text)
        self.status.setVisible(self.middle.currentWidget() is self.tables)

    def _choice(self) -> SplitChoice | None:
        chosen = self.choice_table.current_row()
        return chosen if isinstance(chosen, SplitChoice) else None

    def _choose_other(self) -> None:
        self.proposal = None
        self._seed = 0
        self.choice_table.clearSelection()
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _take(self, plan: GroupPlan) -> None:
        self._job = None
        if (plan.audience, plan.session_code) == (self.seen.audience, self.seen.session_code) and fits(plan, self.seen):
            self.proposal = plan
            self._show_tables()
            self.tables.setFocus()

    def _hear_failed(self, problem: CxError) -> None:
        self._job = None
        self.tell(str(problem), "error")

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: a proposal for the one before is of no use to it."""
        self.proposal, self._seed, self._forming = None, 0, False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _hear_refused(self, _problem: CxError) -> None:
        self._forming = False

    def _discard(self) -> None:
        if self.proposal is not None:
            self.proposal = None
            self._show_tables()

    def _form(self) -> None:
        if self.proposal is not None:
            self._forming = True
            self.tables.setFocus()
            self.workspace.do(service.apply, self.proposal)

    def _move(self, person: ParticipantId, number: int) -> None:
        if self.proposal is not None:
            groups = [[member for member in group if member != person] for group in self.proposal.groups]
            groups[number - 1].append(person)
            self.proposal = assess(
                self.seen.people,
                [group for group in groups if group],
                default_rules(self.seen.audience),
                audience=self.seen.audience,
                session_code=self.seen.session_code,
                seed=self.proposal.seed,
            )
            self._show_tables()
            return
        target = next((g.id for place, g in enumerate(self.seen.groups, 1) if table_number(g, place) == number), None)
        self.workspace.do(service.move, person, target)
