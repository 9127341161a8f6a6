"""Answers and their flags: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Flag, Value
from cxfacilitator.store import order, plan, rows


def load_all(db: Database) -> tuple[Answer, ...]:
    """Read the answers in sheet order."""
    flags: dict[str, set[Flag]] = {}
    for row in rows.read(db, "SELECT * FROM answer_flag"):
        flags.setdefault(row["answer_id"], set()).add(Flag(row["flag"]))
    sql = "SELECT answer.* FROM answer JOIN table_group ON table_group.id = answer.group_id"
    found = rows.read(db, f"{sql} ORDER BY {order.ANSWERS}")
    for row in found:
        row["box"] = Box(row["box"])
        row["direction"] = Direction(row["direction"])
        row["value"] = Value(row["value"])
        row["flags"] = frozenset(flags.get(row["id"], ()))
        row["reviewed"] = bool(row["reviewed"])
    return tuple(Answer(**row) for row in found)


def upsert(db: Database, answer: Answer) -> None:
    """Write an answer, new or known by its id, with its flags."""
    rows.upsert(db, "answer", rows.packed(answer, without=("flags",)), ["id"])
    flags = [{"answer_id": answer.id, "flag": flag.value} for flag in sorted(answer.flags)]
    rows.keep_exactly(db, "answer_flag", ["answer_id", "flag"], flags, {"answer_id": answer.id})


def next_ref(db: Database, answer: Answer) -> str:
    """Return the next free readable reference in an answer's group and question, for example `S1-Q4-03`.

    An answer that already has one there keeps it.
    """
    groups = rows.read(db, "SELECT code FROM table_group WHERE id = ?", [answer.group_id])
    if not groups:
        raise CxError("The group of this line is no longer in the file, so the line was not saved.")
    start = f"{groups[0]['code']}-{answer.box.question.value}-"
    used = rows.read(db, "SELECT id, ref FROM answer WHERE substr(ref, 1, ?) = ?", [len(start), start])
    for row in used:
        if row["id"] == answer.id:
            return str(row["ref"])
    numbers = [int(row["ref"][len(start) :]) for row in used if row["ref"][len(start) :].isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02}"


def delete(db: Database, answer_id: AnswerId) -> None:
    """Delete an answer with its flags and tags, and an idea that had no other answer."""
    db.execute("DELETE FROM answer WHERE id = ?", [answer_id])
    plan.drop_empty(db)
