"""Commands of the codebook: list it, change it, look at its history, exchange it with other engagements."""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import (
    Commands,
    add_agreement,
    add_command,
    add_file,
    add_json,
    one_of,
    print_json,
)
from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_editing import new_family_id, new_theme_id, same_name
from cxfacilitator.domain.codebook_merge import plan_merge
from cxfacilitator.domain.codebook_plan import CodebookPlan
from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services import codebook as service
from cxfacilitator.services import engagement

_STARTS = {"default": service.default, "empty": service.empty}


def add_to(commands: Commands) -> None:
    """Add `codebook` with its actions."""
    command = add_command(
        commands, "codebook", _list, "List the themes with how many answers have each; or change them, see below."
    )
    add_file(command)
    add_json(command)
    command.add_argument(
        "--start-with",
        metavar="WHAT",
        help="while no answer has a theme: begin with another codebook (default, empty, or a file as for import)",
    )
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do with it (default: list it)")
    _add_editing(actions)
    _add_refiling(actions)
    _add_exchange(actions)


def _add_editing(actions: Commands) -> None:
    add_json(add_command(actions, "list", _list, "List the themes with how many answers have each."))

    action = add_command(actions, "add", _add, "Add a theme, and give it to answers.")
    action.add_argument("name", metavar="NAME", help="what the theme is called")
    action.add_argument("--id", default="", metavar="ID", help="its id (default: made from its family and name)")
    action.add_argument(
        "--answer", action="append", default=[], metavar="REF", help="give it to this answer; may be repeated"
    )
    _add_fields(action)

    action = add_command(actions, "edit", _edit, "Change what is said of a theme.")
    _add_theme(action)
    action.add_argument("--name", help="call it this from now on")
    _add_fields(action)

    action = add_command(actions, "remove", _remove, "Remove a theme that no answer has.")
    _add_theme(action)

    action = add_command(actions, "arrange", _arrange, "Put themes into this order; the others stay where they are.")
    action.add_argument("themes", nargs="+", metavar="THEME", help="two or more themes, by id or name")

    action = add_command(actions, "cue", _cue, "Let words that clients use hint at a theme.")
    _add_theme(action)
    action.add_argument("words", metavar="WORDS", help="a word or a few; a * at the end stands for any ending")
    action.add_argument("--remove", action="store_true", help="they hint at it no longer")

    action = add_command(actions, "family", _family, "Add a family, or rename or remove one.")
    action.add_argument(
        "family", metavar="FAMILY", help="the name of a new one, or the id or name of one that is there"
    )
    what = action.add_mutually_exclusive_group()
    what.add_argument("--rename", metavar="NAME", help="call it this from now on")
    what.add_argument("--remove", action="store_true", help="remove it; it must have no themes")


def _add_refiling(actions: Commands) -> None:
    action = add_command(
        actions, "merge", _merge, "Merge themes into one that is kept; says what that does, and with --yes does it."
    )
    action.add_argument("gone", nargs="+", metavar="THEME", help="the themes that go")
    action.add_argument("--into", required=True, metavar="THEME", help="the theme that is kept")
    add_agreement(action)

    action = add_command(actions, "split", _split, "Take answers out of a theme into a new one.")
    _add_theme(action)
    action.add_argument("name", metavar="NAME", help="what the new theme is called")
    action.add_argument("answers", nargs="+", metavar="REF", help="the answers that go there, for example S1-Q4-03")
    _add_fields(action)

    action = add_command(actions, "history", _history, "List what was done to the codebook, oldest first.")
    add_json(action)

    action = add_command(
        actions, "roll-back", _roll_back, "Take back a change of the history and all after it; with --yes do it."
    )
    action.add_argument("number", type=int, metavar="N", help="the number that the history gives")
    add_agreement(action)


