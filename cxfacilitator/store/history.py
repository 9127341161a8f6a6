"""Every wording that an answer ever had: rows that are added and never changed, each sealed to the one before it.

A temporary trigger notes what an answer was before an edit, whatever the edit is; at its end the oldest note of
each answer becomes a version. A wording that is given up for good loses its text and the salt of its fingerprint,
so that nobody can find it by guessing, and the chain can still be followed.
"""

import getpass
import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.history import Version, VersionId
from cxfacilitator.domain.sheets import AnswerId, Box, Direction, Value
from cxfacilitator.store import digest, rows

_KEPT = ("group_id", "ref", "box", "text", "tidy", "competitor", "direction", "value")
_WORDS = ("box", "text", "tidy", "competitor", "direction", "value")
_SEALED = ("id", "answer_id", "group_id", "ref", "box", "at", "who", "why", "direction", "value")
_A_WORD = 12
"""Losing more letters than this at once is no slip of the finger, so it is kept even while somebody is typing."""


def account() -> str:
    """Return the name of the computer's account, or nothing where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def watch(db: Database) -> None:
    """Make the temporary triggers that note what an answer was before it was changed."""
    kept = ", ".join(_KEPT)
    old = ", ".join(f"OLD.{name}" for name in _KEPT)
    words, now = (", ".join(f"{row}.{name}" for name in _WORDS) for row in ("OLD", "NEW"))
    db.execute("CREATE TEMP TABLE answer_forgotten (answer_id TEXT PRIMARY KEY)")
    # The first note of an answer counts; one without a group says that the answer was not there. (OR IGNORE will
    # not do: what the statement outside says of conflicts holds inside a trigger too.)
    db.execute(f"CREATE TEMP TABLE answer_note (answer_id TEXT PRIMARY KEY, {kept}) WITHOUT ROWID")
    first = "WHERE NOT EXISTS (SELECT 1 FROM answer_note WHERE answer_id"
    db.execute(
        "CREATE TEMP TRIGGER history_insert AFTER INSERT ON main.answer "
        f"BEGIN INSERT INTO answer_note (answer_id) SELECT NEW.id {first} = NEW.id); END"
    )
    note = f"BEGIN INSERT INTO answer_note (answer_id, {kept}) SELECT OLD.id, {old} {first} = OLD.id); END"
    db.execute(
        f"CREATE TEMP TRIGGER history_update AFTER UPDATE OF {', '.join(_WORDS)} ON main.answer "
        f"WHEN ({words}) IS NOT ({now}) {note}"
    )
    db.execute(f"CREATE TEMP TRIGGER history_delete AFTER DELETE ON main.answer {note}")


@dataclass(frozen=True, slots=True)
class Notes:
    """What one transaction did to the answers.

    Attributes:
        written: The ids of the answers whose words were written.
        forgotten: The ids of the answers whose earlier wordings were given up.
        kept: A version was made.
    """

    written: frozenset[str]
    forgotten: frozenset[str]
    kept: bool


def take_notes(db: Database, why: str, who: str, now: datetime, *, typing: bool) -> Notes:
    """Make versions of what the triggers noted in this transaction.

    Args:
        db: The file, inside its transaction.
        why: The label of the edit.
        who: The computer's account.
        now: The instant of the edit.
        typing: The edit goes on with what was being typed a moment ago, so small changes are not kept.
    """
    written = frozenset(answer_id for (answer_id,) in db.execute("SELECT answer_id FROM answer_note"))
    forgotten = frozenset(row["answer_id"] for row in rows.read(db, "SELECT answer_id FROM answer_forgotten"))
    kept = False
    # One without a group was not there before.
    for note in rows.read(db, "SELECT * FROM answer_note WHERE group_id IS NOT NULL"):
        if _is_due(db, note, typing):
            _append(db, note, why, who, now, redacted=note["answer_id"] in forgotten)
            kept = True
    if written:
        db.execute("DELETE FROM answer_note")
    if forgotten:
        db.execute("DELETE FROM answer_forgotten")
    return Notes(written, forgotten, kept)


def forget_words(db: Database, answer_id: AnswerId) -> None:
    """Give up every earlier wording of an answer for good, inside an open edit; the one it has now may stay.

    What the answer was before this edit is not kept either, whether it is written before or after this.
    """
    db.execute(
        "UPDATE answer_version SET text = NULL, tidy = NULL, competitor = '', "
        "digest = substr(digest, instr(digest, ':')) WHERE answer_id = ?",
        [answer_id],
    )
    db.execute("INSERT OR IGNORE INTO answer_forgotten (answer_id) VALUES (?)", [answer_id])


def of_answer(db: Database, answer_id: AnswerId) -> tuple[Version, ...]:
    """Read every earlier wording of an answer, newest first."""
    return _versions(db, "answer_id = ? ORDER BY id DESC", [answer_id])


def of_sheet(db: Database, group_id: GroupId) -> tuple[Version, ...]:
    """Read every earlier wording of the answers that a group or form has or had, newest first."""
    return _versions(db, "group_id = ? ORDER BY id DESC", [group_id])


def of_removed(db: Database, group_id: GroupId) -> tuple[Version, ...]:
    """Read every earlier wording of the answers of a group or form that are no longer there, newest first."""
    gone = "group_id = ? AND answer_id NOT IN (SELECT id FROM answer)"
    return _versions(db, f"{gone} ORDER BY id DESC", [group_id])


def with_ref(db: Database, ref: str) -> AnswerId | None:
    """Return the answer that had a reference last; None when none ever had it."""
    found = rows.read(db, "SELECT answer_id FROM answer_version WHERE ref = ? ORDER BY id DESC LIMIT 1", [ref])
    return AnswerId(found[0]["answer_id"]) if found else None


def version(db: Database, version_id: VersionId) -> Version:
    """Read one earlier wording.

    Raises:
        CxError: There is none with this id.
    """
    found = _versions(db, "id = ?", [version_id])
    if not found:
        raise CxError("This wording is no longer in the file. Nothing was changed.")
    return found[0]


def first_broken(db: Database) -> str | None:
    """Return the reference of the first version that is not what was written; None when all are."""
    before = ""
    for row in rows.read(db, "SELECT * FROM answer_version ORDER BY id"):
        if not _is_whole(row, before):
            return str(row["ref"])
        before = row["chain"]
    return None


def _is_due(db: Database, note: Mapping[str, Any], typing: bool) -> bool:
    there = rows.read(db, f"SELECT {', '.join(_WORDS)} FROM answer WHERE id = ?", [note["answer_id"]])
    if not there:
        return True
    [row] = there
    if all(row[name] == note[name] for name in _WORDS):
        return False
    return not typing or _lost(note["text"], row["text"]) > _A_WORD


def _lost(old: str, new: str) -> int:
    """How many letters of a text the next one does not have; what stands before and behind them is the same."""
    before = _alike(old, new)
    return len(old) - before - _alike(reversed(old[before:]), reversed(new[before:]))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """With how many of the same letters two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _append(db: Database, note: Mapping[str, Any], why: str, who: str, now: datetime, *, redacted: bool) -> None:
    last = rows.read(db, "SELECT id, chain FROM answer_version ORDER BY id DESC LIMIT 1")
    row = dict(note) | {
        "id": last[0]["id"] + 1 if last else 1,
        "at": now.isoformat(),
        "who": who,
        "why": why,
    }
    salt = secrets.token_hex(16)
    words = _fingerprint(row, salt)
    if redacted:
        row |= {"text": None, "tidy": None, "competitor": ""}
        salt = ""
    row["digest"] = f"{salt}:{words}"
    row["chain"] = _link(last[0]["chain"] if last else "", row)
    rows.insert(db, "answer_version", row)


