"""Fill the roster: from a list after a look at what was understood, by number alone, or by hand."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.line_manager import find_manager
from cxfacilitator.domain.reading import AS_FOUND, ReadingChoices
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_columns import KNOWN_HEADINGS, begins_with_headings
from cxfacilitator.domain.roster_guess import begins_with_a_record
from cxfacilitator.domain.roster_import import plan_import as plan_table
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.table import Table
from cxfacilitator.domain.text import amount, free_code, listed
from cxfacilitator.formats import read_bytes, read_list
from cxfacilitator.formats.delimited import read_text
from cxfacilitator.store import roster as store
from cxfacilitator.store.file import Edit, EngagementFile

MOST_PEOPLE = 5000
"""More people than this are a slip of the finger."""


def plan_import(path: Path, audience: Audience, snapshot: Snapshot, choices: ReadingChoices = AS_FOUND) -> RosterPlan:
    """Read a list of people and say what importing it would do; nothing is changed.

    Args:
        path: A text file with separators, or a workbook.
        audience: Whose list it is.
        snapshot: The roster that the people would join.
        choices: What a person said about reading this list.

    Raises:
        ColumnsWanted: No column of names was found; a person may say which it is.
        ImportProblem: The file is not a list of people; the text names the file, the row and the reason.
    """
    return plan_bytes(read_bytes(path), path.name, audience, snapshot, choices)


def plan_bytes(
    data: bytes, name: str, audience: Audience, snapshot: Snapshot, choices: ReadingChoices = AS_FOUND
) -> RosterPlan:
    """Plan as `plan_import` does, from the bytes of a file; the name is for sentences.

    Raises:
        ImportProblem: As `plan_import`.
    """
    table = read_list(data, name, choices, KNOWN_HEADINGS)
    if choices.heading_rows is None and begins_with_a_record(table.rows):
        choices = replace(choices, heading_rows=())
        table = read_list(data, name, choices, KNOWN_HEADINGS)
    return _plan(table, audience, snapshot, choices)


def plan_paste(text: str, audience: Audience, snapshot: Snapshot, choices: ReadingChoices = AS_FOUND) -> RosterPlan:
    """Plan as `plan_import` does, from cells copied out of a spreadsheet, with or without their headings.

    Raises:
        ImportProblem: As `plan_import`.
    """
    name = "The clipboard"
    if choices.heading_rows is None:
        bare = read_text(text, name, replace(choices, heading_rows=()))
        if not begins_with_headings(bare.rows):
            return _plan(bare, audience, snapshot, replace(choices, heading_rows=()))
    return _plan(read_text(text, name, choices, KNOWN_HEADINGS), audience, snapshot, choices)


def _plan(table: Table, audience: Audience, snapshot: Snapshot, choices: ReadingChoices) -> RosterPlan:
    plan = plan_table(table, audience, snapshot.participants, choices)
    groups = {group.code: group for group in snapshot.groups}
    return replace(plan, warnings=plan.warnings + without_group(plan, groups))


def without_group(plan: RosterPlan, groups: Mapping[str, Group]) -> tuple[str, ...]:
    """Say who would get no seat, because the list names a group that is not there or is another audience's.

    Returns:
        One sentence, or none when every group that is named fits.
    """
    lost = [row for row in plan.people if row.group_code and row.group_code not in _fitting(plan, groups)]
    if not lost:
        return ()
    rows = listed([f"row {row.number} ({row.name}, {row.group_code})" for row in lost])
    return (f"{len(lost)} without a seat, because there is no such group of {plan.audience.value}: {rows}",)


def _fitting(plan: RosterPlan, groups: Mapping[str, Group]) -> dict[str, int]:
    return {code: group.id for code, group in groups.items() if group.audience is plan.audience}


def apply(file: EngagementFile, plan: RosterPlan) -> int:
    """Put the people of an agreed plan on the roster.

    Returns:
        How many people were added.
    """
    if not plan.people:
        return 0
    groups = {group.code: group for group in file.snapshot().groups}
    with file.edit(f"Import {amount(len(plan.people), 'person', 'people')}") as edit:
        insert_rows(edit, plan, groups)
    return len(plan.people)


def insert_rows(edit: Edit, plan: RosterPlan, groups: Mapping[str, Group]) -> None:
    """Insert the people of a plan inside an open edit, with the groups and managers that the list names."""
    fitting = _fitting(plan, groups)
    people = [replace(row.person, group_id=fitting.get(row.group_code)) for row in plan.people]
    ids = store.insert_all(edit.db, people)
    by_code = {person.code: person.id for person in store.load_all(edit.db)}
    for row, person, person_id in zip(plan.people, people, ids, strict=True):
        if row.manager_code in by_code:
            store.update(edit.db, replace(person, id=person_id, manager_id=by_code[row.manager_code]))


def add_people(file: EngagementFile, audience: Audience, count: int) -> None:
    """Put people without names on the roster, for a facilitator who only knows how many come.

    Raises:
        CxError: The number makes no sense.
    """
    if not 1 <= count <= MOST_PEOPLE:
        raise CxError(f"Say how many people come, from 1 to {MOST_PEOPLE}.")
    taken = {person.code for person in file.snapshot().participants}
    free = (code for code in map("P{}".format, itertools.count(1)) if code not in taken)
    people = [Participant(ParticipantId(0), audience, code, code, "") for code in itertools.islice(free, count)]
    with file.edit(f"Add {amount(count, 'person', 'people')} without names") as edit:
        store.insert_all(edit.db, people)


def add_person(file: EngagementFile, person: Participant) -> None:
    """Put one person on the roster; an empty code is given the next free one.

    Raises:
        CxError: The name is missing, or the code is taken.
    """
    if not person.full_name:
        raise CxError("Give at least a first name or a last name.")
    taken = {other.code for other in file.snapshot().participants}
    if person.code in taken:
        raise CxError(f"Somebody on the roster already has the number {person.code}.")
    code = person.code or free_code("P", taken)
    with file.edit(f"Add {person.shown_name}") as edit:
        store.insert_all(edit.db, [replace(person, code=code)])


def change_person(file: EngagementFile, person: Participant) -> None:
    """Change what is known of somebody on the roster."""
    if not person.full_name:
        raise CxError("Give at least a first name or a last name.")
    with file.edit(f"Change {person.shown_name}") as edit:
        store.update(edit.db, person)


def remove_people(file: EngagementFile, participant_ids: Sequence[ParticipantId]) -> None:
    """Take people off the roster; undo brings all of them back at once."""
    with file.edit(f"Remove {_called(_people(file, participant_ids))}") as edit:
        for participant_id in participant_ids:
            store.delete(edit.db, participant_id)


def set_manager(file: EngagementFile, participant_id: ParticipantId, text: str) -> None:
    """Say who somebody's line manager is, by name or number; an empty text takes the manager away.

    Raises:
        CxError: Nobody or several are called so, or people would report to each other in a circle.
    """
    snapshot = file.snapshot()
    person = snapshot.participant[participant_id]
    manager = find_manager(text, person, snapshot.participants)
    with file.edit(f"Change the line manager of {person.shown_name}") as edit:
        store.update(edit.db, replace(person, manager_id=manager.id if manager else None))


def set_attendance(file: EngagementFile, participant_id: ParticipantId, attendance: Attendance) -> None:
    """Note whether somebody is in the room; a no-show gives the seat back."""
    set_attendance_of_all(file, [participant_id], attendance)


def set_attendance_of_all(
    file: EngagementFile, participant_ids: Sequence[ParticipantId], attendance: Attendance
) -> None:
    """Note for several people at once whether they are in the room; undo takes all of it back."""
    people = _people(file, participant_ids)
    with file.edit(f"Mark {_called(people)} as {attendance.value}") as edit:
        for person in people:
            group_id = person.group_id if attendance.may_sit else None
            store.update(edit.db, replace(person, attendance=attendance, group_id=group_id))


def set_consent(file: EngagementFile, participant_ids: Sequence[ParticipantId], given: bool) -> None:
    """Note that people have signed, or have not."""
    people = _people(file, participant_ids)
    with file.edit(f"Note {'consent' if given else 'no consent'} of {_called(people)}") as edit:
        for person in people:
            store.update(edit.db, replace(person, consent=given))


def _people(file: EngagementFile, participant_ids: Sequence[ParticipantId]) -> list[Participant]:
    snapshot = file.snapshot()
    return [snapshot.participant[participant_id] for participant_id in participant_ids]


def _called(people: Sequence[Participant]) -> str:
    return people[0].shown_name if len(people) == 1 else f"{len(people)} people"
