"""Answers and what is noted about them and their boxes: rows and values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import (
    NO_FLAGS,
    Answer,
    AnswerId,
    Box,
    BoxState,
    Concern,
    Direction,
    Flag,
    Mark,
    Parked,
    Value,
)
from cxfacilitator.store import digest, order, plan, rows

_NOT_PARKED = "answer.id NOT IN (SELECT answer_id FROM parked)"


def load_all(db: Database) -> tuple[Answer, ...]:
    """Read the answers that count, those of groups, in sheet order; what is in the parking lot does not count."""
    return _load(db, f"table_group.kind = 'group' AND {_NOT_PARKED}")


def load_of_forms(db: Database) -> tuple[Answer, ...]:
    """Read the answers of forms, notes and reviews, form by form; what is in the parking lot does not count."""
    return _load(db, f"table_group.kind <> 'group' AND {_NOT_PARKED}", f"{order.FORMS}, {order.IN_SOURCE}")


def load_from(db: Database, source: GroupId, parked: bool = False) -> tuple[Answer, ...]:
    """Read the answers of one group or form; those in the parking lot only when they are wanted too."""
    condition = f"answer.group_id = {int(source)}"
    return _load(db, condition if parked else f"{condition} AND {_NOT_PARKED}", order.IN_SOURCE)


def load_set_aside(db: Database) -> tuple[Answer, ...]:
    """Read the answers that are in the parking lot, in sheet order."""
    return _load(db, "answer.id IN (SELECT answer_id FROM parked)")


def load_parked(db: Database) -> tuple[Parked, ...]:
    """Read who sees to each answer in the parking lot, in sheet order."""
    sql = f"SELECT parked.* FROM parked {order.ON_SHEETS} ORDER BY {order.ANSWERS}"
    return tuple(Parked(**row) for row in rows.read(db, sql))


def load_confirmed(db: Database) -> frozenset[tuple[AnswerId, Concern]]:
    """Read what a person has looked at again and found right."""
    found = rows.read(db, "SELECT answer_id, concern FROM confirmed")
    return frozenset((row["answer_id"], Concern(row["concern"])) for row in found)


def load_box_states(db: Database) -> Mapping[tuple[GroupId, Box], BoxState]:
    """Read why boxes have no lines, where somebody has said so."""
    found = rows.read(db, "SELECT * FROM sheet_box")
    return {(row["group_id"], Box(row["box"])): BoxState(row["state"]) for row in found}


def load_one(db: Database, answer_id: AnswerId) -> Answer | None:
    """Read one answer, wherever it counts; None when it is not there."""
    found = rows.read(db, "SELECT * FROM answer WHERE id = ?", [answer_id])
    flags = rows.read(db, "SELECT flag FROM answer_flag WHERE answer_id = ?", [answer_id])
    return _answer(found[0], {Flag(row["flag"]) for row in flags}) if found else None


def load_order(db: Database, group_id: int, box: Box) -> list[AnswerId]:
    """Read which answers are in a box, in their order."""
    sql = "SELECT id FROM answer WHERE group_id = ? AND box = ? ORDER BY position, ref"
    return [row["id"] for row in rows.read(db, sql, [group_id, box.value])]


def _load(db: Database, condition: str, terms: str = order.ANSWERS) -> tuple[Answer, ...]:
    wanted = f"FROM answer JOIN table_group ON table_group.id = answer.group_id WHERE {condition}"
    flags: dict[str, set[Flag]] = {}
    for row in rows.read(db, f"SELECT * FROM answer_flag WHERE answer_id IN (SELECT answer.id {wanted})"):
        flags.setdefault(row["answer_id"], set()).add(Flag(row["flag"]))
    found = rows.each(db, f"SELECT answer.* {wanted} ORDER BY {terms}")
    return tuple(_answer(row, flags.get(row["id"], ())) for row in found)


def _answer(row: dict[str, Any], flags: Collection[Flag]) -> Answer:
    del row["digest"]
    row["box"] = Box(row["box"])
    row["direction"] = Direction(row["direction"])
    row["value"] = Value(row["value"])
    row["reviewed"] = bool(row["reviewed"])
    row["starred"] = bool(row["starred"])
    row["second_look"] = bool(row["second_look"])
    row["typed_at"] = datetime.fromisoformat(row["typed_at"]) if row["typed_at"] else None
    return Answer(**row, flags=frozenset(flags) if flags else NO_FLAGS)


def upsert(db: Database, answer: Answer) -> None:
    """Write an answer, new or known by its id, with its flags; in other words it is to be looked at again."""
    db.execute(
        "DELETE FROM confirmed WHERE answer_id = ? AND EXISTS (SELECT 1 FROM answer WHERE id = ? AND (text, tidy) "
        "IS NOT (?, ?))",
        [answer.id, answer.id, answer.text, answer.tidy],
    )
    row = rows.packed(answer, without=("flags",))
    rows.upsert(db, "answer", {**row, "digest": digest.of(row)}, ["id"])
    flags = [{"answer_id": answer.id, "flag": flag.value} for flag in sorted(answer.flags)]
    rows.keep_exactly(db, "answer_flag", ["answer_id", "flag"], flags, {"answer_id": answer.id})


def mark(db: Database, answer_ids: Iterable[AnswerId], what: Mark, on: bool) -> None:
    """Set or clear a mark of many answers; those that have it so already stay as they are."""
    db.execute(
        f"UPDATE answer SET {what.value} = ? WHERE {what.value} <> ? AND id IN (SELECT value FROM json_each(?))",
        [int(on), int(on), rows.listed(answer_ids)],
    )


def insert_all(db: Database, answers: Iterable[Answer]) -> None:
    """Add many answers that are not in the file yet and have no flags."""
    found = (rows.packed(answer, without=("flags",)) for answer in answers)
    rows.insert_all(db, "answer", ({**row, "digest": digest.of(row)} for row in found))


def arrange(db: Database, answer_ids: Sequence[AnswerId]) -> None:
    """Put answers of one box in this order."""
    for place, answer_id in enumerate(answer_ids, start=1):
        db.execute("UPDATE answer SET position = ? WHERE id = ? AND position <> ?", [place, answer_id, place])


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


def is_ref_free(db: Database, answer: Answer) -> bool:
    """Whether no other answer, on whichever sheet, has this answer's reference."""
    return not rows.read(db, "SELECT 1 FROM answer WHERE ref = ? AND id <> ?", [answer.ref, answer.id])


