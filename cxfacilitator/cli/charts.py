"""The command of the charts: which ones the report has, and each of them as a picture or a table."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_edition, add_file, add_json, add_replace, print_json
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services import charts as service
from cxfacilitator.services import engagement


def add_to(commands: Commands) -> None:
    """Add `charts`."""
    command = add_command(
        commands, "charts", _charts, "List the charts of the report, or write them as pictures and tables."
    )
    add_file(command)
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="one chart, as it is called in the list")
    add_edition(command, Edition.LEADERSHIP)
    where = command.add_mutually_exclusive_group()
    where.add_argument("--to", type=Path, metavar="PLACE", help="write it as .png or .svg, or its numbers as .csv")
    where.add_argument(
        "--all", type=Path, metavar="FOLDER", help="write every chart into this folder, which is made if need be"
    )
    command.add_argument(
        "--as",
        dest="kinds",
        type=_kinds,
        default=tuple(service.KINDS),
        metavar="KINDS",
        help="with --all, what each is written as, with commas between them (default: png,svg,csv)",
    )
    add_replace(command)
    add_json(command)


def _charts(arguments: argparse.Namespace) -> None:
    if arguments.to is not None and not arguments.name:
        raise CxError("Say which chart is to be written: charts FILE NAME --to PLACE.")
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    offers = service.available(snapshot, arguments.edition)
    if arguments.name:
        offers = (service.find(offers, arguments.name),)
    if arguments.to is not None:
        print(service.export(offers[0], arguments.to, replace=arguments.replace))
    elif arguments.all is not None:
        stem = snapshot.engagement.code
        written = service.export_all(offers, arguments.all, stem, arguments.kinds, replace=arguments.replace)
        print(f"{amount(len(offers), 'chart')} written to {arguments.all}: {amount(len(written), 'file')}")
    elif arguments.json:
        print_json(
            [
                {
                    "name": offer.name,
                    "heading": offer.heading,
                    "title": offer.title,
                    "told": offer.told,
                    "numbers": offer.numbers,
                }
                for offer in offers
            ]
        )
    elif arguments.name:
        print(f"{offers[0].title}\n{offers[0].told}")
    elif not offers:
        print(service.NONE_YET)
    else:
        for offer in offers:
            print(f"{offer.name:<9} {offer.title}")


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(f".{each.strip().lstrip('.').casefold()}" for each in text.split(",") if each.strip()))
    if not kinds or not set(kinds) <= set(service.KINDS):
        raise argparse.ArgumentTypeError(f"{text!r} is none of {joined(kind[1:] for kind in service.KINDS)}")
    return kinds
