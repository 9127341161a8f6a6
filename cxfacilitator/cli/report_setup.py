"""The command that chooses what the report has in it; what is chosen is kept in the file."""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, one_of, print_json, some_of
from cxfacilitator.cli.naming import theme_called
from cxfacilitator.domain.colour import visible
from cxfacilitator.domain.report_setup import MOST_QUOTES, Edition, Level, LogoOwner, Paper, Part, ReportSetup
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.services import engagement
from cxfacilitator.services import report_setup as service

_USUAL, _OF_SIGN = "usual", "sign"


def add_to(commands: Commands) -> None:
    """Add `report-setup`."""
    command = add_command(commands, "report-setup", _setup, "Choose what the report has in it, or show what is chosen.")
    add_file(command)
    command.add_argument("--edition", type=one_of(Edition), metavar="EDITION", help=", ".join(Edition))
    command.add_argument("--paper", type=one_of(Paper), metavar="PAPER", help=", ".join(Paper))
    command.add_argument("--level", type=one_of(Level), metavar="LEVEL", help=", ".join(Level))
    command.add_argument(
        "--parts",
        type=lambda text: () if text == _USUAL else some_of(Part)(text),
        metavar="PARTS",
        help=f"these parts in this order, or {_USUAL} for those of the level: {', '.join(Part)}",
    )
    command.add_argument(
        "--quotes", type=int, metavar="N", help=f"quotes of an audience under a finding, 0 to {MOST_QUOTES}"
    )
    command.add_argument("--headline", metavar="SENTENCE", help="the first sentence; empty for the drafted one")
    command.add_argument(
        "--headline-theme", metavar="THEME", help="the theme whose gap comes first; empty for the one that is found"
    )
    command.add_argument(
        "--accent",
        metavar="#RRGGBB",
        help=f"the client’s colour, or {_OF_SIGN} for that of the client’s sign; empty for none",
    )
    for owner in LogoOwner:
        command.add_argument(
            f"--{owner.value}-sign", metavar="PICTURE", help=f"the {owner.value}’s sign on the cover; empty for none"
        )
    add_json(command)


def _setup(arguments: argparse.Namespace) -> None:
    names = ("edition", "paper", "level", "parts", "quotes", "headline", "accent")
    asked = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    of_sign = asked.get("accent") == _OF_SIGN
    if of_sign:
        del asked["accent"]
    with engagement.open_file(arguments.file) as file:
        if arguments.headline_theme is not None:
            called = arguments.headline_theme.strip()
            asked["headline_theme"] = theme_called(file.snapshot().codebook, called).id if called else None
        pictures = {owner: getattr(arguments, f"{owner.value}_sign") for owner in LogoOwner}
        signs = {owner: Path(path) if path else None for owner, path in pictures.items() if path is not None}
        service.change(file, lambda now: replace(now, **asked), signs, colour_of_sign=of_sign)
        snapshot = file.snapshot()
    setup = snapshot.report
    if arguments.json:
        print_json(asdict(setup))
        return
    for name, value in _told(snapshot, setup):
        print(f"{name:9} {value}")


def _told(snapshot: Snapshot, setup: ReportSetup) -> tuple[tuple[str, str], ...]:
    theme = snapshot.codebook.by_id[setup.headline_theme].name if setup.headline_theme else ""
    return (
        ("edition", setup.edition.label),
        ("paper", setup.paper.label),
        ("level", setup.level.label),
        ("parts", ", ".join(setup.choices.parts)),
        ("quotes", f"{setup.quotes} of an audience under a finding"),
        ("headline", setup.headline or f"as drafted{f', from “{theme}”' if theme else ''}"),
        ("colour", _told_colour(setup.accent)),
        ("signs", joined(f"the {logo.owner.value}’s ({logo.name})" for logo in snapshot.logos) or "none"),
    )


def _told_colour(accent: str) -> str:
    if not accent:
        return "none of the client’s"
    printed = visible(accent)
    return accent if printed == accent else f"{accent}; too pale for white paper, so {printed} is printed"
