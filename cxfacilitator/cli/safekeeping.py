"""Commands that keep the engagement safe: take a backup, list them, put one back."""

import argparse
from datetime import datetime

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.services import engagement
from cxfacilitator.services import safekeeping as service


def add_to(commands: Commands) -> None:
    """Add `backup`, `backups` and `restore`."""
    add_file(add_command(commands, "backup", _back_up, "Take a checked copy of an engagement file."))

    command = add_command(commands, "backups", _list, "List the backups of an engagement file, newest first.")
    add_file(command)
    add_json(command)

    command = add_command(
        commands, "restore", _restore, "Put a backup in the place of an engagement file; the file is kept beside it."
    )
    add_file(command)
    command.add_argument("--from", dest="name", default="", metavar="NAME", help="which backup (default: the newest)")
    agreed = command.add_mutually_exclusive_group()
    agreed.add_argument("--yes", action="store_true", help="agree, and put the backup back")
    agreed.add_argument("--dry-run", action="store_true", help="only say what would happen (this is also the default)")


def _back_up(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        backup = service.back_up(file, datetime.now().astimezone())
    print(f"Copied to {backup.path}, and checked.")


def _list(arguments: argparse.Namespace) -> None:
    found = service.backups(arguments.file)
    if arguments.json:
        print_json(
            [
                {"path": str(copy.backup.path), "taken_at": copy.backup.taken_at.isoformat(), **copy.counts}
                for copy in found
            ]
        )
        return
    now = datetime.now().astimezone()
    for copy in found:
        print(f"{copy.backup.path.name}: {service.age(copy.backup, now)}, {copy.holds}.")
    if not found:
        print("There are no backups yet.")


def _restore(arguments: argparse.Namespace) -> None:
    copy = service.chosen(arguments.file, arguments.name)
    print(f"{copy.backup.path.name}, {service.age(copy.backup, datetime.now().astimezone())}.")
    if arguments.file.exists():
        print(service.difference(copy, arguments.file))
    if not arguments.yes:
        print("Nothing has been changed. Run it again with --yes to agree.")
        return
    kept = service.restore(arguments.file, copy.backup)
    print(f"Restored {arguments.file}." + (f" What was there is kept as {kept.name}." if kept else ""))
