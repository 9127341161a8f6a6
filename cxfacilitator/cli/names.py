"""Commands of the check for names: who may be named in what is handed over, and what stands there instead."""

import argparse
from collections.abc import Sequence
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_edition, add_file, add_json, print_json
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.name_check import NamedPlace, NamedWords, taken_out
from cxfacilitator.domain.names import fold
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, shortened
from cxfacilitator.services import engagement
from cxfacilitator.services import name_check as service

_LONGEST = 110


def add_to(commands: Commands) -> None:
    """Add `names` with its actions."""
    command = add_command(
        commands, "names", _list, "List who may be named in the report; or take names out, see below."
    )
    add_file(command)
    add_edition(command)
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do with it (default: list it)")
    out = add_command(
        actions, "take-out", _take_out, "Take words out wherever they were found; shows the places first."
    )
    out.add_argument("words", nargs="*", metavar="WORDS", help="as the list has them; several with spaces between them")
    out.add_argument("--sure", action="store_true", help="all that is on the roster, e-mail addresses and telephones")
    out.add_argument(
        "--with", dest="instead", default="", help="what stands there instead (default: [name], [contact])"
    )
    out.add_argument("--yes", action="store_true", help="agree to the list")
    keep = add_command(actions, "keep", _keep, "Say that words are nobody’s name; they are not listed again.")
    keep.add_argument("words", nargs="+", metavar="WORDS", help="as the list has them")


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    found = _look(snapshot, arguments)
    if arguments.json:
        print_json([_plain(words) for words in found])
        return
    for words in found:
        print(f"{words.words}: {words.counted}, {words.why}" + ("" if words.printed else "; not in this edition"))
        for place in words.places:
            print(f"    {_told(place)}")
    print(service.still_named(found) or "Nobody is named in this edition.")


def _take_out(arguments: argparse.Namespace) -> None:
    if bool(arguments.words) is arguments.sure:
        raise CxError("Say which words to take out, or --sure for all that nobody has to look at. Nothing was changed.")
    with engagement.open_file(arguments.file) as file:
        found = _look(file.snapshot(), arguments)
        chosen = [words for words in found if words.sure] if arguments.sure else _wanted(found, arguments.words)
        if not chosen:
            raise CxError("No name of the roster, e-mail address or telephone number was found. Nothing was changed.")
        plan = [(words, arguments.instead or words.instead) for words in chosen]
        for typed, text in taken_out(plan):
            print(f"{typed.where}: {shortened(typed.text, _LONGEST)}\n    {shortened(text, _LONGEST)}")
        if not arguments.yes:
            print("Nothing has been changed; run it again with --yes to agree.")
            return
        count = service.take_out(file, plan)
    print(f"Taken out of {amount(count, 'place')}.")


def _keep(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.keep(file, _wanted(_look(file.snapshot(), arguments), arguments.words))
    print(f"{', '.join(arguments.words)}: nobody’s name.")


def _look(snapshot: Snapshot, arguments: argparse.Namespace) -> Sequence[NamedWords]:
    return service.look(snapshot, arguments.edition or snapshot.report.edition)


def _wanted(found: Sequence[NamedWords], wanted: Sequence[str]) -> list[NamedWords]:
    """The words of the list that are meant.

    Raises:
        CxError: Some are not on it.
    """
    by_words = {fold(words.words): words for words in found}
    unknown = [each for each in wanted if fold(each) not in by_words]
    if unknown:
        raise CxError(
            f"“{unknown[0]}” is not among what was found. The list of names has the words. Nothing was changed."
        )
    return [by_words[fold(each)] for each in wanted]


def _told(place: NamedPlace) -> str:
    return f"{place.typed.where}: {shortened(place.typed.text, _LONGEST)}"


def _plain(words: NamedWords) -> dict[str, Any]:
    return {
        "words": words.words,
        "why": words.why,
        "sure": words.sure,
        "printed": words.printed,
        "places": [
            {"where": place.typed.where, "text": place.typed.text, "words": place.words, "printed": place.printed}
            for place in words.places
        ],
    }
