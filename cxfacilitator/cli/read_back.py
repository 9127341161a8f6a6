"""Commands of the read-back: what to look at again, what to take out, what is parked, how far the typing is."""

import argparse
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.domain.board import SheetRow, board, missing_in_words, pace, to_ask
from cxfacilitator.domain.errors import SpellingProblem
from cxfacilitator.domain.read_back import Doubt, doubts
from cxfacilitator.domain.redaction import NAME, holding
from cxfacilitator.domain.sheets import Answer, Concern
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement, parking, spelling
from cxfacilitator.services import read_back as service


def add_to(commands: Commands) -> None:
    """Add `read-back`, `confirm`, `redact`, `park`, `parked` and `board`."""
    command = add_command(commands, "read-back", _read_back, "List what is looked at again before it is quoted.")
    add_file(command)
    add_json(command)

    command = add_command(commands, "confirm", _confirm, "Say that an answer is right as it stands.")
    add_file(command)
    _add_answer(command)
    command.add_argument(
        "concern", type=one_of(Concern), metavar="CONCERN", help=", ".join(concern.value for concern in Concern)
    )

    command = add_command(commands, "redact", _redact, "Take a name or other words out of one answer, or of all.")
    add_file(command)
    _add_answer(command)
    command.add_argument("words", metavar="TEXT", help="what to take out, wherever it stands in the answer")
    command.add_argument("--with", dest="instead", default=NAME, help=f"what stands there instead (default: {NAME})")
    command.add_argument("--everywhere", action="store_true", help="in every answer that has it; shows them first")
    command.add_argument("--yes", action="store_true", help="with --everywhere: agree to the list")
    command.add_argument(
        "--drop-original",
        action="store_true",
        help="overwrite the words here and in the history; this cannot be undone, and earlier backups still hold them",
    )

    command = add_command(commands, "park", _park, "Set an answer aside, note who sees to it, or bring it back.")
    add_file(command)
    _add_answer(command)
    command.add_argument("--owner", default="", help="who sees to it")
    command.add_argument("--promise", default="", help="what the room was told")
    command.add_argument("--back", action="store_true", help="bring it back to its sheet")

    command = add_command(commands, "parked", _parked, "List the parking lot.")
    add_file(command)
    add_json(command)

    command = add_command(commands, "board", _board, "Say how far every sheet is, and what to ask the scribes.")
    add_file(command)
    add_json(command)


def _add_answer(command: argparse.ArgumentParser) -> None:
    command.add_argument("answer", metavar="ANSWER", help="the answer's reference, for example S1-Q4-03")


def _read_back(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    try:
        found = doubts(snapshot, spelling.load(spelling.Language.BRITISH).knows)
    except SpellingProblem:
        found = doubts(snapshot)
    if arguments.json:
        print_json([_doubt(snapshot, doubt) for doubt in found])
        return
    for doubt in found:
        data = _doubt(snapshot, doubt)
        print(f"{data['answer'] or data['sheet']}  {data['wording'] or data['box']}\n    {doubt.why}")
    print(f"{amount(len(found), 'thing')} to look at again.")


def _doubt(snapshot: Snapshot, doubt: Doubt) -> dict[str, Any]:
    source = snapshot.form.get(doubt.group_id) or snapshot.group[doubt.group_id]
    answer = snapshot.answer[doubt.answer_id] if doubt.answer_id is not None else None
    return {
        "sheet": source.code,
        "box": doubt.box.label,
        "answer": answer.ref if answer else None,
        "wording": answer.wording if answer else None,
        "concern": doubt.concern.value if doubt.concern else "empty box",
        "words": [answer.wording[slice(*span)] for span in doubt.spans] if answer else [],
        "why": doubt.why,
    }


def _confirm(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        answer = file.snapshot().answer_called(arguments.answer)
        service.confirm(file, answer.id, arguments.concern)
    print(f"{answer.ref} stands as it is.")


def _redact(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        found: tuple[Answer, ...] = (snapshot.answer_called(arguments.answer),)
        if arguments.everywhere:
            found = holding(snapshot, [arguments.words])
            for answer in found:
                print(f"{answer.ref}  {answer.wording}")
            if not arguments.yes:
                print(f"{amount(len(found), 'answer')}. Nothing has been changed; run it again with --yes to agree.")
                return
        ids = [answer.id for answer in found]
        count = service.redact(file, ids, [arguments.words], arguments.instead, not arguments.drop_original)
        print(f"Redacted {amount(count, 'answer')}.")
        if arguments.drop_original:
            print(service.tell_what_remains(file))


def _park(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        answer = file.snapshot().answer_called(arguments.answer)
        if arguments.back:
            parking.unpark(file, answer.id)
            print(f"{answer.ref} is back on its sheet.")
        else:
            parking.park(file, answer.id, arguments.owner, arguments.promise)
            print(f"{answer.ref} is in the parking lot; it counts for nothing until it comes back.")


def _parked(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    listed = [
        {"answer": answer.ref, "wording": answer.wording, "owner": parked.owner, "promise": parked.promise}
        for parked in snapshot.parked
        for answer in [snapshot.answer[parked.answer_id]]
    ]
    if arguments.json:
        print_json(listed)
        return
    for row in listed:
        told = "; ".join(filter(None, (row["owner"], row["promise"]))) or "nobody sees to it yet"
        print(f"{row['answer']}  {row['wording']}\n    {told}")
    print(f"{amount(len(listed), 'line')} parked.")


def _board(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    rows, speed = board(snapshot), pace(snapshot)
    if arguments.json:
        print_json(
            {
                "sheets": [_sheet(row) for row in rows],
                "sheets_per_hour": round(speed.sheets_per_hour, 1) if speed else None,
                "minutes_left": speed.minutes_left if speed else None,
            }
        )
        return
    for row in rows:
        counts = " ".join(f"{count.lines or count.fill.value:>10}" for count in row.boxes.values())
        print(f"{row.group.called:<28.28} {counts}  {', '.join(row.missing) or 'complete'}")
    print(missing_in_words(rows), *([speed.sentence] if speed else []), sep="\n")
    asked = to_ask(rows)
    if asked:
        print(f"\nTo ask the scribes:\n\n{asked}")


def _sheet(row: SheetRow) -> dict[str, Any]:
    return {
        "sheet": row.group.code,
        "boxes": {box.value: {"state": count.fill.value, "lines": count.lines} for box, count in row.boxes.items()},
        "unmarked": row.unmarked,
        "missing": row.missing,
        "ask": row.ask,
    }
