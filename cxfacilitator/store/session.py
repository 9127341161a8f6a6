"""Sessions, their agendas and the log of the clock: rows and values."""

from datetime import datetime

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.session import AgendaStep, EventKind, Session, SessionEvent, SessionId, Slide
from cxfacilitator.store import order, rows


def load_all(db: Database) -> tuple[Session, ...]:
    """Read the sessions, by audience and then by code."""
    agendas: dict[int, list[AgendaStep]] = {}
    for row in rows.read(db, "SELECT * FROM agenda_step ORDER BY session_id, position"):
        agendas.setdefault(row.pop("session_id"), []).append(_step(row))
    found = rows.read(db, f"SELECT * FROM session ORDER BY {order.by_audience('audience')}, {order.natural('code')}")
    for row in found:
        row["audience"] = Audience(row["audience"])
        row["held_on"] = rows.day(row["held_on"])
        row["agenda"] = tuple(agendas.get(row["id"], ()))
    return tuple(Session(**row) for row in found)


def insert(db: Database, session: Session) -> SessionId:
    """Add a session with its agenda and return its id; the id in the value is ignored."""
    session_id = SessionId(rows.insert(db, "session", rows.packed(session, without=("id", "agenda"))))
    _save_agenda(db, session_id, session.agenda)
    return session_id


def update(db: Database, session: Session) -> None:
    """Write a session and its agenda."""
    if not rows.update(db, "session", rows.packed(session, without=("agenda",))):
        raise CxError("This session is no longer in the file. Nothing was changed.")
    _save_agenda(db, session.id, session.agenda)


def load_events(db: Database) -> tuple[SessionEvent, ...]:
    """Read the log of every session's clock in the order in which it was written."""
    found = rows.read(db, "SELECT session_id, kind, at, number FROM session_event ORDER BY id")
    for row in found:
        row["kind"] = EventKind(row["kind"])
        row["at"] = datetime.fromisoformat(row["at"])
    return tuple(SessionEvent(**row) for row in found)


def insert_event(db: Database, event: SessionEvent) -> None:
    """Add an event to the log; it is never undone."""
    rows.insert(db, "session_event", rows.packed(event))


def _save_agenda(db: Database, session_id: SessionId, agenda: tuple[AgendaStep, ...]) -> None:
    steps = [
        {"session_id": session_id, "position": position, **rows.packed(step)} for position, step in enumerate(agenda)
    ]
    rows.keep_exactly(db, "agenda_step", ["session_id", "position"], steps, {"session_id": session_id})


def _step(row: dict[str, object]) -> AgendaStep:
    question = row["question"]
    return AgendaStep(
        title=str(row["title"]),
        limit_s=int(str(row["limit_s"])),
        slide=Slide(str(row["slide"])),
        question=Question(str(question)) if question is not None else None,
        protected=bool(row["protected"]),
        script=str(row["script"]),
    )
