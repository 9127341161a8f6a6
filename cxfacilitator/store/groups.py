"""Groups: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.store import order, rows


def load_all(db: Database) -> tuple[Group, ...]:
    """Read the groups in the order in which they are shown."""
    found = rows.read(db, f"SELECT * FROM table_group WHERE kind = 'group' ORDER BY {order.GROUPS}")
    for row in found:
        del row["kind"], row["held_on"]
        row["audience"] = Audience(row["audience"])
        row["complete"] = bool(row["complete"])
        row["locked"] = bool(row["locked"])
        row["read_back"] = bool(row["read_back"])
    return tuple(Group(**row) for row in found)


def insert(db: Database, group: Group) -> GroupId:
    """Add a group and return its id; the id in the value is ignored."""
    return GroupId(rows.insert(db, "table_group", {**rows.packed(group), "id": fresh_id(db)}))


def fresh_id(db: Database) -> GroupId:
    """Return an id that no group or form has or had, or it would get the other's removed answers with it."""
    [row] = rows.read(
        db,
        "SELECT max(ifnull((SELECT max(id) FROM table_group), 0), "
        "ifnull((SELECT max(group_id) FROM answer_version), 0)) AS last",
    )
    return GroupId(row["last"] + 1)


def update(db: Database, group: Group) -> None:
    """Write all fields of a group."""
    if not rows.update(db, "table_group", rows.packed(group)):
        raise CxError("This group is no longer in the file. Nothing was changed.")


def delete(db: Database, group_id: GroupId) -> None:
    """Delete a group; the people in it stay on the roster without a group.

    Raises:
        CxError: The group's sheet has answers.
    """
    [row] = rows.read(db, "SELECT count(*) AS n FROM answer WHERE group_id = ?", [group_id])
    if row["n"]:
        [group] = rows.read(db, "SELECT code FROM table_group WHERE id = ?", [group_id])
        raise CxError(
            f"Group {group['code']} cannot be deleted, because its sheet has answers ({row['n']}). "
            "Delete the answers first, or keep the group."
        )
    db.execute("DELETE FROM table_group WHERE id = ?", [group_id])
