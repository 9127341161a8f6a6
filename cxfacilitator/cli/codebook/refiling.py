"""Actions that move answers from theme to theme, and the history in which they can be taken back."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_agreement, add_command, add_json, print_json
from cxfacilitator.cli.codebook.editing import add_fields, made
from cxfacilitator.cli.codebook.naming import add_theme, agree, answers_by_theme
from cxfacilitator.cli.naming import theme_called
from cxfacilitator.domain.codebook_merge import plan_merge
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import amount
from cxfacilitator.services import codebook as service
from cxfacilitator.services import engagement


def add_to(actions: Commands) -> None:
    """Add `merge`, `split`, `history` and `roll-back`."""
    action = add_command(
        actions, "merge", _merge, "Merge themes into one that is kept; says what that does, and with --yes does it."
    )
    action.add_argument("gone", nargs="+", metavar="THEME", help="the themes that go")
    action.add_argument("--into", required=True, metavar="THEME", help="the theme that is kept")
    add_agreement(action)

    action = add_command(actions, "split", _split, "Take answers out of a theme into a new one.")
    add_theme(action)
    action.add_argument("name", metavar="NAME", help="what the new theme is called")
    action.add_argument("answers", nargs="+", metavar="REF", help="the answers that go there, for example S1-Q4-03")
    add_fields(action)

    action = add_command(actions, "history", _history, "List what was done to the codebook, oldest first.")
    add_json(action)

    action = add_command(
        actions, "roll-back", _roll_back, "Take back a change of the history and all after it; with --yes do it."
    )
    action.add_argument("number", type=int, metavar="N", help="the number that the history gives")
    add_agreement(action)


def _merge(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        gone = [theme_called(snapshot.codebook, called).id for called in arguments.gone]
        kept = theme_called(snapshot.codebook, arguments.into).id
        plan = plan_merge(snapshot, gone, kept)
        facts = {"gone": [theme.id for theme in plan.gone], "kept": kept, "answers": plan.answers, "both": plan.both}
        agree(arguments, plan.sentences(), facts, lambda: service.merge(file, gone, kept))


def _split(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        source = theme_called(snapshot.codebook, arguments.theme)
        arguments.family = arguments.family or source.family or None
        new = made(arguments, snapshot.codebook, "")
        service.split(file, source.id, new, [snapshot.answer_called(ref).id for ref in arguments.answers])
        moved = answers_by_theme(file.snapshot()).get(new.id, 0)
    print(f"Added {new.name} ({new.id}) with {amount(moved, 'answer')} from {source.name}.")


def _history(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        changes = service.changes(file)
    if arguments.json:
        print_json(
            [
                {"number": change.id, "at": change.at.isoformat(), "who": change.who, "what": change.label,
                 "version_before": change.before.version, "answers": len(change.refiled)}
                for change in changes
            ]
        )  # fmt: skip
        return
    for change in changes:
        by = f" by {change.who}" if change.who else ""
        print(f"{change.id:>4}  {change.at:%Y-%m-%d %H:%M}{by}: {change.label}")
    if not changes:
        print("The codebook has never been changed.")


def _roll_back(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        changes = {change.id: change for change in service.changes(file)}
        if arguments.number not in changes:
            raise CxError(f"The history has no number {arguments.number}; codebook FILE history lists it.")
        change = changes[arguments.number]
        plan = service.plan_back(file, change.id)
        facts = {"label": plan.label, "themes": len(plan.codebook.counted), "version": plan.codebook.version,
                 "answers": len(plan.refiled), "stays": [theme.id for theme in plan.stays]}  # fmt: skip
        agree(arguments, [plan.sentence], facts, lambda: service.roll_back(file, change.id))
