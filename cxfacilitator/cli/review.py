"""Commands of the review: which answers wait for what, and what a person notes about one."""

import argparse
from collections.abc import Callable, Mapping

from cxfacilitator.cli.arguments import Commands, add_audience, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.cli.naming import theme_called
from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.review import AnswerFilter, Left
from cxfacilitator.domain.sheets import Answer, AnswerId, Direction, Flag, Mark, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement, tagging
from cxfacilitator.store.file import EngagementFile

_LEFT: Mapping[str, Left] = {left.name.lower().replace("_", "-"): left for left in Left}
_MARKS: Mapping[str, tuple[Mark, str]] = {
    "reviewed": (Mark.REVIEWED, "a person has decided on its themes"),
    "star": (Mark.STARRED, "one of the best, to be quoted in the report"),
    "doubt": (Mark.SECOND_LOOK, "wrongly tagged? its themes should be looked at again"),
}

_SERVICES: tuple[Callable[..., None], ...] = (
    tagging.set_memo,
    tagging.set_competitor,
    tagging.set_direction,
    tagging.set_value,
)
Change = Callable[[EngagementFile, AnswerId], None]


def add_to(commands: Commands) -> None:
    """Add `review` and `mark`."""
    command = add_command(
        commands, "review", _review, "List answers with their themes, marks and memos, by what is left to do with them."
    )
    add_file(command)
    command.add_argument("--left", choices=tuple(_LEFT), default="all", help="only answers that are like this")
    add_audience(command, None)
    questions = [question.value for question in Question]
    command.add_argument("--question", type=str.upper, choices=questions, help="only answers to this question")
    command.add_argument("--group", metavar="GROUP", help="only answers of this group, for example S3")
    command.add_argument("--theme", metavar="THEME", help="only answers with this theme, for example COM-PROACT")
    command.add_argument(
        "--uncertain-first", action="store_true", help="only what waits, in the order in which deciding teaches most"
    )
    add_json(command)

    command = add_command(commands, "mark", _mark, "Note something about an answer: what is not named stays as it is.")
    add_file(command)
    command.add_argument("answer", metavar="ANSWER", help="the answer's reference, for example S1-Q3-02")
    for name, (_, text) in _MARKS.items():
        command.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, help=text)
    flags = ", ".join(flag.value for flag in Flag)
    command.add_argument("--flag", action="append", default=[], type=one_of(Flag), metavar="FLAG", help=f"set: {flags}")
    command.add_argument("--unflag", action="append", default=[], type=one_of(Flag), metavar="FLAG", help="clear it")
    command.add_argument("--memo", metavar="TEXT", help="a note to yourself; an empty one takes it away")
    command.add_argument("--competitor", metavar="NAME", help="Q3: who does it differently")
    command.add_argument("--direction", type=one_of(Direction), metavar="better, worse or different", help="Q3")
    command.add_argument("--matters", type=one_of(Value), metavar="yes, no or unsure", help="Q3: to customers")


def _review(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        wanted = AnswerFilter(
            _LEFT[arguments.left],
            audience=arguments.audience,
            question=Question(arguments.question) if arguments.question else None,
            group=_group(snapshot, arguments.group),
            theme=theme_called(snapshot.codebook, arguments.theme).id if arguments.theme else None,
        )
        answers = _in_order(file, snapshot, arguments.uncertain_first)
        suggested = _suggested(file, snapshot) if wanted.left is Left.NO_SUGGESTION else ()
    kept = {answer.id for answer in wanted.chosen(snapshot, suggested)}
    found = [answer for answer in answers if answer.id in kept]
    if arguments.json:
        print_json([_described(snapshot, answer) for answer in found])
        return
    for answer in found:
        print(f"{answer.ref}  {'* ' if answer.starred else ''}{answer.wording}")
        notes = [*snapshot.themes_of.get(answer.id, ()), *sorted(flag.value for flag in answer.flags)]
        notes += ["wrongly tagged?"] * answer.second_look + [f"memo: {answer.memo}"] * bool(answer.memo)
        if notes:
            print(f"    {'; '.join(notes)}")
    reviewed = sum(answer.reviewed for answer in found)
    print(f"{amount(len(found), 'answer')}, {reviewed} reviewed.")


def _mark(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        answer = file.snapshot().answer_called(arguments.answer)
        done = 0
        for change in _changes(arguments, answer):
            change(file, answer.id)
            done += 1
    if not done:
        raise CxError(f"Say what to note about {answer.ref}: mark --help lists it.")
    print(f"Noted on {answer.ref}: {amount(done, 'thing')}.")


def _changes(arguments: argparse.Namespace, answer: Answer) -> list[Change]:
    particulars = (arguments.competitor, arguments.direction, arguments.matters)
    if answer.box.question is not Question.DIFFER and any(value is not None for value in particulars):
        raise CxError(f"{answer.ref} is no answer to Q3: competitor, direction and matters are of Q3 alone.")
    marks = [(what, getattr(arguments, name)) for name, (what, _) in _MARKS.items()]
    values = zip(_SERVICES, (arguments.memo, *particulars), strict=True)
    return [
        *(_change(tagging.mark_many, what, on, many=True) for what, on in marks if on is not None),
        *(_change(tagging.set_flag, flag, True) for flag in arguments.flag),
        *(_change(tagging.set_flag, flag, False) for flag in arguments.unflag),
        *(_change(service, value) for service, value in values if value is not None),
    ]


def _change(service: Callable[..., None], *values: object, many: bool = False) -> Change:
    return lambda file, answer_id: service(file, [answer_id] if many else answer_id, *values)


def _in_order(file: EngagementFile, snapshot: Snapshot, uncertain_first: bool) -> tuple[Answer, ...]:
    if not uncertain_first:
        return snapshot.to_review
    order = tagging.tagger(snapshot, tagging.known_vectors(file)).order(tagging.decisions(snapshot))
    return tuple(snapshot.answer[answer_id] for answer_id in order)


def _suggested(file: EngagementFile, snapshot: Snapshot) -> frozenset[AnswerId]:
    return frozenset(tagging.suggest(snapshot, tagging.known_vectors(file)))


def _group(snapshot: Snapshot, code: str | None) -> GroupId | None:
    found = next((group.id for group in snapshot.groups if group.code == code), None)
    if code and found is None:
        raise CxError(f"There is no group {code} in this engagement.")
    return found


def _described(snapshot: Snapshot, answer: Answer) -> dict[str, object]:
    return {
        "ref": answer.ref,
        "wording": answer.wording,
        "themes": list(snapshot.themes_of.get(answer.id, ())),
        "flags": sorted(flag.value for flag in answer.flags),
        "reviewed": answer.reviewed,
        "starred": answer.starred,
        "doubted": answer.second_look,
        "memo": answer.memo,
    }
