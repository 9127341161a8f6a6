"""The command of the debrief: its running order, and its minutes."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.cli.plan.reading import actions_as_json
from cxfacilitator.domain.debrief import Step
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import debrief as service
from cxfacilitator.services import engagement
from cxfacilitator.services.debrief import Debrief


def add_to(commands: Commands) -> None:
    """Add `debrief` with its actions."""
    command = add_command(commands, "debrief", _outline, "Print the running order of the debrief, or its minutes.")
    add_file(command)
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to print (default: outline)")
    outline = add_command(actions, "outline", _outline, "Print the running order, with the question for each slide.")
    add_json(outline)
    minutes = add_command(
        actions, "minutes", _minutes, "Print what was shown, sorted and agreed, or write it to a file."
    )
    minutes.add_argument("--to", type=Path, metavar="FILE.md", help="write it there; an older file is not replaced")
    add_json(minutes)


def _outline(arguments: argparse.Namespace) -> None:
    snapshot = _read(arguments)
    debrief = service.prepare(snapshot)
    if arguments.json:
        print_json(
            {
                "steps": [_step(debrief, step) for step in debrief.steps],
                "remarks": list(debrief.remarks),
                "offered": [f"{offer.listed.kind}:{offer.listed.theme_id}" for offer in debrief.offers],
            }
        )
        return
    print(service.outline(snapshot).rstrip())
    for remark in debrief.remarks:
        print(f"\n{remark}")
    for offer in debrief.offers:
        print(f"  {offer.listed.kind}:{offer.listed.theme_id}  {offer.sentence}")


def _minutes(arguments: argparse.Namespace) -> None:
    snapshot = _read(arguments)
    if arguments.to is not None:
        service.write_minutes(snapshot, arguments.to)
        print(f"The minutes are in {arguments.to}.")
    elif arguments.json:
        debrief = service.prepare(snapshot)
        print_json(
            {
                "board": {
                    str(column or "waiting"): [title for _, title in cards]
                    for column, cards in debrief.slides.on_board.items()
                },
                "actions": actions_as_json(snapshot),
                "text": service.minutes(snapshot),
            }
        )
    else:
        print(service.minutes(snapshot).rstrip())


def _read(arguments: argparse.Namespace) -> Snapshot:
    with engagement.open_file(arguments.file) as file:
        return file.snapshot()


def _step(debrief: Debrief, step: Step) -> dict[str, Any]:
    """A slide as other programs get it: what the room sees when all is revealed, and the facilitator's question."""
    slide, cue = debrief.slides.slide(step, debrief.slides.reveals(step)), debrief.cue(step)
    return {
        "part": step.part.value,
        "finding": step.finding_id,
        "title": slide.title,
        "sentence": slide.lead,
        "quotes": [{"words": quote.words, "audience": quote.audience.value} for quote in slide.quotes],
        "header": list(slide.header),
        "rows": [list(row) for row in slide.rows],
        "foot": slide.foot,
        "question": cue.question,
        "notes": list(cue.notes),
    }
