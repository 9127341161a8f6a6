"""Forms, notes and reviews: rows and values. They share a table with the groups, so that answers refer to either."""

import sys
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.store import groups, order, rows


def load_all(db: Database) -> tuple[Form, ...]:
    """Read the forms, then the notes, then the reviews, each by code."""
    return _load(db, f"ORDER BY {order.FORMS}")


def find(db: Database, form: Form) -> Form | None:
    """Return a form as it is in the file: the one with its id or, if none has it, with its code."""
    found = _load(db, "AND (id = ? OR code = ?) ORDER BY id <> ?", [form.id, form.code, form.id])
    return found[0] if found else None


def _load(db: Database, terms: str, parameters: Sequence[object] = ()) -> tuple[Form, ...]:
    sql = "SELECT id, code, kind, audience, label, segment, held_on FROM table_group WHERE kind <> 'group'"
    return tuple(_form(row) for row in rows.each(db, f"{sql} {terms}", parameters))


def _form(row: dict[str, Any]) -> Form:
    row["kind"], row["audience"] = Kind(row["kind"]), Audience(row["audience"])
    row["held_on"] = rows.day(row["held_on"])
    # Of thousands of comments many have the same source and segment.
    row["label"], row["segment"] = sys.intern(row["label"]), sys.intern(row["segment"])
    return Form(**row)


def insert(db: Database, form: Form) -> GroupId:
    """Add a form and return its id; the id in the value is ignored."""
    return GroupId(rows.insert(db, "table_group", {**rows.packed(form), "id": groups.fresh_id(db), "complete": 0}))


def update(db: Database, form: Form) -> None:
    """Write all fields of a form."""
    if not rows.update(db, "table_group", rows.packed(form)):
        raise CxError("This form is no longer in the file. Nothing was changed.")


def delete(db: Database, form_id: GroupId) -> None:
    """Delete a form with its answers."""
    db.execute("DELETE FROM answer WHERE group_id = ?", [form_id])
    db.execute("DELETE FROM table_group WHERE id = ? AND kind <> 'group'", [form_id])
