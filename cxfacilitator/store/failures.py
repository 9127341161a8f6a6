"""What a disk can do to the engagement file, in sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from cxfacilitator.domain.errors import CxError, DamagedFile, DiskRefused, FileProblem

_FAILURES = {
    "FULL": "The disk with “{name}” is full. The last change was not saved, everything before it is safe; "
    "free some space and do it again.",
    "IOERR": "The disk did not answer while “{name}” was read or written. The last change was not saved, everything "
    "before it is safe; check that the disk is still connected and do it again.",
    "READONLY": "“{name}” may not be changed any more. The last change was not saved, everything before it is safe; "
    "check whether the file or its folder is write-protected.",
    "CANTOPEN": "“{name}” cannot be reached. Nothing was changed; check that the disk is connected and that the file's "
    "folder may be written to.",
    "BUSY": "“{name}” is open in another window or on another computer. Nothing was changed; close it there first.",
    "CORRUPT": "“{name}” is damaged: {what}. It was left as it is; keep it, and open the newest copy that you have.",
    "NOTADB": "“{name}” is not an engagement file, or it is damaged. It was left as it is.",
    "NOMEM": "There is not enough memory for “{name}”. The last change was not saved, everything before it is safe; "
    "close other programs and do it again.",
}
_FOR_GOOD = ("NOTADB",)
"""What trying again does not mend, beside a damaged file; the others are the disk's moods."""


def damaged(path: Path, what: str = "a part of it cannot be read") -> FileProblem:
    """Return the sentence for a file that is damaged."""
    return DamagedFile(_FAILURES["CORRUPT"].format(name=path.name, what=what), str(path))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk does into a `FileProblem`; mistakes of the program pass unchanged.

    Raises:
        DiskRefused: The disk is full, gone or read-only, or the file locked; nothing was changed.
        FileProblem: The file is damaged, or none of ours.
        CxError: A text has half of a two-part character, or a number more than 64 bits, which no
            file can hold.
    """
    try:
        yield
    except dbapi2.DatabaseError as error:
        name = str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_").split("_")[0]
        if "decode to UTF-8" in str(error):
            name = "CORRUPT"
        if name not in _FAILURES:
            raise
        if name == "CORRUPT":
            raise damaged(path) from error
        sentence = _FAILURES[name].format(name=path.name)
        if name in _FOR_GOOD:
            raise FileProblem(sentence) from error
        raise DiskRefused(sentence, full=name == "FULL") from error
    except UnicodeEncodeError as error:
        raise CxError(
            "A text has a character that is only half there, so it cannot be saved. Nothing was changed; "
            "type that text again."
        ) from error
    except OverflowError as error:
        raise CxError("A number is too large to be saved. Nothing was changed; check the numbers.") from error


@contextmanager
def told_gone() -> Iterator[None]:
    """Turn a reference to a row that is not there into a `CxError`; a click may arrive after an undo.

    Raises:
        CxError: What a row refers to is not in the file.
    """
    try:
        yield
    except dbapi2.IntegrityError as error:
        # The driver gives no finer code than "constraint"; the text is SQLite's own and never translated.
        if str(error) != "FOREIGN KEY constraint failed":
            raise
        raise CxError("Something that this belongs to is no longer in the file. Nothing was changed.") from error
