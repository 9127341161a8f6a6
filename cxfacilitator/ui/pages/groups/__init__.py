"""Groups of 6-8: what the headcount allows, a proposed seating, tables moved by hand, and mending on the day."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSplitter

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupPlan, SeatingRules, Wish, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import groups as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.groups.buttons import Buttons
from cxfacilitator.ui.pages.groups.room import Room
from cxfacilitator.ui.pages.groups.session_choice import SessionChoice
from cxfacilitator.ui.pages.groups.side_panel import SidePanel
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets.audience_choice import AudienceChoice
from cxfacilitator.ui.widgets.seating_cards import (
    Seen,
    fits,
    group_of_number,
    see,
    table_number,
)

_FORM_FIRST = "This is only a proposal. Form the groups first (Ctrl+Enter), then lock tables and pin people."


class GroupsPage(Page):
    """Who sits with whom."""

    stage = "groups"
    title = "Groups"
    sentence = "Six to eight people a table, mixed, and nobody with their own line manager."
    keys = (
        ("G", "Propose groups, or propose again"),
        ("Ctrl+Enter", "Form the groups that are proposed"),
        ("C", "Compare with the proposal before; arrows and Enter take one"),
        ("Arrows", "Go from person to person"),
        ("M, then a number", "Move the chosen person to that table"),
        ("X or S, twice", "Swap two people"),
        ("Enter", "Seat a late-comer at the best table"),
        ("L", "Lock the table, or unlock it"),
        ("P", "Pin the chosen person, or unpin"),
        ("R, Shift+R", "Draw missing roles, draw all again"),
        ("B", "Re-balance after no-shows and walk-ins"),
        ("W", "Add a wish"),
        ("Ctrl+P", "Print lists, signs and moves"),
        ("Esc", "Discard the proposal, or stop moving"),
    )

    def build(self) -> None:
        """Lay out the choices at the left and the tables at the right."""
        self.seen = Seen()
        self.proposal: GroupPlan | None = None
        self.earlier: GroupPlan | None = None
        self._asked: tuple[SeatingRules, tuple[Wish, ...]] | None = None
        self._prices: Mapping[Wish, str] = {}
        self._seed = 0
        self._roles_seed = 0
        self._new_mates = False
        self._forming = False
        self._job: Job | None = None
        self.buttons = Buttons()
        for button, act in (
            (self.buttons.generate, self.propose),
            (self.buttons.discard, self._discard),
            (self.buttons.form, self._form),
            (self.buttons.add_table, self._add_table),
            (self.buttons.remove_empty, self._remove_empty),
            (self.buttons.mend, self.rebalance),
            (self.buttons.compare, self._toggle_compare),
            (self.buttons.roles, self._draw),
            (self.buttons.paper, self._print),
        ):
            button.clicked.connect(act)
        self.room = Room(lambda: self.go("roster"), self.propose)
        self.tables = self.room.tables
        self.tables.moved.connect(self._move)
        self.tables.swapped.connect(self._swap)
        self.tables.entered.connect(self._seat_late_comer)
        self.room.mending.agreed.connect(self._apply_answer)
        self.room.mending.left.connect(self._discard)
        self.room.comparing.taken.connect(self._take_compared)
        self.panel = SidePanel()
        self.panel.split_taken.connect(self.propose)
        self.panel.print_wanted.connect(self._print)
        self.panel.rules.changed.connect(self._set_rules)
        self.panel.wishes.added.connect(self._add_wish)
        self.panel.wishes.dropped.connect(lambda wish: self.workspace.do(service.remove_wish, wish))
        self.panel.explanation.prices_wanted.connect(self._ask_prices)
        self.panel.explanation.proof_wanted.connect(self._ask_proof)
        self.audience = AudienceChoice()
        self.audience.chosen.connect(self._choose_other)
        self.session = SessionChoice()
        self.session.currentIndexChanged.connect(self._choose_other)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.audience)
        top.addWidget(self.session)
        top.addStretch()
        top.addWidget(self.buttons.roles)
        top.addWidget(self.buttons.paper)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self.room)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.setSizes([theme.px(308), theme.px(800)])
        self.panel.setMinimumWidth(300)
        self.column.addLayout(top)
        self.column.addWidget(self.splitter, 1)
        self._make_keys()
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)
        self.workspace.jobs.ended.connect(self._hear_ended)

    def primary_action(self) -> QPushButton | None:
        """Form the groups that are proposed."""
        return self.buttons.form

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Remove empty tables, add one, re-balance, compare, discard, propose."""
        may = self.buttons
        return (may.remove_empty, may.add_table, may.mend, may.compare, may.discard, may.generate)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the tables of the chosen audience and session."""
        counts = dict.fromkeys(Audience, 0)
        for person in snapshot.participants:
            counts[person.audience] += person.attendance.may_sit
        self.audience.show_audiences(snapshot.engagement.audiences, counts)
        audience = self.audience.audience
        self.session.show_codes(
            sorted({p.session_code for p in snapshot.participants if p.audience is audience and p.session_code})
        )
        before, self.seen = self.seen, see(snapshot, audience, self.session.code)
        if self._forming and before != self.seen:
            self._forming, self.proposal, self.earlier = False, None, None
        if self.proposal is not None and not fits(self.proposal, self.seen):
            self.proposal = None
        if self.earlier is not None and (self.proposal is None or not fits(self.earlier, self.seen)):
            self.earlier = None
        if before.people != self.seen.people or before.groups != self.seen.groups:
            self._leave_mending()
        asked = (service.rules_for(snapshot, self.seen.audience), snapshot.wishes)
        if asked != self._asked:
            self._asked, self._prices = asked, {}
            if self.proposal is not None:
                self.proposal = service.adjusted(snapshot, self.proposal, self.proposal.groups)
        self.panel.show_seen(self.seen, snapshot, asked[0])
        self._show_tables()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        self._take_keys()

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
        snapshot, choice, asked = self.workspace.snapshot, self.panel.choice, self._asked
        if snapshot is None or asked is None or self._job is not None:
            return
        self._seed += 1
        self._job = self.workspace.jobs.run(
            service.propose,
            snapshot,
            self.seen.audience,
            self.seen.session_code,
            choice.sizes if choice is not None and asked[0].same is None else None,
            self._seed,
            self.panel.new_mates.isChecked(),
            title=f"Seating {amount(len(self.seen.people), 'person', 'people')}",
            done=self._take,
            failed=self._hear_failed,
        )

    def rebalance(self) -> None:
        """Look for ways to mend the groups in the background and show them side by side."""
        snapshot = self.workspace.snapshot
        if snapshot is None or self._job is not None or self.proposal is not None or not self.seen.groups:
            return
        self._job = self.workspace.jobs.run(
            service.rebalance,
            snapshot,
            self.seen.audience,
            self.seen.session_code,
            title="Looking for the fewest moves",
            done=self._take_answers,
            failed=self._hear_failed,
        )

    def _make_keys(self) -> None:
        for keys, act in (
            ("G", self.propose),
            ("Ctrl+Return", self._form),
            ("Esc", self._discard),
            ("C", self.buttons.compare.click),
            ("L", self._lock),
            ("P", self._pin),
            ("R", self._draw),
            ("Shift+R", lambda: self._draw(afresh=True)),
            ("B", self.rebalance),
            ("W", self._begin_wish),
            ("Ctrl+P", self._print),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_tables(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        plan, seen = self.proposal, self.seen
        self.room.show_room(snapshot, seen, plan, self.earlier if self.buttons.compare.isChecked() else None)
        shown = plan or service.standing(snapshot, seen.audience, seen.session_code)
        labels = [group.label for group in seen.groups if seen.members.get(group.id)]
        if plan is not None:
            labels = [target.label for target in service.targets(snapshot, plan)]
        names = service.full_names(snapshot.participants)
        self.panel.explain(shown, labels, names, self._prices)
        self.panel.setVisible(bool(seen.people))
        self.buttons.show_what_can_be_done(snapshot, seen, plan, self.earlier, self.room.shown is self.room.mending)

    def _choose_other(self) -> None:
        self.proposal = self.earlier = None
        self._seed = 0
        self._leave_mending()
        self.panel.begin_afresh()
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _take(self, plan: GroupPlan) -> None:
        if (plan.audience, plan.session_code) == (self.seen.audience, self.seen.session_code) and fits(plan, self.seen):
            self.earlier, self.proposal = self.proposal, plan
            self._new_mates = plan.again is not None
            self._prices = {}
            self._leave_mending()
            self._show_tables()
            self._take_keys()

    def _take_answers(self, answers: tuple[service.Rebalance, ...]) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or self.proposal is not None or not fits(answers[0].plan, self.seen):
            return
        names = service.full_names(snapshot.participants)
        self.room.mending.show_answers(answers, names)
        self._show_tables()
        self.room.mending.begin()

    def _apply_answer(self, answer: service.Rebalance) -> None:
        self._leave_mending()
        self.tables.setFocus()
        if answer.moved:
            self.panel.expect_moves()
        self.workspace.do(service.apply_rebalance, answer)

    def _leave_mending(self) -> None:
        self.room.mending.show_answers((), {})

    def _hear_failed(self, problem: CxError) -> None:
        self.tell(str(problem), "error")

    def _hear_ended(self, job: Job) -> None:
        """Another job may begin, whatever became of this one."""
        if job is self._job:
            self._job = None

    def _begin_afresh(self, snapshot: Snapshot) -> None:
        """Another engagement was opened: a proposal for the one before is of no use to it."""
        filled = [audience for audience in Audience if service.to_seat(snapshot, audience)]
        if filled and self.audience.audience not in filled:
            self.audience.choose(Audience.STAFF if Audience.STAFF in filled else filled[0])
        self.proposal, self.earlier, self._seed, self._forming = None, None, 0, False
        self._leave_mending()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _hear_refused(self, _problem: CxError) -> None:
        self._forming = False

    def _discard(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.panel.isAncestorOf(focused):
            # Esc there leaves the field; it does not throw away what is proposed.
            self._take_keys()
            return
        if self.room.mending.answers:
            self._leave_mending()
        elif self.buttons.compare.isChecked():
            self.buttons.compare.setChecked(False)
        elif self.proposal is not None:
            self.proposal = self.earlier = None
        else:
            return
        self._show_tables()
        self.tables.setFocus()

    def _take_keys(self) -> None:
        if self.room.shown is self.room.comparing:
            self.room.comparing.buttons[1].setFocus()
        else:
            (self.tables if self.tables.isVisible() else self.audience.buttons[self.audience.audience]).setFocus()

    def _form(self) -> None:
        if self.proposal is not None:
            self._forming = True
            self.buttons.compare.setChecked(False)
            self.tables.setFocus()
            self.workspace.do(service.apply, self.proposal, self._new_mates)

    def _toggle_compare(self) -> None:
        if self.proposal is None or self.earlier is None:
            self.buttons.compare.setChecked(False)
            return
        self._show_tables()
        self._take_keys()

    def _take_compared(self, plan: GroupPlan) -> None:
        if plan is self.earlier:
            self.earlier, self.proposal = self.proposal, plan
        self.buttons.compare.setChecked(False)
        self._show_tables()
        self.tables.setFocus()

    def _move(self, person: ParticipantId, number: int) -> None:
        if self.proposal is not None:
            place = self._place(number)
            groups = [[member for member in group if member != person] for group in self.proposal.groups]
            groups[place].append(person)
            self._adjust(groups)
            return
        target = group_of_number(self.seen, number)
        self.workspace.do(service.move, person, target.id if target is not None else None)

    def _swap(self, first: ParticipantId, second: ParticipantId) -> None:
        if self.proposal is None:
            self.workspace.do(service.swap, first, second)
            return
        other = {first: second, second: first}
        self._adjust([[other.get(member, member) for member in group] for group in self.proposal.groups])

    def _adjust(self, groups: Sequence[Sequence[ParticipantId]]) -> None:
        if self.proposal is None or self.workspace.snapshot is None:
            return
        try:
            self.proposal = service.adjusted(self.workspace.snapshot, self.proposal, groups)
        except CxError as problem:
            self.tell(str(problem), "error")
        self._show_tables()

    def _place(self, number: int) -> int:
        """Return the place in the proposal of the table with this number."""
        assert self.proposal is not None
        assert self.workspace.snapshot is not None
        targets = service.targets(self.workspace.snapshot, self.proposal)
        numbers = [table_number(target.code, self.seen.audience, place) for place, target in enumerate(targets, 1)]
        return numbers.index(number)

    def _seat_late_comer(self, person: ParticipantId) -> None:
        if self.room.best is not None:
            self.workspace.do(service.move, person, self.room.best.group.id)

    def _lock(self) -> None:
        card = self.tables.card_of(self.tables.chosen)
        group = group_of_number(self.seen, card.number) if card is not None and card.number else None
        if self.proposal is not None:
            self.tell(_FORM_FIRST)
        elif group is not None:
            self.workspace.do(service.set_locked, group.id, not group.locked)

    def _pin(self) -> None:
        snapshot, chosen = self.workspace.snapshot, self.tables.chosen
        if self.proposal is not None:
            self.tell(_FORM_FIRST)
        elif snapshot is not None and chosen is not None:
            self.workspace.do(service.set_pinned, chosen, not snapshot.participant[chosen].pinned)

    def _draw(self, afresh: bool = False) -> None:
        if self.proposal is not None or not self.seen.groups:
            return
        self._roles_seed += 1
        seen = self.seen
        self.workspace.do(service.draw_roles, seen.audience, seen.session_code, self._roles_seed, afresh)

    def _add_table(self) -> None:
        self.workspace.do(service.add, self.audience.audience)

    def _remove_empty(self) -> None:
        self.workspace.do(service.delete_empty, self.seen.audience, self.seen.session_code)

    def _begin_wish(self) -> None:
        if self.seen.people:
            self.panel.begin_wish()

    def _add_wish(self, first: ParticipantId, second: ParticipantId, kind: WishKind, level: WishLevel) -> None:
        self.workspace.do(service.add_wish, first, second, kind, level)

    def _set_rules(self, rules: SeatingRules) -> None:
        self.workspace.do(service.set_rules, self.seen.audience, rules)

    def _print(self) -> None:
        self.go("materials")

    def _ask_prices(self) -> None:
        snapshot, plan = self.workspace.snapshot, self.panel.explanation.plan
        if snapshot is not None and plan is not None and self._job is None:
            self._job = self.workspace.jobs.run(
                service.prices,
                snapshot,
                plan,
                title="Pricing the wishes",
                done=lambda prices: self._take_prices(plan, prices),
                failed=self._hear_failed,
            )

    def _ask_proof(self) -> None:
        snapshot, plan = self.workspace.snapshot, self.panel.explanation.plan
        if snapshot is not None and plan is not None and self._job is None:
            self._job = self.workspace.jobs.run(
                service.prove,
                snapshot,
                plan,
                title="Proving that no seating is better",
                done=lambda proof: self._take_proof(plan, *proof),
                failed=self._hear_failed,
            )

    def _take_proof(self, asked: GroupPlan, sentence: str, plan: GroupPlan) -> None:
        if asked == self.panel.explanation.plan:
            self.tell(sentence)
            if plan.groups != asked.groups:
                self._take(plan)
            elif asked == self.proposal:
                self.proposal = plan
                self._show_tables()

    def _take_prices(self, plan: GroupPlan, prices: Mapping[Wish, str]) -> None:
        if plan == self.panel.explanation.plan:
            self._prices = prices
            self._show_tables()
