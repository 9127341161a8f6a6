"""A table as somebody else wrote it: rows of text, before anybody has said what the columns mean."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

SEARCHED_ROWS = 25
"""The headings are looked for in this many rows from the top."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells; `number` is its 1-based row number in the file, as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells hold more than blanks."""
        return sum(1 for cell in self.cells if cell.strip())

    def cell(self, column: int) -> str:
        """The trimmed text in a 0-based column; empty where the row is too short."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file that are not blank, titles and headings included.

    Attributes:
        name: The file's name, for sentences.
        warnings: What was odd about the file, in plain words with row numbers.
    """

    name: str
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a table are.

    Attributes:
        names: One per column, trimmed; empty for a column without a heading.
        number: Row number of the (first) heading row.
        titles: The rows above it.
        records: The rows below it.
        double: The headings took two rows, joined in `names`.
    """

    names: tuple[str, ...]
    number: int
    titles: tuple[Row, ...]
    records: tuple[Row, ...]
    double: bool = False


def plain(text: str) -> str:
    """Reduce a heading or a word to what it is compared by: no case, accents or punctuation.

    >>> plain("  Line_Manager (ID) ")
    'line manager id'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(char for char in letters if not unicodedata.combining(char))))


def find_headings(table: Table, known: Collection[str] = ()) -> Headings:
    """Find the heading row under titles and blank rows.

    Args:
        table: A table with at least one row.
        known: Headings to look for, as `plain` gives them. The row with most of them is the heading
            row; without any, it is the first row with more than one filled cell.
    """
    rows = table.rows
    best, most = -1, 0
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        hits = len({plain(cell) for cell in row.cells}.intersection(known))
        if hits > most:
            best, most = index, hits
    if best < 0:
        widest = max(row.filled for row in rows[:SEARCHED_ROWS])
        best = next(index for index, row in enumerate(rows) if row.filled >= min(2, widest))
    names = [cell.strip() for cell in rows[best].cells]
    while names and not names[-1]:
        names.pop()
    double = _continues(names, rows[best + 1 :])
    if double:
        second = rows[best + 1]
        names += [""] * (len(second.cells) - len(names))
        names = [" - ".join(filter(None, (name, second.cell(column)))) for column, name in enumerate(names)]
    after = best + (2 if double else 1)
    return Headings(tuple(names), rows[best].number, rows[:best], rows[after:], double)


def _continues(names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether the next row is a second line of headings, as survey tools write them.

    It fills a gap between the headings and is blank in the first column, where all rows below it
    have something.
    """
    if len(below) < 2 or not names or not names[0] or below[0].cell(0):
        return False
    fills_gap = any(not name and below[0].cell(column) for column, name in enumerate(names))
    return fills_gap and all(row.cell(0) for row in below[1:SEARCHED_ROWS])
