"""Commands of the forms, notes and reviews, which are counted by themselves and never with the groups."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from cxfacilitator.cli.arguments import (
    Commands,
    add_agreement,
    add_command,
    add_file,
    add_json,
    day,
    one_of,
    print_json,
)
from cxfacilitator.cli.reading import add_reading, chosen
from cxfacilitator.domain.form_columns import FormColumn
from cxfacilitator.domain.form_plan import FormChoices, FormNote, FormPlan, FormRow
from cxfacilitator.domain.forms import CELLS, Kind, Separator, counted_in_words
from cxfacilitator.domain.reading import DELIMITERS
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import forms as service

_NOT_USED = "not used"
_CELL = {box: "unsorted" if box is Box.UNMARKED else box.label for box in CELLS}


def add_to(commands: Commands) -> None:
    """Add `import-forms` and `forms`."""
    command = add_command(
        commands,
        "import-forms",
        _import,
        "Read a list of customer forms, notes or reviews (CSV or XLSX), one a row; with --yes add them.",
    )
    add_file(command)
    command.add_argument("table", type=Path, metavar="TABLE", help="the list; - reads standard input")
    command.add_argument(
        "--kind", type=one_of(Kind), default=Kind.FORM, help="form, note or review, for rows that do not say (form)"
    )
    command.add_argument("--segment", default="", help="kind of customer, for rows that do not say")
    command.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="the day, for rows that have none")
    command.add_argument(
        "--split",
        type=one_of(Separator),
        default=Separator.LINE,
        help="what else stands between the answers in one cell: line (nothing else), slash or semicolon",
    )
    order = command.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="month_first", action="store_false", help="3/5 is the third of May")
    order.add_argument("--month-first", dest="month_first", action="store_true", help="3/5 is the fifth of March")
    command.set_defaults(month_first=None)
    command.add_argument("--keep-known", action="store_true", help="add rows again that are in the file already")
    command.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help="what a column holds, or that it is not used; may be given more than once. "
        f"Fields: {'; '.join((*FormColumn, _NOT_USED))}",
    )
    add_reading(command)
    add_agreement(command)
    shown = add_command(commands, "forms", _forms, "List the customer forms, notes and reviews with their answers.")
    add_file(shown)
    add_json(shown)


def _column(text: str) -> tuple[str, FormColumn | None]:
    heading, _, field = (part.strip() for part in text.rpartition("="))
    fields: dict[str, FormColumn | None] = {_NOT_USED: None, **{c.value.casefold(): c for c in FormColumn}}
    if not heading or field.casefold() not in fields:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not HEADING=FIELD; a field is one of {'; '.join((*FormColumn, _NOT_USED))}"
        )
    return heading, fields[field.casefold()]


def _import(arguments: argparse.Namespace) -> None:
    choices = FormChoices(
        arguments.kind,
        arguments.segment,
        arguments.date,
        arguments.split,
        arguments.month_first,
        arguments.keep_known,
        replace(chosen(arguments), columns=dict(arguments.column)),
    )
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        if str(arguments.table) == "-":
            plan = service.plan_bytes(sys.stdin.buffer.read(), "standard input", snapshot, choices)
        else:
            plan = service.plan_import(arguments.table, snapshot, choices)
        if arguments.json:
            print_json({**_facts(plan), "applied": bool(arguments.yes)})
        else:
            for sentence in plan.sentences():
                print(sentence)
        if arguments.yes:
            service.apply(file, plan)
            if not arguments.json:
                print(f"Added {plan.counts}. They are counted by themselves, never with the groups.")
        elif not arguments.json:
            print("Nothing has been changed. Run it again with --yes to agree.")


def _forms(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    if arguments.json:
        print_json(_as_json(snapshot))
        return
    for form in snapshot.forms:
        print(form.described)
        for box in CELLS:
            for answer in snapshot.form_answers_of.get(form.id, ()):
                if answer.box is box:
                    print(f"  {_CELL[box]:<11} {answer.wording}")
    if snapshot.forms:
        answers = amount(len(snapshot.form_answers), "answer")
        print(f"{counted_in_words(snapshot.forms)} with {answers}, counted by themselves, never with the groups.")
    else:
        print("There are no forms, notes or reviews.")


def _as_json(snapshot: Snapshot) -> list[dict[str, object]]:
    return [
        {
            "code": form.code,
            "kind": form.kind.value,
            "source": form.label,
            "segment": form.segment,
            "date": form.held_on.isoformat() if form.held_on else None,
            "answers": [
                {
                    "ref": answer.ref,
                    "box": answer.box.value,
                    "text": answer.wording,
                    "themes": snapshot.themes_of.get(answer.id, ()),
                    "reviewed": answer.reviewed,
                }
                for answer in snapshot.form_answers_of.get(form.id, ())
            ],
        }
        for form in snapshot.forms
    ]


def _facts(plan: FormPlan) -> dict[str, object]:
    """The plan for other programs."""

    def rows(found: tuple[FormRow, ...]) -> list[dict[str, object]]:
        return [
            {
                "row": row.number,
                "kind": row.form.kind.value,
                "source": row.form.label,
                "segment": row.form.segment,
                "date": row.form.held_on.isoformat() if row.form.held_on else None,
                "answers": [{"box": line.box.value, "text": line.text} for line in row.lines],
            }
            for row in found
        ]

    def notes(found: tuple[FormNote, ...]) -> list[dict[str, object]]:
        return [{"row": note.number, "about": note.about} for note in found]

    return {
        "add": rows(plan.rows),
        "already": rows(plan.already),
        "left_out": notes(plan.left_out),
        "unclear": notes(plan.unclear),
        "columns": {column.label: column.holds.value if column.holds else None for column in plan.read.columns},
        "encoding": {"name": plan.read.file.encoding, "guessed": plan.read.file.guessed},
        "delimiter": DELIMITERS.get(plan.read.file.delimiter, plan.read.file.delimiter),
        "sheet": plan.read.file.sheet,
        "warnings": [*plan.assumptions, *plan.warnings],
    }
