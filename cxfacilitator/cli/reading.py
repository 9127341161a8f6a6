"""Arguments of the commands that read somebody's list: what a person may say about how it is read."""

import argparse
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial

from cxfacilitator.domain.reading import DELIMITERS, ENCODINGS, ListRead, ReadingChoices

_NOT_USED = "not used"


def add_reading(command: argparse.ArgumentParser, fields: Iterable[StrEnum]) -> None:
    """Add encoding, separator, sheet, rows of headings, and which column holds which of these fields."""
    held: Mapping[str, StrEnum | None] = {**{field.value: field for field in fields}, _NOT_USED: None}
    command.add_argument(
        "--encoding", choices=list(ENCODINGS), default="", metavar="NAME", help=f"one of {', '.join(ENCODINGS)}"
    )
    command.add_argument("--delimiter", type=_delimiter, metavar="NAME", help="comma, semicolon, tab or bar")
    command.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    command.add_argument(
        "--header-row",
        type=_rows,
        metavar="ROW",
        help="the row of the headings, or 3-4 for headings that take two rows, or none",
    )
    command.add_argument(
        "--column",
        type=partial(_column, fields=held),
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help=f"what a column holds, or that it is not used; may be given more than once. Fields: {'; '.join(held)}",
    )


def chosen(arguments: argparse.Namespace) -> ReadingChoices:
    """Return what was said with these arguments."""
    return ReadingChoices(
        arguments.encoding,
        arguments.delimiter or "",
        arguments.sheet,
        arguments.header_row,
        dict(arguments.column),
    )


def facts_of(read: ListRead) -> dict[str, object]:
    """Return how a list was read, for other programs."""
    return {
        "columns": {column.label: column.holds.value if column.holds else None for column in read.columns},
        "header_rows": read.heading_rows,
        "encoding": {"name": read.file.encoding, "guessed": read.file.guessed},
        "delimiter": DELIMITERS.get(read.file.delimiter, read.file.delimiter),
        "sheet": read.file.sheet,
    }


def _column(text: str, fields: Mapping[str, StrEnum | None]) -> tuple[str, StrEnum | None]:
    heading, _, field = (part.strip() for part in text.rpartition("="))
    meant = next((name for name in fields if name.casefold() == field.casefold()), None)
    if not heading or meant is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not HEADING=FIELD; a field is one of {'; '.join(fields)}")
    return heading, fields[meant]


def _delimiter(text: str) -> str:
    named = {name: char for char, name in DELIMITERS.items()}
    if text in DELIMITERS:
        return text
    if text not in named:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(named)}")
    return named[text]


def _rows(text: str) -> tuple[int, ...]:
    if text in ("none", "0"):
        return ()
    found = re.fullmatch(r"([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not first <= last < first + 5:
        raise argparse.ArgumentTypeError(f"{text!r} is not a row; write it as 3, as 3-4 or as none")
    return tuple(range(first, last + 1))
