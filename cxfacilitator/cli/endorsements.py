"""The command that notes who said "us too" when an answer was read out."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_command, add_file
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services import endorsements as service
from cxfacilitator.services import engagement


def add_to(commands: Commands) -> None:
    """Add `endorse`."""
    command = add_command(
        commands, "endorse", _endorse, "Note which groups said “us too” to an answer; they are not counted with it."
    )
    add_file(command)
    command.add_argument("answer", metavar="REF", help="the answer, for example S1-Q4-03")
    command.add_argument("groups", nargs="*", metavar="GROUP", help="codes of groups; none: list who agreed")
    command.add_argument("--back", action="store_true", help="take it back")


def _endorse(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        answer = snapshot.answer_called(arguments.answer)
        groups = [snapshot.group_called(code).id for code in arguments.groups]
        if groups:
            act = service.take_back if arguments.back else service.endorse
            number = act(file, answer.id, groups)
            done = "taken back" if arguments.back else "noted"
            print(f"{amount(number, 'endorsement')} {done}.")
        snapshot = file.snapshot()
    codes = [snapshot.group[group_id].code for group_id in snapshot.endorsers.get(answer.id, ())]
    print(f"{answer.ref}: {joined(codes) or 'nobody else'} said “us too”.")
