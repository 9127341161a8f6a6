"""Capture: the groups at the left, one group's sheet at the right, every key on disk as it is typed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups, sheets
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.sheets.drafts import Drafts, LineState
from cxfacilitator.ui.pages.sheets.group_form import GroupForm
from cxfacilitator.ui.pages.sheets.sheet import SheetView
from cxfacilitator.ui.widgets import AudienceMark, EmptyState, label
from cxfacilitator.ui.widgets.marked_list import MarkedList, MarkedRow

TABLES = "Tables of answers (*.csv *.tsv *.txt *.xlsx)"


class SheetsPage(Page):
    """One sheet per group, typed line by line."""

    stage = "sheets"
    title = "Sheets"
    sentence = "Type each group's sheet in the group's own words. Every line is in the file as you type it."
    keys = (
        ("Enter", "Next line; on an empty line, next box"),
        ("Tab, Shift+Tab", "Next box, box before"),
        ("Alt+1 to Alt+5", "Go to a box"),
        ("Alt+Shift+1 to 5", "Move the line to a box"),
        ("Up, Down", "Line above, line below"),
        ("Backspace", "Remove an empty line"),
        ("F2", "Q3: who does it differently"),
        ("F3", "Q3: better, worse, different"),
        ("F4", "Q3: does it matter to customers"),
        ("Ctrl+Right, Ctrl+Left", "Next sheet, sheet before"),
        ("Enter in the list", "Go to the sheet"),
        ("F12", "The sheet is complete; next sheet"),
        ("Ctrl+V", "Several lines become several rows"),
    )

    def build(self) -> None:
        """Lay out the list at the left and the sheet at the right."""
        self.drafts = Drafts()
        self.group_id: GroupId | None = None
        self._groups_before: frozenset[GroupId] | None = None
        self._refusal = ""
        self.complete = QPushButton("Mark as complete")
        self.complete.clicked.connect(self.toggle_complete)
        self.import_button = QPushButton("Import answers")
        self.import_button.setToolTip("Add the answers of a CSV or Excel table")
        self.import_button.clicked.connect(self.import_answers)
        self.list = MarkedList()
        self.list.setAccessibleName("Groups")
        self.list.row_chosen.connect(self.show_group)
        self.add_button = QPushButton("Add a group")
        self.add_button.setProperty("quiet", True)
        self.add_button.clicked.connect(self.open_form)
        self.form = GroupForm()
        self.form.hide()
        self.form.agreed.connect(self._add_group)
        self.form.closed.connect(self._close_form)
        self.empty = EmptyState("sheets", _NO_GROUPS, "Add a group", self.open_form)
        self.sheet = SheetView()
        self.sheet.typed.connect(self._type)
        self.sheet.left.connect(self._try_again)
        self.sheet.pasted.connect(self._paste)
        self.sheet.moved.connect(self._move)
        self.sheet_side = QWidget()
        right = QVBoxLayout(self.sheet_side)
        right.setContentsMargins(8, 0, 0, 0)
        right.setSpacing(8)
        right.addLayout(self._head())
        right.addWidget(self.sheet, 1)
        self.list_side = QWidget()
        left = QVBoxLayout(self.list_side)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.form)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.list_side)
        self.splitter.addWidget(self.sheet_side)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([theme.px(232), theme.px(900)])
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.splitter, 1)
        self._add_keys()
        self.workspace.saved.connect(self._hear_saved)
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)

    def primary_action(self) -> QPushButton | None:
        """Return the button that ticks the sheet."""
        return self.complete

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Return the button for answers that somebody else has typed."""
        return (self.import_button,)

    @property
    def group(self) -> Group | None:
        """The group whose sheet is shown."""
        snapshot = self.workspace.snapshot
        return snapshot.group.get(self.group_id) if snapshot is not None and self.group_id is not None else None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the groups, and the sheet of the chosen one with what is still on its way to the file."""
        added = self._find_added(snapshot)
        if self.group is None:
            self.group_id = snapshot.groups[0].id if snapshot.groups else None
        self.list.set_rows([self._row(snapshot, group) for group in snapshot.groups], self.group_id)
        empty = not snapshot.groups and self.form.isHidden()
        self.empty.setVisible(empty)
        self.splitter.setVisible(not empty)
        self.sheet_side.setVisible(bool(snapshot.groups))
        self.complete.setVisible(bool(snapshot.groups))
        group = self.group
        if group is not None:
            self._show_head(snapshot, group)
            self.sheet.show_sheet(snapshot, group, self.drafts.on_sheet(snapshot, group.id), self.drafts)
            if added:
                self.sheet.take_cursor()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of groups whose sheet has been typed."""
        return len(snapshot.answers_of) / len(snapshot.groups) if snapshot.groups else 0.0

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the sheet that wants typing, sorting or checking next."""
        if not snapshot.groups:
            return "Form the groups first, or add a group here for a sheet that comes without one."
        untyped = [group for group in snapshot.groups if not snapshot.answers_of.get(group.id)]
        if untyped:
            left = f" {len(untyped)} of {len(snapshot.groups)} sheets are not typed yet." if len(untyped) > 1 else ""
            return f"Type the sheet of {untyped[0].code}, {untyped[0].label}.{left}"
        for group in snapshot.groups:
            if any(line.box is Box.UNMARKED for line in snapshot.answers_of[group.id]):
                return f"Say for each unmarked line of {group.code} whether it is something to continue or to start."
        unchecked = [group for group in snapshot.groups if not group.complete]
        if unchecked:
            return f"Compare {unchecked[0].code} with the paper and mark it as complete ({len(unchecked)} to go)."
        return ""

    def show_group(self, group_id: GroupId) -> None:
        """Show the sheet of a group; the cursor stays where it is."""
        snapshot = self.workspace.snapshot
        if snapshot is not None and group_id in snapshot.group:
            self.group_id = group_id
            self.show_snapshot(snapshot)

    def step_sheet(self, step: int) -> None:
        """Go to the next sheet or the one before, and put the cursor on it."""
        snapshot = self.workspace.snapshot
        if snapshot is None or self.group is None:
            return
        place = snapshot.groups.index(self.group) + step
        if 0 <= place < len(snapshot.groups):
            self.show_group(snapshot.groups[place].id)
            self.sheet.take_cursor()

    def toggle_complete(self) -> None:
        """Mark the sheet as complete and go on, unless something on it is open; or take the mark back."""
        snapshot, group = self.workspace.snapshot, self.group
        if snapshot is None or group is None:
            return
        lines = self.drafts.on_sheet(snapshot, group.id)
        unmarked = sum(line.box is Box.UNMARKED for line in lines)
        if group.complete:
            self.workspace.do(sheets.set_complete, group, False)
        elif self.drafts.refused:
            self.tell("Some lines are on the screen only, because the file refused them. They are marked red.", "error")
        elif unmarked:
            said = "One line of Q4 is" if unmarked == 1 else f"{unmarked} lines of Q4 are"
            self.tell(f"{said} marked neither continue nor start. Decide that first.", "warning")
            self.sheet.boxes[Box.UNMARKED].take_cursor(0)
        else:
            self.workspace.do(sheets.set_complete, group, True)
            self.step_sheet(1)

    def open_form(self) -> None:
        """Ask for the audience and the name of a group that is missing."""
        self.form.show()
        self.add_button.hide()
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)
        self.form.begin()

    def import_answers(self) -> None:
        """Ask for a table of answers and add it."""
        path = self.workspace.path
        table = ask.file_to_open(self, "Which table of answers?", TABLES, path.parent if path else Path.home())
        if table is not None:
            self.workspace.do(sheets.import_answers, table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the list to the sheet with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.sheet.take_cursor()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where typing goes on."""
        super().showEvent(event)
        if self.group is not None and self.sheet.focused() is None:
            self.sheet.take_cursor()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close what was only half said."""
        super().hideEvent(event)
        self._close_form()

    def _head(self) -> QHBoxLayout:
        self._mark = QHBoxLayout()
        self.name = label("", "heading")
        self.about = label("", "muted")
        self.done = label("Complete", "good")
        self.people = QSpinBox()
        self.people.setRange(0, 99)
        self.people.setSpecialValueText("not noted")
        self.people.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.people.setFixedWidth(theme.px(96))
        self.people.setAccessibleName("People present")
        self.people.valueChanged.connect(self._note_people)
        words = label("People present", "muted")
        words.setBuddy(self.people)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(self._mark)
        head.addWidget(self.name)
        head.addWidget(self.about, 1)
        head.addWidget(self.done)
        head.addSpacing(16)
        head.addWidget(words)
        head.addWidget(self.people)
        return head

    def _add_keys(self) -> None:
        def listen(keys: str, act: object) -> None:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

        for number, box in enumerate(SHEET_BOXES, 1):
            listen(f"Alt+{number}", lambda box=box: self.sheet.take_cursor(box))
            listen(f"Alt+Shift+{number}", lambda box=box: self._move_focused(box))
        listen("Ctrl+Right", lambda: self.step_sheet(1))
        listen("Ctrl+Left", lambda: self.step_sheet(-1))
        listen("F12", self.toggle_complete)

    def _row(self, snapshot: Snapshot, group: Group) -> MarkedRow:
        count = len(self.drafts.on_sheet(snapshot, group.id))
        return MarkedRow(group.id, group.audience, group.code, group.label, str(count) if count else "", group.complete)

    def _show_head(self, snapshot: Snapshot, group: Group) -> None:
        shown = self._mark.itemAt(0)
        mark = shown.widget() if shown is not None else None
        if not isinstance(mark, AudienceMark) or mark.audience is not group.audience:
            if mark is not None:
                mark.hide()
                mark.deleteLater()
                self._mark.removeWidget(mark)
            self._mark.addWidget(AudienceMark(group.audience, size=18))
        self.name.setText(f"{group.code}  {group.label}")
        session = snapshot.session.get(group.session_id) if group.session_id is not None else None
        parts = (group.audience.label, session.code if session else "", group.segment)
        self.about.setText(" · ".join(dict.fromkeys(part for part in parts if part and part != group.label)))
        self.done.setVisible(group.complete)
        self.complete.setText("Reopen this sheet" if group.complete else f"Mark {group.code} as complete")
        if not self.people.hasFocus() or self.people.value() == (group.people or 0):
            self.people.blockSignals(True)
            self.people.setValue(group.people or 0)
            self.people.blockSignals(False)

    def _type(self, answer: Answer) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        line = self.drafts.put(answer, snapshot)
        if line.text.strip():
            self.workspace.type_line(line.id, sheets.save, line)
        else:
            self.workspace.type_line(line.id, sheets.delete, line.id)
        self.sheet.show_states(self.drafts)

    def _try_again(self, answer: Answer) -> None:
        if self.drafts.state(answer.id) is LineState.REFUSED:
            self._type(answer)

    def _paste(self, answers: tuple[Answer, ...]) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.workspace.do(sheets.save_all, tuple(self.drafts.put(answer, snapshot) for answer in answers))
            self.show_snapshot(snapshot)

    def _move_focused(self, box: Box) -> None:
        found = self.sheet.focused()
        if found is not None and found[1].answer is not None and not found[1].blank:
            self._move(found[1].answer, box)

    def _move(self, answer: Answer, box: Box) -> None:
        """Put a line into another box; the cursor stays on the line of the same place."""
        snapshot = self.workspace.snapshot
        if snapshot is None or answer.box is box:
            return
        view = self.sheet.boxes[answer.box]
        place = next((n for n, row in enumerate(view.rows) if row.answer and row.answer.id == answer.id), -1)
        view.take_cursor(len(view.rows) - 1)
        line = self.drafts.move(answer, box, snapshot)
        self.workspace.do(sheets.move, line, box)
        self.show_snapshot(snapshot)
        if view.isVisible():
            view.take_cursor(place)
        else:
            self.sheet.take_cursor(box)

    def _note_people(self, people: int) -> None:
        group = self.group
        if group is not None:
            self.workspace.type_line(f"people {group.id}", sheets.set_people, group, people or None)

    def _add_group(self, audience: object, name: str) -> None:
        self._groups_before = frozenset(self.workspace.snapshot.group) if self.workspace.snapshot else frozenset()
        self.workspace.do(groups.add, audience, name)
        self._close_form()

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: its groups have nothing to do with the one that was chosen."""
        self.drafts.clear()
        self.group_id = None

    def _find_added(self, snapshot: Snapshot) -> bool:
        """Choose the group that was asked for, as soon as it is there."""
        added = snapshot.group.keys() - self._groups_before if self._groups_before is not None else set()
        if added:
            self._groups_before = None
            self.group_id = max(added)
        return bool(added)

    def _close_form(self) -> None:
        self.form.hide()
        self.add_button.show()

    def _hear_refused(self, problem: CxError) -> None:
        self._refusal = str(problem)
        if not self.workspace.busy:
            self._settle()

    def _hear_saved(self, _at: object) -> None:
        self._settle()

    def _settle(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.drafts.settle(snapshot, self._refusal)
            self._refusal = ""
            if self.isVisible():
                self.sheet.show_states(self.drafts)


_NO_GROUPS = "Every sheet belongs to a group. Form groups from the roster, or add a group for a sheet without a roster."
