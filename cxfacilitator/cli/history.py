"""Commands of the history: what answers were before, and how one is brought back."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.domain.errors import CxError
from cxfacilitator.services import engagement
from cxfacilitator.services import history as service


def add_to(commands: Commands) -> None:
    """Add `history`."""
    command = add_command(
        commands, "history", _history, "Show what an answer was before, or what was removed, and bring it back."
    )
    add_file(command)
    whose = command.add_mutually_exclusive_group(required=True)
    whose.add_argument("ref", nargs="?", metavar="REF", help="the answer, for example S1-Q4-03")
    whose.add_argument("--removed", metavar="GROUP", help="the answers that were removed from a group or form: S3")
    command.add_argument("--restore", type=int, metavar="N", help="bring back number N of the list")
    add_json(command)


def _history(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        if arguments.removed is None:
            past = service.with_ref(file, arguments.ref)
        else:
            past = service.removed_from(file, arguments.removed)
        if arguments.restore is None:
            _print(past, arguments.json)
            return
        if not 1 <= arguments.restore <= len(past.versions):
            raise CxError(f"{past.title} has no number {arguments.restore}; without --restore the list is shown.")
        version = past.versions[arguments.restore - 1]
        service.restore(file, version.id)
        print(f"Restored: {service.said(version)}")


def _print(past: service.Past, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"at": version.at.isoformat(), "who": version.who, "why": version.why, "ref": version.ref,
                 "box": version.box, "text": version.text, "tidy": version.tidy, "competitor": version.competitor}
                for version in past.versions
            ]
        )  # fmt: skip
        return
    for number, version in enumerate(past.versions, 1):
        by = f" by {version.who}" if version.who else ""
        print(
            f"{number}  {version.at:%Y-%m-%d %H:%M:%S}{by}, {version.why}: {version.box.label} {service.said(version)}"
        )
    if not past.versions:
        print(f"{past.title}: there is nothing earlier.")
