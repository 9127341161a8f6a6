"""Arguments that several commands share, and how they are read."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Edition

Choice = TypeVar("Choice", bound=StrEnum)

Commands = Any
"""What `add_subparsers` returns; argparse does not name its type in public."""


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], None], text: str
) -> argparse.ArgumentParser:
    """Add a command; `text` is one sentence, shown in the list of commands and on its own help page."""
    added: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    added.set_defaults(command=run)
    return added


def add_file(command: argparse.ArgumentParser) -> None:
    """Add the engagement file as the first argument."""
    command.add_argument("file", type=Path, metavar="FILE.cxfac", help="the engagement file")


def add_json(command: argparse.ArgumentParser) -> None:
    """Add the switch for output that other programs read."""
    command.add_argument("--json", action="store_true", help="print JSON for other programs")


def add_agreement(command: argparse.ArgumentParser) -> None:
    """Add the switches of a command that shows a plan before it does anything."""
    add_json(command)
    agreed = command.add_mutually_exclusive_group()
    agreed.add_argument("--yes", action="store_true", help="agree to the plan and apply it")
    agreed.add_argument("--dry-run", action="store_true", help="only show the plan (this is also the default)")


def add_replace(command: argparse.ArgumentParser) -> None:
    """Add the switch of a command that writes a file for somebody."""
    command.add_argument("--replace", "--yes", action="store_true", help="replace a file of the same name")


def one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """Return a reader of one of the values of a list of choices, which names them all when it is given another.

    >>> one_of(Audience)("Staff")
    <Audience.STAFF: 'staff'>
    """

    def read(text: str) -> Choice:
        try:
            return kind(text.strip().lower())
        except ValueError:
            choices = ", ".join(choice.value for choice in kind)
            raise argparse.ArgumentTypeError(f"{text!r} is none of: {choices}") from None

    return read


def some_of(kind: type[Choice]) -> Callable[[str], tuple[Choice, ...]]:
    """Return a reader of several values of a list of choices, with commas between them.

    >>> some_of(Audience)("staff, leadership")
    (<Audience.STAFF: 'staff'>, <Audience.LEADERSHIP: 'leadership'>)
    """
    read = one_of(kind)
    return lambda text: tuple(read(each) for each in text.split(",") if each.strip())


def add_audience(command: argparse.ArgumentParser, default: Audience | None) -> None:
    """Add the audience."""
    command.add_argument(
        "--audience",
        type=one_of(Audience),
        default=default,
        metavar="AUDIENCE",
        help="leadership, staff or customers" + (f" (default: {default.value})" if default else ""),
    )


def add_edition(command: argparse.ArgumentParser, default: Edition | None = None) -> None:
    """Add the edition of the report; without a default it is the one that was chosen for the engagement."""
    command.add_argument(
        "--edition",
        type=one_of(Edition),
        default=default,
        metavar="EDITION",
        help="leadership (codes instead of tables, names taken out), facilitator (everything), participants (a note of "
        "one page: you said, we will) or staff (the same for all staff, with every decision); "
        f"default: {default.value if default else 'the one that was chosen'}",
    )


def day(text: str) -> date:
    """Read a day as YYYY-MM-DD.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-03-31") from None


def print_json(value: object) -> None:
    """Print a value as JSON, readable and with letters of every script as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
