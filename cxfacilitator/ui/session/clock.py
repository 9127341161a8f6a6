"""The clock of the session: looks at the wall clock several times a second and says where the session is.

Nothing is counted up here, so a closed lid, a restart or a stalled screen cannot make it wrong.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cxfacilitator.domain.session import AgendaStep, SessionEvent, SessionState, state_at

TICK_MS = 200


def wall_clock() -> datetime:
    """Return this instant, with the time zone of this computer."""
    return datetime.now().astimezone()


class SessionClock(QObject):
    """Follows the log of one session.

    Signals:
        ticked: Carries the `SessionState` of this instant.
    """

    ticked = Signal(object)

    def __init__(self, now: Callable[[], datetime] = wall_clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self.state = SessionState()
        self._agenda: Sequence[AgendaStep] = ()
        self._events: Sequence[SessionEvent] = ()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, agenda: Sequence[AgendaStep], events: Sequence[SessionEvent]) -> None:
        """Follow this agenda and log from now on."""
        self._agenda, self._events = agenda, events
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Follow nothing."""
        self._timer.stop()

    def tick(self) -> None:
        """Look at the wall clock once."""
        self.state = state_at(self._agenda, self._events, self.now())
        self.ticked.emit(self.state)


def minutes_and_seconds(seconds: int) -> str:
    """Return a span as it stands on a clock.

    >>> minutes_and_seconds(462), minutes_and_seconds(-70)
    ('7:42', '+1:10')
    """
    sign = "+" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02}"


def mood(state: SessionState) -> tuple[str, str]:
    """Return the word for the state of the step, and the colour's role that goes with it."""
    if state.closed:
        return "Closed", "muted"
    if not state.started:
        return "Not started", "muted"
    if state.overrun:
        return "Time is up", "danger"
    if not state.running:
        return "Paused", "muted"
    return ("Last two minutes", "warning") if state.in_last_minutes else ("", "text")
