"""Endorsements: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.store import order, rows


def load_all(db: Database) -> tuple[Endorsement, ...]:
    """Read the endorsements by answer in sheet order."""
    columns = "endorsement.answer_id, endorsement.group_id"
    found = rows.read(
        db, f"SELECT {columns} FROM endorsement {order.ON_SHEETS} ORDER BY {order.ANSWERS}, endorsement.group_id"
    )
    return tuple(Endorsement(**row) for row in found)


def insert(db: Database, endorsement: Endorsement) -> None:
    """Note an endorsement; once is enough."""
    rows.upsert(db, "endorsement", rows.packed(endorsement), ["answer_id", "group_id"])


def delete(db: Database, endorsement: Endorsement) -> None:
    """Take an endorsement back."""
    db.execute(
        "DELETE FROM endorsement WHERE answer_id = ? AND group_id = ?", [endorsement.answer_id, endorsement.group_id]
    )
