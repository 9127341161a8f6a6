"""Run a session: the cockpit on this screen, the window for the audience on the projector."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget

from cxfacilitator.domain.engagement import Audience, Question, asked
from cxfacilitator.domain.session import (
    EventKind,
    Session,
    SessionEvent,
    SessionId,
    SessionState,
    planned_end,
    room_text,
)
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import the_day
from cxfacilitator.services import session as service
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.session.audience_window import AudienceWindow
from cxfacilitator.ui.session.clock import SessionClock
from cxfacilitator.ui.session.cockpit import Cockpit, Line, connect_all
from cxfacilitator.ui.session.session_bar import SessionBar, agenda_title
from cxfacilitator.ui.widgets import EmptyState

ONE_SCREEN = (
    "There is no second screen, so the audience window is a window that you can move. "
    "Connect the projector, and set it to extend this screen and not to mirror it."
)
PROJECTOR_GONE = "The projector is gone. The clock goes on; connect it again and press F11."
_KEYS_OF_A_CHOICE = (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right)


class SessionPage(Page):
    """The timed session, driven by keys."""

    stage = "session"
    title = "Session"
    sentence = "Driven by keys. The audience sees only the question and the time left."
    keys = (
        ("Space", "Start, pause, go on"),
        ("Right, Left", "Next step, step before"),
        ("+, -", "One minute more, one minute less"),
        ("F8", "Blank the audience window"),
        ("F11", "Open or close the audience window"),
        ("Enter on a step", "Go to that step"),
        ("Ctrl+Shift+N", "New session"),
    )

    def build(self) -> None:
        """Lay out the choice of session, the cockpit, and what stands in its place when there is none."""
        self._chosen: SessionId | None = None
        self._session: Session | None = None
        self._events: tuple[SessionEvent, ...] = ()
        self._questions: Mapping[Question, str] = {}
        self._words = service.room_words()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clock = SessionClock(parent=self)
        self.clock.ticked.connect(self._show_state)
        self.window_for_audience = AudienceWindow()
        self.window_for_audience.closed.connect(self._show_window_state)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Session")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda _place: self._choose(self.choice.currentData()))
        self.agenda = QComboBox()
        self.agenda.setAccessibleName("Agenda")
        self.agenda.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.agenda.activated.connect(lambda _place: self._set_agenda(self.agenda.currentData()))
        self.new_button = QPushButton("New session")
        self.new_button.setToolTip("Set up another session (Ctrl+Shift+N)")
        self.new_button.clicked.connect(self._open_bar)
        self.close_session = QPushButton("Close session")
        self.close_session.setToolTip("Pause first, or come to the last step")
        self.close_session.clicked.connect(lambda: self._record(EventKind.CLOSED))
        self.restart = QPushButton("Start again from the first step")
        self.restart.clicked.connect(lambda: self._record(EventKind.STARTED))
        self.bar = SessionBar()
        for choice in (self.bar.audience, self.bar.agenda):
            choice.installEventFilter(self)
        self.bar.given.connect(self._add)
        self.bar.closed.connect(self._close_bar)
        self.bar.hide()
        self.cockpit = Cockpit()
        self.cockpit.step_table.row_activated.connect(self._go_to)
        self.empty = EmptyState(
            "session", "A session has an agenda, a clock and a window for the audience.", "New session", self._open_bar
        )
        self.no_agenda = EmptyState(
            "session", "This session has no agenda yet.", "Use the usual agenda", lambda: self._set_agenda("")
        )
        self.middle = QStackedWidget()
        for widget in (self.cockpit, self.empty, self.no_agenda):
            self.middle.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choice)
        top.addWidget(self.agenda)
        top.addStretch()
        self.column.addLayout(top)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.middle, 1)
        self._wire()

    def other_actions(self) -> tuple[QPushButton, ...]:
        """A new session, and the end of this one."""
        return (self.restart, self.close_session, self.new_button)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the chosen session, or the one that is going on."""
        self._follow(snapshot)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a choice its own keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _KEYS_OF_A_CHOICE)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the sessions that were held; sheets without a session were held somewhere."""
        if not snapshot.sessions:
            return 1.0 if snapshot.answers else 0.0
        return sum(service.held(snapshot, session) for session in snapshot.sessions) / len(snapshot.sessions)

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the next session to be held."""
        if not snapshot.sessions:
            return "" if snapshot.answers else "Add a session with its agenda."
        session = service.current(snapshot)
        if session is None or service.held(snapshot, session):
            return ""
        begun = any(event.session_id == session.id for event in snapshot.events)
        return f"Session {session.code} is going on." if begun else f"Hold session {session.code}."

    def _wire(self) -> None:
        """Connect keys and buttons; the audience window takes the same keys, should it be the active one."""
        cockpit = self.cockpit
        connect_all(
            (
                (cockpit.press, self._press),
                (cockpit.back, lambda: self._step(-1)),
                (cockpit.forward, lambda: self._step(1)),
                (cockpit.less, lambda: self._add_time(-60)),
                (cockpit.more, lambda: self._add_time(60)),
                (cockpit.audience, self._toggle_window),
                (cockpit.blank, self._toggle_blank),
            )
        )
        for keys, act in (
            (("Space",), self._press),
            (("Right",), lambda: self._step(1)),
            (("Left",), lambda: self._step(-1)),
            (("+", "="), lambda: self._add_time(60)),
            (("-",), lambda: self._add_time(-60)),
            (("F8",), self._toggle_blank),
            (("F11",), self._toggle_window),
            (("Ctrl+Shift+N",), self._open_bar),
        ):
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _checked, act=act: act())
            self.addAction(action)
            self.window_for_audience.addAction(action)
        for choice in (self.choice, self.agenda):
            choice.installEventFilter(self)
        self.workspace.changed.connect(self._follow)
        self.workspace.opened.connect(self._leave)
        self.workspace.closed.connect(self._leave)
        self.window_for_audience.follow(self)
        self.window_for_audience.projector_gone.connect(lambda: self.tell(PROJECTOR_GONE, "warning"))

    def _follow(self, snapshot: Snapshot) -> None:
        session = _proposed(snapshot, self._chosen)
        self._session = session
        self._list(snapshot)
        self.empty.button.setHidden(not self.bar.isHidden())
        if session is None:
            self.clock.stop()
            self.middle.setCurrentWidget(self.empty)
            for widget in (self.choice, self.agenda, self.close_session, self.restart, self.new_button):
                widget.hide()
            return
        self.new_button.show()
        self._events = tuple(event for event in snapshot.events if event.session_id == session.id)
        client = snapshot.engagement.client
        self._questions = {q: asked(snapshot.wording, q, session.audience, client) for q in Question}
        self._show_agendas(session)
        self.middle.setCurrentWidget(self.cockpit if session.agenda else self.no_agenda)
        self.clock.follow(session.agenda, self._events)

    def _show_state(self, state: SessionState) -> None:
        session, now = self._session, self.clock.now()
        if session is None:
            return
        self.cockpit.show_state(state, session.agenda, self._questions, now)
        self.cockpit.ends.setText(_end_words(state, session, self._events, now))
        self.choice.setHidden(state.running)
        last = state.step_index == len(session.agenda) - 1
        self.close_session.setVisible(state.started)
        self.close_session.setEnabled(last or not state.running)
        self.restart.setVisible(state.closed)
        self.window_for_audience.show_state(state, room_text(state, self._words, self._questions))

    def _list(self, snapshot: Snapshot) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for session in snapshot.sessions:
                self.choice.addItem(_session_words(session), session.id)
            if self._session is not None:
                self.choice.setCurrentIndex(self.choice.findData(self._session.id))

    def _show_agendas(self, session: Session) -> None:
        """Offer the agendas until the session has started."""
        self.agenda.setVisible(not self._events)
        if self._events:
            return
        with QSignalBlocker(self.agenda):
            self.agenda.clear()
            for name in service.agendas():
                steps = service.agenda(name)
                self.agenda.addItem(agenda_title(name, steps), name)
                if steps == session.agenda:
                    self.agenda.setCurrentIndex(self.agenda.count() - 1)
            if session.agenda not in [service.agenda(name) for name in service.agendas()]:
                self.agenda.insertItem(0, "Its own agenda" if session.agenda else "Choose an agenda", None)
                self.agenda.setCurrentIndex(0)

    def _choose(self, session_id: SessionId) -> None:
        self._chosen = session_id
        self.setFocus()
        if self.workspace.snapshot is not None:
            self._follow(self.workspace.snapshot)

    def _set_agenda(self, name: str | None) -> None:
        session = self._session
        self.setFocus()
        if session is not None and name is not None:
            self.workspace.do(service.set_agenda, session, name or service.default_agenda(session.audience))

    def _open_bar(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self.bar.show()
        self.bar.set_primary(self._session is None)
        self.empty.button.hide()
        here = self._session.audience if self._session is not None else Audience.STAFF
        codes = {audience: service.free_code(snapshot, audience) for audience in Audience}
        self.bar.begin(here, codes, self.clock.now().date())

    def _close_bar(self) -> None:
        self.bar.hide()
        self.empty.button.show()
        self.setFocus()

    def _add(self, values: tuple[object, ...]) -> None:
        self._close_bar()
        self._chosen = None
        self.workspace.do(service.add, *values)

    def _record(self, kind: EventKind, number: int = 0) -> None:
        if self._session is not None and self._session.agenda:
            self.workspace.do(service.record, self._session.id, kind, self.clock.now(), number)

    def _press(self) -> None:
        press = self.clock.state.press
        if press is not None:
            self._record(press)

    def _step(self, by: int) -> None:
        state = self.clock.state
        if self._session is not None and state.started and 0 <= state.step_index + by < len(self._session.agenda):
            self._record(EventKind.MOVED, state.step_index + by)

    def _go_to(self, line: Line) -> None:
        state = self.clock.state
        if state.started and line.number != state.step_index:
            self._record(EventKind.MOVED, line.number)

    def _add_time(self, seconds: int) -> None:
        if self.clock.state.started:
            self._record(EventKind.TIME_ADDED, seconds)

    def _toggle_window(self) -> None:
        window = self.window_for_audience
        if window.isVisible():
            window.close()
            return
        self.clock.tick()
        if not window.open_beside(self):
            self.tell(ONE_SCREEN, "warning")
        self._show_window_state()

    def _toggle_blank(self) -> None:
        self.window_for_audience.set_blank(not self.window_for_audience.blank)
        self._show_window_state()

    def _show_window_state(self) -> None:
        window = self.window_for_audience
        self.cockpit.blank.setChecked(window.blank)
        self.cockpit.audience.setChecked(window.isVisible())

    def _leave(self, _snapshot: Snapshot | None = None) -> None:
        """Another engagement, or none: nothing of this one may stay on the projector."""
        self._chosen = self._session = None
        self.clock.stop()
        self.window_for_audience.close()


def _proposed(snapshot: Snapshot, chosen: SessionId | None) -> Session | None:
    if chosen is not None and chosen in snapshot.session:
        return snapshot.session[chosen]
    return service.current(snapshot)


def _session_words(session: Session) -> str:
    day = f", {the_day(session.held_on)}" if session.held_on else ""
    return f"{session.code}: {session.audience.label}{day}"


def _end_words(state: SessionState, session: Session, events: tuple[SessionEvent, ...], now: datetime) -> str:
    if state.closed:
        return "Closed"
    end = now + timedelta(seconds=state.ends_in_s)
    planned = planned_end(session.agenda, events)
    if planned is None or not state.started:
        return f"Ends {end:%H:%M} if started now"
    late = round((end.timestamp() - planned.timestamp()) / 60)
    if late == 0:
        return f"Ends {end:%H:%M}, as planned"
    return f"Ends {end:%H:%M}, {abs(late)} min {'later' if late > 0 else 'earlier'} than planned"
