"""Who gets a seat, which groups there are, and who stays where when groups are formed again."""

from collections.abc import Mapping, Sequence

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot


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


def members(snapshot: Snapshot, people: Sequence[Participant]) -> Mapping[GroupId, tuple[Participant, ...]]:
    """Return who of these people sits in which group; a group without any of them has an empty place."""
    found: dict[GroupId, list[Participant]] = {group.id: [] for group in snapshot.groups}
    for person in people:
        if person.group_id is not None:
            found[GroupId(person.group_id)].append(person)
    return {group: tuple(seated) for group, seated in found.items()}


def stays(snapshot: Snapshot, group: Group) -> bool:
    """Whether the people of a group keep their seats: it is locked, or its sheet is typed."""
    return group.locked or group.id in snapshot.answers_of


def homes(
    snapshot: Snapshot,
    groups: Sequence[Sequence[ParticipantId]],
    tables: Sequence[Group],
) -> tuple[Group | None, ...]:
    """Return the table of each proposed group, so that as few people as possible hear of another table.

    A table whose people stay is the home of exactly these people; elsewhere the pinned count most, then the
    number of people who sit there already. A group without a table of its own has None.
    """
    person = snapshot.participant
    here = {table.id: {p.id for p in snapshot.participants if p.group_id == table.id} for table in tables}
    ranked = []
    for number, group in enumerate(groups):
        for place, table in enumerate(tables):
            both = here[table.id].intersection(group)
            kept = bool(both) and len(both) == len(group) and stays(snapshot, table)
            pinned = sum(person[one].pinned for one in both)
            ranked.append((-kept, -pinned, -len(both), place, number))
    found: dict[int, Group] = {}
    taken = set()
    for _, _, _, place, number in sorted(ranked):
        if number not in found and place not in taken:
            found[number] = tables[place]
            taken.add(place)
    return tuple(found.get(number) for number in range(len(groups)))


def called(person: Participant) -> str:
    """Return first name and initial as they stand in a sentence, for example `Anna B.`."""
    name = person.shown_name or person.code
    return f"{name}." if person.first_name and person.last_name else name
