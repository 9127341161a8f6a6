"""Commands of the roster."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_audience, add_command, add_file
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import engagement
from cxfacilitator.services import roster as service


def add_to(commands: Commands) -> None:
    """Add `import-roster`."""
    command = add_command(
        commands,
        "import-roster",
        _import,
        "Read a list of people (CSV or XLSX), say what was understood, and with --yes put it on the roster.",
    )
    add_file(command)
    command.add_argument("roster", type=Path, metavar="LIST", help="the list as HR or the client sent it")
    add_audience(command, Audience.STAFF)
    agreed = command.add_mutually_exclusive_group()
    agreed.add_argument("--yes", action="store_true", help="agree to the plan and apply it")
    agreed.add_argument("--dry-run", action="store_true", help="only show the plan (this is also the default)")


def _import(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        plan = service.plan_import(arguments.roster, arguments.audience, file.snapshot())
        for line in plan.sentences():
            print(line)
        if arguments.yes:
            count = service.apply(file, plan)
            print(f"Put {count} people on the {arguments.audience.value} roster.")
        else:
            print("Nothing has been changed. Run it again with --yes to agree.")
