"""The client's own words, which the spelling check has learned."""

from sqlite_utils import Database

from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[str, ...]:
    """Read the words in the order of the alphabet."""
    return tuple(row["word"] for row in rows.read(db, "SELECT word FROM learned_word ORDER BY word"))


def learn(db: Database, word: str) -> None:
    """Keep a word; once is enough."""
    rows.upsert(db, "learned_word", {"word": word}, ["word"])


def forget(db: Database, word: str) -> None:
    """Drop a word."""
    db.execute("DELETE FROM learned_word WHERE word = ?", [word])
