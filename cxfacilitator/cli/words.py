"""Commands of the spelling check: the client's own words, and what is misspelt."""

import argparse
from dataclasses import asdict

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import spelling as service
from cxfacilitator.services.spelling import Language


def add_to(commands: Commands) -> None:
    """Add `words` and `spelling`."""
    command = add_command(commands, "words", _words, "List, add or remove the client's own words, which are right.")
    add_file(command)
    command.add_argument("--learn", action="append", default=[], metavar="WORD", help="add a word; may be repeated")
    command.add_argument("--forget", action="append", default=[], metavar="WORD", help="remove a word; may be repeated")
    add_json(command)

    command = add_command(
        commands,
        "spelling",
        _spelling,
        "List the misspelt words of answers and ideas, how often and where.",
    )
    add_file(command)
    command.add_argument(
        "--language",
        type=one_of(Language),
        default=Language.BRITISH,
        metavar="LANGUAGE",
        help="british or american (default: british)",
    )
    add_json(command)


def _words(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        for word in arguments.learn:
            service.learn(file, word)
        for word in arguments.forget:
            service.forget(file, word)
        learned = file.snapshot().learned_words
    if arguments.json:
        print_json(list(learned))
    else:
        print("\n".join(learned) or "No words have been learned yet.")


def _spelling(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        found = service.check(file.snapshot(), arguments.language)
    if arguments.json:
        print_json([asdict(misspelling) for misspelling in found])
        return
    for misspelling in found:
        print(f"{len(misspelling.refs)} × {misspelling.word}: {', '.join(dict.fromkeys(misspelling.refs))}")
    times = sum(len(misspelling.refs) for misspelling in found)
    print(f"{amount(len(found), 'misspelt word')}, {amount(times, 'time')}." if found else "No word is misspelt.")
