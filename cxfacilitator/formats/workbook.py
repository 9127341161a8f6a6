"""XLSX workbooks: one sheet as text, the one that was chosen or looks like the list.

The archive is judged by its directory before anything is unpacked, and sizes that a sheet declares
are never believed.
"""

import io
import re
import stat
import warnings as python_warnings
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.table import SEARCHED_ROWS, Reading, Row, Table, known_in
from cxfacilitator.formats.grid import MOST_ROWS, said_rows, to_table

LARGEST_UNPACKED = 100_000_000
STEEPEST_RATIO = 200
MOST_MEMBERS = 2_000
_RATIO_MATTERS_FROM = 100_000
_LAST_ROW = 5 * MOST_ROWS
_KINDS = {
    "word/document.xml": "a text document, not a workbook",
    "ppt/presentation.xml": "a presentation, not a workbook",
    "content.xml": "an OpenDocument file",
}


def read(data: bytes, name: str, choices: ReadingChoices = AS_FOUND, known: Collection[str] = ()) -> Table:
    """Read the chosen sheet of a workbook; otherwise the first with known headings, or with anything in it.

    Args:
        data: The whole file.
        name: The file's name, for sentences.
        choices: What a person chose; the rest is found out.
        known: Headings to look for, as `plain` gives them.

    Raises:
        ImportProblem: Damaged, protected, dangerous or too large; no such sheet; or no table in it.
    """
    guard(data, name)
    try:
        sheet = _read_sheet(data, name, choices.sheet, known)
    except ImportProblem:
        raise
    except Exception as error:  # openpyxl raises a dozen unrelated kinds on a damaged workbook
        raise ImportProblem(
            f"{name} is damaged and cannot be read. Open it in your spreadsheet program, save it again and retry."
        ) from error
    reading = Reading(sheet=sheet.title, sheets=sheet.titles)
    return to_table(
        name, sheet.rows, sheet.warnings, short_rows_matter=False, reading=reading, choices=choices, known=known
    )


def guard(data: bytes, name: str) -> None:
    """Refuse an archive that could do harm when unpacked, or that is not a workbook.

    Raises:
        ImportProblem: Cut off, protected, expands too far, odd names, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _judge_directory(members, name)
            for member in members:
                with archive.open(member) as stream:
                    if b"<!DOCTYPE" in stream.read(4096).replace(b"\x00", b""):
                        raise ImportProblem(f"{name} holds a document type declaration, which no workbook needs.")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ImportProblem(f"{name} is cut off or damaged; ask for it again or save it once more.") from error
    except RuntimeError as error:
        raise ImportProblem(f"{name} is protected by a password: remove the password and try again.") from error
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or any(part.startswith(("word/", "ppt/")) for part in names):
        kind = next((kind for part, kind in _KINDS.items() if part in names), "an archive, not a workbook")
        raise ImportProblem(f"{name} is {kind}. Save the list as CSV or XLSX and try again.")


def _judge_directory(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or len(set(names)) != len(names):
        raise ImportProblem(f"{name} is not a proper workbook: its parts are too many or doubled.")
    for member in members:
        parts = member.filename.split("/")
        linked = stat.S_ISLNK(member.external_attr >> 16)
        # orig_filename keeps the backslashes that zipfile turns into slashes on Windows.
        if linked or ".." in parts or parts[0] == "" or re.search(r"[\\:]", member.orig_filename):
            raise ImportProblem(f"{name} is not a proper workbook: one of its parts has a forbidden name.")
        if member.file_size > _RATIO_MATTERS_FROM and member.file_size > STEEPEST_RATIO * max(1, member.compress_size):
            raise ImportProblem(f"{name} expands to far more than a list needs, and was not opened.")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ImportProblem(f"{name} is too large: unpacked it takes more than {LARGEST_UNPACKED // 1_000_000} MB.")


@dataclass
class _Sheet:
    """The rows of one sheet, and the titles of all that can be chosen."""

    title: str
    titles: tuple[str, ...]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def is_list(self, known: Collection[str]) -> bool:
        """Whether known headings stand at its top."""
        head = (Row(number, tuple(cells)) for number, cells in self.rows[:SEARCHED_ROWS])
        return max((known_in(row, known) for row in head), default=0) > 1


def _read_sheet(data: bytes, name: str, chosen: str, known: Collection[str]) -> _Sheet:
    from openpyxl import load_workbook

    with python_warnings.catch_warnings():
        # About styles and extensions that do not matter for the text of a cell.
        python_warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        try:
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
            titles = tuple(str(sheet.title) for sheet in visible)
            if chosen and chosen not in titles:
                raise ImportProblem(f"{name} has no sheet “{chosen}”. It has: {', '.join(titles)}.")
            first: _Sheet | None = None
            for sheet in visible:
                if chosen and sheet.title != chosen:
                    continue
                read = _Sheet(str(sheet.title), titles)
                formulas: set[tuple[int, int]] = set()
                read.rows = list(_sheet_rows(sheet, name, formulas, read.warnings))
                if formulas:
                    _fill_in_results(data, read.title, read.rows, formulas, read.warnings)
                first = first or (read if read.rows else None)
                if chosen or read.is_list(known) or (first and not known):
                    found = read
                    break
            else:
                found = first or _Sheet(titles[0] if titles else "", titles)
        finally:
            book.close()
    if len(titles) > 1 and not chosen:
        found.warnings.append(f"Only the sheet “{found.title}” was read; the workbook has others.")
    return found


def _sheet_rows(
    sheet: Any, name: str, formulas: set[tuple[int, int]], warnings: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not blank; a formula is noted and left blank."""
    sheet.reset_dimensions()
    broken: list[int] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _LAST_ROW:
            raise ImportProblem(f"{name} goes below row {_LAST_ROW:,}; delete what is not needed and try again.")
        cells: list[str] = []
        found = False
        for column, cell in enumerate(row):
            if cell.data_type == "f":
                formulas.add((number, column))
                found = True
                cells.append("")
            elif cell.data_type == "e":
                broken.append(number)
                found = True
                cells.append("")
            else:
                cells.append(_text(cell.value, str(getattr(cell, "number_format", ""))))
        while cells and not cells[-1].strip() and (number, len(cells) - 1) not in formulas:
            cells.pop()
        if cells or found:
            yield number, cells
    if broken:
        warnings.append(f"{said_rows(broken)} a cell with an error such as #REF!; it is read as blank.")


def _fill_in_results(
    data: bytes,
    title: str,
    rows: list[tuple[int, list[str]]],
    formulas: set[tuple[int, int]],
    warnings: list[str],
) -> None:
    """Put the saved results of formulas into their cells; say which formulas have none."""
    from openpyxl import load_workbook

    wanted = {number for number, _ in formulas}
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        results = {
            (number, column): _text(cell.value, str(getattr(cell, "number_format", "")))
            for number, row in enumerate(sheet.iter_rows(), 1)
            if number in wanted
            for column, cell in enumerate(row)
            if (number, column) in formulas and cell.data_type != "e"
        }
    finally:
        book.close()
    for number, cells in rows:
        for column in range(len(cells)):
            if (number, column) in formulas:
                cells[column] = results.get((number, column), "")
    empty = sorted(number for number, column in formulas if not results.get((number, column)))
    if empty:
        warnings.append(f"{said_rows(empty)} a formula without a saved result; it is read as blank.")


def _text(value: object, number_format: str) -> str:
    """Show a cell's value as the spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        # A staff number such as 00123 is stored as 123 with the format 00000.
        return str(value).zfill(len(number_format)) if re.fullmatch("0+", number_format) else str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
