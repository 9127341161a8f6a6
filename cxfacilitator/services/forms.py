"""Forms, notes and reviews: typed one row a form, or taken from a list after a look at what was understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from cxfacilitator.domain.form_columns import KNOWN_HEADINGS
from cxfacilitator.domain.form_import import has_headings
from cxfacilitator.domain.form_import import plan_import as plan_table
from cxfacilitator.domain.form_plan import AS_IT_IS, FormChoices, FormPlan, FormRow
from cxfacilitator.domain.forms import Form, Kind, lines_of, matched, next_code
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.formats import read_bytes, read_list
from cxfacilitator.formats.delimited import read_text
from cxfacilitator.store import forms as store
from cxfacilitator.store import plan as plan_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store.file import Edit, EngagementFile


def type_cell(file: EngagementFile, form: Form, box: Box, text: str, now: datetime) -> None:
    """Put a cell on disk as it is typed, one answer a line; a form that is new is added with it.

    Lines that stay keep their themes and flags, and so does the line that is being changed.

    Args:
        file: The open engagement.
        form: The one that is in the file has the same id, or the same code while it has none yet.
        box: Which cell.
        text: All of the cell.
        now: When it was typed.
    """
    with file.edit(f"Type into {_called(form)}", merge_key=f"{form.code} {box.value}") as edit:
        kept = _kept(edit, form)
        answers = [answer for answer in sheets_store.load_from(edit.db, kept.id) if answer.box is box]
        lines = lines_of(text)
        found = matched(answers, lines)
        for gone in set(answers).difference(filter(None, found)):
            sheets_store.delete(edit.db, gone.id)
        for position, (line, known) in enumerate(zip(lines, found, strict=True), start=1):
            answer = known or Answer(_new_id(), "", kept.id, box, position, line, typed_at=now)
            if known is None:
                answer = replace(answer, ref=sheets_store.next_ref(edit.db, answer))
            if (answer.text, answer.position) != (line, position) or known is None:
                sheets_store.upsert(edit.db, replace(answer, text=line, position=position))


def empty_cells(file: EngagementFile, cells: Sequence[tuple[Form, Box]]) -> None:
    """Take all answers out of some cells, in one step that undo takes back as one."""
    with file.edit(f"Empty {amount(len(cells), 'cell')}") as edit:
        for form, box in cells:
            for answer in sheets_store.load_from(edit.db, form.id):
                if answer.box is box:
                    sheets_store.delete(edit.db, answer.id)


def set_segment(file: EngagementFile, form: Form, segment: str) -> None:
    """Note what kind of customer it is from."""
    _change(file, form, "segment", segment=segment.strip())


def set_source(file: EngagementFile, form: Form, source: str) -> None:
    """Note where it was found."""
    _change(file, form, "source", label=source.strip())


def set_day(file: EngagementFile, form: Form, day: date | None) -> None:
    """Note the day on which it was filled in, said or published."""
    _change(file, form, "day", held_on=day)


def set_kind(file: EngagementFile, form: Form, kind: Kind) -> None:
    """Make it a form, a note or a review; it gets a code of its kind, and its answers the references that follow."""
    with file.edit(f"Change the kind of {_called(form)}") as edit:
        kept = _kept(edit, form)
        if kept.kind is kind:
            return
        code = next_code(kind, (other.code for other in store.load_all(edit.db)))
        answers = sheets_store.load_from(edit.db, kept.id, parked=True)
        store.update(edit.db, replace(kept, kind=kind, code=code))
        for answer in answers:
            ref = answer.ref.replace(f"{kept.code}-", f"{code}-", 1)
            sheets_store.upsert(edit.db, replace(answer, ref=ref))


def remove(file: EngagementFile, forms: Sequence[Form]) -> None:
    """Remove forms with their answers; undo brings all of them back at once."""
    called = _called(forms[0]) if len(forms) == 1 else amount(len(forms), "form")
    with file.edit(f"Remove {called}") as edit:
        for form in forms:
            store.delete(edit.db, form.id)
        plan_store.drop_empty(edit.db)


def plan_import(
    path: Path, snapshot: Snapshot, choices: FormChoices = AS_IT_IS, progress: Progress = silent
) -> FormPlan:
    """Read a list of forms and say what importing it would do; nothing is changed.

    Args:
        path: A text file with separators, or a workbook.
        snapshot: What the rows would join.
        choices: What a person said about this list.
        progress: Told the share done; may stop the work.

    Raises:
        ColumnsWanted: No column of answers was found; a person may say which it is.
        ImportProblem: The file is not a list of forms; the text names the file, the row and the reason.
    """
    return plan_bytes(read_bytes(path), path.name, snapshot, choices, progress)


def plan_bytes(
    data: bytes, name: str, snapshot: Snapshot, choices: FormChoices = AS_IT_IS, progress: Progress = silent
) -> FormPlan:
    """Plan as `plan_import` does, from the bytes of a file; the name is for sentences.

    Raises:
        ImportProblem: As `plan_import`.
    """
    progress(0.0, f"Reading {name}")
    return plan_table(read_list(data, name, choices.reading, KNOWN_HEADINGS), snapshot, choices, progress)


def plan_paste(text: str, snapshot: Snapshot, choices: FormChoices = AS_IT_IS, progress: Progress = silent) -> FormPlan:
    """Plan as `plan_import` does, from cells copied out of a spreadsheet, with or without their headings.

    Raises:
        ImportProblem: As `plan_import`.
    """
    name = "The clipboard"
    if choices.reading.heading_rows is None:
        bare = replace(choices.reading, heading_rows=(), delimiter=choices.reading.delimiter or "\t")
        table = read_text(text, name, bare)
        if not has_headings(table.rows, snapshot.wording, snapshot.engagement.client):
            return plan_table(table, snapshot, replace(choices, reading=bare), progress)
    reading = replace(choices.reading, delimiter=choices.reading.delimiter or "\t")
    return plan_table(read_text(text, name, reading, KNOWN_HEADINGS), snapshot, choices, progress)


def apply(file: EngagementFile, plan: FormPlan) -> int:
    """Add the rows of an agreed plan, in one step that undo takes back as one.

    Returns:
        How many forms, notes and reviews were added.
    """
    if not plan.rows:
        return 0
    with file.edit(f"Import {plan.counts}") as edit:
        last = {kind: int(next_code(kind, (f.code for f in store.load_all(edit.db)))[1:]) - 1 for kind in Kind}
        forms = []
        for row in plan.rows:
            last[row.form.kind] += 1
            form = replace(row.form, code=f"{row.form.kind.letter}{last[row.form.kind]}")
            forms.append(replace(form, id=store.insert(edit.db, form)))
        # One kind of row after the other, so that undo needs two statements and not one for each row.
        for row, form in zip(plan.rows, forms, strict=True):
            sheets_store.insert_all(edit.db, _answers(row, form))
    return len(plan.rows)


def _answers(row: FormRow, form: Form) -> list[Answer]:
    """The answers of a row, numbered within their box, with references numbered within their question."""
    placed: dict[Box, int] = {}
    numbered: dict[str, int] = {}
    found = []
    for line in sorted(row.lines, key=lambda line: list(Box).index(line.box)):
        question = line.box.question.value
        placed[line.box] = placed.get(line.box, 0) + 1
        numbered[question] = numbered.get(question, 0) + 1
        ref = f"{form.code}-{question}-{numbered[question]:02}"
        found.append(Answer(_new_id(), ref, form.id, line.box, placed[line.box], line.text, competitor=line.competitor))
    return found


def _change(file: EngagementFile, form: Form, fact: str, **changes: str | date | None) -> None:
    with file.edit(f"Note the {fact} of {_called(form)}", merge_key=f"{form.code} {fact}") as edit:
        kept = _kept(edit, form)
        changed = replace(kept, **changes)  # type: ignore[arg-type]
        if changed != kept:
            store.update(edit.db, changed)


def _kept(edit: Edit, form: Form) -> Form:
    """The form as it is in the file: by its id, by its code while it has none; otherwise it is added now."""
    found = store.find(edit.db, form)
    return found or replace(form, id=store.insert(edit.db, form))


def _called(form: Form) -> str:
    return f"{form.kind.value} {form.code}"


def _new_id() -> AnswerId:
    return AnswerId(uuid4().hex)
