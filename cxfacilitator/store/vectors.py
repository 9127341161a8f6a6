"""What texts mean to the machine, kept so that each is read once: the name of a text and its vector.

None of it is anybody's edit: it is worked out from the texts, and goes when they go.
"""

from collections.abc import Collection, Mapping

from sqlite_utils import Database

from cxfacilitator.store import rows


def load_all(db: Database) -> dict[bytes, bytes]:
    """Read every vector by the name of its text."""
    return {row["name"]: row["vector"] for row in rows.read(db, "SELECT name, vector FROM text_vector")}


def add(db: Database, found: Mapping[bytes, bytes]) -> None:
    """Keep vectors of texts; one that is known stays as it is."""
    for name, vector in found.items():
        rows.upsert(db, "text_vector", {"name": name, "vector": vector}, ["name"])


def keep_only(db: Database, names: Collection[bytes]) -> None:
    """Drop the vectors of texts that are no more: they say something about words that somebody took back."""
    rows.drop_others(db, "text_vector", ["name"], [{"name": name} for name in names])
