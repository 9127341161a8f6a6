"""The command of the matrix: which group said what on which theme."""

import argparse
from pathlib import Path
from typing import Any

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
from cxfacilitator.cli.cuts import CUT_BY
from cxfacilitator.domain.cuts import By
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.matrix_layout import Layout, RowKind, lay_out
from cxfacilitator.services import engagement
from cxfacilitator.services import matrix as service


def add_to(commands: Commands) -> None:
    """Add `matrix`."""
    command = add_command(
        commands, "matrix", _matrix, "Show which group wrote in which boxes on which theme, and the totals."
    )
    add_file(command)
    command.add_argument("--segment", default="", metavar="NAME", help="only this part of an audience; see `segments`")
    command.add_argument("--by", type=one_of(By), default=By.SEGMENT, metavar="WHAT", help=CUT_BY)
    add_audience(command, Audience.CUSTOMERS)
    command.add_argument("--families", action="store_true", help="one column for each family of themes")
    command.add_argument("--out", type=Path, metavar="OUT.csv", help="write a table for spreadsheets instead")
    add_replace(command)
    add_json(command)


def _matrix(arguments: argparse.Namespace) -> None:
    part = service.AudiencePart(arguments.audience, arguments.by, arguments.segment) if arguments.segment else None
    with engagement.open_file(arguments.file) as file:
        seen = service.see(file.snapshot(), part)
    families = seen.snapshot.codebook.families
    folded = [family.id for family in families] if arguments.families else []
    layout = lay_out(seen.matrix, seen.beside, families, folded, seen.closed)
    if arguments.out is not None:
        print(service.export(layout, arguments.out, replace=arguments.replace))
    elif arguments.json:
        print_json(_as_json(layout))
    else:
        if seen.sentence:
            print(f"{seen.sentence}\n")
        for number, row in enumerate(layout.rows):
            print(f"All of {row.name.lower()}" if row.kind is RowKind.TOTAL else row.name)
            for place, column in enumerate(layout.columns):
                if any(layout.said(number, place)[:1]) and row.kind is not RowKind.BAND:
                    print(f"  {column.name:<44} {layout.text(number, place)}")


def _as_json(layout: Layout) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind.value,
            "audience": row.audience.value if row.audience else None,
            "name": row.group.code if row.group else row.forms.value if row.forms else None,
            "of": row.size,
            "columns": {
                column.key: [box.value for box in layout.boxes.get((number, place), ())]
                if row.kind is RowKind.GROUP
                else layout.said(number, place)[0]
                for place, column in enumerate(layout.columns)
                if layout.said(number, place)[0]
            },
        }
        for number, row in enumerate(layout.rows)
        if row.kind is not RowKind.BAND
    ]
