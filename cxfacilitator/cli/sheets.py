"""Commands of the sheets: show one, type an answer, say why a box is empty, call a sheet complete."""

import argparse
from datetime import datetime
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheet_check import check_sheet
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box, BoxState, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement, tagging
from cxfacilitator.services import sheets as service

_STATES = {"blank": BoxState.BLANK, "not_asked": BoxState.NOT_ASKED, "open": None}


def add_to(commands: Commands) -> None:
    """Add `sheet`, `type`, `mark-box`, `complete` and `import-answers`."""
    command = add_command(commands, "sheet", _show, "Show the sheet of one group.")
    _add_group(command)
    add_json(command)

    command = add_command(commands, "type", _type, "Add one answer to a sheet.")
    _add_group(command)
    _add_box(command)
    command.add_argument("text", metavar="TEXT", help="the line as it stands on the paper")
    command.add_argument("--star", action="store_true", help="the group starred it")
    command.add_argument("--serious", action="store_true", help="somebody may be harmed; it gets a page of its own")

    command = add_command(commands, "mark-box", _mark_box, "Say why a box has no lines, or take that back.")
    _add_group(command)
    _add_box(command)
    command.add_argument("state", choices=_STATES, help="the group left it blank, nobody asked, or nothing is known")

    command = add_command(commands, "complete", _complete, "Say that a sheet has been typed and checked.")
    _add_group(command)
    command.add_argument("--blank", action="store_true", help="the group left the empty boxes blank")
    command.add_argument("--reopen", action="store_true", help="it is not complete after all")

    command = add_command(commands, "import-answers", _import, "Add the answers of a table (CSV or XLSX).")
    add_file(command)
    command.add_argument(
        "answers", type=Path, metavar="ANSWERS", help="columns group_id, audience, question, slot, seq, text"
    )
    command.add_argument("--tags", type=Path, metavar="TAGS.json", help="reviewed themes and flags for these answers")


def _add_group(command: argparse.ArgumentParser) -> None:
    add_file(command)
    command.add_argument("group", metavar="GROUP", help="the group's code, for example S3")


def _add_box(command: argparse.ArgumentParser) -> None:
    command.add_argument("box", type=one_of(Box), metavar="BOX", help=", ".join(Box))


def _show(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    group = _group(snapshot, arguments.group)
    aside = {line.id for line in snapshot.set_aside}
    lines = snapshot.lines_of(group.id)
    boxes = [box for box in Box if box is not Box.UNMARKED or any(line.box is box for line in lines)]
    if arguments.json:
        print_json(
            {
                "group": group.code,
                "people": group.people,
                "scribe": group.scribe,
                "note": group.note,
                "complete": group.complete,
                "boxes": {
                    box.value: {
                        "state": snapshot.box_states.get((group.id, box)),
                        "answers": [_as_json(line, line.id in aside) for line in lines if line.box is box],
                    }
                    for box in boxes
                },
            }
        )
        return
    print(f"{group.code}  {group.label}{', complete' if group.complete else ''}")
    for box in boxes:
        state = snapshot.box_states.get((group.id, box))
        print(f"{box.label}{f': {service.BOX_STATE_WORDS[state]}' if state else ''}")
        for line in lines:
            if line.box is box:
                print(f"  {line.ref}  {'* ' if line.starred else ''}{line.text}{_marks(line, line.id in aside)}")


def _type(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        group = _group(snapshot, arguments.group)
        if not arguments.text.strip():
            raise CxError("There is no text, so there is no answer.")
        last = max((line.position for line in snapshot.lines_of(group.id) if line.box is arguments.box), default=0)
        now = datetime.now().astimezone()
        line = Answer(
            service.new_id(), "", group.id, arguments.box, last + 1, arguments.text.strip(), typed_at=now,
            starred=arguments.star, flags=frozenset({Flag.SERIOUS} if arguments.serious else ()),
        )  # fmt: skip
        service.save(file, line)
        print(f"Added {file.snapshot().answer[line.id].ref}.")


def _mark_box(arguments: argparse.Namespace) -> None:
    if arguments.box not in SHEET_BOXES:
        raise CxError("Lines that are marked neither continue nor start have no box of their own on the paper.")
    with engagement.open_file(arguments.file) as file:
        group, state = _group(file.snapshot(), arguments.group), _STATES[arguments.state]
        service.set_box_state(file, group, arguments.box, state)
        print(f"{arguments.box.label} of {group.code} is {service.BOX_STATE_WORDS[state]}.")


def _complete(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        group = _group(snapshot, arguments.group)
        if arguments.reopen:
            service.set_complete(file, group, False)
            print(f"{group.code} is open again.")
            return
        said_why = [box for box in Box if (group.id, box) in snapshot.box_states]
        check = check_sheet(snapshot.lines_of(group.id), said_why)
        if check.unmarked:
            raise CxError(check.unmarked_words)
        if check.empty and not arguments.blank:
            raise CxError(f"{check.empty_words}. Mark the boxes one by one, or say --blank if the group left them so.")
        service.set_complete(file, group, True, check.empty)
        print(f"{group.code} is complete. {check.illegible_words}".strip())


def _import(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        count = service.import_answers(file, arguments.answers)
        print(f"Added {count} answers.")
        if arguments.tags:
            print(tagging.load_tags(file, arguments.tags).sentence)


def _group(snapshot: Snapshot, code: str) -> Group:
    found = next((group for group in snapshot.groups if group.code.casefold() == code.casefold()), None)
    if found is None:
        codes = ", ".join(group.code for group in snapshot.groups) or "none yet"
        raise CxError(f"There is no group {code}. The groups are: {codes}.")
    return found


def _marks(line: Answer, parked: bool) -> str:
    marks = (
        *sorted(line.flags),
        f"tidied: {line.tidy}" if line.tidy else "",
        "in the parking lot" if parked else "",
    )
    return "".join(f" [{mark}]" for mark in marks if mark)


def _as_json(line: Answer, parked: bool) -> dict[str, object]:
    return {
        "ref": line.ref,
        "text": line.text,
        "tidy": line.tidy,
        "competitor": line.competitor,
        "direction": line.direction,
        "value": line.value,
        "starred": line.starred,
        "flags": sorted(line.flags),
        "parked": parked,
    }
