"""From raw cells to a table: what every reader refuses, cleans and warns about."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.table import Headings, Reading, Row, Table, find_headings, plain
from cxfacilitator.domain.text import cardinal, joined

MOST_ROWS = 150_000
MOST_COLUMNS = 200
_LISTED = 6

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff]")
# Overrides and isolates turn the reading order around, so that a text can look like another one.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def to_table(
    name: str,
    cells: Iterable[tuple[int, Sequence[str]]],
    warnings: Sequence[str] = (),
    *,
    short_rows_matter: bool,
    reading: Reading | None = None,
    choices: ReadingChoices = AS_FOUND,
    known: Collection[str] = (),
) -> Table:
    """Clean raw rows and check that they are a table with headings and something below them.

    Args:
        name: The file's name, for sentences.
        cells: Row number and cells of every row; a row without cells is left out, one of blank cells stays.
        warnings: What the reader has noticed already.
        short_rows_matter: A row with fewer cells than headings is worth a warning; in a workbook
            it only ends in blank cells.
        reading: How the text was found.
        choices: Which rows a person chose as headings.
        known: Headings to look for otherwise, as `plain` gives them.

    Raises:
        ImportProblem: Too large, empty, or headings only.
    """
    noted = list(warnings)
    rows = _clean(name, cells, noted)
    if not any(row.filled for row in rows):
        raise ImportProblem(f"{name} is empty: there is no text in it.")
    table = Table(name, tuple(rows), (), reading or Reading())
    headings = find_headings(table, known, choices.heading_rows)
    if not headings.records:
        raise ImportProblem(f"{name} has headings in row {headings.numbers[-1]} but no rows below them.")
    if headings.numbers:
        noted += _about_headings(headings, short_rows_matter)
    return Table(name, table.rows, tuple(noted), table.reading)


def _about_headings(headings: Headings, short_rows_matter: bool) -> list[str]:
    noted = []
    if headings.titles:
        said = "; ".join(_cut(" ".join(filter(None, map(str.strip, row.cells)))) for row in headings.titles)
        noted.append(f"Above the headings in row {headings.numbers[0]} stands a title, which was left out: {said}.")
    if len(headings.numbers) > 1:
        rows = joined(map(str, headings.numbers))
        noted.append(f"The headings take {cardinal(len(headings.numbers))} rows ({rows}); they were joined.")
    width = len(headings.names)
    noted += _odd_headings(headings.names, headings.records)
    extra = [row.number for row in headings.records if any(cell.strip() for cell in row.cells[width:])]
    if extra:
        noted.append(f"{said_rows(extra)} more cells than there are headings; the extra ones are not used.")
    short = [row.number for row in headings.records if len(row.cells) < width]
    if short and short_rows_matter:
        noted.append(f"{said_rows(short)} fewer cells than there are headings; the missing ones are read as blank.")
    return noted


def _clean(name: str, cells: Iterable[tuple[int, Sequence[str]]], noted: list[str]) -> list[Row]:
    rows: list[Row] = []
    unprintable: list[int] = []
    turning: list[int] = []
    for number, raw in cells:
        if not raw:
            continue
        if len(rows) == MOST_ROWS:
            raise ImportProblem(f"{name} has more than {MOST_ROWS:,} rows; take out what is not needed and try again.")
        if len(raw) > MOST_COLUMNS and any(cell.strip() for cell in raw[MOST_COLUMNS:]):
            raise ImportProblem(f"{name}, row {number}: more than {MOST_COLUMNS} columns; take out what is not needed.")
        row = []
        for cell in raw[:MOST_COLUMNS]:
            printable = _UNPRINTABLE.sub("", cell)
            if printable != cell:
                unprintable.append(number)
            straight = _TURNING.sub("", printable)
            if straight != printable:
                turning.append(number)
            row.append(straight)
        rows.append(Row(number, tuple(row)))
    if unprintable:
        noted.append(f"{said_rows(unprintable)} characters that cannot be printed; they were taken out.")
    if turning:
        noted.append(f"{said_rows(turning)} marks that turn the reading order around; they were taken out.")
    return rows


def _odd_headings(names: Sequence[str], records: Sequence[Row]) -> list[str]:
    found = []
    for name, times in Counter(plain(name) for name in names if name).items():
        if times > 1:
            shown = next(known for known in names if plain(known) == name)
            found.append(f"{times} columns are headed “{_cut(shown)}”; the first of them is used.")
    for column, name in enumerate(names):
        if not name and any(row.cell(column) for row in records):
            found.append(f"Column {column + 1} has no heading and is not used.")
    return found


def said_rows(numbers: Sequence[int]) -> str:
    """Say which rows have something, for example `Rows 3, 5 and 9 have`."""
    unique = list(dict.fromkeys(numbers))
    if len(unique) == 1:
        return f"Row {unique[0]} has"
    if len(unique) > _LISTED:
        return f"Rows {', '.join(map(str, unique[:_LISTED]))} and {len(unique) - _LISTED} more have"
    return f"Rows {', '.join(map(str, unique[:-1]))} and {unique[-1]} have"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
