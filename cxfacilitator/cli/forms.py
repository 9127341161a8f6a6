"""Commands of the forms, notes and reviews, which are counted by themselves and never with the groups."""

import argparse
import sys
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
from cxfacilitator.cli.reading import add_reading, chosen, facts_of
from cxfacilitator.domain.form_columns import FormColumn
from cxfacilitator.domain.form_plan import FormChoices, FormNote, FormPlan, FormRow
from cxfacilitator.domain.forms import CELLS, Kind, Separator, counted_in_words
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import forms as service

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
    add_reading(command, FormColumn)
    add_agreement(command)
    shown = add_command(commands, "forms", _forms, "List the customer forms, notes and reviews with their answers.")
    add_file(shown)
    add_json(shown)


def _import(arguments: argparse.Namespace) -> None:
    choices = FormChoices(
        arguments.kind,
        arguments.segment,
        arguments.date,
        arguments.split,
        arguments.month_first,
        arguments.keep_known,
        chosen(arguments),
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
        **facts_of(plan.read),
        "warnings": [*plan.assumptions, *plan.warnings],
    }
