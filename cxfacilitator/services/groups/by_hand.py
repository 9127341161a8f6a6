"""Change groups one by one: move and swap people, keep tables and people where they are, add and remove tables."""

from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import free_code, joined
from cxfacilitator.services.groups.seats import called, empty_tables
from cxfacilitator.store import groups as store
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store.file import EngagementFile


def move(file: EngagementFile, participant_id: ParticipantId, group_id: GroupId | None) -> None:
    """Move somebody to another group, or out of all groups; a lock does not hold against one's own hand."""
    snapshot = file.snapshot()
    person = snapshot.participant[participant_id]
    target = snapshot.group[group_id].label if group_id is not None else "no group"
    with file.edit(f"Move {called(person)} to {target}") as edit:
        roster_store.update(edit.db, replace(person, group_id=group_id))


def swap(file: EngagementFile, first_id: ParticipantId, second_id: ParticipantId) -> None:
    """Let two people change seats.

    Raises:
        CxError: They share a group already.
    """
    snapshot = file.snapshot()
    first, second = snapshot.participant[first_id], snapshot.participant[second_id]
    if first.group_id == second.group_id:
        raise CxError(f"{called(first)} and {called(second)} sit at the same table already.")
    with file.edit(f"Swap {called(first)} with {called(second)}") as edit:
        roster_store.update(edit.db, replace(first, group_id=second.group_id))
        roster_store.update(edit.db, replace(second, group_id=first.group_id))


def set_locked(file: EngagementFile, group_id: GroupId, locked: bool) -> None:
    """Let all people of a group stay when groups are formed again, or let them go."""
    group = file.snapshot().group[group_id]
    with file.edit(f"{'Lock' if locked else 'Unlock'} {group.label}") as edit:
        store.update(edit.db, replace(group, locked=locked))


def set_pinned(file: EngagementFile, participant_id: ParticipantId, pinned: bool) -> None:
    """Let somebody stay at the table where they sit when groups are formed again, or let them go.

    Raises:
        CxError: There is no table to be pinned to.
    """
    person = file.snapshot().participant[participant_id]
    if pinned and person.group_id is None:
        raise CxError(f"{called(person)} has no seat yet. Choose a table first, then pin.")
    with file.edit(f"{'Pin' if pinned else 'Unpin'} {called(person)}") as edit:
        roster_store.update(edit.db, replace(person, pinned=pinned))


def add(file: EngagementFile, audience: Audience, label: str = "", people: int | None = None, segment: str = "") -> str:
    """Add an empty group, for a sheet that comes without a roster.

    Returns:
        The new group's code.
    """
    code = free_code(audience.letter, {group.code for group in file.snapshot().groups})
    name = label.strip() or ("Leadership team" if audience is Audience.LEADERSHIP else f"Table {code[1:]}")
    with file.edit(f"Add group {code}") as edit:
        store.insert(edit.db, Group(GroupId(0), code, audience, name, segment=segment, people=people))
    return code


def delete_empty(file: EngagementFile, audience: Audience, session_code: str = "") -> tuple[str, ...]:
    """Remove the tables that everybody has left.

    Returns:
        What the room called them.
    """
    empty = empty_tables(file.snapshot(), audience, session_code)
    labels = tuple(group.label for group in empty)
    if empty:
        with file.edit(f"Remove {joined(labels)}") as edit:
            for group in empty:
                store.delete(edit.db, group.id)
    return labels


def delete(file: EngagementFile, group: Group) -> None:
    """Remove a group that has no answers."""
    if file.snapshot().answers_of.get(group.id):
        raise CxError(f"{group.label} has answers on its sheet and is kept. Remove the answers first if that is meant.")
    with file.edit(f"Remove group {group.code}") as edit:
        store.delete(edit.db, group.id)
