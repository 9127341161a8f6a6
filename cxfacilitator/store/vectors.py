"""What texts mean to the machine, kept so that each is read once: the name of a text and its vector.

None of it is anybody's edit: it is worked out from the texts, and goes when they go.
"""

from collections.abc import Collection, Mapping

from sqlite_utils import Database

from cxfacilitator.domain.tagging import text_name
from cxfacilitator.store import rows


def load_all(db: Database) -> dict[bytes, bytes]:
    """Read every vector by the name of its text."""
    return dict(db.execute("SELECT name, vector FROM text_vector").fetchall())


def add(db: Database, found: Mapping[bytes, bytes]) -> None:
    """Keep vectors of texts; one that is known stays as it is."""
    for name, vector in found.items():
        rows.upsert(db, "text_vector", {"name": name, "vector": vector}, ["name"])


def gone(db: Database) -> frozenset[bytes]:
    """Return the names of texts that no answer has any more."""
    kept = frozenset(name for (name,) in db.execute("SELECT name FROM text_vector"))
    if not kept:
        return kept
    return kept.difference(text_name(tidy or text) for text, tidy in db.execute("SELECT text, tidy FROM answer"))


def drop(db: Database, names: Collection[bytes]) -> None:
    """Drop vectors: they say something about words that somebody took back."""
    for name in names:
        db.execute("DELETE FROM text_vector WHERE name = ?", [name])
