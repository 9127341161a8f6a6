"""Run the timed session: set it up with an agenda, and log every press of a clock button."""

from datetime import date, datetime

from cxfacilitator.domain import text
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.session import (
    AgendaStep,
    EventKind,
    RoomWords,
    Session,
    SessionEvent,
    SessionId,
    read_agenda,
    read_room_words,
)
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.store import session as store
from cxfacilitator.store.file import EngagementFile


def agendas() -> tuple[str, ...]:
    """Return the names of the agendas that come with the app."""
    return tuple(sorted(path.stem for path in resource("agendas").glob("*.toml")))


def agenda(name: str) -> tuple[AgendaStep, ...]:
    """Return the steps of an agenda by its name."""
    path = resource("agendas", f"{name}.toml")
    if not path.is_file():
        raise CxError(f"There is no agenda called {name}. There are: {', '.join(agendas())}.")
    return read_agenda(path.read_text(encoding="utf-8"), path.name)


def room_words() -> RoomWords:
    """Return the ground rules and the other texts that the room reads besides the questions."""
    return read_room_words(resource("room.toml").read_text(encoding="utf-8"), "room.toml")


def default_agenda(audience: Audience) -> str:
    """Return the name of the agenda that suits an audience."""
    return {
        Audience.LEADERSHIP: "leadership-session",
        Audience.STAFF: "staff-half-day",
        Audience.CUSTOMERS: "customer-focus-group",
    }[audience]


def held(snapshot: Snapshot, session: Session) -> bool:
    """Whether a session is over: it was closed, or sheets of its groups have answers."""
    kinds = [event.kind for event in snapshot.events if event.session_id == session.id]
    if kinds and kinds[-1] is EventKind.CLOSED:
        return True
    return any(group.session_id == session.id and group.id in snapshot.answers_of for group in snapshot.groups)


def current(snapshot: Snapshot) -> Session | None:
    """Return the session to show: the one that is going on, else the first not held yet, else the last."""
    newest = {event.session_id: event for event in snapshot.events}
    going = [event for event in newest.values() if event.kind is not EventKind.CLOSED]
    if going:
        return snapshot.session[max(going, key=lambda event: event.at.timestamp()).session_id]
    waiting = (session for session in snapshot.sessions if not held(snapshot, session))
    return next(waiting, snapshot.sessions[-1] if snapshot.sessions else None)


def free_code(snapshot: Snapshot, audience: Audience) -> str:
    """Return a short name for the next session: one that the roster speaks of, else the next free number."""
    taken = {session.code for session in snapshot.sessions}
    spoken_of = sorted({p.session_code for p in snapshot.participants if p.audience is audience and p.session_code})
    named = next((code for code in spoken_of if code not in taken), "")
    return named or text.free_code(f"{audience.letter}-", taken)


def add(
    file: EngagementFile,
    code: str,
    audience: Audience,
    held_on: date | None = None,
    venue: str = "",
    agenda_name: str = "",
) -> SessionId:
    """Set up a session with an agenda.

    Args:
        code: Unique in the engagement, for example `S-AM`.
        agenda_name: One of `agendas()`; empty for the one that suits the audience.
    """
    steps = agenda(agenda_name or default_agenda(audience))
    if any(session.code == code for session in file.snapshot().sessions):
        raise CxError(f"There is already a session called {code}. Choose another short name.")
    with file.edit(f"Add session {code}") as edit:
        return store.insert(edit.db, Session(SessionId(0), code, audience, held_on, venue, steps))


def set_agenda(file: EngagementFile, session: Session, agenda_name: str) -> None:
    """Replace the agenda of a session that has not started yet."""
    if any(event.session_id == session.id for event in file.snapshot().events):
        raise CxError("The agenda cannot be replaced once the session has started. Move between its steps instead.")
    steps = agenda(agenda_name)
    with file.edit(f"Choose agenda for {session.code}") as edit:
        store.update(
            edit.db, Session(session.id, session.code, session.audience, session.held_on, session.venue, steps)
        )


def record(file: EngagementFile, session_id: SessionId, kind: EventKind, at: datetime, number: int = 0) -> None:
    """Log one press of a clock button. A clock is not taken back: this is never undone."""
    with file.edit("Clock") as edit:
        store.insert_event(edit.db, SessionEvent(session_id, kind, at, number))
