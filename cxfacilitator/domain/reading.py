"""What a person may say about a list that was not understood as it was meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxfacilitator.domain.roster_columns import Column

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
    columns: Mapping[str, Column | None] = field(default_factory=dict)


AS_FOUND = ReadingChoices()
"""Nothing was chosen."""
