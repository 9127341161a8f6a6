"""Actions on single themes and families."""

import argparse
from dataclasses import replace

from cxfacilitator.cli.arguments import Commands, add_command, one_of
from cxfacilitator.cli.codebook.naming import add_theme, family_called
from cxfacilitator.cli.naming import theme_called
from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_names import new_family_id, new_theme_id
from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services import codebook as service
from cxfacilitator.services import engagement


def add_to(actions: Commands) -> None:
    """Add `add`, `edit`, `remove`, `arrange`, `cue` and `family`."""
    action = add_command(actions, "add", _add, "Add a theme, and give it to answers.")
    action.add_argument("name", metavar="NAME", help="what the theme is called")
    action.add_argument("--id", default="", metavar="ID", help="its id (default: made from its family and name)")
    action.add_argument(
        "--answer", action="append", default=[], metavar="REF", help="give it to this answer; may be repeated"
    )
    add_fields(action)

    action = add_command(actions, "edit", _edit, "Change what is said of a theme.")
    add_theme(action)
    action.add_argument("--name", help="call it this from now on")
    add_fields(action)

    action = add_command(actions, "remove", _remove, "Remove a theme that no answer has.")
    add_theme(action)

    action = add_command(actions, "arrange", _arrange, "Put themes into this order; the others stay where they are.")
    action.add_argument("themes", nargs="+", metavar="THEME", help="two or more themes, by id or name")

    action = add_command(actions, "cue", _cue, "Let words that clients use hint at a theme.")
    add_theme(action)
    action.add_argument("words", metavar="WORDS", help="a word or a few; a * at the end stands for any ending")
    action.add_argument("--remove", action="store_true", help="they hint at it no longer")

    action = add_command(actions, "family", _family, "Add a family, or rename or remove one.")
    action.add_argument(
        "family", metavar="FAMILY", help="the name of a new one, or the id or name of one that is there"
    )
    what = action.add_mutually_exclusive_group()
    what.add_argument("--rename", metavar="NAME", help="call it this from now on")
    what.add_argument("--remove", action="store_true", help="remove it; it must have no themes")


def add_fields(action: argparse.ArgumentParser) -> None:
    """Add what can be said of a theme."""
    action.add_argument("--family", help="the id or name of its family")
    action.add_argument("--definition", help="what it means")
    for name, text in (
        ("include", "a case that belongs to it"),
        ("exclude", "a case that does not, for example 'price -> OFF-PRICE'"),
        ("cue", "a word that hints at it"),
    ):
        action.add_argument(f"--{name}", action="append", metavar="TEXT", help=f"{text}; may be repeated")
    action.add_argument(
        "--example",
        action="append",
        type=_example,
        metavar="Q1=TEXT",
        help="an example for a question; may be repeated",
    )
    action.add_argument(
        "--visibility",
        type=one_of(Visibility),
        metavar="WHO",
        help="direct, indirect or none: what customers see of it",
    )
    action.add_argument(
        "--effort-linked", action=argparse.BooleanOptionalAction, help="whether it is about what customers must do"
    )
    action.add_argument("--colour", type=one_of(Colour), metavar="COLOUR", help=", ".join(filter(None, Colour)))
    action.add_argument("--memo", help="a note to yourself; in no report")


def made(arguments: argparse.Namespace, book: Codebook, theme_id: str) -> Theme:
    """Return the new theme that a command describes; an empty id is made from its family and name."""
    bare = changed(Theme(ThemeId(theme_id), "", arguments.name), arguments, book)
    return replace(bare, id=bare.id or new_theme_id(book, bare.family, bare.name))


def changed(theme: Theme, arguments: argparse.Namespace, book: Codebook) -> Theme:
    """Return a theme with the fields that the command names."""
    said = {
        "definition": arguments.definition,
        "include": _texts(arguments.include),
        "exclude": _texts(arguments.exclude),
        "cues": _texts(arguments.cue),
        "examples": None if arguments.example is None else {**theme.examples, **dict(arguments.example)},
        "visibility": arguments.visibility,
        "effort_linked": arguments.effort_linked,
        "colour": arguments.colour,
        "memo": arguments.memo,
        "family": None if arguments.family is None else family_called(book, arguments.family).id,
    }
    return replace(theme, **{name: value for name, value in said.items() if value is not None})


def _texts(texts: list[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(filter(None, texts))


def _example(text: str) -> tuple[str, str]:
    question, _, said = text.partition("=")
    try:
        return Question(question.strip().upper()).value, said
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} names no question; write for example Q1=They are kind") from None


def _add(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme = made(arguments, snapshot.codebook, arguments.id)
        service.add_theme(file, theme, [snapshot.answer_called(ref).id for ref in arguments.answer])
    print(f"Added {theme.name} ({theme.id}).")


def _edit(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
        theme = changed(theme_called(book, arguments.theme), arguments, book)
        service.save_theme(file, theme if arguments.name is None else replace(theme, name=arguments.name))
    print(f"Changed {theme.id}.")


def _remove(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        theme = theme_called(file.snapshot().codebook, arguments.theme)
        service.remove(file, theme.id)
    print(f"Removed {theme.name}.")


def _arrange(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
        service.arrange(file, [theme_called(book, called).id for called in arguments.themes])
    print(f"Arranged {amount(len(arguments.themes), 'theme')}.")


def _cue(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        theme = theme_called(file.snapshot().codebook, arguments.theme)
        if arguments.remove:
            service.remove_cue(file, theme.id, arguments.words)
            print(f"“{arguments.words}” no longer hints at {theme.name}.")
            return
        too = service.add_cue(file, theme.id, arguments.words)
    print(f"“{arguments.words}” hints at {theme.name} from now on.")
    if too:
        print(f"It hints at {joined(other.name for other in too)} too.")


def _family(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
        if arguments.rename is None and not arguments.remove:
            family = Family(new_family_id(book, arguments.family), arguments.family)
            service.add_family(file, family)
            print(f"Added the family {family.name} ({family.id}).")
            return
        family = family_called(book, arguments.family)
        if arguments.remove:
            service.remove_family(file, family.id)
            print(f"Removed the family {family.name}.")
        else:
            service.save_family(file, replace(family, name=arguments.rename))
            print(f"Renamed the family {family.name}.")
