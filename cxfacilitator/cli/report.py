"""Commands of the report."""

import argparse
import sys
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_edition, add_file, one_of, some_of
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Edition, Level, Paper, Part, choose
from cxfacilitator.services import engagement
from cxfacilitator.services import report as service


def add_to(commands: Commands) -> None:
    """Add `report`."""
    command = add_command(commands, "report", _report, "Write the comparison report as a PDF.")
    add_file(command)
    command.add_argument("report", type=Path, metavar="REPORT.pdf", help="where the report goes")
    add_edition(command, Edition.LEADERSHIP)
    command.add_argument(
        "--paper",
        type=one_of(Paper),
        default=Paper.A4,
        metavar="PAPER",
        help="a4 (default) or letter",
    )
    command.add_argument(
        "--level",
        type=one_of(Level),
        default=Level.FULL,
        metavar="LEVEL",
        help="one-page, summary (cover, one page, contents, gaps and plan) or full (default)",
    )
    command.add_argument(
        "--parts",
        type=some_of(Part),
        default=(),
        metavar="PARTS",
        help=f"only these parts, in this order, with commas between them: {', '.join(Part)}",
    )
    command.add_argument("--without", type=some_of(Part), default=(), metavar="PARTS", help="leave these parts out")
    command.add_argument("--pdfa", action="store_true", help="as PDF/A-1b, for an archive")
    command.add_argument(
        "--password-stdin",
        action="store_true",
        help="open it with a password only, which is the first line of standard input",
    )
    command.add_argument("--replace", action="store_true", help="replace the report if there is one already")


def _report(arguments: argparse.Namespace) -> None:
    finish = service.Finish(arguments.pdfa, _password() if arguments.password_stdin else "")
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    choices = choose(arguments.level, arguments.parts, arguments.without)
    written = service.write(
        snapshot,
        arguments.report,
        arguments.edition,
        arguments.paper,
        choices,
        finish=finish,
        replace=arguments.replace,
    )
    print(f"Wrote {written.pages} pages to {written.path} ({arguments.edition.value} edition).")
    for line in written.warnings:
        print(line)


def _password() -> str:
    """Read the password.

    Raises:
        CxError: There is none, or it is not in the computer's letters.
    """
    try:
        password = sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise CxError("The password on standard input cannot be read: it is not in this computer’s letters.") from error
    if not password:
        raise CxError("There is no password on standard input. Write it in the first line.")
    return password
