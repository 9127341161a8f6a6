"""Copies of the engagement file, made by SQLite itself so that they are whole."""

import os
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from cxfacilitator.domain.errors import FileProblem


def before_update(db: Database, path: Path) -> Path:
    """Copy a file beside itself before its tables are updated, and check the copy.

    Returns:
        The copy, for example `client.before-update.cxfac`; an earlier copy is never overwritten.

    Raises:
        FileProblem: The copy does not pass its check; the file was not updated.
    """
    copy = _free_name(path)
    try:
        with closing(dbapi2.connect(str(copy), isolation_level=None)) as conn:
            db.conn.backup(conn)
            if conn.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                raise FileProblem(f"“{path.name}” was not updated, because its copy “{copy.name}” cannot be read back.")
    except BaseException:
        copy.unlink()
        raise
    return copy


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        ending = ".before-update" if number == 1 else f".before-update-{number}"
        copy = path.with_name(f"{path.stem}{ending}{path.suffix}")
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR))
        except FileExistsError:
            number += 1
            continue
        return copy
