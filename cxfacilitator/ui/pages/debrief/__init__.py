"""Run the debrief with leadership: the facilitator's side on this screen, slides on the projector."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.debrief import DebriefPart, DebriefSlide, Step, place_to_go_on, to_sort, waiting
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_list import Listed, key_of
from cxfacilitator.domain.kept_findings import KeptFindingId, Sorting
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import debrief as service
from cxfacilitator.services import findings, plan
from cxfacilitator.services.debrief import SORTING, Debrief
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.pages.debrief.action_bar import ActionBar
from cxfacilitator.ui.pages.debrief.order import order_rows
from cxfacilitator.ui.pages.debrief.pace import Pace
from cxfacilitator.ui.pages.debrief.presenter import Presenter
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.session.clock import wall_clock
from cxfacilitator.ui.session.debrief_window import DebriefWindow
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow

ONE_SCREEN = (
    "No second screen: the wall is a window that you can move, and a double click on it fills the screen. "
    "Set a projector to extend this screen, not to mirror it."
)
PROJECTOR_GONE = "The projector is gone. Connect it again and press F11."


class DebriefPage(Page):
    """The running order at the left; the wall, the next slide and what to ask at the right."""

    stage = "debrief"
    title = "Debrief"
    sentence = "Driven by keys. The wall shows only findings that you kept and quotes that you picked."
    keys = (
        ("F11", "Open or close the wall"),
        ("Space", "Reveal the next line or quote"),
        ("Right, Left", "Next slide, slide before"),
        ("1-4", "Explain, change, stop, ask: put the finding on the board"),
        ("0", "Take the finding off the board"),
        ("Up, Down", "On the board: another finding"),
        ("A", "Add an action; Enter puts it on the wall"),
        ("K", "Keep the chosen draft, while nothing is kept"),
        ("F8", "Blank the wall"),
        ("T", "Show or hide the time"),
        ("Escape", "Leave: close the wall"),
        ("Ctrl+E", "Save the minutes"),
        ("Enter in the list", "Go to that slide"),
    )

    def build(self) -> None:
        """Lay out the running order, the presenter's side, and what stands in their place before anything is known."""
        self.debrief: Debrief | None = None
        self._place, self._at, self._went_on_at = 0, "", ""
        self._revealed: dict[str, int] = {}
        self._on_board: KeptFindingId | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.room = DebriefWindow()
        self.room.closed.connect(self._refresh)
        self.wall = QPushButton("Show on the wall")
        self.wall.setToolTip("Open or close the window for the room (F11)")
        self.wall.clicked.connect(self._toggle_wall)
        self.minutes = QPushButton("Save the minutes")
        self.minutes.setToolTip("Write what was shown, sorted and agreed to a file (Ctrl+E)")
        self.minutes.clicked.connect(self._save_minutes)
        self.order = WrappedList("Running order", begin=False)
        self.order.row_activated.connect(self._go_to)
        self.remarks = label("", "warning", wrap=True)
        self.offers = WrappedList("Drafts that are clear or likely; they are not on the wall")
        self.offers.row_activated.connect(lambda listed: self._keep())
        self.keep = QPushButton("Keep this draft")
        self.keep.setToolTip("Put it on the list of findings, and so on the wall (K)")
        self.keep.clicked.connect(self._keep)
        self.pace = Pace(wall_clock)
        self.presenter = Presenter(self.pace)
        self.bar = ActionBar(lambda: wall_clock().date())
        self.bar.given.connect(self._add_action)
        self.bar.closed.connect(self._close_bar)
        self.bar.hide()
        self.empty = EmptyState(
            "debrief",
            "The debrief shows what was compared. Review the answers and keep some findings first.",
            "Review the answers",
            lambda: self.go("tagging"),
        )
        self.body = QWidget()
        self._lay_out()
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """The wall."""
        return self.wall

    def other_actions(self) -> tuple[QPushButton, ...]:
        """The minutes."""
        return (self.minutes,)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the slide where the debrief is, as it is now."""
        debrief = self.debrief = service.prepare(snapshot, self.debrief)
        keys = [step.key for step in debrief.steps]
        if not self._at:
            code, _, key = self._went_on_at.partition("/")
            self._place = place_to_go_on(debrief.steps, key if code == snapshot.engagement.code else "")
        elif self._at in keys:
            self._place = keys.index(self._at)
        self._place = min(self._place, len(keys) - 1)
        ready = any(debrief.slides.comparison.groups.values())
        self.empty.setVisible(not ready)
        for widget in (self.body, self.wall, self.minutes):
            widget.setVisible(ready)
        self.order.set_rows(order_rows(debrief))
        self._show_offers(debrief)
        self._enter(self._place)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        (self if self.empty.isHidden() else self.empty.button).setFocus()

    def remembered(self) -> dict[str, str]:
        """Where the debrief of this engagement is, and whether the time is shown."""
        return {"at": self._is_at(), "time": "" if self.pace.isHidden() else "shown"}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Go on where the debrief was."""
        self._went_on_at = remembered.get("at", "")
        self.pace.setVisible(remembered.get("time", "shown") == "shown")

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the kept findings that are sorted; None while none is kept."""
        left, total = waiting(snapshot.kept_findings)
        return 1 - left / total if total else None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say what is best done next."""
        left, total = waiting(snapshot.kept_findings)
        if not total:
            return "Keep the findings that leadership is to talk about."
        if left == total:
            return "Run the debrief: sort each finding, and note who does what by when."
        return "Sort the findings that are still open." if left else ""

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.order, 3)
        left.addWidget(self.remarks)
        left.addWidget(self.offers, 2)
        left.addWidget(self.keep)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.bar)
        right.addWidget(self.presenter, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self.order.setMinimumWidth(theme.px(200))
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self.empty, 1)

    def _wire(self) -> None:
        """Connect keys and buttons; the wall takes the same keys, should it be the active window."""
        presenter = self.presenter
        for button, act in (
            (presenter.reveal, self._reveal),
            (presenter.back, lambda: self._step(-1)),
            (presenter.forward, lambda: self._step(1)),
            (presenter.add, self._open_bar),
            *((button, partial(self._sort, sorting)) for sorting, button in presenter.sorting.items()),
        ):
            button.clicked.connect(lambda _checked, act=act: act())
        for key, act in (
            ("F11", self._toggle_wall),
            ("F8", self._toggle_blank),
            ("Space", self._reveal),
            ("Right", lambda: self._step(1)),
            ("Left", lambda: self._step(-1)),
            *((str(number), partial(self._sort, sorting)) for number, sorting in enumerate(SORTING, 1)),
            ("0", lambda: self._sort(None)),
            ("A", self._open_bar),
            ("K", self._keep),
            ("T", self._toggle_time),
            ("Escape", self._leave_room),
            ("Ctrl+E", self._save_minutes),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _checked, act=act: act())
            self.addAction(action)
            self.room.addAction(action)
        self.workspace.changed.connect(self._hear_while_hidden)
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.room.follow(self)
        self.room.projector_gone.connect(lambda: self.tell(PROJECTOR_GONE, "warning"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another finding for the board with Up and Down."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or not self._choose_for_board(by):
            super().keyPressEvent(event)

    def _is_at(self) -> str:
        return f"{self.debrief.slides.snapshot.engagement.code}/{self._at}" if self.debrief and self._at else ""

    def _enter(self, place: int) -> None:
        """Go to the slide at this place."""
        debrief = self.debrief
        if debrief is None:
            return
        step, self._place = debrief.steps[place], place
        if step.key != self._at:
            self._at = step.key
            self.choice_made.emit()
        self.order.choose(step.key)
        self.order.scrollTo(self.order.currentIndex(), self.order.ScrollHint.PositionAtCenter)
        if step.part is DebriefPart.BOARD:
            board = debrief.slides.on_board
            known = [finding_id for cards in board.values() for finding_id, _ in cards]
            if self._on_board not in known:
                self._on_board = board[None][0][0] if board[None] else None
        self._refresh()

    def _refresh(self) -> None:
        """Show the slide of this moment to the room and to the presenter."""
        debrief = self.debrief
        if debrief is None:
            return
        step = debrief.steps[self._place]
        revealed = self._revealed.get(step.key, 0)
        slide = debrief.slides.slide(step, revealed, self._on_board)
        after = debrief.steps[self._place + 1 : self._place + 2]
        following = debrief.slides.slide(after[0]) if after else None
        is_shown = self.room.isVisible()
        self.room.show_slide(slide)
        self.wall.setText("Close the wall" if is_shown else "Show on the wall")
        self.presenter.show_slides(slide, following, is_shown, self.room.blank)
        about = self._about
        cue = debrief.cue(replace(step, listed=about) if about else step)
        left = debrief.slides.reveals(step) - revealed
        self.presenter.show_cue(cue, _left(debrief, step, left), left > 0)
        self.presenter.show_sorting(about.kept.sorting if about and about.kept else None, about is not None)
        self.presenter.back.setEnabled(self._place > 0)
        self.presenter.forward.setEnabled(following is not None)
        self.pace.enter(step.part, is_shown)

    @property
    def _about(self) -> Listed | None:
        """The finding that the digits sort: that of the slide, or on the board the chosen one."""
        if self.debrief is None:
            return None
        step, sortable = self.debrief.steps[self._place], to_sort(self.debrief.steps)
        which = self._on_board if step.part is DebriefPart.BOARD else step.finding_id
        return sortable.get(which) if which else None

    def _show_offers(self, debrief: Debrief) -> None:
        self.remarks.setText("\n".join(debrief.remarks))
        self.remarks.setVisible(bool(debrief.remarks))
        nothing_kept = not any(step.listed for step in debrief.steps)
        self.offers.set_rows(
            [
                WrappedRow(
                    (Line(offer.heading, theme.SMALL, "muted", strong=True), Line(offer.sentence)),
                    offer.heading,
                    offer.listed,
                )
                for offer in debrief.offers
            ]
        )
        for widget in (self.offers, self.keep):
            widget.setVisible(nothing_kept and bool(debrief.offers))

    def _keep(self) -> None:
        listed = self.offers.current_value()
        if self.offers.isVisible() and isinstance(listed, Listed) and listed.finding is not None:
            self.workspace.do(findings.keep, key_of(listed.finding))

    def _go_to(self, key: str) -> None:
        if self.debrief is not None:
            self._enter([step.key for step in self.debrief.steps].index(key))
            self.setFocus()

    def _step(self, by: int) -> None:
        if self.debrief is not None and 0 <= self._place + by < len(self.debrief.steps):
            self._enter(self._place + by)

    def _reveal(self) -> None:
        if self.debrief is not None:
            step = self.debrief.steps[self._place]
            most = self.debrief.slides.reveals(step)
            self._revealed[step.key] = min(self._revealed.get(step.key, 0) + 1, most)
            self._refresh()

    def _choose_for_board(self, by: int) -> bool:
        if self.debrief is None or self.debrief.steps[self._place].part is not DebriefPart.BOARD:
            return False
        known = list(to_sort(self.debrief.steps))
        at = known.index(self._on_board) + by if self._on_board in known else 0
        self._on_board = known[max(0, min(at, len(known) - 1))]
        self._refresh()
        return True

    def _sort(self, sorting: Sorting | None) -> None:
        about = self._about
        if self.debrief is None or about is None or about.kept is None:
            self._refresh()
            return
        self.workspace.do(findings.sort, about.kept.id, sorting)
        if sorting is not None and self.debrief.steps[self._place].part is DebriefPart.BOARD:
            left = [finding_id for finding_id, _ in self.debrief.slides.on_board[None] if finding_id != about.kept.id]
            order = list(to_sort(self.debrief.steps))
            after = [finding_id for finding_id in left if order.index(finding_id) > order.index(about.kept.id)]
            self._on_board = next(iter(after or left), about.kept.id)

    def _open_bar(self) -> None:
        self.window().activateWindow()
        self.bar.begin()

    def _close_bar(self) -> None:
        self.bar.hide()
        self.setFocus()

    def _add_action(self, words: str, owner: str, due: date | None) -> None:
        if self.debrief is None:
            return
        listed = self.debrief.steps[self._place].listed
        back = partial(self.bar.put_back, self.bar.typed())
        self.workspace.hand_in(back, plan.add_action, words, owner, due, theme_id=listed.theme_id if listed else None)
        self.bar.clear()
        self._close_bar()

    def _toggle_time(self) -> None:
        self.pace.setVisible(self.pace.isHidden())
        self.choice_made.emit()

    def _toggle_wall(self) -> None:
        if self.room.isVisible():
            self.room.close()
        elif self.debrief is not None and self.body.isVisible():
            if not self.room.open_beside(self):
                self.tell(ONE_SCREEN, "warning")
            self._refresh()
        self.setFocus()

    def _toggle_blank(self) -> None:
        self.room.set_blank(not self.room.blank)
        self._refresh()

    def _leave_room(self) -> None:
        if self.bar.isVisible():
            self._close_bar()
        elif self.room.isVisible():
            self.room.close()

    def _save_minutes(self) -> None:
        snapshot, file = self.workspace.snapshot, self.workspace.path
        if snapshot is None or file is None:
            return
        path = ask.file_to_write(
            self.window(),
            "Where to keep the minutes?",
            "Minutes (*.md *.txt)",
            file.parent / f"{snapshot.engagement.code} debrief minutes.md",
        )
        if path is None:
            return
        try:
            service.write_minutes(snapshot, path, replace=True)
        except CxError as problem:
            self.tell(str(problem), "error")
        else:
            self.tell(f"The minutes are in {path}.")

    def _hear_while_hidden(self, snapshot: Snapshot) -> None:
        """Keep the wall true also while somebody looks something up on another page."""
        if not self.isVisible() and self.room.isVisible():
            self.show_snapshot(snapshot)

    def _forget(self, _snapshot: Snapshot | None = None) -> None:
        """Another engagement, or none: nothing of this one may stay on the wall."""
        self._went_on_at = self._is_at() or self._went_on_at
        self.debrief, self._at, self._on_board = None, "", None
        self._revealed.clear()
        self.room.close()
        self.room.show_slide(DebriefSlide())
        self.bar.clear()


def _left(debrief: Debrief, step: Step, left: int) -> str:
    """Say what is still to be done on a slide."""
    if step.part is DebriefPart.ACTIONS:
        return "A adds an action."
    if step.part is DebriefPart.BOARD:
        waiting_here = len(debrief.slides.on_board[None])
        return (
            f"{waiting_here} not sorted yet; Up and Down choose another."
            if waiting_here
            else "All are sorted; Up and Down choose one again."
        )
    return f"{left} more to reveal (Space)" if left else "All is revealed; Right leads on."
