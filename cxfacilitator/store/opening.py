"""The checks before an engagement file is trusted. Until the last one has passed, nothing is written.

A file that is refused stays as it is, byte by byte, and nothing appears beside it.
"""

import os
import shutil
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.store import digest, history, schema
from cxfacilitator.store.failures import damaged, told

MAGIC = b"SQLite format 3\x00"
"""What every file of SQLite begins with, and so every engagement."""
_UTF8 = 1


def check_there(path: Path) -> None:
    """Refuse a path that leads to nothing.

    Raises:
        FileProblem: Missing, or no path that this computer can have.
    """
    try:
        path.stat()
    except FileNotFoundError as error:
        raise FileProblem(f"“{path.name}” is not there. Check its name, or look for it in another folder.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def check_header(path: Path) -> None:
    """Refuse what is visibly not ours to write, without opening it as a database.

    Raises:
        FileProblem: Empty, foreign, newer or read-only.
    """
    if not path.is_file():
        raise FileProblem(f"“{path.name}” is not a file. Choose a file that ends in .cxfac.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not header:
        raise FileProblem(f"“{path.name}” is empty: nothing was ever saved in it. Open a copy, or start a new one.")
    if not header.startswith(MAGIC):
        raise FileProblem(
            f"“{path.name}” is not an engagement file, or it is locked with a pass-phrase. It was not changed."
        )
    if len(header) < 100:
        raise damaged(path)
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise FileProblem(f"“{path.name}” was made by another program. It was not changed.")
    if int.from_bytes(header[60:64], "big") > len(schema.names()):
        raise _newer(path)
    if int.from_bytes(header[56:60], "big") != _UTF8:
        raise _altered(path)
    _check_permission(path)


def connect(path: Path) -> Database:
    """Open a connection to a file that is there; it is never created by this.

    A pass-phrase would be handed over here, before the first read.
    """
    conn = dbapi2.connect(path.as_uri() + "?mode=rw", uri=True, isolation_level=None, timeout=0.25)
    conn.execute("PRAGMA cipher_log_level = NONE")
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA cell_size_check = ON")
    # Before the first access: then there is no file of shared memory, and the lock dies with the process.
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA temp_store = MEMORY")
    return Database(conn, strict=True, execute_plugins=False)


def open_checked(path: Path) -> Database:
    """Lock the file for this process, check all of it and return the connection.

    Raises:
        FileProblem: The file is open elsewhere, damaged, newer, or has tables that are not ours.
    """
    leftovers = [found for end in ("-wal", "-journal") if (found := path.with_name(path.name + end)).exists()]
    if leftovers:
        _rehearse(path, leftovers)
    with told(path):
        db = connect(path)
        try:
            _inspect(db, path)
        except BaseException:
            db.close()
            raise
        return db


def check_words(db: Database, path: Path) -> None:
    """Compare every answer, every earlier wording and every picture with its fingerprint.

    Raises:
        DamagedFile: One is not what was written; it is named.
    """
    ref = digest.first_broken(db)
    if ref is not None:
        raise damaged(path, f"the words of {ref} are not those that were saved")
    ref = history.first_broken(db)
    if ref is not None:
        raise damaged(path, f"an earlier wording of {ref} is not what was saved")
    name = digest.first_broken_picture(db)
    if name is not None:
        raise damaged(path, f"the photograph {name} is not the one that was saved")


def _check_permission(path: Path) -> None:
    # The mode bits too: somebody who marked the file as read-only means it, even an administrator.
    anybody = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    if not path.stat().st_mode & anybody or not os.access(path, os.W_OK):
        raise FileProblem(
            f"“{path.name}” is write-protected. It was not changed; take the protection away, or work on a copy."
        )
    if not os.access(path.parent, os.W_OK):
        raise FileProblem(
            f"The folder of “{path.name}” is write-protected. Nothing was changed; copy the file to a folder of yours."
        )


def _rehearse(path: Path, leftovers: list[Path]) -> None:
    """Check a copy, when the last user of the file did not close it.

    Opening the file itself would bring the leftovers into it, also if it must be refused in the end.
    """
    refuse_if_open(path)
    with TemporaryDirectory(prefix=".", dir=path.parent, ignore_cleanup_errors=True) as folder:
        copy = Path(folder, path.name)
        try:
            for found in [path, *leftovers]:
                shutil.copyfile(found, Path(folder, found.name))
        except OSError:
            # A full disk must not stand between a person and their work: the file itself is checked too.
            return
        with told(path):
            db = connect(copy)
            try:
                _inspect(db, path)
            finally:
                db.close()


def refuse_if_open(path: Path) -> None:
    """Refuse a file that another process holds.

    Raises:
        FileProblem: It is open elsewhere; nothing was changed.
    """
    # Read-only in both ways, this connection meets the lock of another process but cannot touch what it left.
    uri = path.as_uri() + "?mode=ro&readonly_shm=1"
    conn = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0.25)
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.DatabaseError as error:
        if str(getattr(error, "sqlite_errorname", "")) == "SQLITE_BUSY":
            with told(path):
                raise
    except UnicodeDecodeError:
        pass
    finally:
        conn.close()


def _inspect(db: Database, path: Path) -> None:
    try:
        db.execute("BEGIN EXCLUSIVE")
        if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise damaged(path)
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        known, applied = schema.names(), schema.applied(db)
        if version > len(known) or set(applied) - set(known):
            raise _newer(path)
        if applied != known[:version] or schema.objects(db) != schema.expected(version):
            raise _altered(path)
        if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise damaged(path)
        if "capture" in applied:
            check_words(db, path)
    except UnicodeDecodeError as error:
        # This, and no error of its own, is what the driver makes of a schema with random bytes in it.
        raise damaged(path) from error
    finally:
        db.rollback()


def _unreadable(path: Path, error: OSError) -> FileProblem:
    reason = error.strerror or type(error).__name__
    return FileProblem(f"“{path.name}” cannot be read ({reason}). It was not changed.")


def _newer(path: Path) -> FileProblem:
    return FileProblem(
        f"“{path.name}” was made by a newer version of this program. It was not changed; open it with that version."
    )


def _altered(path: Path) -> FileProblem:
    return FileProblem(
        f"“{path.name}” was altered by another program: its tables are not those of an engagement. "
        "It was not changed; open the newest copy that you have."
    )
