"""Capture the sheets: every line goes to disk as it is typed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError, ImportProblem
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.lines import as_new, joined_lines, retyped, split_line
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, BoxState
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.domain.text import amount
from cxfacilitator.formats import answers as format_answers
from cxfacilitator.formats.answers import AnswerRow
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import sheets as store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import Edit, EngagementFile

BOX_STATE_WORDS: Mapping[BoxState | None, str] = {
    BoxState.BLANK: "left blank",
    BoxState.NOT_ASKED: "not asked",
    None: "open",
}


def new_id() -> AnswerId:
    """Return a fresh identity for a line that is about to be typed."""
    return AnswerId(uuid4().hex)


def save(file: EngagementFile, answer: Answer) -> None:
    """Put a typed line on disk: a new one, or the newest words of one that is there.

    Of a line that is there only what is typed is changed: its text, the fields of Q3 and its star.

    Args:
        file: The open engagement.
        answer: An empty `ref` is given the next free one of its group and question.
    """
    with file.edit("Type an answer", merge_key=f"answer {answer.id}") as edit:
        _type(edit, answer)


def save_all(file: EngagementFile, answers: Sequence[Answer], order: Sequence[AnswerId] = ()) -> None:
    """Put several lines on disk as `save` does, in one step that undo takes back as one.

    Args:
        file: The open engagement.
        answers: The lines.
        order: How all lines of their box are to follow one another; by their positions when there is none.
    """
    with file.edit(f"Type {amount(len(answers), 'answer')}") as edit:
        for answer in answers:
            _type(edit, answer)
        store.arrange(edit.db, order)


def set_tidy(file: EngagementFile, answer_id: AnswerId, tidy: str) -> None:
    """Give a line a tidied wording that stands for the original everywhere but on the sheet; empty takes it away."""
    with file.edit("Tidy an answer", merge_key=f"tidy {answer_id}") as edit:
        store.upsert(edit.db, replace(_known(edit, answer_id), tidy=tidy if tidy.strip() else ""))


def reorder(file: EngagementFile, group_id: GroupId, box: Box, order: Sequence[AnswerId]) -> None:
    """Put the lines of a box in this order."""
    with file.edit(f"Reorder the answers of {box.label}", merge_key=f"order {group_id} {box}") as edit:
        store.arrange(edit.db, order)


def move(file: EngagementFile, answer: Answer, box: Box) -> None:
    """Put a line at the end of another box of its sheet; under another question it gets another reference."""
    with file.edit(f"Move an answer to {box.label}") as edit:
        known = store.load_one(edit.db, answer.id)
        line = retyped(known, answer) if known is not None else as_new(answer)
        stays = known is not None and known.box.question is box.question
        order = [other for other in store.load_order(edit.db, line.group_id, box) if other != line.id]
        _write(edit, replace(line, ref=line.ref if stays else "", box=box))
        store.arrange(edit.db, (*order, line.id))


def split(file: EngagementFile, answer: Answer, at: int, new_id: AnswerId) -> None:
    """Make two lines of one, as `domain.lines.split_line` says; themes and flags stay with the first half.

    Raises:
        CxError: There is nothing to split, or a tidied wording stands for the whole; nothing was changed.
    """
    with file.edit("Split an answer") as edit:
        known = _known(edit, answer.id)
        first, second = split_line(retyped(known, answer), at, new_id)
        order = store.load_order(edit.db, known.group_id, known.box)
        order.insert(order.index(first.id) + 1, second.id)
        store.upsert(edit.db, first)
        _write(edit, second)
        store.arrange(edit.db, order)


def join(file: EngagementFile, upper: Answer, lower: Answer) -> None:
    """Make one line of two, with the words, the marks and the themes of both, as far as a line has room for them."""
    with file.edit("Join two answers") as edit:
        one, other = retyped(_known(edit, upper.id), upper), retyped(_known(edit, lower.id), lower)
        tags = tagging_store.load_tags(edit.db)
        themes = dict.fromkeys(tag.theme_id for line in (one, other) for tag in tags if tag.answer_id == line.id)
        store.upsert(edit.db, joined_lines(one, other))
        tagging_store.set_themes(edit.db, one.id, tuple(themes)[:MOST_THEMES])
        store.delete(edit.db, other.id)


def delete(file: EngagementFile, answer_id: AnswerId) -> None:
    """Remove a line with its tags; undo brings both back."""
    with file.edit("Remove an answer") as edit:
        store.delete(edit.db, answer_id)


def set_box_state(file: EngagementFile, group: Group, box: Box, state: BoxState | None) -> None:
    """Note why a box has no lines: it was left blank, or not asked; None takes the note back.

    Raises:
        CxError: The box has lines; nothing was changed.
    """
    with file.edit(f"Mark {box.label} of {group.code} as {BOX_STATE_WORDS[state]}") as edit:
        if store.load_order(edit.db, group.id, box):
            raise CxError(f"{box.label} of {group.code} has lines, so it was neither left blank nor skipped.")
        store.set_box_state(edit.db, group.id, box, state)


def set_complete(file: EngagementFile, group: Group, complete: bool, blank: Collection[Box] = ()) -> None:
    """Note that a sheet has been typed and checked, or that it has not.

    Args:
        file: The open engagement.
        group: Whose sheet.
        complete: Whether it is.
        blank: Boxes that the group left blank, which is noted in the same step.
    """
    with file.edit(f"Mark sheet {group.code} as {'complete' if complete else 'not complete'}") as edit:
        for box in blank:
            store.set_box_state(edit.db, group.id, box, BoxState.BLANK)
        groups_store.update(edit.db, replace(_newest(edit, group), complete=complete))


def set_people(file: EngagementFile, group: Group, people: int | None) -> None:
    """Note how many people sat in the group when it wrote its sheet."""
    with file.edit(f"Note people present in {group.code}", merge_key=f"people {group.id}") as edit:
        groups_store.update(edit.db, replace(_newest(edit, group), people=people))


def set_scribe(file: EngagementFile, group: Group, scribe: str) -> None:
    """Note who wrote the sheet."""
    with file.edit(f"Note the scribe of {group.code}", merge_key=f"scribe {group.id}") as edit:
        groups_store.update(edit.db, replace(_newest(edit, group), scribe=scribe))


def set_note(file: EngagementFile, group: Group, note: str) -> None:
    """Note how the group worked; it is never printed or exported."""
    with file.edit(f"Note how {group.code} worked", merge_key=f"note {group.id}") as edit:
        groups_store.update(edit.db, replace(_newest(edit, group), note=note))


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


def _type(edit: Edit, answer: Answer) -> None:
    known = store.load_one(edit.db, answer.id)
    if known is None:
        _write(edit, as_new(answer))
    else:
        store.upsert(edit.db, retyped(known, answer))


def _write(edit: Edit, answer: Answer) -> None:
    """Write a line that is new in its box, which therefore was neither left blank nor skipped."""
    store.upsert(edit.db, answer if answer.ref else replace(answer, ref=store.next_ref(edit.db, answer)))
    store.set_box_state(edit.db, GroupId(answer.group_id), answer.box, None)


def _known(edit: Edit, answer_id: AnswerId) -> Answer:
    found = store.load_one(edit.db, answer_id)
    if found is None:
        raise CxError("This line is no longer there. Nothing was changed.")
    return found


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
