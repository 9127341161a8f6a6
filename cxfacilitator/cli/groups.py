"""Commands of the groups."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_audience, add_command, add_file, add_json, print_json
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import split_choices
from cxfacilitator.services import engagement
from cxfacilitator.services import groups as service


def add_to(commands: Commands) -> None:
    """Add `make-groups`."""
    command = add_command(
        commands, "make-groups", _make, "Form groups of 6-8 that mix departments and keep managers from their reports."
    )
    add_file(command)
    add_audience(command, Audience.STAFF)
    command.add_argument("--session", default="", metavar="CODE", help="only the people invited to this session")
    command.add_argument(
        "--sizes", type=_sizes, metavar="7,7,6", help="seats in each group (default: the split closest to seven)"
    )
    command.add_argument("--seed", type=int, default=1, help="another number gives other groups of the same quality")
    add_json(command)
    agreed = command.add_mutually_exclusive_group()
    agreed.add_argument("--yes", action="store_true", help="agree to the plan and apply it")
    agreed.add_argument("--dry-run", action="store_true", help="only show the plan (this is also the default)")


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of sizes; write it as 7,7,6") from None
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError("every group needs at least one seat")
    return sizes


def _make(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        plan = service.propose(snapshot, arguments.audience, arguments.session, arguments.sizes, arguments.seed)
        if arguments.json:
            people = snapshot.participant
            print_json({"sizes": plan.sizes, "groups": [[people[i].code for i in group] for group in plan.groups]})
        else:
            for line in plan.sentences():
                print(line)
            others = [choice.sentence for choice in split_choices(sum(plan.sizes)) if choice.sizes != plan.sizes]
            if others:
                print("Also possible: " + "; ".join(others) + ".")
        if arguments.yes:
            codes = service.apply(file, plan)
            if not arguments.json:
                print(f"Formed {', '.join(codes)}.")
        elif not arguments.json:
            print("Nothing has been changed. Run it again with --yes to agree.")
