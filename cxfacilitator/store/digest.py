"""The fingerprints of an answer's words and of a picture, by which a single flipped bit in the file is noticed.

SQLite's own check does not look into texts: of a hundred flipped bits it saw fifteen.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlite_utils import Database

_WORDS = ("id", "box", "text", "tidy", "competitor", "direction", "value")
_ROWS = f"SELECT ref, digest, {', '.join(_WORDS)} FROM answer"


def of(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an answer's row, as 64 hexadecimal digits."""
    words = json.dumps([row[name] for name in _WORDS], ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()


def of_picture(jpeg: bytes) -> str:
    """Return the SHA-256 of a picture, as 64 hexadecimal digits."""
    return hashlib.sha256(jpeg).hexdigest()


def first_broken_picture(db: Database) -> str | None:
    """Return the name of the first photograph whose picture is not what was written; None when all are."""
    found = db.query("SELECT name, jpeg, digest FROM photo_image JOIN photo ON photo.id = photo_id ORDER BY photo_id")
    return next((str(row["name"]) for row in found if of_picture(row["jpeg"]) != row["digest"]), None)


def first_broken(db: Database, ids: Collection[str] | None = None) -> str | None:
    """Return the reference of the first answer that is not what was written; None when all are.

    Args:
        db: The open file.
        ids: Look at these answers only; those that are not there are right.
    """
    if ids is None:
        found = db.query(f"{_ROWS} ORDER BY ref")
    else:
        found = (row for answer_id in ids for row in db.query(f"{_ROWS} WHERE id = ?", [answer_id]))
    return next((str(row["ref"]) for row in found if of(row) != row["digest"]), None)
