"""Commands of the second tagger: prepare a copy, import the tags, and settle what differs."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import (
    Commands,
    add_agreement,
    add_command,
    add_file,
    add_json,
    print_json,
)
from cxfacilitator.cli.naming import answers_called, theme_called
from cxfacilitator.domain.agreement import Figures
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.doubles import Settling, open_disagreements
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_sheets import SHARE
from cxfacilitator.domain.second_tags_plan import SecondTagsPlan, plan_second_tags
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import second_tagger as service
from cxfacilitator.services.second_tagger import ToldAgreement


def add_to(commands: Commands) -> None:
    """Add `second-tagger` with its actions."""
    command = add_command(
        commands,
        "second-tagger",
        _agreement,
        "Say how far a second person who tagged the same answers agrees; or prepare, import and settle, see below.",
    )
    add_file(command)
    _add_who(command)
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", help="what to do (default: agreement)")

    prepare = add_command(
        actions, "prepare", _prepare, "Make a file for a second person: some whole sheets, the codebook, and no tags."
    )
    prepare.add_argument("out", type=Path, metavar="OUT.cxfac", help="the file to make")
    prepare.add_argument("--name", default="", metavar="NAME", help="who is to tag")
    prepare.add_argument(
        "--share", type=float, default=SHARE, help=f"which part of the sheets, 0-1 (default: {SHARE:g})"
    )
    prepare.add_argument("--seed", type=int, default=1, help="the same number chooses the same sheets (default: 1)")

    bring = add_command(
        actions, "import", _import, "Read a second person's tags, say what fits, and with --yes take them in."
    )
    bring.add_argument("tags", type=Path, metavar="TAGS", help="their engagement file, or a list of answers or tags")
    bring.add_argument("--name", default="", metavar="NAME", help="whose tags they are (default: as the file says)")
    add_agreement(bring)

    told = add_command(actions, "agreement", _agreement, "Say how far both agree, theme by theme.")
    _add_who(told)
    add_json(told)

    listing = add_command(actions, "disagreements", _disagreements, "List the answers on which both differ.")
    _add_who(listing)
    listing.add_argument("--theme", metavar="THEME", help="only those that concern this theme")
    add_json(listing)

    settle = add_command(actions, "resolve", _resolve, "Give an answer the themes that both agree on after all.")
    settle.add_argument("answer", metavar="ANSWER", help="the answer's reference, for example S1-Q4-03")
    settle.add_argument(
        "themes",
        nargs="+",
        metavar="WHAT",
        help=f"{', '.join(Settling)}, none, or other themes, the main one first",
    )
    _add_who(settle)

    _add_who(add_command(actions, "forget", _forget, "Take a second person's tags out; what was settled stays."))


def _add_who(command: argparse.ArgumentParser) -> None:
    # Without a default of its own, an action would take back what stands before it.
    command.add_argument(
        "--who", default=argparse.SUPPRESS, metavar="NAME", help="which second person, where there are several"
    )


def _prepare(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    made = service.prepare(snapshot, arguments.out, arguments.name, share=arguments.share, seed=arguments.seed)
    print(made.sentence)


def _import(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        plan = plan_second_tags(file.snapshot(), service.read(arguments.tags), arguments.name)
        if arguments.json:
            print_json({**_plan_facts(plan), "applied": bool(arguments.yes)})
        else:
            for line in plan.sentences():
                print(line)
        if arguments.yes:
            service.apply(file, plan)
            if not arguments.json:
                print(f"Took in the tags of {plan.name}.")
        elif not arguments.json:
            print("Nothing has been changed. Run it again with --yes to agree.")


def _plan_facts(plan: SecondTagsPlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "answers": {planned.answer.ref: list(planned.themes) for planned in plan.reviews},
        "decided_by_both": sum(planned.reviewed for planned in plan.reviews),
        "replaces": plan.replaced is not None,
        "unknown": list(plan.unknown),
        "reworded": list(plan.reworded),
        "themes_not_here": dict(plan.foreign),
        "not_decided": plan.unread,
        "wordings_compared": plan.worded,
        "redefined": list(plan.redefined),
    }


def _told(arguments: argparse.Namespace) -> tuple[Snapshot, ToldAgreement]:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    tagger = service.tagger_called(snapshot, getattr(arguments, "who", ""))
    return snapshot, service.agreement(snapshot, tagger.id)


def _agreement(arguments: argparse.Namespace) -> None:
    _, told = _told(arguments)
    found = told.agreement
    if arguments.json:
        print_json(
            {
                "who": found.tagger.name,
                "answers": found.answers,
                "sheets": found.sheets,
                "all_sheets": found.all_sheets,
                "same_main_theme": found.same_main,
                "same_themes": found.same_themes,
                "settled": found.settled,
                "different": len(found.different),
                "small_numbers": found.few,
                "main_theme": _figures(found.main),
                "themes": {
                    row.theme.id: {
                        "both": row.both,
                        "only_first": row.mine,
                        "only_second": row.theirs,
                        **_figures(row.figures),
                        "small_numbers": row.few,
                    }
                    for row in found.themes
                },
                "sentences": list(told.sentences),
            }
        )
        return
    for line in told.sentences:
        print(line)
    print(f"{amount(len(found.different), 'answer')} to settle.")
    if not found.themes:
        return
    print()
    print(f"{'':48} {'both':>5} {'only you':>9} {'only they':>9}  {'kappa':>6} {'alpha':>6}")
    for row in found.themes:
        counts = f"{row.both:>5} {row.mine:>9} {row.theirs:>9}"
        figures = f"{_two(row.figures.kappa):>6} {_two(row.figures.alpha):>6}"
        print(f"{row.theme.id:<12} {row.theme.name:<35.35} {counts}  {figures}{'  few' if row.few else ''}")


def _figures(figures: Figures) -> dict[str, float | None]:
    """The figures as other programs get them: None where they cannot be given."""
    return {
        name: None if value is None else round(value, 4)
        for name, value in (("kappa", figures.kappa), ("alpha", figures.alpha))
    }


def _two(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def _disagreements(arguments: argparse.Namespace) -> None:
    snapshot, told = _told(arguments)
    theme = theme_called(snapshot.codebook, arguments.theme).id if arguments.theme else None
    found = open_disagreements(told.agreement.doubles, theme)
    if arguments.json:
        print_json(
            [
                {
                    "answer": double.answer.ref,
                    "wording": double.answer.wording,
                    "mine": list(double.now),
                    "theirs": list(double.theirs),
                }
                for double in found
            ]
        )
        return
    for double in found:
        print(f"{double.answer.ref}  {double.answer.wording}")
        print(f"    you: {_names(snapshot, double.now)}")
        print(f"    {told.agreement.tagger.name}: {_names(snapshot, double.theirs)}")
    print(f"{amount(len(found), 'answer')} of {told.agreement.answers} to settle.")


def _names(snapshot: Snapshot, themes: tuple[ThemeId, ...]) -> str:
    return ", ".join(f"{theme} {snapshot.codebook.by_id[theme].name}" for theme in themes) or "no theme"


def _resolve(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        tagger = service.tagger_called(snapshot, getattr(arguments, "who", ""))
        [answer] = answers_called(snapshot, [arguments.answer])
        service.settle(file, tagger.id, answer.id, _settling(snapshot, arguments.themes))
        themes = file.snapshot().themes_of.get(answer.id, ())
    print(f"Settled {answer.ref}: {_names(snapshot, themes)}.")


def _settling(snapshot: Snapshot, words: list[str]) -> Settling | list[ThemeId]:
    if len(words) == 1 and words[0].casefold() in list(Settling):
        return Settling(words[0].casefold())
    if [word.casefold() for word in words] == ["none"]:
        return []
    if any(word.casefold() in ("none", *Settling) for word in words):
        raise CxError("Give either mine, theirs, both or none, or themes.")
    return [theme_called(snapshot.codebook, word).id for word in words]


def _forget(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        tagger = service.tagger_called(file.snapshot(), getattr(arguments, "who", ""))
        service.forget(file, tagger.id)
    print(f"The tags of {tagger.name} are no longer in {arguments.file.name}.")
