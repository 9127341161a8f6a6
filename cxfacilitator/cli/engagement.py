"""Commands of the engagement: make one, show it, read a whole one from a folder."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as service


def add_to(commands: Commands) -> None:
    """Add `new`, `show` and `import-engagement`."""
    command = add_command(commands, "new", _new, "Make a new engagement file.")
    add_file(command)
    command.add_argument("--client", required=True, help="the client's name")
    command.add_argument("--code", default="", help="short name without blanks (default: made from the client's name)")
    command.add_argument("--sponsor", default="", help="who asked for the exercise")
    command.add_argument("--purpose", default="", help="the purpose in one sentence")
    command.add_argument("--facilitator", default="", help="your name, for the report's cover")
    command.add_argument("--competitor", action="append", default=[], metavar="NAME", help="may be given several times")
    command.add_argument("--round", type=int, default=1, help="1 for the first time, 2 for the first re-run, ...")

    command = add_command(commands, "show", _show, "Show what is in an engagement file, and what is still missing.")
    add_file(command)
    add_json(command)

    command = add_command(
        commands, "import-engagement", _import, "Read a folder of tables (engagement, groups, answers, rosters)."
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder with engagement.csv, groups.csv, ...")
    add_file(command)
    command.add_argument("--tags", type=Path, metavar="TAGS.json", help="reviewed themes and flags for the answers")


def _new(arguments: argparse.Namespace) -> None:
    engagement = Engagement(
        code=arguments.code or service.code_for(arguments.client, arguments.round),
        client=arguments.client,
        sponsor=arguments.sponsor,
        purpose=arguments.purpose,
        facilitator=arguments.facilitator,
        round=arguments.round,
        competitors=tuple(arguments.competitor),
    )
    with service.create(arguments.file, engagement) as file:
        print(f"Made {file.path} for {engagement.client} ({engagement.code}).")


def _import(arguments: argparse.Namespace) -> None:
    with service.import_engagement(arguments.folder, arguments.file, arguments.tags, print) as file:
        snapshot = file.snapshot()
    for line in _lines(snapshot):
        print(line)


def _show(arguments: argparse.Namespace) -> None:
    with service.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    if arguments.json:
        print_json(_figures(snapshot))
        return
    for line in _lines(snapshot):
        print(line)


def _lines(snapshot: Snapshot) -> list[str]:
    """The engagement in a few lines for a person."""
    figures = _figures(snapshot)
    engagement = snapshot.engagement
    lines = [f"{engagement.client} ({engagement.code}), round {engagement.round}"]
    for audience in Audience:
        row = figures["audiences"][audience.value]
        lines.append(
            f"  {audience.label:<11} {row['people']:>4} people  {row['groups']:>3} groups  "
            f"{row['sheets']:>3} sheets  {row['answers']:>4} answers  {row['reviewed']:>4} reviewed"
        )
    lines.append(f"  {figures['tags']} accepted tags, {figures['ideas']} ideas, {figures['sessions']} sessions")
    return lines


def _figures(snapshot: Snapshot) -> dict[str, Any]:
    """What is in the file, in numbers; the shape of `show --json`."""
    audiences = {}
    for audience in Audience:
        answers = [answer for answer in snapshot.answers if snapshot.audience_of(answer) is audience]
        audiences[audience.value] = {
            "people": sum(person.audience is audience for person in snapshot.participants),
            "groups": len(snapshot.groups_of(audience)),
            "sheets": len({answer.group_id for answer in answers}),
            "answers": len(answers),
            "reviewed": sum(answer.reviewed for answer in answers),
        }
    engagement = snapshot.engagement
    return {
        "code": engagement.code,
        "client": engagement.client,
        "round": engagement.round,
        "audiences": audiences,
        "sessions": len(snapshot.sessions),
        "tags": len(snapshot.tags),
        "ideas": len(snapshot.ideas),
    }
