"""Undo inside the file: triggers note how to take back each row, so that no edit needs code of its own.

The triggers and their notes are temporary: they live in memory as long as the file is open.
Text is noted as hexadecimal bytes, because SQLite's own quoting stops at a NUL character.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlite_utils import Database

NEVER_UNDONE = ("session_event", "answer_version")
"""The log of the clock and the history of the answers: an edit that touches them says so, but neither is taken back."""

_NOT_WATCHED = ("_sqlite_migrations", "text_vector", *NEVER_UNDONE)
"""What texts mean to the machine is worked out from them, so it is nobody's edit."""

ANSWER_ORDER = "answer_order"
"""No table: noted when an answer that was there gets another place, which is also the place of what hangs on it."""

GROUP_ORDER = "group_order"
"""No table: noted when a group or form that was there gets another code, audience or kind, and its answers another
place with it. One that is new has no answers yet, and of one that goes they are noted themselves."""

_SHEET_OF = {
    "answer": "{row}.group_id",
    "answer_flag": "(SELECT group_id FROM main.answer WHERE id = {row}.answer_id)",
    "parked": "(SELECT group_id FROM main.answer WHERE id = {row}.answer_id)",
    "tag": "(SELECT group_id FROM main.answer WHERE id = {row}.answer_id)",
}
"""Whose sheet a row of these tables is on. Where the answer is gone already, or not there yet, its own row tells it."""