def _add_exchange(actions: Commands) -> None:
    action = add_command(
        actions, "import", _import, "Bring in another codebook; says what that would change, and with --yes does it."
    )
    action.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="CSV, XLSX, TOML, JSON, REFI-QDA (.qdc), a list of names, or another engagement's .cxfac file",
    )
    action.add_argument("--drop-unused", action="store_true", help="remove themes that it lacks and no answer has")
    add_agreement(action)

    action = add_command(
        actions, "export", _export, "Write the codebook. Its cues and examples may be words of this client."
    )
    action.add_argument("path", type=Path, metavar="PATH", help="a name that ends in .csv, .toml or .qdc")
    action.add_argument("--yes", action="store_true", help="replace a file of the same name")


def _add_theme(action: argparse.ArgumentParser) -> None:
    action.add_argument("theme", metavar="THEME", help="its id or its name")


def _add_fields(action: argparse.ArgumentParser) -> None:
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


def _example(text: str) -> tuple[str, str]:
    question, _, said = text.partition("=")
    try:
        return Question(question.strip().upper()).value, said
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} names no question; write for example Q1=They are kind") from None


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        if getattr(arguments, "start_with", None):
            begin = _STARTS.get(arguments.start_with)
            service.start_with(file, begin() if begin else service.read(Path(arguments.start_with)))
        snapshot = file.snapshot()
    if arguments.json:
        print_json(_facts(snapshot))
        return
    book, answers = snapshot.codebook, _answers(snapshot)
    for family in (*book.families, Family("", "Without a family")):
        themes = [theme for theme in book.counted if theme.family == family.id]
        if themes or family.id:
            print(f"{family.name} ({family.id})" if family.id else family.name)
        for theme in themes:
            print(f"  {theme.id:<14} {answers.get(theme.id, 0):>4}  {theme.name}")
    print("For answers without a theme, never counted")
    for theme in book.themes:
        if theme.residual:
            print(f"  {theme.id:<14} {answers.get(theme.id, 0):>4}  {theme.name}")
    print(f"{amount(len(book.counted), 'theme')}, version {book.version}.")