def _fingerprint(row: Mapping[str, Any], salt: str) -> str:
    return hashlib.sha256(f"{salt} {digest.of({**row, 'id': row['answer_id']})}".encode()).hexdigest()


def _link(before: str, row: Mapping[str, Any]) -> str:
    words = row["digest"].partition(":")[2]
    sealed = json.dumps([before, words, *(row[name] for name in _SEALED)], ensure_ascii=True)
    return hashlib.sha256(sealed.encode()).hexdigest()


def _is_whole(row: Mapping[str, Any], before: str) -> bool:
    salt, _, words = row["digest"].partition(":")
    as_written = row["text"] is None if not salt else row["text"] is not None and _fingerprint(row, salt) == words
    return as_written and _link(before, row) == row["chain"]


def _versions(db: Database, condition: str, parameters: Collection[object]) -> tuple[Version, ...]:
    before = "(SELECT earlier.chain FROM answer_version AS earlier WHERE earlier.id = answer_version.id - 1) AS before"
    found = rows.read(db, f"SELECT answer_version.*, {before} FROM answer_version WHERE {condition}", [*parameters])
    return tuple(
        Version(
            VersionId(row["id"]),
            AnswerId(row["answer_id"]),
            GroupId(row["group_id"]),
            row["ref"],
            Box(row["box"]),
            datetime.fromisoformat(row["at"]),
            row["who"],
            row["why"],
            row["text"],
            row["tidy"],
            row["competitor"],
            Direction(row["direction"]),
            Value(row["value"]),
            whole=_is_whole(row, row["before"] or ""),
        )
        for row in found
    )
