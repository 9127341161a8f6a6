"""The tables of the engagement file, as named migrations.

A released migration is never edited: the text of its statements is compared with what is found
in a file, and a file whose tables differ from ours is refused.
"""

from collections.abc import Set
from functools import cache
from typing import cast

from sqlcipher3 import dbapi2
from sqlite_utils import Database, Migrations

from cxfacilitator.store import digest, migrations

APPLICATION_ID = int.from_bytes(b"CXFA", "big")
"""Written in the header of every engagement file, so that it is recognised without being opened."""

MIGRATIONS = Migrations("cxfacilitator")

_BOOKKEEPING = """
CREATE TABLE _sqlite_migrations (
    id INTEGER PRIMARY KEY,
    migration_set TEXT,
    name TEXT,
    applied_at TEXT
) STRICT;
CREATE UNIQUE INDEX migration_once ON _sqlite_migrations (migration_set, name);
"""


@MIGRATIONS()
def first(db: Database) -> None:
    """Make every table of the first release."""
    _run(db, migrations.FIRST)


@MIGRATIONS()
def seating(db: Database) -> None:
    """Keep what is asked of a seating: wishes, rules, who stays where, who has met whom."""
    _run(db, migrations.SEATING)


@MIGRATIONS()
def capture(db: Database) -> None:
    """Keep what a sheet says beyond its lines, photographs, forms, and every wording that an answer ever had."""
    _run(db, migrations.CAPTURE)
    for row in list(db.query("SELECT id, box, text, tidy, competitor, direction, value FROM answer")):
        db.execute("UPDATE answer SET digest = ? WHERE id = ?", [digest.of(row), row["id"]])


@MIGRATIONS()
def tagging(db: Database) -> None:
    """Keep what tagging leaves behind beyond the tags: memos, doubts, the codebook's history, the affinity wall."""
    _run(db, migrations.TAGGING)


@MIGRATIONS()
def planning(db: Database) -> None:
    """Keep what people decide on findings and ideas, what earlier rounds found, and how a second person tagged."""
    _run(db, migrations.PLANNING)


@MIGRATIONS()
def reporting(db: Database) -> None:
    """Keep what people choose for the report, and the signs on its cover."""
    _run(db, migrations.REPORTING)


def _run(db: Database, script: str) -> None:
    """Run a script whose statements each end a line; to look for their ends letter by letter takes longer than all."""
    for statement in script.split(";\n"):
        db.execute(statement)


def names() -> tuple[str, ...]:
    """Return the names of all migrations that this version knows, oldest first."""
    db = Database(memory=True, strict=True, execute_plugins=False)
    try:
        return tuple(migration.name for migration in MIGRATIONS.pending(db))
    finally:
        db.close()


def applied(db: Database) -> tuple[str, ...]:
    """Return the names of the migrations that the file has, oldest first."""
    return tuple(migration.name for migration in MIGRATIONS.applied(db))


def migrate(db: Database, version: int | None = None) -> None:
    """Bring the tables up to a version, all of it or nothing.

    Args:
        db: An open file, or an empty database.
        version: How many migrations to have in the end; all of them by default.
    """
    later = names()[version:] if version is not None else ()
    with db.atomic():
        if not db.table("_sqlite_migrations").exists():
            _run(db, _BOOKKEEPING)
        MIGRATIONS.apply(db, stop_before=later[:1])
        db.execute(f"PRAGMA user_version = {len(applied(db))}")


def objects(db: Database) -> Set[tuple[str, str, str, str | None]]:
    """Return every table, index, trigger and view of the file with the statement that made it."""
    found = db.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_schema").fetchall()
    return frozenset(cast(list[tuple[str, str, str, str | None]], found))


@cache
def expected(version: int) -> Set[tuple[str, str, str, str | None]]:
    """Return what `objects` finds in a file that we made, after so many migrations; worked out once per version."""
    conn = dbapi2.connect(":memory:", isolation_level=None)
    db = Database(conn, strict=True, execute_plugins=False)
    try:
        migrate(db, version)
        return objects(db)
    finally:
        db.close()
