"""Commands of the sheets."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file
from cxfacilitator.services import engagement, tagging
from cxfacilitator.services import sheets as service


def add_to(commands: Commands) -> None:
    """Add `import-answers`."""
    command = add_command(commands, "import-answers", _import, "Add the answers of a table (CSV or XLSX).")
    add_file(command)
    command.add_argument(
        "answers", type=Path, metavar="ANSWERS", help="columns group_id, audience, question, slot, seq, text"
    )
    command.add_argument("--tags", type=Path, metavar="TAGS.json", help="reviewed themes and flags for these answers")


def _import(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        count = service.import_answers(file, arguments.answers)
        print(f"Added {count} answers.")
        if arguments.tags:
            print(tagging.load_tags(file, arguments.tags).sentence)
