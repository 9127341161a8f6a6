"""Form groups: propose a seating, agree, apply; move people by hand."""

from collections.abc import Sequence
from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId, GroupPlan, assess, default_rules, split_choices
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import free_code
from cxfacilitator.store import groups as store
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store.file import EngagementFile


def to_seat(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[Participant, ...]:
    """Return who gets a seat: everybody of the audience (or of one session) who is not a no-show."""
    return tuple(
        person
        for person in snapshot.participants
        if person.audience is audience
        and person.attendance.may_sit
        and (not session_code or person.session_code == session_code)
    )


def loose(snapshot: Snapshot, audience: Audience) -> tuple[Participant, ...]:
    """Return who still needs a seat; nobody once every group of the audience has a typed sheet."""
    groups = snapshot.groups_of(audience)
    if groups and all(group.id in snapshot.answers_of for group in groups):
        return ()
    return tuple(person for person in to_seat(snapshot, audience) if person.group_id is None)


def of_session(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[Group, ...]:
    """Return the groups of an audience, or those that belong to one of its sessions.

    A group that names no session belongs to the one that its people are invited to.
    """
    groups = snapshot.groups_of(audience)
    if not session_code:
        return groups
    session_ids = {session.id for session in snapshot.sessions if session.code == session_code}
    joined = {person.group_id for person in snapshot.participants if person.session_code == session_code}
    return tuple(g for g in groups if g.session_id in session_ids or (g.session_id is None and g.id in joined))


def propose(
    snapshot: Snapshot,
    audience: Audience,
    session_code: str = "",
    sizes: Sequence[int] | None = None,
    seed: int = 1,
    progress: Progress = silent,
) -> GroupPlan:
    """Propose who sits with whom. Nothing is changed until the plan is applied.

    Args:
        snapshot: Where the people are read from.
        audience: Whose groups to form.
        session_code: Only the people invited to this session; empty for the whole audience.
        sizes: Seats in each group; None for the split closest to seven.
        seed: The same seed and people give the same groups.
        progress: Told the share done; may stop the search.

    Raises:
        CxError: Nobody is there to seat, or the seats do not match the people.
    """
    from cxfacilitator.engines.seating import find_seating

    people = to_seat(snapshot, audience, session_code)
    if not people:
        raise CxError(f"There is nobody to seat yet. Import the {audience.value} roster, or say how many people come.")
    rules = default_rules(audience)
    chosen = tuple(sizes) if sizes else split_choices(len(people))[0].sizes
    seating = find_seating(people, chosen, rules, seed, progress)
    return assess(people, seating, rules, audience=audience, session_code=session_code, seed=seed)


def apply(file: EngagementFile, plan: GroupPlan) -> tuple[str, ...]:
    """Form the groups of a plan in place of the earlier ones of the same audience and session.

    Returns:
        The codes of the new groups.

    Raises:
        CxError: An earlier group has a sheet with answers; nothing was changed.
    """
    snapshot = file.snapshot()
    session = next((s for s in snapshot.sessions if s.code == plan.session_code), None)
    earlier = of_session(snapshot, plan.audience, plan.session_code)
    typed = [group.code for group in earlier if snapshot.answers_of.get(group.id)]
    if typed:
        raise CxError(
            f"Sheets have already been typed for {', '.join(typed)}, so these groups stay as they are. "
            "Move people one by one instead."
        )
    taken = {group.code for group in snapshot.groups} - {group.code for group in earlier}
    codes: list[str] = []
    with file.edit(f"Form {len(plan.groups)} groups") as edit:
        for group in earlier:
            store.delete(edit.db, group.id)
        for members in plan.groups:
            code = free_code(plan.audience.letter, taken)
            taken.add(code)
            codes.append(code)
            label = f"Table {code[1:]}"
            group_id = store.insert(
                edit.db, Group(GroupId(0), code, plan.audience, label, session.id if session else None)
            )
            for person_id in members:
                roster_store.update(edit.db, replace(snapshot.participant[person_id], group_id=group_id))
    return tuple(codes)


def move(file: EngagementFile, participant_id: ParticipantId, group_id: GroupId | None) -> None:
    """Move somebody to another group, or out of all groups."""
    snapshot = file.snapshot()
    person = snapshot.participant[participant_id]
    target = snapshot.group[group_id].label if group_id is not None else "no group"
    with file.edit(f"Move {person.shown_name or person.code} to {target}") as edit:
        roster_store.update(edit.db, replace(person, group_id=group_id))


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


def delete(file: EngagementFile, group: Group) -> None:
    """Remove a group that has no answers."""
    if file.snapshot().answers_of.get(group.id):
        raise CxError(f"{group.label} has answers on its sheet and is kept. Remove the answers first if that is meant.")
    with file.edit(f"Remove group {group.code}") as edit:
        store.delete(edit.db, group.id)
