"""Where a PDF may be written: never over anything but an older PDF, and never over that without being asked."""

import os
import tempfile
from pathlib import Path

from cxfacilitator.domain.errors import CxError


def check_place(path: Path, what: str, replace: bool) -> None:
    """See that a document may be written to a place.

    Args:
        path: Where it goes.
        what: What the document is called in a sentence, for example `report`.
        replace: Whether an older PDF of the same name may be replaced.

    Raises:
        CxError: Something is there already that stays, or the name is not a PDF's; nothing was changed.
    """
    if path.exists() and not replace:
        raise CxError(
            f"{path.name} is there already and was not changed. Choose another name, such as {free_name(path)}."
        )
    if path.is_file() and not _is_pdf(path):
        raise CxError(f"{path.name} is not a PDF and was not changed. Give the {what} a name that ends in .pdf.")
    if path.suffix.casefold() != ".pdf":
        raise CxError(f"{path.name} does not end in .pdf. Give the {what} a name that does, such as {path.stem}.pdf.")


def check_folder(path: Path, what: str) -> None:
    """See that a place can be written to at all.

    Raises:
        CxError: The folder is missing, or the path is one.
    """
    if not path.parent.is_dir():
        raise CxError(f"The folder {path.parent} does not exist. Choose another place for the {what}.")
    if path.is_dir():
        raise CxError(f"{path} is a folder. Give the {what} a file name.")


def save(path: Path, data: bytes, what: str) -> None:
    """Write a document beside its place and move it there in one step: there is the old file or the whole new one.

    Raises:
        CxError: The disk refused, or the file is open in another program.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}", suffix=".pdf")
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
