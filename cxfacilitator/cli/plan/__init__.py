"""Commands of the plan: the ideas in order, what was decided on each, and what somebody does."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, add_replace, print_json
from cxfacilitator.cli.plan import criteria, ideas, running
from cxfacilitator.cli.plan.reading import as_json, continue_lines, table, to_ask_lines
from cxfacilitator.services import engagement
from cxfacilitator.services import plan as service


def add_to(commands: Commands) -> None:
    """Add `plan` with its actions."""
    command = add_command(
        commands, "plan", _list, "List the ideas in order, with what was decided on each; or decide, see below."
    )
    add_file(command)
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do with it (default: list it)")
    add_json(add_command(actions, "list", _list, "List the ideas in order, with what was decided on each."))
    ideas.add_to(actions)
    criteria.add_to(actions)
    running.add_to(actions)
    add_command(actions, "ask", _ask, "List what customers have not been asked about yet, proposed or running.")
    add_command(actions, "continue", _continue, "List what to continue: buy-in that is already there.")
    export = add_command(actions, "export", _export, "Write the plan as a table for other programs.")
    export.add_argument("out", type=Path, metavar="OUT.csv", help="where it goes")
    add_replace(export)


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    if arguments.json:
        print_json(as_json(snapshot))
        return
    print("\n".join(table(snapshot)))


def _ask(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        print("\n".join(to_ask_lines(file.snapshot())))


def _continue(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        print("\n".join(continue_lines(file.snapshot())))


def _export(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        print(service.export(file.snapshot(), arguments.out, replace=arguments.replace).sentence)
