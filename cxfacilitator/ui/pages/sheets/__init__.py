"""Capture: the groups at the left, one group's sheet in the middle, every key on disk as it is typed."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.near import find_near
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups, sheets
from cxfacilitator.ui import ask
from cxfacilitator.ui.bottom_bar import reason
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.sheets.board import Board
from cxfacilitator.ui.pages.sheets.completion import Completion
from cxfacilitator.ui.pages.sheets.desk import Desk
from cxfacilitator.ui.pages.sheets.drafts import Drafts
from cxfacilitator.ui.pages.sheets.group_list import GroupList
from cxfacilitator.ui.pages.sheets.head import SheetHead
from cxfacilitator.ui.pages.sheets.places import Places
from cxfacilitator.ui.pages.sheets.sheet import SheetView
from cxfacilitator.ui.pages.sheets.side import SidePanel
from cxfacilitator.ui.pages.sheets.verbs import LineVerbs
from cxfacilitator.ui.widgets import EmptyState
from cxfacilitator.ui.workspace import Service

TABLES = "Tables of answers (*.csv *.tsv *.txt *.xlsx)"
IDLE_MS = 600
"""How long nobody types before lines are compared with one another."""


class SheetsPage(Page):
    """One sheet per group, typed line by line."""

    stage = "sheets"
    title = "Sheets"
    sentence = "Type each group's sheet in the group's own words. Every line is in the file as you type it."
    keys = (
        ("Enter", "Next line; on an empty line, next box"),
        ("Tab, Shift+Tab", "Next box, box before"),
        ("Alt+1 to Alt+5", "Go to a box; Alt+0 to the head of the sheet"),
        ("Alt+6", "Lines of Q4 that are marked neither"),
        ("Up, Down", "Line above, line below"),
        ("Ctrl+Up, Ctrl+Down", "Put the line one place up or down"),
        ("Alt+Shift+1 to 6", "Move the line to a box"),
        ("Ctrl+E", "Split the line at the cursor"),
        ("Ctrl+J", "Join the line with the one above"),
        ("Backspace", "Remove an empty line"),
        ("* at the start", "Star; again, or Backspace, takes it back"),
        ("Ctrl+G", "A word that cannot be read"),
        ("Ctrl+.", "Serious, or not"),
        ("Ctrl+T", "Tidied wording below the line; Escape leaves it"),
        ("F7", "Into the parking lot, or back"),
        ("Ctrl+B", "Empty box: left blank, not asked, open"),
        ("Right at the end, F2", "Q3: who; Tab: b, w, d; then y, n, ?"),
        ("F3, F4", "Q3: better or worse, does it matter"),
        ("Ctrl+Right, Ctrl+Left", "Next sheet, sheet before"),
        ("Escape, then 1 to 9", "Go to the table with this number"),
        ("F12", "The sheet is complete; next sheet"),
        ("F6", "How far the typing is"),
        ("F8, Shift+F8", "Photograph beside the sheet; history, removed lines"),
        ("Ctrl+F8", "Turn and zoom the photograph by keys; Escape back"),
        ("Ctrl+V", "Several lines become several rows"),
    )

    def build(self) -> None:
        """Lay out the list at the left, the sheet in the middle and what belongs to it at the right."""
        self.drafts = Drafts()
        self.places = Places()
        self.group_id: GroupId | None = None
        self._groups_before: frozenset[GroupId] | None = None
        self._refusal = ""
        self._here: tuple[Path | None, str] = (None, "")
        self._box = Box.WELL
        self.complete = QPushButton("Mark as complete")
        self.complete.clicked.connect(self.toggle_complete)
        self.import_button = QPushButton("Import answers")
        self.import_button.setToolTip("Add the answers of a CSV or Excel table")
        self.import_button.clicked.connect(self.import_answers)
        self.list_side = GroupList()
        self.list_side.group_chosen.connect(self.show_group)
        self.list_side.group_wanted.connect(self._add_group)
        self.list_side.form_turned.connect(self._show_again)
        self.empty = EmptyState("sheets", _NO_GROUPS, "Add a group", self.list_side.open_form)
        self.sheet = SheetView()
        self.head = SheetHead()
        self.board = Board(self.workspace)
        self.side = SidePanel(self.workspace)
        self.verbs = LineVerbs(self.workspace, self.drafts, self.sheet, self._show_again, self.tell)
        self.completion = Completion(self.workspace, self.drafts, self.sheet, self.tell)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._compare)
        self._wire()
        self._lay_out()
        self._add_keys()

    def _wire(self) -> None:
        sheet, head, verbs, workspace = self.sheet, self.head, self.verbs, self.workspace
        sheet.typed.connect(verbs.type)
        sheet.typed.connect(lambda _answer: self._idle.start())
        sheet.tidied.connect(verbs.tidy)
        sheet.entered.connect(self._enter)
        sheet.left.connect(verbs.try_again)
        sheet.left.connect(lambda _answer: QTimer.singleShot(0, self, self._compare))
        sheet.pasted.connect(verbs.paste)
        sheet.moved.connect(verbs.move)
        sheet.brought_back.connect(verbs.bring_back)
        sheet.state_turned.connect(self._turn_state)
        head.scribe_typed.connect(lambda text: self._note("scribe", sheets.set_scribe, text))
        head.note_typed.connect(lambda text: self._note("note", sheets.set_note, text))
        head.people_changed.connect(lambda people: self._note("people", sheets.set_people, people or None))
        head.finished.connect(sheet.take_cursor)
        self.board.sheet_wanted.connect(self._go_to)
        self.side.said.connect(self.tell)
        self.side.left.connect(lambda: sheet.take_cursor(self._box))
        self.side.intake.take_drops_on(self)
        workspace.saved.connect(self._hear_saved)
        workspace.refused.connect(self._hear_refused)
        workspace.opened.connect(self._begin_afresh)

    def _lay_out(self) -> None:
        self.desk = Desk(self.list_side, self.head, self.sheet, self.board, self.side)
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.desk, 1)

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
            self._choose_first(snapshot)
        self.list_side.show_groups(snapshot, self.drafts.counted(snapshot), self.group_id)
        empty = not snapshot.groups and not self.list_side.asking
        self.empty.setVisible(empty)
        self.desk.setVisible(not empty)
        self.desk.middle.setVisible(bool(snapshot.groups))
        self.complete.setVisible(bool(snapshot.groups))
        group = self.group
        if group is not None:
            self._here = (self.workspace.path, group.code)
            self.complete.setText("Reopen this sheet" if group.complete else f"Mark {group.code} as complete")
            self.head.show_group(snapshot, group)
            self.sheet.show_sheet(snapshot, group, self.drafts.on_sheet(snapshot, group.id), self.drafts)
            if self.side.isVisible():
                self.side.show_sheet(snapshot, group)
            if added:
                self.sheet.take_cursor()
        if self.board.isVisible():
            self.board.show_snapshot(snapshot)

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
        unmarked = next((line for line in snapshot.answers if line.box is Box.UNMARKED), None)
        if unmarked is not None:
            code = snapshot.source_of(unmarked).code
            return f"Say for each unmarked line of {code} whether it is something to continue or to start."
        unchecked = [group for group in snapshot.groups if not group.complete]
        if unchecked:
            return f"Compare {unchecked[0].code} with the paper and mark it as complete ({len(unchecked)} to go)."
        return ""

    def show_group(self, group_id: GroupId) -> None:
        """Show the sheet of a group; the cursor stays where it is."""
        snapshot = self.workspace.snapshot
        if snapshot is not None and group_id in snapshot.group:
            self.group_id = group_id
            self._show_sheet()
            self.show_snapshot(snapshot)
            self._compare()

    def step_sheet(self, step: int) -> None:
        """Go to the next sheet or the one before, and put the cursor on it."""
        snapshot = self.workspace.snapshot
        if snapshot is None or self.group is None:
            return
        place = snapshot.groups.index(self.group) + step
        if 0 <= place < len(snapshot.groups):
            self._go_to(snapshot.groups[place].id)

    def toggle_complete(self) -> None:
        """Mark the sheet as complete and go on, unless something on it is open; or take the mark back."""
        snapshot, group = self.workspace.snapshot, self.group
        if snapshot is None or group is None:
            return
        if self.completion.turn(snapshot, group):
            self.step_sheet(1)

    def toggle_board(self) -> None:
        """Show how far the typing is in the place of the sheet, or the sheet again."""
        if self.desk.on_board:
            self._show_sheet()
            self.sheet.take_cursor(self._box)
        else:
            self.desk.show_board()
        self._show_again()

    def toggle_side(self) -> None:
        """Show the photograph and the history beside the sheet, or hide them."""
        self.desk.beside = self.side.isHidden()
        self._show_sheet()
        self._show_again()
        found = self.sheet.focused()
        self.side.show_line(found[1].answer if found is not None else None, self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list of groups when there is room for it."""
        super().resizeEvent(event)
        self.desk.make_room(self._room)

    def _step_side(self) -> None:
        if self.desk.beside:
            self.side.step_face()
        else:
            self.toggle_side()

    def _go_beside(self) -> None:
        if not self.desk.beside:
            self.toggle_side()
        self.side.take_cursor()

    def remembered(self) -> dict[str, str]:
        """Return where typing went on in each engagement, and whether the side was shown."""
        self._keep_place()
        return {"places": self.places.packed(), "side": str(int(self.desk.beside))} | self.side.intake.remembered()

    def put_back(self, remembered: dict[str, str]) -> None:
        """Go on where typing stopped."""
        self.places.unpack(remembered.get("places", "[]"))
        self.desk.beside = remembered.get("side") == "1"
        self._show_sheet()
        self.side.intake.put_back(remembered)

    def import_answers(self) -> None:
        """Ask for a table of answers and add it."""
        path = self.workspace.path
        table = ask.file_to_open(self, "Which table of answers?", TABLES, path.parent if path else Path.home())
        if table is not None:
            self.workspace.do(sheets.import_answers, table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the lines with Escape; then a digit chooses a table, and Enter goes back to the lines."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list_side.list.hasFocus():
            self.sheet.take_cursor()
        elif event.key() == Qt.Key.Key_Escape and self.sheet.focused() is not None:
            self.list_side.list.setFocus()
        elif event.text() in tuple("123456789") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go_to_table(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where typing goes on."""
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close what was only half said."""
        super().hideEvent(event)
        self._keep_place()
        self.list_side.close_form()

    def _add_keys(self) -> None:
        verbs = self.verbs
        for number, box in enumerate((*SHEET_BOXES, Box.UNMARKED), 1):
            on_key(self, f"Alt+{number}", partial(self.sheet.take_cursor, box))
            on_key(self, f"Alt+Shift+{number}", partial(verbs.move_focused, box))
        for keys, act in (
            ("Alt+0", self.head.take_cursor),
            ("Ctrl+Up", lambda: verbs.reorder(-1)),
            ("Ctrl+Down", lambda: verbs.reorder(1)),
            ("Ctrl+E", verbs.split),
            ("Ctrl+J", verbs.join),
            ("Ctrl+G", verbs.insert_illegible),
            ("Ctrl+.", verbs.turn_serious),
            ("Ctrl+T", verbs.open_tidy),
            ("Ctrl+B", self._turn_focused_state),
            ("F7", verbs.turn_parked),
            ("Ctrl+Right", lambda: self.step_sheet(1)),
            ("Ctrl+Left", lambda: self.step_sheet(-1)),
            ("F6", self.toggle_board),
            ("F8", self.toggle_side),
            ("Shift+F8", self._step_side),
            ("Ctrl+F8", self._go_beside),
            ("F12", self.toggle_complete),
        ):
            on_key(self, keys, act)

    def _show_again(self) -> None:
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _show_sheet(self) -> None:
        self.desk.show_sheet(self._room)

    @property
    def _room(self) -> int:
        """How wide the desk may be; the page itself is never narrower than what it shows."""
        margins, around = self.column.contentsMargins(), self.parentWidget()
        return (around or self).width() - margins.left() - margins.right()

    def _choose_first(self, snapshot: Snapshot) -> None:
        """Choose the sheet on which typing went on, or else the first."""
        code, self._box = self.places.of(self.workspace.path, snapshot)
        known = (group.id for group in snapshot.groups if group.code == code)
        self.group_id = next(known, snapshot.groups[0].id if snapshot.groups else None)

    def _keep_place(self) -> None:
        path, code = self._here
        if path is not None:
            self.places.keep(path, code, self._box, datetime.now().astimezone())

    def _go_to(self, group_id: GroupId) -> None:
        self.show_group(group_id)
        self.sheet.take_cursor()

    def _go_to_table(self, digit: str) -> None:
        """Go to the table with this number among those of the audience that is shown."""
        snapshot, group = self.workspace.snapshot, self.group
        if snapshot is not None and group is not None:
            tables = (other for other in snapshot.groups_of(group.audience) if other.code[1:] == digit)
            found = next(tables, None)
            if found is not None:
                self._go_to(found.id)

    def _enter(self, answer: Answer | None) -> None:
        found = self.sheet.focused()
        if found is not None:
            self._box = found[0].box
        if self.side.isVisible():
            self.side.show_line(answer, self._box)

    def _turn_focused_state(self) -> None:
        found = self.sheet.focused()
        if found is not None:
            self._turn_state(found[0].box)

    def _turn_state(self, box: Box) -> None:
        if self.group_id is not None:
            self.verbs.turn_state(box, self.group_id)

    def _note(self, what: str, service: Service, value: object) -> None:
        """Put a field of the head as it is typed now."""
        group = self.group
        if group is not None:
            self.workspace.type_line((what, group.id), service, group, value)

    def _compare(self) -> None:
        """Say which lines of the sheet are like one another."""
        snapshot, group = self.workspace.snapshot, self.group
        if snapshot is not None and group is not None and self.isVisible():
            lines = self.drafts.on_sheet(snapshot, group.id)
            self.sheet.show_hints(find_near([line for box in Box for line in lines if line.box is box]))

    def _add_group(self, audience: object, name: str) -> None:
        self._groups_before = frozenset(self.workspace.snapshot.group) if self.workspace.snapshot else frozenset()
        self.workspace.do(groups.add, audience, name)

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: its groups have nothing to do with the one that was chosen."""
        self._keep_place()
        self.drafts.clear()
        self.group_id = None
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if self.isVisible() and self.group is not None and self.sheet.focused() is None:
            self.sheet.take_cursor(self._box)

    def _find_added(self, snapshot: Snapshot) -> bool:
        """Choose the group that was asked for, as soon as it is there."""
        added = snapshot.group.keys() - self._groups_before if self._groups_before is not None else set()
        if added:
            self._groups_before = None
            self.group_id = max(added)
        return bool(added)

    def _hear_refused(self, problem: CxError) -> None:
        self._refusal = f"{reason(problem)}. It is saved by itself as soon as this is mended."
        if not self.workspace.busy:
            self._settle()

    def _hear_saved(self, _at: object) -> None:
        self._settle()

    def _settle(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        if not self._refusal:
            self.head.settle()
        taken_back = self.drafts.settle(snapshot, self._refusal)
        self._refusal = ""
        if taken_back and self.isVisible():
            self.show_snapshot(snapshot)
        elif self.isVisible():
            self.sheet.show_states(self.drafts)


_NO_GROUPS = "Every sheet belongs to a group. Form groups from the roster, or add a group for a sheet without a roster."
