"""Arguments of the commands that read somebody's list: what a person may say about how it is read."""

import argparse
import re

from cxfacilitator.domain.reading import DELIMITERS, ENCODINGS, ReadingChoices


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add encoding, separator, sheet and rows of headings."""
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


def chosen(arguments: argparse.Namespace) -> ReadingChoices:
    """Return what was said with these arguments."""
    return ReadingChoices(arguments.encoding, arguments.delimiter or "", arguments.sheet, arguments.header_row)


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