MOST_ROWS = 1000
"""So many rows are named in one statement, which has a longest length."""
_COLUMN = re.compile('"([a-z_]+)" = ')
_WHOLE = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit that was written to the file.

    Attributes:
        label: What was done, for example `Rename theme`.
        tables: The tables whose rows changed.
        inverse: Statements that take the edit back, in the order in which they run; empty when
            there is nothing to take back (only the session's clock was written).
        merge_key: Two steps in a row with the same key, not empty, are one step to a person.
        sheets: The ids of the groups and forms whose answers or tags changed.
        forgotten: The ids of answers whose earlier wordings were given up for good.
        again: It takes back a step that was itself taken back.
    """

    label: str
    tables: frozenset[str]
    inverse: tuple[str, ...]
    merge_key: str = ""
    sheets: frozenset[int] = frozenset()
    forgotten: frozenset[str] = frozenset()
    again: bool = False

    @property
    def size(self) -> int:
        """How much memory the statements take, in characters."""
        return sum(len(statement) for statement in self.inverse)

    def merged(self, later: "Step") -> "Step":
        """Return one step that takes back both this edit and the one right after it."""
        # Typing writes the same cells again and again; their first state is all that is needed.
        rewritten = {cell for statement in self.inverse for cell in _cells_of(statement)}
        needless = all(statement[0] == "U" and _is_among(statement, rewritten) for statement in later.inverse)
        return replace(
            self,
            tables=self.tables | later.tables,
            inverse=self.inverse if needless else later.inverse + self.inverse,
            sheets=self.sheets | later.sheets,
            forgotten=self.forgotten | later.forgotten,
        )


@dataclass(frozen=True, slots=True)
class Notes:
    """What the triggers noted in one transaction: the fields of a step."""

    tables: frozenset[str]
    inverse: tuple[str, ...]
    sheets: frozenset[int]


def watch(db: Database) -> None:
    """Make the temporary triggers on every table that can be undone."""
    # Before the first temporary table: what a large import notes is given back when it has been read.
    db.execute("PRAGMA temp.auto_vacuum = FULL").fetchall()
    db.execute("CREATE TEMP TABLE undo_note (id INTEGER PRIMARY KEY, tbl TEXT, inverse TEXT, sheet INTEGER)")
    tables = [str(name) for (name,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if table not in _NOT_WATCHED:
            columns = [str(row[1]) for row in db.execute(f"PRAGMA main.table_info({table})").fetchall()]
            _watch(db, table, columns)
        elif table in NEVER_UNDONE:
            _trigger(db, table, "INSERT", "", "NULL")
    _watch_order(db, ANSWER_ORDER, "answer", ("group_id", "box", "position", "ref"), "OLD.group_id")
    _watch_order(db, GROUP_ORDER, "table_group", ("code", "audience", "kind"), "NULL")


def take_notes(db: Database) -> Notes:
    """Take out what the triggers noted in this transaction; the statements are in running order."""
    tables, sheets = set(), set()

    def statements() -> Iterator[str]:
        for table, sql, sheet in db.execute("SELECT tbl, inverse, sheet FROM undo_note ORDER BY id DESC"):
            tables.add(table)
            if sheet is not None:
                sheets.add(sheet)
            if sql is not None:
                yield sql

    inverse = tuple(_joined(statements()))
    if tables:
        db.execute("DELETE FROM undo_note")
    return Notes(frozenset(tables), inverse, frozenset(sheets))


def _joined(statements: Iterable[str]) -> Iterator[str]:
    """Join those that do the same to one row after the other: of an import, or of a mark, there are thousands."""
    for start, alike in groupby(statements, _start_of):
        if not start:
            yield from alike
            continue
        rows = array("q", (int(_row_of(statement)[1]) for statement in alike))
        first, last = min(rows), max(rows)
        if last - first == len(rows) - 1:
            yield start + (f"= {first}" if first == last else f"BETWEEN {first} AND {last}")
            continue
        for place in range(0, len(rows), MOST_ROWS):
            yield f"{start}IN ({', '.join(map(str, rows[place : place + MOST_ROWS]))})"


def _start_of(statement: str) -> str:
    """What an UPDATE or DELETE says before it says of which row; empty for an INSERT, which is like no other."""
    return statement[: statement.rindex("rowid") + 6] if statement[0] in "UD" else ""


def _watch(db: Database, table: str, columns: list[str]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    values = " || ', ' || ".join(_quoted(name) for name in columns)
    # Only what was changed: to write a key anew is to look for all that refers to it.
    each = (f"""iif(OLD."{name}" IS NOT NEW."{name}", ', "{name}" = ' || {_quoted(name)}, '')""" for name in columns)
    changes = f"substr({' || '.join(each)}, 3)"
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    at_new = "' WHERE rowid = ' || NEW.rowid"
    _trigger(db, table, "INSERT", "", f"""'DELETE FROM "{table}"' || {at_new}""")
    _trigger(db, table, "UPDATE", f"WHEN {changed}", f"""'UPDATE "{table}" SET ' || {changes} || {at_new}""")
    restore = f"""'INSERT INTO "{table}" (rowid, {names}) VALUES (' || OLD.rowid || ', ' || {values} || ')'"""
    _trigger(db, table, "DELETE", "", restore)


def _watch_order(db: Database, name: str, table: str, columns: Sequence[str], sheet: str) -> None:
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    db.execute(
        f"CREATE TEMP TRIGGER undo_{name} AFTER UPDATE OF {', '.join(columns)} ON main.{table} "
        f"WHEN ({before}) IS NOT ({after}) BEGIN INSERT INTO undo_note (tbl, sheet) VALUES ('{name}', {sheet}); END"
    )


def _trigger(db: Database, table: str, event: str, condition: str, inverse: str) -> None:
    sheet = _SHEET_OF.get(table, "NULL").format(row="OLD" if event == "DELETE" else "NEW")
    db.execute(
        f"CREATE TEMP TRIGGER undo_{table}_{event.lower()} AFTER {event} ON main.{table} {condition} "
        f"BEGIN INSERT INTO undo_note (tbl, inverse, sheet) VALUES ('{table}', {inverse}, {sheet}); END"
    )


def _row_of(statement: str) -> tuple[str, str]:
    """Name the row that an UPDATE or DELETE is about; texts in it are hexadecimal, so nothing else looks like it."""
    start, _, rowid = statement.rpartition(" WHERE rowid = ")
    return start.partition('"')[2].partition('"')[0], rowid


def _cells_of(statement: str) -> Iterator[tuple[str, str, str]]:
    """Name the cells that an UPDATE writes, or the row that a DELETE takes away."""
    columns = _COLUMN.findall(statement) if statement[0] == "U" else [_WHOLE]
    return ((*_row_of(statement), column) for column in columns)


def _is_among(statement: str, rewritten: Collection[tuple[str, str, str]]) -> bool:
    row_is_gone = (*_row_of(statement), _WHOLE) in rewritten
    return row_is_gone or all(cell in rewritten for cell in _cells_of(statement))


def _quoted(column: str) -> str:
    """Return SQL that writes the old value of a column as SQL."""
    old = f'OLD."{column}"'
    return f"CASE typeof({old}) WHEN 'text' THEN 'CAST(x''' || hex({old}) || ''' AS TEXT)' ELSE quote({old}) END"
