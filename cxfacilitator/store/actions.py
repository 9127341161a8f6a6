"""Actions: rows and values."""

from collections.abc import Sequence

from sqlite_utils import Database

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[Action, ...]:
    """Read the actions in a person's order."""
    found = rows.read(db, "SELECT * FROM action ORDER BY position, id")
    for row in found:
        row["due"] = rows.day(row["due"])
        row["done"] = bool(row["done"])
    return tuple(Action(**row) for row in found)


def insert(db: Database, action: Action) -> ActionId:
    """Add an action and return its id; the id in the value is ignored."""
    return ActionId(rows.insert(db, "action", rows.packed(action, without=("id",))))


def update(db: Database, action: Action) -> None:
    """Write all fields of an action."""
    if not rows.update(db, "action", rows.packed(action)):
        raise CxError("This action is no longer there. Nothing was changed.")


def delete(db: Database, action_id: ActionId) -> None:
    """Delete an action."""
    db.execute("DELETE FROM action WHERE id = ?", [action_id])


def place(db: Database, action_ids: Sequence[ActionId]) -> None:
    """Put actions into this order."""
    for position, action_id in enumerate(action_ids):
        rows.update(db, "action", {"id": action_id, "position": position})


def carry_out(db: Database, gone: IdeaId, to: IdeaId) -> None:
    """Let the actions of an idea carry out another."""
    db.execute("UPDATE action SET idea_id = ? WHERE idea_id = ?", [to, gone])


def file_under(db: Database, gone: ThemeId, to: ThemeId) -> None:
    """Move the actions on a theme to another."""
    db.execute("UPDATE action SET theme_id = ? WHERE theme_id = ?", [to, gone])
