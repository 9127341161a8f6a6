"""Between rows and values: the few ways in which every stage reads and writes its tables.

Statements name their table outright, because sqlite-utils makes a table whose name is mistyped.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

Row = Mapping[str, Any]


def packed(value: object, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a frozen value as columns, some left out."""
    fields = (name for name in type(value).__dataclass_fields__ if name not in without)  # type: ignore[attr-defined]
    return {name: _column(getattr(value, name)) for name in fields}


@lru_cache(maxsize=1024)
def day(text: str | None) -> date | None:
    """Read a day from its column."""
    return date.fromisoformat(text) if text else None


def texts(column: str) -> tuple[str, ...]:
    """Read a list of texts from its column."""
    return tuple(str(text) for text in json.loads(column))


def read(db: Database, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    return list(db.query(sql, parameters))


def listed(values: Iterable[str]) -> str:
    """Return values as one parameter, for `IN (SELECT value FROM json_each(?))`: one statement for many rows."""
    return json.dumps(list(values))


def each(db: Database, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query one by one, for tables of which all rows at once would fill the memory."""
    yield from db.query(sql, parameters)


def insert(db: Database, table: str, row: Row) -> int:
    """Add one row and return its row id."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    cursor = db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', dict(row))
    if cursor.lastrowid is None:
        raise AssertionError("an insert always has a row id")
    return cursor.lastrowid


def insert_all(db: Database, table: str, rows: Iterable[Row]) -> None:
    """Add many rows, one by one."""
    for row in rows:
        insert(db, table, row)


def upsert(db: Database, table: str, row: Row, keys: Sequence[str]) -> None:
    """Add one row, or change the row with the same keys."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name not in keys)
    db.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT ({", ".join(keys)}) '
        + (f"DO UPDATE SET {changes}" if changes else "DO NOTHING"),
        dict(row),
    )


def update(db: Database, table: str, row: Row, key: str = "id") -> bool:
    """Change the row with this key; False when there is none."""
    changes = ", ".join(f'"{name}" = :{name}' for name in row if name != key)
    return db.execute(f'UPDATE "{table}" SET {changes} WHERE "{key}" = :{key}', dict(row)).rowcount == 1


def drop_others(db: Database, table: str, keys: Sequence[str], kept: Iterable[Row], within: Row | None = None) -> None:
    """Delete the rows whose keys are not among those of the rows kept; rows that are not `within` stay too."""
    within = within or {}
    condition = " AND ".join(f'"{name}" = :{name}' for name in within) or "1"
    names = ", ".join(f'"{name}"' for name in keys)
    stay = {tuple(row[name] for name in keys) for row in kept}
    match = " AND ".join(f'"{name}" = ?' for name in keys)
    for found in db.execute(f'SELECT {names} FROM "{table}" WHERE {condition}', dict(within)).fetchall():
        if tuple(found) not in stay:
            db.execute(f'DELETE FROM "{table}" WHERE {match}', tuple(found))


def keep_exactly(db: Database, table: str, keys: Sequence[str], rows: Sequence[Row], within: Row | None = None) -> None:
    """Make the table, or the part of it that `within` describes, hold exactly these rows."""
    drop_others(db, table, keys, rows, within)
    for row in rows:
        upsert(db, table, row, keys)


def _column(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case bool():
            return int(value)
        case datetime():
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            return value.isoformat()
        case date():
            return value.isoformat()
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case frozenset():
            return json.dumps(sorted(value), ensure_ascii=False)
        case Mapping():
            return json.dumps(dict(value), ensure_ascii=False)
    return value