def _add(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        theme = _made(arguments, snapshot.codebook, arguments.id)
        service.add_theme(file, theme, [snapshot.answer_called(ref).id for ref in arguments.answer])
    print(f"Added {theme.name} ({theme.id}).")


def _edit(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
        theme = _changed(_theme(book, arguments.theme), arguments, book)
        service.save_theme(file, theme if arguments.name is None else replace(theme, name=arguments.name))
    print(f"Changed {theme.id}.")


def _remove(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        theme = _theme(file.snapshot().codebook, arguments.theme)
        service.remove(file, theme.id)
    print(f"Removed {theme.name}.")


def _arrange(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
        service.arrange(file, [_theme(book, called).id for called in arguments.themes])
    print(f"Arranged {amount(len(arguments.themes), 'theme')}.")


def _cue(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        theme = _theme(file.snapshot().codebook, arguments.theme)
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
        family = _family_called(book, arguments.family)
        if arguments.remove:
            service.remove_family(file, family.id)
            print(f"Removed the family {family.name}.")
        else:
            service.save_family(file, replace(family, name=arguments.rename))
            print(f"Renamed the family {family.name}.")


def _merge(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        gone = [_theme(snapshot.codebook, called).id for called in arguments.gone]
        kept = _theme(snapshot.codebook, arguments.into).id
        plan = plan_merge(snapshot, gone, kept)
        facts = {"gone": [theme.id for theme in plan.gone], "kept": kept, "answers": plan.answers, "both": plan.both}
        _agree(arguments, plan.sentences(), facts, lambda: service.merge(file, gone, kept))


def _split(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        source = _theme(snapshot.codebook, arguments.theme)
        arguments.family = arguments.family or source.family or None
        new = _made(arguments, snapshot.codebook, "")
        service.split(file, source.id, new, [snapshot.answer_called(ref).id for ref in arguments.answers])
        moved = _answers(file.snapshot()).get(new.id, 0)
    print(f"Added {new.name} ({new.id}) with {amount(moved, 'answer')} from {source.name}.")


def _history(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        changes = service.changes(file)
    if arguments.json:
        print_json(
            [
                {"number": change.id, "at": change.at.isoformat(), "who": change.who, "what": change.label,
                 "version_before": change.before.version, "answers": len(change.refiled)}
                for change in changes
            ]
        )  # fmt: skip
        return
    for change in changes:
        by = f" by {change.who}" if change.who else ""
        print(f"{change.id:>4}  {change.at:%Y-%m-%d %H:%M}{by}: {change.label}")
    if not changes:
        print("The codebook has never been changed.")


def _roll_back(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        changes = {change.id: change for change in service.changes(file)}
        if arguments.number not in changes:
            raise CxError(f"The history has no number {arguments.number}; codebook FILE history lists it.")
        change = changes[arguments.number]
        plan = service.plan_back(file, change.id)
        facts = {"label": plan.label, "themes": len(plan.codebook.counted), "version": plan.codebook.version,
                 "answers": len(plan.refiled), "stays": [theme.id for theme in plan.stays]}  # fmt: skip
        _agree(arguments, [plan.sentence], facts, lambda: service.roll_back(file, change.id))


def _import(arguments: argparse.Namespace) -> None:
    incoming = service.read(arguments.path)
    with engagement.open_file(arguments.file) as file:
        plan = service.plan_import(file.snapshot(), incoming, drop_unused=arguments.drop_unused)
        _agree(arguments, plan.sentences(), _plan_facts(plan), lambda: service.apply(file, plan))


def _export(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
    service.write(book, arguments.path, replace=arguments.yes)
    print(f"Wrote {amount(len(book.counted), 'theme')} to {arguments.path}.")


def _agree(
    arguments: argparse.Namespace, sentences: Sequence[str], facts: dict[str, Any], do: Callable[[], object]
) -> None:
    """Show a plan, and do it when it was agreed to."""
    if arguments.yes:
        do()
    if arguments.json:
        print_json({**facts, "applied": bool(arguments.yes)})
        return
    print("\n".join(sentences))
    print("Done." if arguments.yes else "Nothing has been changed; run it again with --yes to agree.")


def _made(arguments: argparse.Namespace, book: Codebook, theme_id: str) -> Theme:
    bare = _changed(Theme(ThemeId(theme_id), "", arguments.name), arguments, book)
    return replace(bare, id=bare.id or new_theme_id(book, bare.family, bare.name))


def _changed(theme: Theme, arguments: argparse.Namespace, book: Codebook) -> Theme:
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
        "family": None if arguments.family is None else _family_called(book, arguments.family).id,
    }
    return replace(theme, **{name: value for name, value in said.items() if value is not None})


def _texts(texts: list[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(filter(None, texts))


def _theme(book: Codebook, called: str) -> Theme:
    for theme in book.themes:
        if theme.id == called.upper() or theme.id == called or same_name(theme.name, called):
            return theme
    raise CxError(f"There is no theme “{called}” in this engagement's codebook.")


def _family_called(book: Codebook, called: str) -> Family:
    for family in book.families:
        if family.id == called or same_name(family.name, called):
            return family
    raise CxError(f"There is no family “{called}” in this engagement's codebook.")


def _answers(snapshot: Snapshot) -> Counter[ThemeId]:
    return Counter(tag.theme_id for tag in snapshot.tags)


def _facts(snapshot: Snapshot) -> dict[str, Any]:
    """The codebook as other programs get it; the shape of `list --json`."""
    answers, plain = _answers(snapshot), snapshot.codebook.plain()
    return {**plain, "themes": [{**theme, "answers": answers.get(theme["id"], 0)} for theme in plain["themes"]]}


def _plan_facts(plan: CodebookPlan) -> dict[str, Any]:
    return {
        "new": [theme.id for theme in plan.new],
        "changed": {change.before.id: list(change.fields) for change in plan.changed},
        "same": [theme.id for theme in plan.same],
        "only_here_used": [theme.id for theme in plan.used],
        "only_here_unused": [theme.id for theme in plan.unused],
        "drops_unused": plan.drops_unused,
        "families": [family.id for family in plan.families],
    }
