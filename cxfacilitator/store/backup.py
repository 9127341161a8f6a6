"""Copies of the engagement file, made by SQLite itself so that they are whole, and how one takes the file's place.

A copy counts only after it has been opened and checked; one that is not finished has another ending, and
nothing is ever copied from a file that fails its own check.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from cxfacilitator.domain.errors import DamagedFile, FileProblem
from cxfacilitator.store import opening, schema
from cxfacilitator.store.failures import damaged, told

_STAMP = "%Y-%m-%d %H.%M.%S"
_UNFINISHED = ".part"
_BESIDE = ("-wal", "-journal")
_LEFT_FREE_BYTES = 4 * 1024 * 1024
"""A copy must not take the last space that typing needs."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy of an engagement file, and the instant at which it was taken."""

    path: Path
    taken_at: datetime


def folder_of(path: Path) -> Path:
    """Return the folder in which the copies of a file are kept: beside it, under its name."""
    return path.with_name(f"{path.stem} backups")


def take(db: Database, path: Path, now: datetime) -> Backup:
    """Copy an open file into its folder of copies, and check the copy.

    Raises:
        FileProblem: The file or its copy does not pass the check, or the folder cannot be written; earlier copies
            were not touched.
    """
    try:
        if db.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise damaged(path)
        opening.check_words(db, path)
    except DamagedFile as problem:
        raise FileProblem(
            f"“{path.name}” does not pass its check, so no backup was made of it; the earlier ones are untouched. "
            "Close the engagement and restore the newest backup."
        ) from problem
    folder = folder_of(path)
    stamp = now.astimezone().strftime(_STAMP)
    target = folder / f"{path.stem} {stamp}{path.suffix}"
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        if shutil.disk_usage(path.parent).free < path.stat().st_size + _LEFT_FREE_BYTES:
            raise FileProblem(
                f"The disk with “{path.name}” has no room for a backup beside it, so none was made. Free some space."
            )
        folder.mkdir(exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _copy(db, unfinished)
        os.utime(unfinished, ns=(found := path.stat().st_mtime_ns, found))
        unfinished.replace(target)
        _flush(folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Backup(target, datetime.strptime(stamp, _STAMP).astimezone())


def before_update(db: Database, path: Path) -> Path:
    """Copy a file beside itself before its tables are updated, and check the copy.

    Returns:
        The copy, for example `client.before-update.cxfac`; an earlier copy is never overwritten.

    Raises:
        FileProblem: The copy does not pass its check; the file was not updated.
    """
    copy = _free_name(path, "before-update")
    try:
        _copy(db, copy)
    except BaseException:
        copy.unlink()
        raise
    return copy


def all_of(path: Path) -> tuple[Backup, ...]:
    """Return the finished copies of a file, newest first; whether they are whole is not looked at."""
    found = []
    for copy in folder_of(path).glob(f"*{path.suffix}"):
        with suppress(ValueError):
            taken = datetime.strptime(copy.stem.removeprefix(f"{path.stem} "), _STAMP).astimezone()
            found.append(Backup(copy, taken))
    return tuple(sorted(found, key=lambda backup: backup.taken_at, reverse=True))


def is_current(backup: Backup, path: Path) -> bool:
    """Whether a closed file is still as it was when this copy was taken of it: the copy has the file's own time."""
    return backup.path.stat().st_mtime_ns == path.stat().st_mtime_ns


def drop(backups: Iterable[Backup]) -> None:
    """Delete copies; one that cannot be deleted stays."""
    for backup in backups:
        with suppress(OSError):
            backup.path.unlink()


def is_whole(backup: Backup) -> bool:
    """Whether a copy passes every check that the file itself must pass when it is opened."""
    try:
        opening.check_there(backup.path)
        opening.check_header(backup.path)
        opening.open_checked(backup.path).close()
    except FileProblem:
        return False
    return True


def counts(path: Path) -> Mapping[str, int]:
    """Count the rows of each table of a file or copy as far as they can be read, without changing anything.

    Returns:
        Table name to number of rows; a table that cannot be read is left out, and of a file that is damaged beyond
        reading there is nothing. Forms, which share the table of the groups, are `form`.
    """
    found: dict[str, int] = {}
    try:
        with closing(dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            conn.execute("PRAGMA cipher_log_level = NONE")
            names = [name for kind, name, _, _ in schema.expected(len(schema.names())) if kind == "table"]
            for name in sorted(names):
                with suppress(dbapi2.DatabaseError):
                    [(found[name],)] = conn.execute(f'SELECT count(*) FROM "{name}"').fetchall()
            with suppress(dbapi2.DatabaseError):
                [(forms,)] = conn.execute("SELECT count(*) FROM table_group WHERE kind <> 'group'").fetchall()
                found |= {"form": forms, "table_group": found["table_group"] - forms}
    except (dbapi2.DatabaseError, UnicodeDecodeError):
        pass
    return found


def restore(backup: Backup, path: Path) -> Path | None:
    """Put a checked copy in the place of a closed file; what was there is kept beside it.

    Returns:
        What was there, under its new name, for example `client.replaced.cxfac`; None when nothing was.

    Raises:
        FileProblem: The copy is not whole, the file is open somewhere, or the disk failed; the file is as it was.
    """
    if not is_whole(backup):
        raise FileProblem(f"The backup “{backup.path.name}” is not whole. Nothing was changed; choose another one.")
    if path.exists():
        opening.refuse_if_open(path)
    fresh = path.with_name(path.name + _UNFINISHED)
    try:
        shutil.copyfile(backup.path, fresh)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        kept = _set_aside(path)
        fresh.replace(path)
        _flush(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _not_written(path.parent, error) from error
    return kept


def _copy(db: Database, target: Path) -> None:
    with told(target), closing(dbapi2.connect(str(target), isolation_level=None)) as conn:
        # What is written once need not be remembered; with the usual 8 MB, closing a large file took the most memory.
        conn.execute("PRAGMA cache_size = -1000")
        db.conn.backup(conn)
        # A copy that expects a log beside it could not be opened where nothing may be written.
        conn.execute("PRAGMA journal_mode = DELETE").fetchall()
        if conn.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise FileProblem(f"The copy “{target.name}” cannot be read back, so it was not kept. Check the disk.")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _set_aside(path: Path) -> Path | None:
    """Rename a file, and what a crash left beside it, so that nothing of it is lost."""
    if not path.exists():
        return None
    kept = _free_name(path, "replaced")
    for ending in _BESIDE:
        left = path.with_name(path.name + ending)
        if left.exists():
            left.replace(kept.with_name(kept.name + ending))
    path.replace(kept)
    return kept


def _free_name(path: Path, what: str) -> Path:
    number = 1
    while True:
        ending = f".{what}" if number == 1 else f".{what}-{number}"
        copy = path.with_name(f"{path.stem}{ending}{path.suffix}")
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR))
        except FileExistsError:
            number += 1
            continue
        return copy


def _flush(folder: Path) -> None:
    """Make a new name in a folder durable, where the system has a way to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(folder: Path, error: OSError) -> FileProblem:
    reason = error.strerror or type(error).__name__
    return FileProblem(f"The folder “{folder.name}” cannot be written ({reason}). The engagement itself is untouched.")
