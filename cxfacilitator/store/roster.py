"""The roster: rows and values. Names live in this table only."""

from collections.abc import Iterable

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.store import order, rows


def load_all(db: Database) -> tuple[Participant, ...]:
    """Read everybody, by audience and then in the order of entry."""
    found = rows.read(db, f"SELECT * FROM participant ORDER BY {order.by_audience('audience')}, id")
    for row in found:
        row["audience"] = Audience(row["audience"])
        row["attendance"] = Attendance(row["attendance"])
        row["consent"] = bool(row["consent"])
        row["pinned"] = bool(row["pinned"])
    return tuple(Participant(**row) for row in found)


def insert_all(db: Database, people: Iterable[Participant]) -> tuple[ParticipantId, ...]:
    """Add people and return their ids in the same order.

    Ids and managers in the values are ignored: a manager's id is known only afterwards, and is
    set with `update`.
    """
    return tuple(
        ParticipantId(rows.insert(db, "participant", rows.packed(person, without=("id", "manager_id"))))
        for person in people
    )


def update(db: Database, person: Participant) -> None:
    """Write all fields of a person who is on the roster."""
    if not rows.update(db, "participant", rows.packed(person)):
        raise CxError("This person is no longer on the roster. Nothing was changed.")


def delete(db: Database, participant_id: ParticipantId) -> None:
    """Take a person off the roster; whoever had this person as manager has none then."""
    db.execute("DELETE FROM participant WHERE id = ?", [participant_id])
