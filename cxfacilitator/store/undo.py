"""Undo inside the file: triggers note how to take back each row, so that no edit needs code of its own.

The triggers and their notes are temporary: they live in memory as long as the file is open.
Text is noted as hexadecimal bytes, because SQLite's own quoting stops at a NUL character.
"""

from dataclasses import dataclass

from sqlite_utils import Database

NEVER_UNDONE = ("session_event", "answer_version")
"""The log of the clock and the history of the answers: an edit that touches them says so, but neither is taken back."""

_NOT_WATCHED = ("_sqlite_migrations", *NEVER_UNDONE)


@dataclass(frozen=True, slots=True)
class Step:
    """One edit that was written to the file.

    Attributes:
        label: What was done, for example `Rename theme`.
        tables: The tables whose rows changed.
        inverse: Statements that take the edit back, in the order in which they run; empty when
            there is nothing to take back (only the session's clock was written).
        merge_key: Two steps in a row with the same key, not empty, are one step to a person.
    """

    label: str
    tables: frozenset[str]
    inverse: tuple[str, ...]
    merge_key: str = ""

    def merged(self, later: "Step") -> "Step":
        """Return one step that takes back both this edit and the one right after it."""
        return Step(self.label, self.tables | later.tables, later.inverse + self.inverse, self.merge_key)


def watch(db: Database) -> None:
    """Make the temporary triggers on every table that can be undone."""
    db.execute("CREATE TEMP TABLE undo_note (id INTEGER PRIMARY KEY, tbl TEXT, inverse TEXT)")
    tables = [str(name) for (name,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if table not in _NOT_WATCHED:
            columns = [str(row[1]) for row in db.execute(f"PRAGMA main.table_info({table})").fetchall()]
            _watch(db, table, columns)
        elif table in NEVER_UNDONE:
            _trigger(db, table, "INSERT", "", "NULL")


def take_notes(db: Database) -> tuple[frozenset[str], tuple[str, ...]]:
    """Take out what the triggers noted in this transaction.

    Returns:
        The touched tables and the statements that take the changes back, in running order.
    """
    notes = db.execute("SELECT tbl, inverse FROM undo_note ORDER BY id DESC").fetchall()
    if notes:
        db.execute("DELETE FROM undo_note")
    return frozenset(table for table, _ in notes), tuple(sql for _, sql in notes if sql is not None)


def _watch(db: Database, table: str, columns: list[str]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    values = " || ', ' || ".join(_quoted(name) for name in columns)
    changes = " || ', ' || ".join(f"""'"{name}" = ' || {_quoted(name)}""" for name in columns)
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    at_new = "' WHERE rowid = ' || NEW.rowid"
    _trigger(db, table, "INSERT", "", f"""'DELETE FROM "{table}"' || {at_new}""")
    _trigger(db, table, "UPDATE", f"WHEN {changed}", f"""'UPDATE "{table}" SET ' || {changes} || {at_new}""")
    restore = f"""'INSERT INTO "{table}" (rowid, {names}) VALUES (' || OLD.rowid || ', ' || {values} || ')'"""
    _trigger(db, table, "DELETE", "", restore)


def _trigger(db: Database, table: str, event: str, condition: str, inverse: str) -> None:
    db.execute(
        f"CREATE TEMP TRIGGER undo_{table}_{event.lower()} AFTER {event} ON main.{table} {condition} "
        f"BEGIN INSERT INTO undo_note (tbl, inverse) VALUES ('{table}', {inverse}); END"
    )


def _quoted(column: str) -> str:
    """Return SQL that writes the old value of a column as SQL."""
    old = f'OLD."{column}"'
    return f"CASE typeof({old}) WHEN 'text' THEN 'CAST(x''' || hex({old}) || ''' AS TEXT)' ELSE quote({old}) END"
