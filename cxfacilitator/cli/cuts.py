"""The command that lists the parts of an audience, and which of them may be compared."""

import argparse
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.domain.cuts import By, Cell, Cut, cuts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import engagement

CUT_BY = f"what the part is one of: {', '.join(by.value for by in By)} (default: {By.SEGMENT.value})"


def add_to(commands: Commands) -> None:
    """Add `segments`."""
    command = add_command(
        commands, "segments", _list, "List the parts of each audience, and why some are not shown by themselves."
    )
    add_file(command)
    add_json(command)


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    found = [cut for audience in Audience for cut in cuts(snapshot, audience).values() if len(cut.cells) > 1]
    if arguments.json:
        print_json([_as_json(cut, cell) for cut in found for cell in cut.cells])
        return
    for cut in found:
        print(f"{cut.audience.label} by {cut.by.value}")
        for cell in cut.cells:
            print(f"  {_row(cell, cut)}")
    if not found:
        print("No audience has parts: its groups have no segment, department, site or session that tells them apart.")


def _row(cell: Cell, cut: Cut) -> str:
    if cell.hidden is not None:
        return cell.why(cut.promised)
    quotes = "" if cell.quotable else "; counts only, no quotes"
    return f"{cell.called}: {cell.size}{quotes}"


def _as_json(cut: Cut, cell: Cell) -> dict[str, Any]:
    return {
        "audience": cut.audience.value,
        "by": cut.by.value,
        "part": cell.called,
        "groups": len(cell.groups),
        "people": cell.people,
        "hidden": cell.hidden.value if cell.hidden else None,
        "quotable": cell.quotable,
    }
