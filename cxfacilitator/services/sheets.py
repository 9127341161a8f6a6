"""Capture the sheets: every line goes to disk as it is typed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.formats import answers as format_answers
from cxfacilitator.formats.answers import AnswerRow
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import sheets as store
from cxfacilitator.store.file import Edit, EngagementFile


def new_id() -> AnswerId:
    """Return a fresh identity for a line that is about to be typed."""
    return AnswerId(uuid4().hex)


def save(file: EngagementFile, answer: Answer) -> None:
    """Put a typed line on disk: a new one, or the newest wording of one that is there.

    Args:
        file: The open engagement.
        answer: An empty `ref` is given the next free one of its group and question.
    """
    with file.edit("Type an answer", merge_key=f"answer {answer.id}") as edit:
        _write(edit, answer)


def save_all(file: EngagementFile, answers: Sequence[Answer]) -> None:
    """Put several lines on disk as `save` does, in one step that undo takes back as one."""
    with file.edit(f"Type {len(answers)} answers") as edit:
        for answer in answers:
            _write(edit, answer)


def move(file: EngagementFile, answer: Answer, box: Box) -> None:
    """Put a line at the end of another box of its sheet; under another question it gets another reference."""
    with file.edit(f"Move an answer to {box.label}") as edit:
        lines = [line for line in store.load_all(edit.db) if line.group_id == answer.group_id]
        known = any(line.id == answer.id and line.box.question is box.question for line in lines)
        last = max((line.position for line in lines if line.box is box), default=0)
        _write(edit, replace(answer, ref=answer.ref if known else "", box=box, position=last + 1))


def delete(file: EngagementFile, answer_id: AnswerId) -> None:
    """Remove a line with its tags; undo brings both back."""
    with file.edit("Remove an answer") as edit:
        store.delete(edit.db, answer_id)


def set_complete(file: EngagementFile, group: Group, complete: bool) -> None:
    """Note that a sheet has been typed and checked, or that it has not."""
    with file.edit(f"Mark sheet {group.code} as {'complete' if complete else 'not complete'}") as edit:
        groups_store.update(edit.db, replace(_newest(edit, group), complete=complete))


def set_people(file: EngagementFile, group: Group, people: int | None) -> None:
    """Note how many people sat in the group when it wrote its sheet."""
    with file.edit(f"Note people present in {group.code}", merge_key=f"people {group.id}") as edit:
        groups_store.update(edit.db, replace(_newest(edit, group), people=people))


def import_answers(file: EngagementFile, path: Path) -> int:
    """Add the answers of a table to the engagement; groups that it names and the file lacks are added.

    Args:
        path: A CSV or XLSX table with the columns group_id, audience, question, slot, seq and text,
            and optionally item_id.

    Returns:
        The number of answers added.

    Raises:
        ImportProblem: Nothing was added; the text names the file, the row and the reason.
    """
    rows = format_answers.read(path)
    snapshot = file.snapshot()
    known = {answer.ref for answer in snapshot.answers}
    for row in rows:
        if row.ref and row.ref in known:
            raise ImportProblem(
                f"{path.name}: the answer {row.ref} is already in this engagement. Nothing was imported."
            )
    groups = {group.code: group for group in snapshot.groups}
    with file.edit(f"Import {len(rows)} answers") as edit:
        for row in rows:
            group = groups.get(row.group_code)
            if group is None:
                groups[row.group_code] = _add_group(edit, row, path)
            elif row.audience not in (None, group.audience):
                raise ImportProblem(
                    f"{path.name}, row {row.number}: the group {group.code} is one of {group.audience}, "
                    f"not {row.audience}. Nothing was imported."
                )
        insert_rows(edit, rows, groups)
    return len(rows)


def insert_rows(edit: Edit, rows: Sequence[AnswerRow], groups: dict[str, Group]) -> None:
    """Insert the rows of a table of answers inside an open edit."""
    # A row without a reference must not be given the one that a later row brings along.
    for row in sorted(rows, key=lambda row: row.ref is None):
        _write(edit, Answer(new_id(), row.ref or "", groups[row.group_code].id, row.box, row.position, row.text))


def _write(edit: Edit, answer: Answer) -> None:
    store.upsert(edit.db, answer if answer.ref else replace(answer, ref=store.next_ref(edit.db, answer)))


def _newest(edit: Edit, group: Group) -> Group:
    """The group as it is in the file: the one on the screen may be older than an edit that is still on its way."""
    return next((found for found in groups_store.load_all(edit.db) if found.id == group.id), group)


def _add_group(edit: Edit, row: AnswerRow, path: Path) -> Group:
    audience: Audience | None = row.audience
    if audience is None:
        raise ImportProblem(
            f"{path.name}: the group {row.group_code} is not in this engagement, and the table does not say "
            "which audience it belongs to. Add a column 'audience', or make the groups first."
        )
    group = Group(GroupId(0), row.group_code, audience, row.group_code)
    return replace(group, id=groups_store.insert(edit.db, group))
