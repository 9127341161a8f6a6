"""The roster: lists are imported after a look at what was understood, and people are ticked off at the door."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QStackedWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import roster as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import EmptyState, LineEdit, TableView, label
from cxfacilitator.ui.widgets.add_bars import CountBar, PersonBar
from cxfacilitator.ui.widgets.audience_choice import AudienceChoice
from cxfacilitator.ui.widgets.roster_plan_view import RosterPlanView
from cxfacilitator.ui.workspace import Service

LISTS = "Lists of people (*.csv *.xlsx *.xlsm *.tsv *.txt);;All files (*)"
_ALWAYS_SHOWN = 3


class RosterPage(Page):
    """Everybody who is invited, audience by audience."""

    stage = "roster"
    title = "Roster"
    sentence = "Who is invited, and who is here. Names stay out of the report."
    keys = (
        ("Ctrl+I", "Import a list"),
        ("2-3 letters, Enter", "Find somebody and tick them off as present"),
        ("Space", "Present, not here, expected again"),
        ("F2", "Change the cell"),
        ("Ins", "Add a person by hand"),
        ("Del", "Take the selected people off the roster"),
        ("Ctrl+F", "Find"),
        ("Esc", "Clear the search, close a bar, cancel an import"),
    )

    def build(self) -> None:
        """Lay out the choice of audience, the bars, and the table with what may stand in its place."""
        self._path: Path | None = None
        self._then = ""
        self._then_rows: tuple[Participant, ...] = ()
        self._planned_on: tuple[Participant, ...] = ()
        self.setAcceptDrops(True)
        self.audience = AudienceChoice()
        self.audience.chosen.connect(self._choose_audience)
        self.search = LineEdit()
        self.search.setPlaceholderText("Find, or tick off: 2-3 letters, then Enter")
        self.search.setAccessibleName("Find somebody, or tick somebody off")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._tick_off)
        self.search.installEventFilter(self)
        self.counts = label("", "muted")
        self.import_button = QPushButton("Import a list")
        self.import_button.setToolTip("A CSV or Excel file; it can also be dropped onto the page (Ctrl+I)")
        self.import_button.clicked.connect(self._ask_for_list)
        self.count_button = QPushButton("Just tell me the number")
        self.count_button.clicked.connect(self._open_count_bar)
        self.add_button = QPushButton("Add a person")
        self.add_button.setToolTip("Type somebody in by hand (Ins)")
        self.add_button.clicked.connect(self._open_person_bar)
        self._make_bars()
        self._make_table()
        self.empty = EmptyState("roster", "", "Import a list", self._ask_for_list)
        self.plan_view = RosterPlanView()
        self.plan_view.agreed.connect(self._apply)
        self.plan_view.cancelled.connect(self._leave_plan)
        self.middle = QStackedWidget()
        for widget in (self.table, self.empty, self.plan_view):
            self.middle.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.audience)
        top.addWidget(self.counts, 1)
        top.addWidget(self.search, 1)
        self.search.setMaximumWidth(420)
        self.column.addLayout(top)
        self.column.addWidget(self.count_bar)
        self.column.addWidget(self.person_bar)
        self.column.addWidget(self.middle, 1)
        self._make_keys()
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)

    def primary_action(self) -> QPushButton | None:
        """Import a list."""
        return self.import_button

    def other_actions(self) -> tuple[QPushButton, ...]:
        """People without names, and one person by hand."""
        return (self.count_button, self.add_button)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the people of the chosen audience."""
        counts = dict.fromkeys(Audience, 0)
        for person in snapshot.participants:
            counts[person.audience] += 1
        self.audience.show_audiences(snapshot.engagement.audiences, counts)
        audience = self.audience.audience
        people = tuple(person for person in snapshot.participants if person.audience is audience)
        fit = not self.model.rows and bool(people)
        self.model.set_rows(people)
        filled = [n < _ALWAYS_SHOWN or any(map(column.text, people)) for n, column in enumerate(self.model.columns)]
        if self.table.show_columns(filled) or fit:
            self.table.fit_columns()
        self.counts.setText(_attendance_words(people))
        self.empty.sentence.setText(
            f"Nobody is on the roster of {audience.value} yet. Import a CSV or Excel list, or drop it here. "
            "Without a list, just tell the number of people."
        )
        if self._then and self._then_rows != people:
            self.tell(self._then)
            self._then = ""
        self._arrange()
        if self.plan_view.plan is not None and self._path is not None and self._planned_on != snapshot.participants:
            self.plan_from(self._path)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        (self.table if self.table.isVisible() else self.audience.buttons[self.audience.audience]).setFocus()

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
        if _dragged_list(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the list that was dropped."""
        path = _dragged_list(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.plan_from(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let letters typed in the table search, and the arrow keys of the search walk through the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search:
                return self._key_in_search(event)
            if watched is self.table:
                return self._key_in_table(event)
        return super().eventFilter(watched, event)

    def plan_from(self, path: Path) -> None:
        """Read a list in the background and show what importing it would do."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self._path, self._planned_on = path, snapshot.participants
        self.workspace.jobs.run(
            _read,
            path,
            self.audience.audience,
            snapshot,
            title=f"Reading {path.name}",
            done=partial(self._show_plan, path),
            failed=self._hear_unreadable,
        )

    def _make_bars(self) -> None:
        self.count_bar = CountBar()
        self.count_bar.given.connect(self._add_people)
        self.person_bar = PersonBar()
        self.person_bar.given.connect(self._add_person)
        for bar in (self.count_bar, self.person_bar):
            bar.closed.connect(self._close_bars)
            bar.hide()

    def _make_table(self) -> None:
        change = self._change
        self.model = TableModel[Participant](
            (
                Column("Attendance", lambda p: p.attendance.value, sort=lambda p: list(Attendance).index(p.attendance)),
                Column("First name", lambda p: p.first_name, edit=lambda p, text: change(replace(p, first_name=text))),
                Column("Last name", lambda p: p.last_name, edit=lambda p, text: change(replace(p, last_name=text))),
                Column("Department", lambda p: p.department, edit=lambda p, text: change(replace(p, department=text))),
                Column("Kind of customer", lambda p: p.segment, edit=lambda p, text: change(replace(p, segment=text))),
                Column("Company", lambda p: p.company, edit=lambda p, text: change(replace(p, company=text))),
                Column("Site", lambda p: p.site, edit=lambda p, text: change(replace(p, site=text))),
                Column("Grade", lambda p: p.grade, edit=lambda p, text: change(replace(p, grade=text))),
                Column("Job title", lambda p: p.job_title, edit=lambda p, text: change(replace(p, job_title=text))),
                Column("Line manager", self._manager),
                Column("Session", lambda p: p.session_code, edit=lambda p, text: change(replace(p, session_code=text))),
                Column("Group", self._group),
            ),
            row_id=lambda p: p.id,
        )
        self.table = TableView(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.installEventFilter(self)

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl+I", self._ask_for_list),
            ("Ctrl+F", self._begin_search),
            ("Ins", self._open_person_bar),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _arrange(self) -> None:
        """Show the plan, the table or the empty page, with only one primary button."""
        planning = self.plan_view.plan is not None
        people = bool(self.model.rows)
        self.middle.setCurrentWidget(self.plan_view if planning else self.table if people else self.empty)
        self.search.setVisible(people and not planning)
        self.import_button.setVisible(people and not planning)
        for button in (self.count_button, self.add_button):
            button.setVisible(not planning)

    def _choose_audience(self, _audience: Audience) -> None:
        self.search.clear()
        if self.person_bar.isVisible():
            self.person_bar.begin(self.audience.audience)
        if self.plan_view.plan is not None and self._path is not None:
            self.plan_from(self._path)
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _ask_for_list(self) -> None:
        folder = self._path.parent if self._path is not None else Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )  # fmt: skip
        path = ask.file_to_open(self, f"Which {self.audience.audience.value} list?", LISTS, folder)
        if path is not None:
            self.plan_from(path)

    def _show_plan(self, path: Path, plan: RosterPlan) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or (plan.audience, snapshot.participants) != (self.audience.audience, self._planned_on):
            self.plan_from(path)
            return
        self._close_bars()
        self.plan_view.show_plan(plan, path.name)
        self._arrange()
        self.plan_view.apply.setFocus()

    def _hear_unreadable(self, problem: CxError) -> None:
        self.tell(str(problem), "error")
        self._leave_plan()

    def _apply(self, plan: RosterPlan) -> None:
        people = amount(len(plan.people), "person", "people")
        self._do_then(f"{people} joined the roster of {plan.audience.value}.", service.apply, plan)
        self._leave_plan()
        self.table.setFocus()

    def _leave_plan(self) -> None:
        self.plan_view.plan = None
        self._arrange()

    def _open_count_bar(self) -> None:
        self.person_bar.hide()
        self.count_bar.show()
        self.count_bar.begin()

    def _open_person_bar(self) -> None:
        if self.plan_view.plan is None:
            self.count_bar.hide()
            self.person_bar.show()
            self.person_bar.begin(self.audience.audience)

    def _close_bars(self) -> None:
        self.count_bar.hide()
        self.person_bar.hide()
        self.table.setFocus()

    def _add_people(self, count: int) -> None:
        self._close_bars()
        self.workspace.do(service.add_people, self.audience.audience, count)

    def _add_person(self, person: Participant) -> None:
        self._do_then(f"{person.full_name} is on the roster.", service.add_person, person)

    def _do_then(self, sentence: str, verb: Service, *args: object) -> None:
        self._then, self._then_rows = sentence, self.model.rows
        self.workspace.do(verb, *args)

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: nothing that was begun for the one before may reach it."""
        self._then, self.plan_view.plan = "", None
        self.search.clear()
        self.count_bar.hide()
        self.person_bar.hide()

    def _hear_refused(self, _problem: CxError) -> None:
        self._then = ""

    def _change(self, person: Participant) -> None:
        self.workspace.do(service.change_person, person)

    def _manager(self, person: Participant) -> str:
        snapshot = self.workspace.snapshot
        manager = snapshot.participant.get(person.manager_id) if snapshot and person.manager_id is not None else None
        return manager.full_name if manager is not None else ""

    def _group(self, person: Participant) -> str:
        snapshot = self.workspace.snapshot
        group = snapshot.group.get(GroupId(person.group_id)) if snapshot and person.group_id is not None else None
        return group.label if group is not None else ""

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _filter(self, text: str) -> None:
        self.table.set_filter(text)
        words = text.casefold().split()
        if words:
            # Whoever is called so comes before those whose manager or department is.
            named = next((p for p in self.model.rows if _is_called(p, words)), None)
            if named is None or not self.table.choose(named.id):
                self.table.selectRow(0)

    def _key_in_table(self, event: QKeyEvent) -> bool:
        text, held = event.text(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            self._toggle()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif text.strip() and text.isprintable() and not held.value:
            self.search.setFocus()
            self.search.insert(text)
        else:
            return False
        return True

    def _key_in_search(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.search.clear()
            self.table.setFocus()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            line = self.table.currentIndex().row() + step
            self.table.selectRow(min(max(line, 0), self.table.model().rowCount() - 1))
            return True
        return False

    def _tick_off(self) -> None:
        words = self.search.text().strip()
        person = self.table.current_row() if words else None
        if person is None:
            if words:
                self.tell(f"Nobody on this roster matches “{words}”. Press Ins to add somebody who walked in.")
            return
        self.search.clear()
        if person.attendance.in_the_room:
            self.tell(f"{person.full_name} was ticked off already.")
        else:
            self._do_then(f"{person.full_name} is here.", service.set_attendance, person.id, Attendance.PRESENT)

    def _toggle(self) -> None:
        for person in self.table.selected_rows():
            self.workspace.do(service.set_attendance, person.id, person.attendance.toggled)

    def _remove(self) -> None:
        people = self.table.selected_rows()
        if people:
            names = people[0].full_name if len(people) == 1 else f"{len(people)} people"
            gone = [person.id for person in people]
            self._do_then(f"{names} left the roster. Ctrl+Z brings them back.", service.remove_people, gone)


def _read(path: Path, audience: Audience, snapshot: Snapshot, *, progress: Progress) -> RosterPlan:
    progress(0.0, f"Reading {path.name}")
    return service.plan_import(path, audience, snapshot)


def _is_called(person: Participant, words: Sequence[str]) -> bool:
    names = person.full_name.casefold().split()
    return all(any(name.startswith(word) for name in names) for word in words)


def _is_filled(snapshot: Snapshot, audience: Audience) -> bool:
    return any(p.audience is audience for p in snapshot.participants) or bool(snapshot.groups_of(audience))


def _attendance_words(people: tuple[Participant, ...]) -> str:
    if not people:
        return ""
    here = sum(person.attendance.in_the_room for person in people)
    missing = sum(person.attendance is Attendance.NO_SHOW for person in people)
    walked_in = sum(person.attendance is Attendance.WALK_IN for person in people)
    parts = [f"{here} of {len(people)} here"] if here or missing else [f"{len(people)} invited"]
    if walked_in:
        parts.append(f"{walked_in} walked in")
    if missing:
        parts.append(f"{missing} not here")
    return ", ".join(parts)


def _dragged_list(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.casefold() != ".cxfac" else None
