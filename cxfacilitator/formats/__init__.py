"""Other people's files. What a file is, is decided by what is in it and not by its name."""

from collections.abc import Collection
from pathlib import Path

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.table import Table
from cxfacilitator.formats import delimited, workbook

LARGEST_FILE = 50_000_000

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<table", b"<?xml", b"<body", b"<meta")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(path: Path, choices: ReadingChoices = AS_FOUND, known: Collection[str] = ()) -> Table:
    """Read a list from a text file with separators or from an XLSX workbook.

    Args:
        path: The file; what it is, its contents tell.
        choices: What a person chose about reading it; the rest is found out.
        known: Headings to look for, as `plain` gives them.

    Raises:
        ImportProblem: The file cannot be opened, is too large, or is not a table with rows.
    """
    return read_list(read_bytes(path), path.name, choices, known)


def read_list(data: bytes, name: str, choices: ReadingChoices = AS_FOUND, known: Collection[str] = ()) -> Table:
    """Read a list from the bytes of a file, as `read_table` does.

    Raises:
        ImportProblem: It is not a table with rows.
    """
    check_is_list(data, name)
    if data.startswith(b"PK"):
        return workbook.read(data, name, choices, known)
    return delimited.read(data, name, choices, known)


def check_is_list(data: bytes, name: str) -> None:
    """Refuse what is no list, by how it begins.

    Raises:
        ImportProblem: It is empty, or something that people take for a list, such as a picture of one.
    """
    if not data:
        raise ImportProblem(f"{name} is empty: there is no text in it.")
    for start, kind in _REFUSED:
        if data.startswith(start):
            raise ImportProblem(f"{name} is {kind}, not a table. Save the list as CSV or XLSX and try again.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ImportProblem(f"{name} is protected by a password: remove the password and try again.")
        raise ImportProblem(
            f"{name} is an old workbook (.xls) or protected by a password: "
            "remove the password, save it as XLSX or CSV and try again."
        )
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_MARKUP):
        raise ImportProblem(f"{name} is a web page, not a table. Open it, save the list as CSV or XLSX and try again.")


def read_bytes(path: Path) -> bytes:
    """Read a whole file of reasonable size.

    Raises:
        ImportProblem: The file cannot be opened or is too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ImportProblem(f"{path.name} is too large: more than {LARGEST_FILE // 1_000_000} MB.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportProblem(f"{path.name} was not found in {path.parent}.") from error
    except OSError as error:
        raise ImportProblem(f"{path.name} cannot be opened ({error.strerror or error}).") from error
