"""Command of the waves."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_agreement, add_audience, add_command, add_file, print_json
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import joined
from cxfacilitator.domain.waves import FEWEST, MOST
from cxfacilitator.services import engagement
from cxfacilitator.services import waves as service


def add_to(commands: Commands) -> None:
    """Add `waves`."""
    command = add_command(
        commands, "waves", _split, "Split an audience over sessions so that no department or site is emptied."
    )
    add_file(command)
    add_audience(command, Audience.STAFF)
    command.add_argument(
        "--into", type=int, choices=range(FEWEST, MOST + 1), help="how many waves (default: as many as names, or 2)"
    )
    command.add_argument(
        "--names", type=_names, default=(), metavar="S-AM,S-PM", help="short names of the sessions, in this order"
    )
    command.add_argument("--keep", action="store_true", help="leave whoever is invited to one of them there")
    add_agreement(command)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _split(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        into = arguments.into or len(arguments.names) or FEWEST
        codes = arguments.names or service.proposed_codes(snapshot, arguments.audience, into)
        if len(codes) != into:
            raise CxError(f"{into} waves need {into} names, and {len(codes)} are given.")
        plan = service.plan_waves(snapshot, arguments.audience, codes, keep=arguments.keep)
        if arguments.json:
            people = snapshot.participant
            print_json(
                {
                    "audience": plan.audience.value,
                    "waves": {
                        code: [people[i].code for i in wave] for code, wave in zip(plan.codes, plan.waves, strict=True)
                    },
                    "kept": plan.kept,
                    "emptied": [{"name": name, "people": count, "wave": code} for name, count, code in plan.emptied],
                    "applied": bool(arguments.yes),
                }
            )
        else:
            for line in plan.sentences():
                print(line)
        if arguments.yes:
            service.set_waves(file, plan)
            if not arguments.json:
                print(f"The {plan.audience.value} roster is invited to {joined(plan.codes)}.")
        elif not arguments.json:
            print("Nothing has been changed. Run it again with --yes to agree.")
