"""The timed session: a log of events, from which the state at any instant is computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from cxfacilitator.domain.engagement import Audience, Question

SessionId = NewType("SessionId", int)


class Slide(StrEnum):
    """What the audience window shows during a step."""

    TITLE = "title"
    RULES = "rules"
    ROLES = "roles"
    QUESTION = "question"
    NEXT_STEPS = "next_steps"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step of an agenda.

    Attributes:
        limit_s: Planned length in seconds.
        question: The question that the groups work on, if any.
        protected: Never shortened when time is short.
        script: What the facilitator says, one line a sentence; for the facilitator's page only.
    """

    title: str
    limit_s: int
    slide: Slide = Slide.TITLE
    question: Question | None = None
    protected: bool = False
    script: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One timed sitting of one audience; `code` is unique in the engagement, for example `S-AM`."""

    id: SessionId
    code: str
    audience: Audience
    held_on: date | None = None
    venue: str = ""
    agenda: tuple[AgendaStep, ...] = ()


class EventKind(StrEnum):
    """What can happen to the clock of a session."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED = "moved"
    TIME_ADDED = "time_added"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """One press of a clock button.

    Attributes:
        at: The instant, with a time zone.
        number: For `MOVED` the index of the step moved to; for `TIME_ADDED` the seconds added
            to the current step (negative takes away); otherwise 0.
    """

    session_id: SessionId
    kind: EventKind
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class SessionState:
    """The clock at one instant. The audience window receives this and nothing else.

    Attributes:
        step_index: 0-based index into the agenda; -1 before the start.
        elapsed_s: Seconds spent in this step, pauses left out.
        limit_s: The step's length with the time that was added.
        ends_in_s: Seconds until the whole agenda ends if every later step takes its planned time.
    """

    step_index: int = -1
    step: AgendaStep | None = None
    running: bool = False
    closed: bool = False
    elapsed_s: int = 0
    limit_s: int = 0
    ends_in_s: int = 0

    @property
    def left_s(self) -> int:
        """Seconds left in the step; negative once it has overrun."""
        return self.limit_s - self.elapsed_s


def state_at(agenda: Sequence[AgendaStep], events: Sequence[SessionEvent], now: datetime) -> SessionState:
    """Compute the state of a session from its log.

    Args:
        agenda: The steps in order.
        events: The log of one session in the order in which it was written.
        now: An instant with a time zone, not before the last event; an earlier one (a clock that
            was set back) counts as the instant of the last event.

    Returns:
        The state; before the first event, the state of a session not yet started.
    """
    index, running, closed = -1, False, False
    elapsed = 0.0
    added = 0
    since: datetime | None = None
    for event in events:
        if running and since is not None:
            elapsed += max(0.0, (event.at - since).total_seconds())
        since = event.at
        match event.kind:
            case EventKind.STARTED:
                index, running, closed, elapsed, added = 0, True, False, 0.0, 0
            case EventKind.PAUSED:
                running = False
            case EventKind.RESUMED:
                running = index >= 0 and not closed
            case EventKind.MOVED:
                index, elapsed, added = min(max(event.number, 0), len(agenda) - 1), 0.0, 0
            case EventKind.TIME_ADDED:
                added += event.number
            case EventKind.CLOSED:
                running, closed = False, True
    if running and since is not None:
        elapsed += max(0.0, (now - since).total_seconds())
    if not agenda or index < 0:
        return SessionState(closed=closed, ends_in_s=sum(step.limit_s for step in agenda))
    step = agenda[index]
    limit = max(0, step.limit_s + added)
    left = max(0, limit - int(elapsed))
    later = sum(step.limit_s for step in agenda[index + 1 :])
    return SessionState(index, step, running, closed, int(elapsed), limit, 0 if closed else left + later)
