"""Commands of the roster."""

import argparse
import sys
from pathlib import Path

from cxfacilitator.cli import waves
from cxfacilitator.cli.arguments import Commands, add_agreement, add_audience, add_command, add_file, print_json
from cxfacilitator.cli.reading import add_reading, chosen, facts_of
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import roster as service


def add_to(commands: Commands) -> None:
    """Add `import-roster` and `waves`."""
    command = add_command(
        commands,
        "import-roster",
        _import,
        "Read a list of people (CSV or XLSX), say what was understood, and with --yes put it on the roster.",
    )
    add_file(command)
    command.add_argument(
        "roster", type=Path, metavar="LIST", help="the list as HR or the client sent it; - reads standard input"
    )
    add_audience(command, Audience.STAFF)
    add_reading(command, Column)
    add_agreement(command)
    waves.add_to(commands)


def _import(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        plan = _plan(arguments, file.snapshot())
        if arguments.json:
            print_json({**_facts(plan), "applied": bool(arguments.yes)})
        else:
            for line in plan.sentences():
                print(line)
        if arguments.yes:
            count = service.apply(file, plan)
            if not arguments.json:
                print(f"Put {amount(count, 'person', 'people')} on the {arguments.audience.value} roster.")
        elif not arguments.json:
            print("Nothing has been changed. Run it again with --yes to agree.")


def _plan(arguments: argparse.Namespace, snapshot: Snapshot) -> RosterPlan:
    choices = chosen(arguments)
    if str(arguments.roster) == "-":
        return service.plan_bytes(sys.stdin.buffer.read(), "standard input", arguments.audience, snapshot, choices)
    return service.plan_import(arguments.roster, arguments.audience, snapshot, choices)


def _facts(plan: RosterPlan) -> dict[str, object]:
    """The plan for other programs."""

    def notes(found: tuple[object, ...]) -> list[dict[str, object]]:
        return [{name: getattr(note, name) for name in ("number", "name", "about")} for note in found]

    return {
        "audience": plan.audience.value,
        "people": [
            {"row": row.number, "name": row.name, "code": row.person.code, "manager": row.manager_code}
            for row in plan.people
        ],
        "duplicates": [
            {"row": twin.number, "repeats": twin.repeats, "name": twin.row.name} for twin in plan.duplicates
        ],
        "already": notes(plan.already),
        "same_name": [{"name": same.name, "rows": same.numbers, "codes": same.on_roster} for same in plan.same_name],
        "missing": notes(plan.missing),
        "unclear": notes(plan.unclear),
        "left_out": notes(plan.unreadable),
        **facts_of(plan.read),
        "warnings": [*plan.assumptions, *plan.warnings],
    }
