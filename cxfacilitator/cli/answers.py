"""Commands for many answers at once: give or take a theme, and hand them to other programs."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
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
        command.add_argument("theme", metavar="THEME", help="the theme's id, for example COM-PROACT")
        command.add_argument("answers", nargs="+", metavar="ANSWER", help="references, for example S1-Q4-03")

    command = add_command(
        commands, "export-answers", _export, "Write the answers with their themes to a CSV, XLSX or JSON file."
    )
    add_file(command)
    command.add_argument("out", type=Path, metavar="OUT", help="a name that ends in .csv, .xlsx or .json")
    command.add_argument(
        "--machine", action="store_true", help="also what the machine suggests, in columns named as such"
    )
    command.add_argument("--yes", action="store_true", help="replace a file of the same name")


def _tag(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme, answers = _theme(snapshot, arguments.theme), _answers(snapshot, arguments.answers)
        plan = tagging.tag_many(file, answers, theme)
    print(f"Tagged {amount(len(plan.taken), 'answer')} as {snapshot.codebook.by_id[theme].name}.")
    if plan.had:
        print(f"{amount(len(plan.had), 'answer')} had it already.")
    if plan.passed_over:
        print(plan.passed_over)


def _untag(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme, answers = _theme(snapshot, arguments.theme), _answers(snapshot, arguments.answers)
        count = tagging.untag_many(file, answers, theme)
    print(f"Removed {snapshot.codebook.by_id[theme].name} from {amount(count, 'answer')}.")


def _export(arguments: argparse.Namespace) -> None:
    service.check(arguments.out, replace=arguments.yes)
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    suggestions = tagging.suggest(snapshot) if arguments.machine else None
    print(service.export(snapshot, arguments.out, suggestions=suggestions, replace=arguments.yes).sentence)


def _theme(snapshot: Snapshot, theme: str) -> ThemeId:
    if theme not in snapshot.codebook.by_id:
        raise CxError(f"There is no theme {theme} in this engagement's codebook.")
    return ThemeId(theme)


def _answers(snapshot: Snapshot, refs: list[str]) -> list[AnswerId]:
    found = [snapshot.answer_called(ref) for ref in refs]
    for answer in found:
        if answer in snapshot.set_aside:
            raise CxError(f"{answer.ref} is in the parking lot. Bring it back first: park FILE {answer.ref} --back.")
    return [answer.id for answer in found]
