"""Initiatives: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[Initiative, ...]:
    """Read the initiatives, oldest first."""
    found = rows.read(db, "SELECT * FROM initiative ORDER BY id")
    for row in found:
        row["customers_asked"] = Value(row["customers_asked"])
    return tuple(Initiative(**row) for row in found)


def insert(db: Database, initiative: Initiative) -> InitiativeId:
    """Add an initiative and return its id; the id in the value is ignored."""
    return InitiativeId(rows.insert(db, "initiative", rows.packed(initiative, without=("id",))))


def update(db: Database, initiative: Initiative) -> None:
    """Write all fields of an initiative."""
    if not rows.update(db, "initiative", rows.packed(initiative)):
        raise CxError("This initiative is no longer there. Nothing was changed.")


def delete(db: Database, initiative_id: InitiativeId) -> None:
    """Delete an initiative."""
    db.execute("DELETE FROM initiative WHERE id = ?", [initiative_id])


def file_under(db: Database, gone: ThemeId, to: ThemeId) -> None:
    """Move the initiatives on a theme to another."""
    db.execute("UPDATE initiative SET theme_id = ? WHERE theme_id = ?", [to, gone])
