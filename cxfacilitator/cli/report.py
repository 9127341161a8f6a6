"""Commands of the report."""

import argparse
import sys
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_edition, add_file, add_replace, one_of, some_of
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Level, Paper, Part, ReportChoices, ReportSetup, choose
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import report as service


def add_to(commands: Commands) -> None:
    """Add `report`."""
    command = add_command(commands, "report", _report, "Write the comparison report as a PDF, as it was chosen.")
    add_file(command)
    command.add_argument("report", type=Path, metavar="REPORT.pdf", help="where the report goes")
    add_edition(command)
    command.add_argument(
        "--paper",
        type=one_of(Paper),
        metavar="PAPER",
        help="a4 or letter",
    )
    command.add_argument(
        "--level",
        type=one_of(Level),
        metavar="LEVEL",
        help="one-page, summary (cover, one page, contents, gaps and plan) or full",
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
    add_replace(command)


def _report(arguments: argparse.Namespace) -> None:
    finish = service.Finish(arguments.pdfa, _password() if arguments.password_stdin else "")
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    written = service.write(
        snapshot,
        arguments.report,
        arguments.edition,
        arguments.paper,
        _choices(arguments, snapshot.report),
        finish=finish,
        replace=arguments.replace,
    )
    edition = arguments.edition or snapshot.report.edition
    print(f"Wrote {amount(written.pages, 'page')} to {written.path} ({edition.value} edition).")
    for line in written.warnings:
        print(line)


def _choices(arguments: argparse.Namespace, setup: ReportSetup) -> ReportChoices:
    """Return the parts that were asked for here; what was chosen for the engagement stands where nothing was."""
    if arguments.level or arguments.parts:
        return choose(arguments.level or setup.level, arguments.parts, arguments.without)
    return choose(setup.level, setup.parts, arguments.without)


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
