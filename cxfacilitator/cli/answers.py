"""Commands for many answers at once: give or take a theme, and hand them to other programs."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_replace
from cxfacilitator.cli.naming import answers_called, theme_called
from cxfacilitator.domain.text import amount
from cxfacilitator.services import answers as service
from cxfacilitator.services import engagement, tagging


def add_to(commands: Commands) -> None:
    """Add `tag`, `untag` and `export-answers`."""
    for name, run, text in (
        ("tag", _tag, "Give one or more answers a theme; they count as reviewed."),
        ("untag", _untag, "Take a theme away from one or more answers."),
    ):
        command = add_command(commands, name, run, text)
        add_file(command)
        command.add_argument("theme", metavar="THEME", help="the theme's id or name, for example COM-PROACT")
        command.add_argument("answers", nargs="+", metavar="ANSWER", help="references, for example S1-Q4-03")

    command = add_command(
        commands, "export-answers", _export, "Write the answers with their themes to a CSV, XLSX or JSON file."
    )
    add_file(command)
    command.add_argument("out", type=Path, metavar="OUT", help="a name that ends in .csv, .xlsx or .json")
    command.add_argument(
        "--machine", action="store_true", help="also what the machine suggests, in columns named as such"
    )
    add_replace(command)


def _tag(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme = theme_called(snapshot.codebook, arguments.theme)
        answers = answers_called(snapshot, arguments.answers)
        plan = tagging.tag_many(file, [answer.id for answer in answers], theme.id)
    print(f"Tagged {amount(len(plan.taken), 'answer')} as {theme.name}.")
    if plan.had:
        print(f"{amount(len(plan.had), 'answer')} had it already.")
    if plan.passed_over:
        print(plan.passed_over)


def _untag(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme = theme_called(snapshot.codebook, arguments.theme)
        answers = answers_called(snapshot, arguments.answers)
        count = tagging.untag_many(file, [answer.id for answer in answers], theme.id)
    print(f"Removed {theme.name} from {amount(count, 'answer')}.")


def _export(arguments: argparse.Namespace) -> None:
    service.check(arguments.out, replace=arguments.replace)
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        known = tagging.known_vectors(file) if arguments.machine else None
    suggestions = tagging.suggest(snapshot, known) if arguments.machine else None
    print(service.export(snapshot, arguments.out, suggestions=suggestions, replace=arguments.replace).sentence)
