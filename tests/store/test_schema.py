"""The tables: made once, always the same, every rule of theirs in the database itself."""

import ast
import re
from pathlib import Path

from sqlite_utils import Database

from cxfacilitator.store import schema

STORE = Path(schema.__file__).parent


def new() -> Database:
    return Database(memory=True, strict=True, execute_plugins=False)


def test_migrating_twice_changes_nothing() -> None:
    db = new()
    schema.migrate(db)
    once = schema.objects(db)
    schema.migrate(db)
    assert schema.objects(db) == once == schema.expected(len(schema.names()))
    assert schema.applied(db) == schema.names()
    assert db.execute("PRAGMA user_version").fetchone() == (len(schema.names()),)
    db.close()


def test_what_a_file_must_look_like_is_worked_out_once() -> None:
    # All tables are made for it, which takes longer than the rest of opening a file.
    assert schema.expected(len(schema.names())) is schema.expected(len(schema.names()))
    assert schema.expected(1) != schema.expected(len(schema.names()))


def test_every_table_is_strict_and_every_reference_is_indexed_and_says_what_deletion_does() -> None:
    db = new()
    schema.migrate(db)
    for name, strict in db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall():
        assert strict or name.startswith("sqlite_"), name
        first_columns = {
            db.execute(f"PRAGMA index_info('{index[1]}')").fetchone()[2]
            for index in db.execute(f"PRAGMA index_list('{name}')").fetchall()
        }
        # A key that is the row's own number needs no index.
        columns = db.execute(f"PRAGMA table_info('{name}')").fetchall()
        first_columns |= {column[1] for column in columns if column[2] == "INTEGER" and column[5] == 1}
        for reference in db.execute(f"PRAGMA foreign_key_list('{name}')").fetchall():
            assert reference[3] in first_columns, (name, reference)
            assert reference[6] in {"RESTRICT", "CASCADE", "SET NULL"}, (name, reference)
    db.close()


def test_the_store_never_uses_what_loses_rows() -> None:
    for path in STORE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"replace\s*=\s*True|alter\s*=\s*True|INSERT OR REPLACE", text), path
        called = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
        assert not called & {"insert_all_rows", "transform", "enable_fts"}, path
        if path.name not in {"opening.py", "backup.py"}:
            assert "conn.execute" not in text, path
