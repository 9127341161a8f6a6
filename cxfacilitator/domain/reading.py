"""How somebody's list was read, and what a person may say about one that was not understood as it was meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.table import Reading, Row

ENCODINGS: Mapping[str, str] = {
    "utf-8": "Unicode (UTF-8)",
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1257": "Windows, Baltic",
    "cp1254": "Windows, Turkish",
    "cp1253": "Windows, Greek",
    "cp1251": "Windows, Cyrillic",
    "mac_roman": "Macintosh",
    "cp850": "DOS, Western Europe",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16, big end first)",
}
"""Encodings that can be chosen, by Python's name, and what they are called on the screen."""
DELIMITERS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may stand between cells, and its name."""


@dataclass(frozen=True)
class ReadingChoices:
    """Choices of a person about one list; what is empty or None is found out from the list itself.

    Attributes:
        encoding: One of `ENCODINGS`.
        delimiter: One of `DELIMITERS`.
        sheet: A sheet of a workbook.
        heading_rows: Row numbers of the headings, one or several below each other; empty for a list
            that has none.
        columns: By the label of the column (`Headings.labels`) what it holds; None for a column
            that is not to be used.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    heading_rows: tuple[int, ...] | None = None
    columns: Mapping[str, StrEnum | None] = field(default_factory=dict)


AS_FOUND = ReadingChoices()
"""Nothing was chosen."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of the list: its name, what it is understood to hold, and its first texts.

    Attributes:
        doubtful: It may well be that another column was meant, or that this one means something else.
    """

    label: str
    holds: StrEnum | None
    samples: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ListRead:
    """How a list was read, so that a person can correct it.

    Attributes:
        file: How its text was found.
        heading_rows: Row numbers of the headings; none for a list without.
        top: The first rows, titles and headings included.
        columns: All columns, in the order of the list.
        incomplete: What such a list must have was not found in it.
    """

    file: Reading
    heading_rows: tuple[int, ...]
    top: tuple[Row, ...]
    columns: tuple[ColumnRead, ...]
    incomplete: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at how the list was read before agreeing."""
        doubts = any(column.doubtful for column in self.columns)
        return self.incomplete or self.file.guessed or not self.heading_rows or doubts


class ColumnsWanted(ImportProblem):
    """No column of what the list is read for was found; a person may say which it is."""

    def __init__(self, message: str, read: ListRead) -> None:
        super().__init__(message)
        self.read = read


NOT_READ = ListRead(Reading(), (), (), ())
"""Nothing has been read yet."""
