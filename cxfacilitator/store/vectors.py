"""What texts mean to the machine, kept so that each is read once: the name of a text and its vector.

None of it is anybody's edit: it is worked out from the texts, and goes when they go.
"""

from collections.abc import Collection, Mapping

from sqlite_utils import Database

from cxfacilitator.domain.tagging import text_name
from cxfacilitator.store import rows

SLICE = 3_000
"""So many vectors at a time fill more than a megabyte, which the system has back at once when it is no longer used."""


def load_after(db: Database, name: bytes = b"") -> list[tuple[bytes, bytes]]:
    """Read a slice of the vectors, with the names of their texts, in the order of these: those after a name."""
    sql = "SELECT name, vector FROM text_vector WHERE name > ? ORDER BY name LIMIT ?"
    return list(db.execute(sql, [name, SLICE]).fetchall())


def add(db: Database, found: Mapping[bytes, bytes]) -> None:
    """Keep vectors of texts; one that is known stays as it is."""
    for name, vector in found.items():
        rows.upsert(db, "text_vector", {"name": name, "vector": vector}, ["name"])


def gone(db: Database) -> frozenset[bytes]:
    """Return the names of texts that no answer has any more."""
    # Not by sets of all names: those of 100,000 texts take 20 MB.
    db.register_function(_name_of, deterministic=True)
    # As bytes: the driver would end a text at its first null character.
    said = "SELECT _name_of(CAST(coalesce(nullif(tidy, ''), text) AS BLOB)) FROM answer"
    return frozenset(name for (name,) in db.execute(f"SELECT name FROM text_vector WHERE name NOT IN ({said})"))


def _name_of(words: bytes) -> bytes:
    return text_name(words.decode())


def drop(db: Database, names: Collection[bytes]) -> None:
    """Drop vectors: they say something about words that somebody took back."""
    for name in names:
        db.execute("DELETE FROM text_vector WHERE name = ?", [name])