def delete(db: Database, answer_id: AnswerId) -> None:
    """Delete an answer with its flags and tags, and an idea that had no other answer."""
    db.execute("DELETE FROM answer WHERE id = ?", [answer_id])
    plan.drop_empty(db)


def park(db: Database, parked: Parked) -> None:
    """Put an answer into the parking lot, or note who sees to it."""
    rows.upsert(db, "parked", rows.packed(parked), ["answer_id"])


def unpark(db: Database, answer_id: AnswerId) -> None:
    """Take an answer out of the parking lot."""
    db.execute("DELETE FROM parked WHERE answer_id = ?", [answer_id])


def confirm(db: Database, answer_id: AnswerId, concern: Concern) -> None:
    """Note that an answer is right as it stands, as far as one concern goes."""
    rows.upsert(db, "confirmed", {"answer_id": answer_id, "concern": concern.value}, ["answer_id", "concern"])


def set_box_state(db: Database, group_id: GroupId, box: Box, state: BoxState | None) -> None:
    """Note why a box has no lines; None takes the note away."""
    if state is None:
        db.execute("DELETE FROM sheet_box WHERE group_id = ? AND box = ?", [group_id, box.value])
    else:
        rows.upsert(
            db, "sheet_box", {"group_id": group_id, "box": box.value, "state": state.value}, ["group_id", "box"]
        )
