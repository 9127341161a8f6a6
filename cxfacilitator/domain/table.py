"""A table as somebody else wrote it: rows of text, before anybody has said what the columns mean."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from cxfacilitator.domain.errors import ImportProblem

SEARCHED_ROWS = 25
"""The headings are looked for in this many rows from the top."""
_BROAD = 3
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


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
class Reading:
    """How the text of a file was found, so that a person can judge and correct it.

    Attributes:
        encoding: Python's name of it; empty for a workbook or the clipboard.
        guessed: The encoding is no more than a guess.
        accented: Some words with letters beyond A-Z as they were read, for a person to judge.
        delimiter: What stands between the cells; empty for a workbook.
        sheets: The sheets of a workbook that can be chosen; `sheet` is the one that was read.
    """

    encoding: str = ""
    guessed: bool = False
    accented: tuple[str, ...] = ()
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file that are not blank, titles and headings included.

    Attributes:
        name: The file's name, for sentences.
        warnings: What was odd about the file, in plain words with row numbers.
        reading: How the file was read.
    """

    name: str
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()
    reading: Reading = field(default=Reading())


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a table are.

    Attributes:
        names: One per column, trimmed; empty for a column without a heading.
        numbers: Row numbers of the heading rows; of several, the texts are joined in `names`; none
            when the list begins with its first record.
        titles: The rows above them.
        records: The rows below them.
    """

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    titles: tuple[Row, ...]
    records: tuple[Row, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """A name for every column, each one different: its heading where it has one of its own."""
        filled = (index for row in self.records for index, cell in enumerate(row.cells, 1) if cell.strip())
        width = max(len(self.names), max(filled, default=0))
        taken: set[str] = set()
        labels = []
        for index in range(width):
            label = (self.names[index] if index < len(self.names) else "") or f"Column {index + 1}"
            if plain(label) in taken:
                label = f"{label} (column {index + 1})"
            taken.add(plain(label))
            labels.append(label)
        return tuple(labels)


def plain(text: str) -> str:
    """Reduce a heading or a word to what it is compared by: no case, accents or punctuation.

    >>> plain("  Line_Manager (ID) ")
    'line manager id'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(char for char in letters if not unicodedata.combining(char))))


def no_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe before it.

    >>> no_formula("=1+1"), no_formula("one")
    ("'=1+1", 'one')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def tabbed(lines: Iterable[Iterable[str]]) -> str:
    """Return lines with tabs, for a spreadsheet's clipboard; no cell is a formula or breaks its line."""
    return "\n".join("\t".join(no_formula(" ".join(cell.split())) for cell in line) for line in lines)


def without_apostrophe(cell: str) -> str:
    """Return what was given to `no_formula`.

    >>> without_apostrophe("'=1+1"), without_apostrophe("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def find_headings(table: Table, known: Collection[str] = (), chosen: Sequence[int] | None = None) -> Headings:
    """Find the heading row under titles and blank rows.

    Args:
        table: A table with at least one row.
        known: Headings to look for, as `plain` gives them. The row with most of them is the heading
            row; without any, it is the first row with more than one filled cell.
        chosen: Row numbers that a person chose instead; empty for a list without headings.

    Raises:
        ImportProblem: A chosen row is blank or not there.
    """
    rows = table.rows
    if chosen is not None:
        return _chosen_headings(table, chosen)
    best, most = -1, 0
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        hits = known_in(row, known)
        if hits > most:
            best, most = index, hits
    if best < 0 or (most == 1 and _is_record(rows, best)):
        widest = max(row.filled for row in rows[:SEARCHED_ROWS])
        best = next(index for index, row in enumerate(rows) if row.filled >= min(2, widest))
    double = _continues(_joined(rows[best : best + 1]), rows[best + 1 :])
    return _cut(rows, best, best + (2 if double else 1))


def known_in(row: Row, known: Collection[str]) -> int:
    """Count the different cells of a row that are known headings."""
    return len({plain(cell) for cell in row.cells}.intersection(known))


def _is_record(rows: Sequence[Row], place: int) -> bool:
    """Whether a row with one known word in it, say a job title, only continues the rows above it."""
    return place > 0 and rows[place].filled >= _BROAD and rows[place - 1].filled >= rows[place].filled


def _chosen_headings(table: Table, chosen: Sequence[int]) -> Headings:
    if not chosen:
        return _cut(table.rows, 0, 0)
    places = [index for index, row in enumerate(table.rows) if row.number in chosen]
    if len(places) < len(set(chosen)):
        numbers = {row.number for row in table.rows}
        blank = next(number for number in chosen if number not in numbers)
        raise ImportProblem(f"{table.name} has nothing in row {blank}, so it cannot be the row of headings.")
    return _cut(table.rows, min(places), max(places) + 1)


def _cut(rows: Sequence[Row], first: int, after: int) -> Headings:
    numbers = tuple(row.number for row in rows[first:after])
    return Headings(_joined(rows[first:after]), numbers, tuple(rows[:first]), tuple(rows[after:]))


def _joined(rows: Sequence[Row]) -> tuple[str, ...]:
    """Join the texts of heading rows, column by column."""
    width = max((len(row.cells) for row in rows), default=0)
    names = [" - ".join(filter(None, (row.cell(column) for row in rows))) for column in range(width)]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _continues(names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether the next row is a second line of headings, as survey tools write them.

    It fills a gap between the headings and is blank in the first column, where all rows below it
    have something.
    """
    if len(below) < 2 or not names or not names[0] or below[0].cell(0):
        return False
    fills_gap = any(not name and below[0].cell(column) for column, name in enumerate(names))
    return fills_gap and all(row.cell(0) for row in below[1:SEARCHED_ROWS])
