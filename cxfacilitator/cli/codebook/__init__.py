"""Commands of the codebook: list it, change it, look at its history, exchange it with other engagements."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.cli.codebook import editing, exchange, refiling
from cxfacilitator.cli.codebook.naming import answers_by_theme
from cxfacilitator.domain.codebook import Family
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import codebook as service
from cxfacilitator.services import engagement

_STARTS = {"default": service.default, "empty": service.empty}


def add_to(commands: Commands) -> None:
    """Add `codebook` with its actions."""
    command = add_command(
        commands, "codebook", _list, "List the themes with how many answers have each; or change them, see below."
    )
    add_file(command)
    add_json(command)
    command.add_argument(
        "--start-with",
        metavar="WHAT",
        help="while no answer has a theme: begin with another codebook (default, empty, or a file as for import)",
    )
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do with it (default: list it)")
    add_json(add_command(actions, "list", _list, "List the themes with how many answers have each."))
    for family in (editing, refiling, exchange):
        family.add_to(actions)


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        if getattr(arguments, "start_with", None):
            begin = _STARTS.get(arguments.start_with)
            service.start_with(file, begin() if begin else service.read(Path(arguments.start_with)))
        snapshot = file.snapshot()
    if arguments.json:
        print_json(_facts(snapshot))
        return
    book, answers = snapshot.codebook, answers_by_theme(snapshot)
    for family in (*book.families, Family("", "Without a family")):
        themes = [theme for theme in book.counted if theme.family == family.id]
        if themes or family.id:
            print(f"{family.name} ({family.id})" if family.id else family.name)
        for theme in themes:
            print(f"  {theme.id:<14} {answers.get(theme.id, 0):>4}  {theme.name}")
    print("For answers without a theme, never counted")
    for theme in book.themes:
        if theme.residual:
            print(f"  {theme.id:<14} {answers.get(theme.id, 0):>4}  {theme.name}")
    print(f"{amount(len(book.counted), 'theme')}, version {book.version}.")


def _facts(snapshot: Snapshot) -> dict[str, Any]:
    """The codebook as other programs get it; the shape of `list --json`."""
    answers, plain = answers_by_theme(snapshot), snapshot.codebook.plain()
    return {**plain, "themes": [{**theme, "answers": answers.get(theme["id"], 0)} for theme in plain["themes"]]}
