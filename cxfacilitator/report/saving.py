"""Where a document may be written: over nothing without being asked, and a PDF over nothing but an older PDF."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cxfacilitator.domain.errors import CxError

_SEEN = 40
"""Letters of a name that are told when the name itself is what is wrong."""


def check_place(path: Path, what: str, replace: bool) -> None:
    """See that a document may be written to a place.

    Args:
        path: Where it goes.
        what: What the document is called in a sentence, for example `report`.
        replace: Whether an older PDF of the same name may be replaced.

    Raises:
        CxError: Something is there already that stays, or the name is not a PDF's; nothing was changed.
    """
    _check_name(path, what)
    _refuse_taken(path, replace)
    if path.is_file() and not _is_pdf(path):
        raise CxError(f"{path.name} is not a PDF and was not changed. Give the {what} a name that ends in .pdf.")
    if path.suffix.casefold() != ".pdf":
        raise CxError(f"{path.name} does not end in .pdf. Give the {what} a name that does, such as {path.stem}.pdf.")


def check_list(path: Path, what: str, endings: Iterable[str], replace: bool) -> None:
    """See that a list for other programs may be written to a place.

    Args:
        path: Where it goes; its ending says what it is to be.
        what: What the list is called in a sentence.
        endings: Those that are known.
        replace: Whether a file of the same name may be replaced.

    Raises:
        CxError: The ending is none of these, the folder is missing, or something is there already that stays.
    """
    _check_name(path, what)
    known = tuple(endings)
    if path.suffix.casefold() not in known:
        raise CxError(
            f"{path.name} does not say what it is to be. Give it a name with one of these endings: {', '.join(known)}"
        )
    check_folder(path, what)
    _refuse_taken(path, replace)


def check_folder(path: Path, what: str) -> None:
    """See that a place can be written to at all.

    Raises:
        CxError: The folder is missing, the path is one, or no file can have this name.
    """
    _check_name(path, what)
    if not path.parent.is_dir():
        raise CxError(f"The folder {path.parent} does not exist. Choose another place for the {what}.")


def save(path: Path, data: bytes, what: str) -> None:
    """Write a document beside its place and move it there in one step: there is the old file or the whole new one.

    Raises:
        CxError: The disk refused, or the file is open in another program.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}", suffix=path.suffix)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise CxError(
            f"The {what} could not be saved as {path}: {error.strerror or 'the disk refused'}. "
            "Close it if it is open in another program, or choose another place."
        ) from error


def free_name(path: Path) -> str:
    """Return the next file name with a number that is not taken in the same folder."""
    number = 2
    while (path.parent / f"{path.stem} {number}{path.suffix}").exists():
        number += 1
    return f"{path.stem} {number}{path.suffix}"


def _check_name(path: Path, what: str) -> None:
    try:
        is_folder = path.exists() and path.is_dir()
    except OSError as error:
        raise CxError(
            f"No file can be called “{path.name[:_SEEN]}…” ({error.strerror or error}). Give the {what} a shorter name."
        ) from error
    if is_folder:
        raise CxError(f"{path} is a folder. Give the {what} a file name.")


def _refuse_taken(path: Path, replace: bool) -> None:
    if path.exists() and not replace:
        raise CxError(
            f"{path.name} is there already and was not changed. Choose another name, such as {free_name(path)}."
        )


def _is_pdf(path: Path) -> bool:
    # Before a document replaces a file: a slip of the finger must not cost an engagement.
    try:
        with path.open("rb") as file:
            return file.read(5) in (b"%PDF-", b"")
    except OSError as error:
        raise CxError(
            f"{path.name} is there already and cannot be read ({error.strerror or error}). It was not changed; choose "
            "another name."
        ) from error
