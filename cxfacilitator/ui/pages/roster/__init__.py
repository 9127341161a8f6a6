"""The roster: lists are imported after a look at what was understood, and people are ticked off at the door."""

from pathlib import Path

from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_plan import RosterPlan, RowNote
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.to_fix import to_fix
from cxfacilitator.domain.waves import WavePlan
from cxfacilitator.services import groups, waves
from cxfacilitator.services import roster as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.list_planning import Source, list_in
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.roster.door import Door
from cxfacilitator.ui.pages.roster.people_table import PeopleTable
from cxfacilitator.ui.pages.roster.planning import roster_planning
from cxfacilitator.ui.pages.roster.words import attendance_words, fix_words, told_apart
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.add_bars import CountBar, LeftOutBar, PersonBar
from cxfacilitator.ui.widgets.audience_choice import AudienceChoice
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.roster_plan_view import RosterPlanView
from cxfacilitator.ui.widgets.wave_bar import WaveBar
from cxfacilitator.ui.workspace import Service

_LEAST_HEIGHT = 240
LISTS = "Lists of people (*.csv *.xlsx *.xlsm *.tsv *.txt);;All files (*)"


class RosterPage(Page):
    """Everybody who is invited, audience by audience."""

    stage = "roster"
    title = "Roster"
    sentence = "Who is invited, and who is here. Names stay out of the report."
    keys = (
        ("Ctrl+I", "Import a list"),
        ("Ctrl+V", "Paste people from a spreadsheet"),
        ("2-3 letters, Enter", "Find somebody and tick them off as present"),
        ("A new name, Enter, Enter", "Somebody who has just walked in"),
        ("Space", "Present, not here, expected again: everybody who is selected"),
        ("Ctrl+Space", "Consent signed, or not"),
        ("F2", "Change the cell"),
        ("F4", "While importing: correct how the list was read"),
        ("Ins", "Add a person by hand"),
        ("Del", "Take the selected people off the roster"),
        ("Ctrl+Shift+W", "Split the audience into waves"),
        ("Ctrl+F", "Find"),
        ("Esc", "Clear the search, close a bar, cancel an import"),
    )

    def build(self) -> None:
        """Lay out the choice of audience, the bars, and the table with what may stand in its place."""
        self._then = ""
        self._then_rows: tuple[Participant, ...] = ()
        self._walked_in: frozenset[ParticipantId] | None = None
        self._imported = False
        self._typing_row = False
        self._folder: Path | None = None
        self.setAcceptDrops(True)
        self.audience = AudienceChoice()
        self.audience.chosen.connect(self._choose_audience)
        self.counts = label("", "muted")
        self._make_buttons()
        self._make_bars()
        self.table = PeopleTable(self.workspace)
        self.table.toggled.connect(self._toggle)
        self.table.signed.connect(self._toggle_consent)
        self.table.removed.connect(self._remove)
        self.table.letter.connect(self._begin_search)
        self.model = self.table.people
        self.search = Door(self.table)
        self.search.found.connect(self._tick_off)
        self.search.unknown.connect(self._offer_walk_in)
        self.empty = EmptyState("roster", "", "Import a list", self._ask_for_list)
        self.plan_view = RosterPlanView(lambda: self.audience.audience)
        self.plan_view.agreed.connect(self._apply)
        self.planning = roster_planning(self.workspace, self.plan_view, lambda: self.audience.audience, self)
        self.planning.shown.connect(self._show_planning)
        self.planning.left.connect(self._arrange)
        self.planning.refused.connect(lambda sentence: self.tell(sentence, "error"))
        self.middle = QStackedWidget()
        # It takes what the bars leave; asking for more would make the whole page scroll beside the table.
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.middle.setMinimumHeight(_LEAST_HEIGHT)
        for widget in (self.table, self.empty, self.plan_view):
            self.middle.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.audience)
        top.addStretch(1)
        top.addWidget(self.search, 2)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self.counts)
        facts.addStretch()
        facts.addWidget(self.fix_button)
        facts.addWidget(self.columns_button)
        self.column.addLayout(top)
        self.column.addLayout(facts)
        for bar in self._bars:
            self.column.addWidget(bar)
        self.column.addWidget(self.middle, 1)
        self._make_keys()
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)

    def primary_action(self) -> QPushButton | None:
        """Import a list."""
        return self.import_button

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Waves, people without names, and one person by hand."""
        return (self.wave_button, self.count_button, self.add_button)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the people of the chosen audience."""
        counts = dict.fromkeys(Audience, 0)
        for person in snapshot.participants:
            counts[person.audience] += 1
        self.audience.show_audiences(snapshot.engagement.audiences, counts)
        audience = self.audience.audience
        people = self._people(snapshot)
        fixes = to_fix(people)
        self.fix_button.setText(f"To fix  {len(fixes)}")
        if not fixes:
            self.fix_button.setChecked(False)
        self.fix_button.setVisible(bool(fixes))
        only = self.fix_button.isChecked()
        shown = [person for person in people if person.id in fixes] if only else people
        self.table.show_people(shown, fixes if only else {}, audience, self.columns_button.isChecked())
        self.counts.setText(attendance_words(people))
        self.empty.sentence.setText(
            f"Nobody is on the roster of {audience.value} yet. Import a CSV or Excel list, drop it here, "
            "or paste it from a spreadsheet. Without a list, just tell the number of people."
        )
        if self._then and self._then_rows != people:
            known = {person.id for person in self._then_rows}
            new = [person.id for person in people if person.id not in known] if self._imported else []
            to_be_fixed = fix_words(sum(person_id in fixes for person_id in new))
            self.tell(self._then + to_be_fixed + self._best_table(snapshot))
            if new:
                self.table.choose(new[0])
            self._then, self._imported = "", False
        self._arrange()
        if self.wave_bar.isVisible():
            self.wave_bar.show_people(snapshot, audience)
        self.planning.follow(snapshot)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        (self.table if self.table.isVisible() else self.audience.buttons[self.audience.audience]).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the bar of the waves, whose proposal would grow old unseen."""
        super().hideEvent(event)
        self.wave_bar.hide()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the audiences that have people, or groups without a roster."""
        asked = snapshot.engagement.audiences
        return sum(_is_filled(snapshot, audience) for audience in asked) / len(asked) if asked else None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the first audience that nobody is invited from yet."""
        missing = next((a for a in snapshot.engagement.audiences if not _is_filled(snapshot, a)), None)
        if missing is None:
            return ""
        return f"{missing.label}: import the list, or just tell how many people come."

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a list that is dragged in."""
        if list_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the list that was dropped."""
        path = list_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.plan_from(path)

    def plan_from(self, path: Path) -> None:
        """Read a list in the background and show what importing it would do."""
        self._folder = path.parent
        self.planning.begin(Source(path.name, path))

    def paste(self) -> None:
        """Read what was copied in a spreadsheet, or the file that was copied."""
        clipboard = QGuiApplication.clipboard()
        path = list_in(clipboard.mimeData())
        if path is not None:
            self.plan_from(path)
        elif clipboard.text().strip():
            self.planning.begin(Source("the clipboard", text=clipboard.text()))
        else:
            self.tell("There is no text to paste. Copy the cells with the people in your spreadsheet first.")

    def _make_buttons(self) -> None:
        def button(text: str, tip: str) -> QPushButton:
            made = QPushButton(text)
            made.setToolTip(tip)
            return made

        self.import_button = button("Import a list", "A CSV or Excel file; it can also be dropped here (Ctrl+I)")
        self.import_button.clicked.connect(self._ask_for_list)
        self.wave_button = button("Set waves", "Split the audience over two to four sessions (Ctrl+Shift+W)")
        self.wave_button.clicked.connect(lambda: self._open(self.wave_bar))
        self.count_button = button("Just tell me the number", "People without names: P1, P2 and so on")
        self.count_button.clicked.connect(lambda: self._open(self.count_bar))
        self.add_button = button("Add a person", "Type somebody in by hand (Ins)")
        self.add_button.clicked.connect(lambda: self._open(self.person_bar))
        self.fix_button = button("To fix", "Only people who miss something that most of the others have")
        self.columns_button = button("All columns", "Also the columns that say nothing about anybody yet")
        for small in (self.fix_button, self.columns_button):
            small.setCheckable(True)
            small.setProperty("role", "small")
            small.clicked.connect(self._show_again)

    def _make_bars(self) -> None:
        self.count_bar = CountBar()
        self.count_bar.given.connect(self._add_people)
        self.person_bar = PersonBar()
        self.person_bar.given.connect(self._add_person)
        self.wave_bar = WaveBar(self.workspace.jobs)
        self.wave_bar.agreed.connect(self._set_waves)
        self.wave_bar.sessions_wanted.connect(
            lambda: self.workspace.do(waves.add_named_sessions, self.audience.audience)
        )
        self.left_out_bar = LeftOutBar()
        self.left_out_bar.typed.connect(self._type_in)
        self.left_out_bar.closed.connect(self._close_left_out)
        self._bars: tuple[Bar, ...] = (self.left_out_bar, self.count_bar, self.person_bar, self.wave_bar)
        for bar in self._bars:
            bar.hide()
        for bar in self._bars[1:]:
            bar.closed.connect(self._close_bars)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl+I", self._ask_for_list),
            ("Ctrl+V", self.paste),
            ("Ctrl+F", self.search.begin),
            ("Ins", lambda: self._open(self.person_bar)),
            ("Ctrl+Shift+W", lambda: self._open(self.wave_bar)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _people(self, snapshot: Snapshot) -> tuple[Participant, ...]:
        return tuple(person for person in snapshot.participants if person.audience is self.audience.audience)

    def _show_again(self) -> None:
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _arrange(self) -> None:
        """Show the plan, the table or the empty page, with only one primary button."""
        planning = self.planning.active
        people = bool(self.model.rows)
        self.middle.setCurrentWidget(self.plan_view if planning else self.table if people else self.empty)
        for widget in (self.search, self.counts, self.import_button, self.columns_button, self.wave_button):
            widget.setVisible(people and not planning)
        self.fix_button.setVisible(people and not planning and not self.fix_button.text().endswith("  0"))
        for button in (self.count_button, self.add_button):
            button.setVisible(not planning)
        self.left_out_bar.setVisible(bool(self.left_out_bar.waiting) and not planning)

    def _choose_audience(self, audience: Audience) -> None:
        self.search.clear()
        if self.person_bar.isVisible():
            self.person_bar.begin(audience)
        if self.planning.active:
            self.planning.again()
        self._show_again()

    def _ask_for_list(self) -> None:
        folder = self._folder or ask.documents()
        path = ask.file_to_open(self, f"Which {self.audience.audience.value} list?", LISTS, folder)
        if path is not None:
            self.plan_from(path)

    def _show_planning(self) -> None:
        self._hide_bars()
        self._arrange()

    def _apply(self, plan: RosterPlan) -> None:
        people = amount(len(plan.people), "person", "people")
        name = self.planning.source.name if self.planning.source is not None else ""
        self._do_then(f"{people} joined the roster of {plan.audience.value}.", service.apply, plan)
        self._imported = True
        self.left_out_bar.show_rows(plan.unreadable, name)
        self.planning.leave()
        self.table.setFocus()

    def _open(self, bar: Bar) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or self.planning.active:
            return
        self._hide_bars()
        bar.show()
        if isinstance(bar, WaveBar):
            bar.begin(snapshot, self.audience.audience)
        elif isinstance(bar, PersonBar):
            bar.begin(self.audience.audience)
        elif isinstance(bar, CountBar):
            bar.begin()

    def _hide_bars(self) -> None:
        self._typing_row = False
        for bar in self._bars[1:]:
            bar.hide()

    def _close_bars(self) -> None:
        self._hide_bars()
        self.table.setFocus()

    def _close_left_out(self) -> None:
        self.left_out_bar.show_rows((), "")
        self.left_out_bar.hide()

    def _type_in(self, note: RowNote) -> None:
        if note.person is not None:
            self._hide_bars()
            self.audience.choose(note.person.audience)
            self._show_again()
            self.person_bar.show()
            self.person_bar.begin_row(note.person)
            self._typing_row = True

    def _set_waves(self, plan: WavePlan) -> None:
        self._close_bars()
        sizes = ", ".join(f"{code} {len(wave)}" for code, wave in zip(plan.codes, plan.waves, strict=True))
        self._do_then(f"The waves are set: {sizes}.", waves.set_waves, plan)

    def _add_people(self, count: int) -> None:
        self._close_bars()
        self.workspace.do(service.add_people, self.audience.audience, count)

    def _add_person(self, person: Participant) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and person.attendance is Attendance.WALK_IN:
            self._walked_in = frozenset(other.id for other in snapshot.participants)
        self._do_then(f"{person.full_name} is on the roster.", service.add_person, person)
        if self._typing_row:
            self._typing_row = False
            self.left_out_bar.next()

    def _best_table(self, snapshot: Snapshot) -> str:
        """Say where whoever has just walked in sits best; nothing before groups are formed."""
        before, self._walked_in = self._walked_in, None
        new = [person for person in snapshot.participants if before is not None and person.id not in before]
        if len(new) != 1 or not snapshot.groups_of(new[0].audience):
            return ""
        tables = groups.best_tables(snapshot, new[0].id)
        return f" Best table: {tables[0].group.label}; the Groups page gives the seat." if tables else ""

    def _do_then(self, sentence: str, verb: Service, *args: object) -> None:
        snapshot = self.workspace.snapshot
        self._then, self._then_rows = sentence, self._people(snapshot) if snapshot is not None else ()
        self.workspace.do(verb, *args)

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: nothing that was begun for the one before may reach it."""
        self._then, self._walked_in, self._imported = "", None, False
        self.planning.leave()
        self.search.clear()
        self._close_left_out()
        self._hide_bars()

    def _hear_refused(self, _problem: CxError) -> None:
        self._then, self._walked_in, self._imported = "", None, False

    def _begin_search(self, letter: str) -> None:
        self.search.setFocus()
        self.search.insert(letter)

    def _tick_off(self, person: Participant) -> None:
        name = told_apart(person, self.model.rows)
        if person.attendance.in_the_room:
            self.tell(f"{name} was ticked off already.")
        else:
            self._do_then(f"{name} is here.", service.set_attendance, person.id, Attendance.PRESENT)

    def _offer_walk_in(self, name: str) -> None:
        if self.fix_button.isChecked():
            # Somebody may be called so who only has nothing to be fixed.
            self.fix_button.setChecked(False)
            self._show_again()
            self.search.setText(name)
            return
        self.tell(f"Nobody here is called “{name}”. Enter adds somebody who has just walked in; Esc does not.")
        self._hide_bars()
        self.person_bar.show()
        self.person_bar.begin_walk_in(self.audience.audience, name)

    def _toggle(self) -> None:
        current, people = self.table.current_row(), self.table.selected_rows()
        if people:
            wanted = (current if current in people else people[0]).attendance.toggled
            self.workspace.do(service.set_attendance_of_all, [person.id for person in people], wanted)

    def _toggle_consent(self) -> None:
        people = self.table.selected_rows()
        if people:
            given = not all(person.consent for person in people)
            self.workspace.do(service.set_consent, [person.id for person in people], given)

    def _remove(self) -> None:
        people = self.table.selected_rows()
        if people:
            names = people[0].full_name if len(people) == 1 else f"{len(people)} people"
            follower = self.table.next_after(people)
            if follower is not None:
                self.table.choose(follower.id)
            gone = [person.id for person in people]
            self._do_then(f"{names} left the roster. Ctrl+Z brings them back.", service.remove_people, gone)


def _is_filled(snapshot: Snapshot, audience: Audience) -> bool:
    return any(p.audience is audience for p in snapshot.participants) or bool(snapshot.groups_of(audience))
