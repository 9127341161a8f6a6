"""Commands of the printed papers."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import (
    Commands,
    add_audience,
    add_command,
    add_file,
    add_json,
    add_replace,
    one_of,
    print_json,
)
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import materials as service


def add_to(commands: Commands) -> None:
    """Add `materials`."""
    command = add_command(
        commands, "materials", _materials, "Print the papers of a session into one PDF, in the order of the tables."
    )
    add_file(command)
    command.add_argument("pack", type=Path, nargs="?", metavar="PACK.pdf", help="where the pack goes")
    command.add_argument(
        "--list", action="store_true", help="only list the papers, with their pages and what is missing"
    )
    command.add_argument(
        "--only", type=_names, default=(), metavar="PAPERS", help="these papers, for example answer-sheet,table-tents"
    )
    add_audience(command, None)
    command.add_argument("--session", default="", metavar="CODE", help="only this session")
    command.add_argument(
        "--paper-size",
        type=one_of(Paper),
        default=Paper.A4,
        metavar="PAPER",
        help="a4 (default) or letter",
    )
    command.add_argument(
        "--spare",
        type=float,
        default=service.SPARE_SHARE,
        metavar="SHARE",
        help=f"spare answer sheets for each group's one (default: {service.SPARE_SHARE})",
    )
    command.add_argument("--told", action="store_true", help="note afterwards that everybody was told where they sit")
    add_replace(command)
    command.add_argument("--dry-run", action="store_true", help="only say what would be printed")
    add_json(command)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name at least one paper, for example table-tents")
    return names


def _materials(arguments: argparse.Namespace) -> None:
    if arguments.pack is None and not (arguments.list or arguments.dry_run):
        raise CxError("Say where the pack goes, for example pack.pdf, or list the papers with --list.")
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    selection = service.Selection(
        frozenset(arguments.only), arguments.audience, arguments.session, arguments.paper_size, arguments.spare
    )
    if arguments.list or arguments.dry_run:
        _offer(snapshot, selection, arguments.json)
        return
    written = service.write(snapshot, arguments.pack, selection, replace=arguments.replace)
    if arguments.told:
        with engagement.open_file(arguments.file) as file:
            service.mark_announced(file, arguments.audience, arguments.session)
    if arguments.json:
        print_json(
            {
                "path": str(written.path),
                "pages": written.pages,
                "papers": written.papers,
                "warnings": written.warnings,
            }
        )
        return
    print(f"Wrote {amount(written.pages, 'page')} to {written.path}.")
    for name, pages in written.papers.items():
        print(f"  {name}: {amount(pages, 'page')}")
    for line in written.warnings:
        print(line)


def _offer(snapshot: Snapshot, selection: service.Selection, as_json: bool) -> None:
    offers = service.papers(snapshot, selection)
    shown = [offer for offer in offers if not selection.names or offer.name in selection.names]
    if as_json:
        print_json(
            [
                {
                    "name": offer.name,
                    "title": offer.title,
                    "purpose": offer.purpose,
                    "audiences": [audience.value for audience in Audience if audience in offer.audiences],
                    "pages": offer.pages,
                    "missing": offer.missing,
                }
                for offer in shown
            ]
        )
        return
    for offer in shown:
        count = amount(offer.pages, "page") if offer.pages else "nothing to print"
        print(f"{offer.name} ({count}): {offer.missing or offer.purpose}")
    print(f"{amount(sum(offer.pages for offer in shown), 'page')} in all. Nothing has been written.")
