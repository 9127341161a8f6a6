"""Read back: the photo at the left, what was typed at the right, and what is looked at again before it is quoted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError, SpellingProblem
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.read_back import Doubt, doubts, looks_alike, still_open
from cxfacilitator.domain.sheets import Answer, AnswerId, BoxState, Concern
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import parking, read_back, sheets, spelling
from cxfacilitator.services.spelling import Dictionary, Language
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.read_back.bars import EditBar, RedactBar
from cxfacilitator.ui.pages.read_back.parking_lot import ParkingLot
from cxfacilitator.ui.pages.read_back.sheet_lines import Item, SheetLines
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.photo_view import PhotoView

ON_THE_SPOT = 600
"""So many lines are looked at before the page is shown; more are looked at in a job."""
FORMS = "forms"
"""The key of the forms, which have no paper of their own and are read one after the other."""
Key = GroupId | str


class ReadBackPage(Page):
    """Goes through the sheets, and through what was parked."""

    stage = "read_back"
    title = "Read back"
    sentence = "Each sheet once more beside its paper: what cannot be read, who is named, what is serious."
    keys = (
        ("Enter", "Right as it stands; for an empty box: left blank"),
        ("N", "The empty box was not asked"),
        ("R", "Redact: take words out"),
        ("E", "Edit the line"),
        ("P", "Into the parking lot"),
        ("Up / Down", "Line above or below"),
        ("Ctrl+Right / Ctrl+Left", "Next sheet, sheet before"),
        ("F12", "The sheet is read back"),
        ("L", "The parking lot; Escape leads back"),
        ("Delete", "In the parking lot: bring the line back"),
    )

    def build(self) -> None:
        """Lay out the sheet beside its photo, and the parking lot behind."""
        self.key: Key | None = None
        self.doubts: tuple[Doubt, ...] = ()
        self._waiting: dict[Key, list[Doubt]] = {}
        self._looked_at: Snapshot | None = None
        self._look: Job | None = None
        self._dictionary: Dictionary | None = None
        self._asked = False
        self._go_on = self._dropped = False
        self.done_button = QPushButton("Sheet is read back")
        self.done_button.clicked.connect(self.toggle_done)
        self.lot_button = QPushButton("Parking lot")
        self.lot_button.clicked.connect(self.toggle_lot)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName("Sheet")
        self.choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda place: self.show_sheet(self.choice.itemData(place)))
        self.state = Elided("", "muted")
        self.verified = label("Read back", "good")
        self.photo = PhotoView(self.workspace)
        self.lines = SheetLines()
        self.lines.row_activated.connect(self._confirm)
        self.edit_bar, self.redact_bar = EditBar(), RedactBar()
        for bar in (self.edit_bar, self.redact_bar):
            bar.hide()
            bar.closed.connect(self._close_bars)
        self.edit_bar.given.connect(self._save)
        self.redact_bar.given.connect(self._redact)
        self.redact_bar.for_good_chosen.connect(
            lambda: self.workspace.fetch(read_back.tell_what_remains, self.redact_bar.warn)
        )
        self.lot = ParkingLot(self.workspace)
        self.empty = EmptyState("sheets", _NO_SHEETS, "Go to the sheets", lambda: self.go("sheets"))
        self.faces = QStackedWidget()
        for face in (self._reading(), self.lot, self.empty):
            self.faces.addWidget(face)
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.addWidget(self.faces, 1)
        on_key(self, "Ctrl+Right", lambda: self.step_sheet(1))
        on_key(self, "Ctrl+Left", lambda: self.step_sheet(-1))
        on_key(self, "F12", self.toggle_done)
        self.workspace.opened.connect(self._begin_afresh)
        self.workspace.jobs.ended.connect(self._hear_ended)
        self.workspace.refused.connect(self._hear_refused)

    def primary_action(self) -> QPushButton | None:
        """Return the button that ticks the sheet."""
        return self.done_button

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the way to the parking lot and back."""
        return (self.lot_button,)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the sheet that is open with its doubts, and what is parked."""
        self._look_at(snapshot)
        self._show_doubts(snapshot)

    def _look_at(self, snapshot: Snapshot) -> None:
        """Find what is to be looked at again; of many lines, what is still open until a job has found the rest."""
        if len(snapshot.to_review) <= ON_THE_SPOT:
            self.doubts = doubts(snapshot, self._dictionary.knows if self._dictionary is not None else None)
            return
        before, self._looked_at = self._looked_at, snapshot
        if before is not None:
            self.doubts = still_open(self.doubts, before, snapshot)
            if looks_alike(before, snapshot):
                return
        if self._look is not None:
            self._look.cancel()
        self._look = self.workspace.jobs.run(
            _look, snapshot, title="Looking for what to read once more", done=partial(self._take_doubts, snapshot)
        )

    def _take_doubts(self, of: Snapshot, found: tuple[Doubt, ...]) -> None:
        now = self.workspace.snapshot
        if self._looked_at is None or now is None or not looks_alike(of, self._looked_at):
            return  # since then another job has begun, or nothing is open any more
        self.doubts, self._looked_at = found, of
        if not self.isVisible():
            self._shown = None
            return
        self.show_snapshot(now)
        item = self.lines.current_value()
        if not (isinstance(item, Item) and item.doubts):
            self.lines.step_to_doubt()

    def _hear_ended(self, job: Job) -> None:
        if job is self._look:
            self._look = None
            if job.cancelled:  # by a person: the next sheet that is shown begins it again
                self._looked_at = None
                self.state.set_text(_STOPPED)

    def _show_doubts(self, snapshot: Snapshot) -> None:
        self._waiting = {}
        for doubt in self.doubts:
            key: Key = FORMS if doubt.group_id in snapshot.form else doubt.group_id
            self._waiting.setdefault(key, []).append(doubt)
        keys = self._keys(snapshot)
        if self.key not in keys:
            self.key = next((key for key in keys if self._open_doubts(key)), keys[0] if keys else None)
        if self.faces.currentWidget() is not self.lot:
            self.faces.setCurrentIndex(0 if keys else 2)
        self._show_choice(snapshot, keys)
        self._show_sheet(snapshot)
        self.lot.show_snapshot(snapshot)
        self._show_buttons(snapshot)
        if self._dropped:
            self._dropped = False
            self.workspace.fetch(read_back.tell_what_remains, lambda where: self.tell(f"Redacted. {where}", "warning"))

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the typed sheets that have been read back."""
        typed = [group for group in snapshot.groups if group.id in snapshot.answers_of]
        return sum(group.read_back for group in typed) / len(typed) if typed else 0.0

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the sheet that is to be read back next."""
        typed = [group for group in snapshot.groups if group.id in snapshot.answers_of]
        open_ = [group for group in typed if not group.read_back]
        if not typed:
            return "Type a sheet first: then it can be compared with its paper."
        if not open_:
            return ""
        return f"Compare {open_[0].called} with its paper ({len(open_)} to go)."

    def show_sheet(self, key: Key) -> None:
        """Show a sheet, with the cursor on the first line to look at again."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self.key = key
        self._close_bars()
        self.show_snapshot(snapshot)
        self.lines.choose_first()
        self.lines.step_to_doubt()
        self.lines.setFocus()

    def step_sheet(self, step: int) -> None:
        """Go to the next sheet or the one before."""
        keys = self._keys(self.workspace.snapshot) if self.workspace.snapshot is not None else ()
        place = keys.index(self.key) + step if self.key in keys else -1
        if 0 <= place < len(keys) and self.faces.currentIndex() == 0:
            self.show_sheet(keys[place])

    def toggle_lot(self) -> None:
        """Show the parking lot, or the sheets again."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        there = self.faces.currentWidget() is self.lot
        self.faces.setCurrentIndex((0 if self._keys(snapshot) else 2) if there else 1)
        self._show_buttons(snapshot)
        (self.lines if there else self.lot).setFocus()

    def toggle_done(self) -> None:
        """Note that the sheet has been compared with its paper and go on, or take that back."""
        snapshot = self.workspace.snapshot
        if snapshot is None or self.faces.currentIndex() != 0 or not isinstance(self.key, int):
            return
        group = snapshot.group[GroupId(self.key)]
        self.workspace.do(read_back.set_read_back, group, not group.read_back)
        if not group.read_back:
            self.step_sheet(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; the list leaves letters to the page."""
        item = self.lines.current_value()
        in_lot = self.faces.currentWidget() is self.lot
        acts: dict[int, Callable[[], None]] = {Qt.Key.Key_Escape if in_lot else Qt.Key.Key_L: self.toggle_lot}
        if self.faces.currentIndex() == 0 and isinstance(item, Item):
            acts |= {
                Qt.Key.Key_R: lambda: self._begin_redaction(item),
                Qt.Key.Key_E: lambda: self._begin_edit(item),
                Qt.Key.Key_P: lambda: self._park(item),
                Qt.Key.Key_N: lambda: self._explain(item, BoxState.NOT_ASKED),
            }
        act = acts.get(event.key()) if not event.modifiers() else None
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once, and have the dictionary read, with which more names are found."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.workspace.jobs.run(
                spelling.load,
                Language.BRITISH,
                title="Reading the dictionary",
                done=self._take_dictionary,
                failed=self._do_without,
            )
        if self.faces.currentIndex() == 0:
            self.lines.setFocus()

    def _reading(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.choice)
        top.addWidget(self.state, 1)
        top.addWidget(self.verified)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.lines, 1)
        column.addWidget(self.edit_bar)
        column.addWidget(self.redact_bar)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.photo)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme.px(520), theme.px(560)])
        self.splitter.setChildrenCollapsible(False)
        return self.splitter

    @staticmethod
    def _keys(snapshot: Snapshot) -> tuple[Key, ...]:
        """What can be read: every typed sheet, and the forms."""
        typed = tuple(group.id for group in snapshot.groups if group.id in snapshot.answers_of)
        return (*typed, FORMS) if snapshot.form_answers else typed

    def _open_doubts(self, key: Key | None) -> tuple[Doubt, ...]:
        return tuple(self._waiting.get(key, ())) if key is not None else ()

    def _show_choice(self, snapshot: Snapshot, keys: Sequence[Key]) -> None:
        self.choice.clear()
        for key in keys:
            name = "Forms, notes and reviews" if key == FORMS else snapshot.group[GroupId(int(key))].called
            waiting = len(self._open_doubts(key))
            note = f" · {waiting} to look at" if waiting else ""
            self.choice.addItem(f"{name}{note}", key)
        self.choice.setCurrentIndex(keys.index(self.key) if self.key in keys else -1)

    def _show_sheet(self, snapshot: Snapshot) -> None:
        answers: Sequence[Answer] = ()
        if self.key == FORMS:
            doubtful = dict.fromkeys(doubt.answer_id for doubt in self._open_doubts(FORMS))
            answers = [snapshot.answer[answer_id] for answer_id in doubtful if answer_id is not None]
        elif isinstance(self.key, int):
            answers = snapshot.answers_of.get(GroupId(self.key), ())
        mine = self._open_doubts(self.key)
        self.photo.show_photos([photo for photo in snapshot.photos if photo.group_id == self.key], _NO_PHOTO)
        here = self.lines.currentIndex().row()
        self.lines.show_lines(answers, mine, named=self.key == FORMS)
        if self._go_on:
            self._go_on = False
            self._stand_near(here)
        group = snapshot.group.get(GroupId(self.key)) if isinstance(self.key, int) else None
        self.verified.setVisible(group is not None and group.read_back)
        self.state.set_text(_HINT if mine else _LOOKING if self._look is not None else _NOTHING)

    def _show_buttons(self, snapshot: Snapshot) -> None:
        parked = len(snapshot.parked)
        lot = self.faces.currentWidget() is self.lot
        self.lot_button.setText("Back to the sheets" if lot else f"Parking lot ({parked})" if parked else "Parking lot")
        group = snapshot.group.get(GroupId(self.key)) if isinstance(self.key, int) else None
        self.done_button.setVisible(group is not None and not lot)
        if group is not None:
            self.done_button.setText(
                f"{group.code} is not read back" if group.read_back else f"{group.code} is read back"
            )
        typed = [found for found in snapshot.groups if found.id in snapshot.answers_of]
        if typed and not self.doubts and self._look is None and all(found.read_back for found in typed):
            self.state.set_text("All sheets verified.")

    def _stand_near(self, row: int) -> None:
        """Put the cursor on the next line to look at, or where it was: the line itself may be gone."""
        if not self.lines.step_to_doubt() and not self.lines.currentIndex().isValid():
            rows = [place for place, shown in enumerate(self.lines.rows) if not shown.heading]
            near = [place for place in rows if place >= row] or rows[-1:]
            if near:
                self.lines.choose(self.lines.rows[near[0]].key)

    def _confirm(self, item: Item) -> None:
        """Take what is under the cursor as right and go on to the next doubt."""
        if item.answer is None:
            self._explain(item, BoxState.BLANK)
        elif item.doubts and item.doubts[0].concern is not None:
            self._go_on = True
            self.workspace.do(read_back.confirm, item.answer.id, item.doubts[0].concern)
        else:
            self.lines.step_to_doubt()

    def _explain(self, item: Item, state: BoxState) -> None:
        snapshot = self.workspace.snapshot
        if item.answer is None and item.doubts and snapshot is not None:
            self._go_on = True
            self.workspace.do(sheets.set_box_state, snapshot.group[item.doubts[0].group_id], item.box, state)

    def _park(self, item: Item) -> None:
        if item.answer is not None:
            self._go_on = True
            self.workspace.do(parking.park, item.answer.id)

    def _begin_edit(self, item: Item) -> None:
        if item.answer is not None:
            self._close_bars()
            self.edit_bar.show()
            self.edit_bar.begin(item.answer)

    def _begin_redaction(self, item: Item) -> None:
        snapshot = self.workspace.snapshot
        if item.answer is not None and snapshot is not None:
            self._close_bars()
            spans = [span for doubt in item.doubts for span in doubt.spans if doubt.concern is Concern.NAME]
            self.redact_bar.show()
            self.redact_bar.begin(snapshot, item.answer, [item.answer.wording[slice(*span)] for span in spans])

    def _save(self, answer: Answer, words: str) -> None:
        if answer.tidy:
            self.workspace.do(sheets.set_tidy, answer.id, words)
        else:
            self.workspace.do(sheets.save, replace(answer, text=words))
        self._close_bars()

    def _redact(self, ids: Sequence[AnswerId], words: Sequence[str], instead: str, keep: bool) -> None:
        self._go_on = True
        self.workspace.do(read_back.redact, ids, words, instead, keep)
        self._dropped = not keep
        self._close_bars()

    def _close_bars(self) -> None:
        for bar in (self.edit_bar, self.redact_bar):
            bar.hide()
        self.lines.setFocus()

    def _take_dictionary(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        if self.workspace.snapshot is not None and self.isVisible():
            self.show_snapshot(self.workspace.snapshot)

    def _do_without(self, _problem: CxError) -> None:
        """Fewer names are found without a dictionary; that the check is off is said where the sheets are typed."""

    def _hear_refused(self, _problem: CxError) -> None:
        self._go_on = self._dropped = False

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        self.key = self._looked_at = None
        self.doubts = ()
        self.faces.setCurrentIndex(0)


def _look(snapshot: Snapshot, *, progress: Progress) -> tuple[Doubt, ...]:
    try:
        ordinary = spelling.load(Language.BRITISH, progress=progress).knows
    except SpellingProblem:  # that the check is off is said where the sheets are typed
        return doubts(snapshot, None, progress)
    return doubts(snapshot, ordinary, progress)


_NO_SHEETS = "Nothing has been typed yet. When a sheet is typed, it is compared with its paper here."
_HINT = "Enter: right as it stands · R redact · E edit · P park"
_NOTHING = "Nothing to look at again. F12 when it is compared with the paper."
_LOOKING = "Looking for what to read once more…"
_STOPPED = "Not all lines have been looked at. That goes on when you go to another sheet."
_NO_PHOTO = "No photo of this sheet. Lay the paper beside the screen."
