"""Commands of the findings: the list, and what is decided on each."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.kept_findings import FindingKey, KeptFindingId, Sorting
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard, Which
from cxfacilitator.store.file import EngagementFile

_RESPONSES = ", ".join(response.value for response in Response)
_SORTINGS = ", ".join(sorting.value for sorting in Sorting)
_STATUS = {
    Status.DRAFT: "draft",
    Status.KEPT: "kept",
    Status.CHANGED: "kept, changed since",
    Status.DISMISSED: "dismissed",
    Status.DISMISSED_CHANGED: "dismissed, changed since",
    Status.GONE: "kept, no longer found",
}


def add_to(commands: Commands) -> None:
    """Add `findings` with its actions."""
    command = add_command(
        commands, "findings", _list, "List the findings with what was decided on them; or decide, see below."
    )
    add_file(command)
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do with it (default: list it)")
    listing = add_command(actions, "list", _list, "List the kept findings, then drafts, then dismissed ones.")
    listing.add_argument("--quotes", action="store_true", help="also suggest quotes for each")
    add_json(listing)

    keep = _add(actions, "keep", _keep, "Put a finding on the list as it stands now.")
    keep.add_argument(
        "--words", choices=("mine", "draft"), help="of one that has changed since: the words it had, or the new draft"
    )
    edit = _add(actions, "edit", _edit, "Put a finding, its question or its response into your own words.")
    edit.add_argument("--sentence", help="the finding in your words; empty for the drafted ones")
    edit.add_argument("--question", help="the question for the debrief; empty for the suggested one")
    _add_response(edit)
    edit.add_argument("--sort", type=one_of(Sorting), metavar="SORTING", help=f"on the debrief's board: {_SORTINGS}")
    dismiss = _add(actions, "dismiss", _dismiss, "Leave a finding out of what leadership reads, with a reason.")
    dismiss.add_argument("--reason", required=True, help="why")
    _add(actions, "take-back", _take_back, "Take back what was decided; one's own finding is deleted.")
    quote = _add(actions, "quote", _quote, "Choose the answers that speak for a finding.")
    quote.add_argument("refs", nargs="*", metavar="REF", help="answers in this order, as S1-Q4-03; none: no quotes")

    own = add_command(actions, "own", _own, "Add a finding of your own.")
    own.add_argument("sentence", metavar="SENTENCE", help="what it says")
    own.add_argument("--theme", type=ThemeId, metavar="THEME", help="the theme that it is on, by its code")
    _add_response(own)
    order = add_command(actions, "order", _order, "Put kept findings into an order.")
    order.add_argument("which", nargs="+", metavar="FINDING", help="as the list calls them, in the order wanted")


def _add(actions: Commands, name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
    """Add an action on one finding."""
    action = add_command(actions, name, run, text)
    action.add_argument("which", metavar="FINDING", help="as the list calls it: invisible_work:INT-BACK, or 3")
    return action


def _add_response(command: argparse.ArgumentParser) -> None:
    command.add_argument("--response", type=one_of(Response), metavar="RESPONSE", help=f"one of {_RESPONSES}")


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    cards = service.cards(snapshot)
    wanted = getattr(arguments, "quotes", False)
    suggested = service.suggested_quotes(snapshot, cards) if wanted else ((),) * len(cards)
    if arguments.json:
        print_json([_plain(card, answers) for card, answers in zip(cards, suggested, strict=True)])
        return
    for card, answers in zip(cards, suggested, strict=True):
        print(_told(card))
        for answer in answers:
            print(f"    could be quoted: {answer.ref} “{answer.wording}”")
    kept = sum(card.listed.on_the_list for card in cards)
    drafts = sum(card.listed.status is Status.DRAFT for card in cards)
    print(f"{kept} kept, {amount(drafts, 'draft')}, {len(cards) - kept - drafts} dismissed.")


def _name(card: FindingCard) -> str:
    """What the finding is called on this command line."""
    if card.listed.kept is not None:
        return str(card.listed.kept.id)
    return f"{card.listed.kind}:{card.listed.theme_id}"


def _title(card: FindingCard) -> str:
    return f"{card.heading}: {card.theme}" if card.theme else card.heading


def _told(card: FindingCard) -> str:
    kept, finding = card.listed.kept, card.listed.finding
    marks = [_STATUS[card.listed.status], finding.word.value if finding and finding.word else ""]
    marks += ["rests on few statements" if finding and finding.fragile else ""]
    lines = [f"{_name(card)}  {_title(card)} ({', '.join(mark for mark in marks if mark)})"]
    lines.append(f"    {card.sentence}")
    if kept and card.draft and card.draft != card.sentence:
        lines.append(f"    drafted: {card.draft}")
    if kept and kept.dismissed:
        lines.append(f"    dismissed: {kept.reason}")
    lines += [f"    changed: {change}" for change in card.changes]
    if card.listed.on_the_list:
        lines.append(f"    {card.response_kind or 'No response chosen'}. {card.question}".rstrip())
    for quote in card.quotes:
        words = f"{quote.answer.ref} “{quote.answer.wording}”" if quote.answer else "an answer"
        lines.append(f"    quote: {words}" + (f" ({quote.trouble})" if quote.trouble else ""))
    return "\n".join(lines)


def _plain(card: FindingCard, suggested: Sequence[Answer]) -> dict[str, Any]:
    """A finding as other programs get it."""
    kept, finding = card.listed.kept, card.listed.finding
    return {
        "finding": _name(card),
        "type": card.listed.kind,
        "theme": card.listed.theme_id,
        "status": card.listed.status.value,
        "heading": card.heading,
        "sentence": card.sentence,
        "draft": card.draft,
        "changes": list(card.changes),
        "evidence_word": finding.word.value if finding and finding.word else None,
        "fragile": finding.fragile if finding else None,
        "response": card.response,
        "question": card.question,
        "reason": kept.reason if kept else "",
        "sorting": kept.sorting if kept else None,
        "quotes": [
            {"answer": quote.answer.ref if quote.answer else None, "trouble": quote.trouble} for quote in card.quotes
        ],
        "evidence": {
            audience.value: [answer.ref for answer in finding.evidence[audience]] if finding else []
            for audience in Audience
        },
        "suggested_quotes": [answer.ref for answer in suggested],
    }


def _keep(arguments: argparse.Namespace) -> None:
    if arguments.words is None:
        _change(arguments, service.keep)
    else:
        _change(arguments, lambda file, which: service.settle(file, which, arguments.words == "draft"))


def _edit(arguments: argparse.Namespace) -> None:
    if all(given is None for given in (arguments.sentence, arguments.question, arguments.response, arguments.sort)):
        raise CxError("Say what to change: --sentence, --question, --response or --sort.")

    def change(file: EngagementFile, which: Which) -> Which:
        if arguments.sentence is not None:
            which = service.edit(file, which, arguments.sentence)
        if arguments.question is not None:
            which = service.set_question(file, which, arguments.question)
        if arguments.response is not None:
            which = service.set_response(file, which, arguments.response)
        if arguments.sort is not None:
            which = service.sort(file, which, arguments.sort)
        return which

    _change(arguments, change)


def _dismiss(arguments: argparse.Namespace) -> None:
    _change(arguments, lambda file, which: service.dismiss(file, which, arguments.reason))


def _quote(arguments: argparse.Namespace) -> None:
    def change(file: EngagementFile, which: Which) -> Which:
        snapshot = file.snapshot()
        return service.set_quotes(file, which, [snapshot.answer_called(ref).id for ref in arguments.refs])

    _change(arguments, change)


def _take_back(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.take_back(file, _which(arguments.which))
    print("Taken back.")


def _own(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        made = service.own(file, arguments.sentence, arguments.theme, arguments.response)
        _print(file, made)


def _order(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        by_key = {kept.key: kept.id for kept in file.snapshot().kept_findings}
        wanted = [_which(name) for name in arguments.which]
        unknown = next((each for each in wanted if isinstance(each, FindingKey) and each not in by_key), None)
        if unknown:
            raise CxError(f"{unknown.kind}:{unknown.theme_id} is not kept, so it has no place on the list.")
        service.arrange(file, [by_key[each] if isinstance(each, FindingKey) else each for each in wanted])
        cards = service.cards(file.snapshot())
    for card in cards:
        if card.listed.on_the_list:
            print(f"{_name(card)}  {card.sentence}")


def _change(arguments: argparse.Namespace, change: Callable[[EngagementFile, Which], Which]) -> None:
    with engagement.open_file(arguments.file) as file:
        _print(file, change(file, _which(arguments.which)))


def _print(file: EngagementFile, which: Which) -> None:
    cards = service.cards(file.snapshot())
    print("\n".join(_told(card) for card in cards if card.listed.kept and card.listed.kept.id == which))


def _which(name: str) -> Which:
    """Read what the list calls a finding.

    Raises:
        CxError: It is neither a number nor a kind with a theme.
    """
    kind, colon, theme = name.partition(":")
    if name.isdecimal():
        return KeptFindingId(int(name))
    if not colon or kind not in set(FindingKind):
        raise CxError(f"“{name}” is no finding. Write its number, or kind and theme: invisible_work:INT-BACK")
    return FindingKey(FindingKind(kind), ThemeId(theme))
