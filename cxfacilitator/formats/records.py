"""Tables whose columns have fixed names: an engagement written as a folder of lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.table import find_headings, plain
from cxfacilitator.formats import read_table


@dataclass(frozen=True, slots=True)
class Record:
    """One row by column name.

    Attributes:
        file: The file's name, for sentences.
        number: Row number in the file.
    """

    file: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The trimmed text of a column; empty when blank or when the file has no such column."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """The text of a column that must not be blank.

        Raises:
            ImportProblem: It is blank.
        """
        return self.text(column) or self.refuse(f"the column {column} is blank")

    def audience(self, column: str = "audience") -> Audience:
        """The audience that a column names.

        Raises:
            ImportProblem: It names none.
        """
        text = self.text(column)
        try:
            return Audience(text.casefold())
        except ValueError:
            self.refuse(f"“{text}” is not an audience; use leadership, staff or customers")

    def whole(self, column: str, least: int) -> int | None:
        """The whole number in a column; None when blank.

        Raises:
            ImportProblem: It is no whole number, or smaller than `least`.
        """
        text = self.text(column)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) >= least):
            self.refuse(f"{column} is “{text}”, not a whole number from {least}")
        return int(text)

    def refuse(self, reason: str) -> NoReturn:
        """Refuse the file because of this row.

        Raises:
            ImportProblem: Always.
        """
        raise ImportProblem(f"{self.file}, row {self.number}: {reason}.")


def read_records(path: Path, required: Sequence[str], known: Collection[str]) -> tuple[Record, ...]:
    """Read the rows of a table with named columns; columns that are not known are ignored.

    Args:
        path: A text file with separators, or a workbook.
        required: Columns that must be there.
        known: All columns that can be read; `group_id`, `Group ID` and `group id` are the same.

    Raises:
        ImportProblem: As `read_table`; or a required column is missing, or a row has more cells
            than headings, so that nobody can tell where a text ends.
    """
    named = {plain(column): column for column in known}
    table = read_table(path, known=named)
    headings = find_headings(table, named)
    places = {
        named[plain(name)]: index for index, name in reversed([*enumerate(headings.names)]) if plain(name) in named
    }
    absent = [column for column in required if column not in places]
    if absent:
        raise ImportProblem(
            f"{path.name}, row {headings.numbers[0]}: the column {absent[0]} is missing. "
            f"The headings are {', '.join(name or 'blank' for name in headings.names)}."
        )
    records = []
    for row in headings.records:
        record = Record(path.name, row.number, {column: row.cell(index) for column, index in places.items()})
        if any(cell.strip() for cell in row.cells[len(headings.names) :]):
            record.refuse("it has more cells than there are headings; a text with a separator in it needs quotes")
        records.append(record)
    return tuple(records)
