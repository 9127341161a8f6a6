"""Actions that bring in a codebook, and write one."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_agreement, add_command, add_replace
from cxfacilitator.cli.codebook.naming import agree
from cxfacilitator.domain.codebook_plan import CodebookPlan
from cxfacilitator.domain.text import amount
from cxfacilitator.services import codebook as service
from cxfacilitator.services import engagement


def add_to(actions: Commands) -> None:
    """Add `import` and `export`."""
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
    add_replace(action)


def _import(arguments: argparse.Namespace) -> None:
    incoming = service.read(arguments.path)
    with engagement.open_file(arguments.file) as file:
        plan = service.plan_import(file.snapshot(), incoming, drop_unused=arguments.drop_unused)
        agree(arguments, plan.sentences(), _plan_facts(plan), lambda: service.apply(file, plan))


def _export(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        book = file.snapshot().codebook
    service.write(book, arguments.path, replace=arguments.replace)
    print(f"Wrote {amount(len(book.counted), 'theme')} to {arguments.path}.")


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
