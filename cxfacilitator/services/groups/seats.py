"""Who gets a seat, which groups there are, and who stays where when groups are formed again."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot


def to_seat(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[Participant, ...]:
    """Return who gets a seat: everybody of the audience (or of one session) who is not a no-show.

    To a session belong those who sit at its tables, and of the others those who are invited to it; whoever
    walked in unasked and has no seat yet may sit in any.
    """
    here = {group.id for group in of_session(snapshot, audience, session_code)}
    return tuple(
        person
        for person in snapshot.participants
        if person.audience is audience
        and person.attendance.may_sit
        and (not session_code or _belongs(person, session_code, here))
    )


def _belongs(person: Participant, session_code: str, tables: Collection[int]) -> bool:
    if person.group_id is not None:
        return person.group_id in tables
    return person.session_code == session_code or (not person.session_code and person.attendance is Attendance.WALK_IN)


def loose(snapshot: Snapshot, audience: Audience) -> tuple[Participant, ...]:
    """Return who still needs a seat; nobody once every group of the audience has a typed sheet."""
    groups = snapshot.groups_of(audience)
    if groups and all(group.id in snapshot.answers_of for group in groups):
        return ()
    return tuple(person for person in to_seat(snapshot, audience) if person.group_id is None)


def of_session(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[Group, ...]:
    """Return the groups of an audience, or those that belong to one of its sessions."""
    groups = snapshot.groups_of(audience)
    return tuple(g for g in groups if session_code in ("", snapshot.session_code_of[g.id]))


def empty_tables(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[Group, ...]:
    """Return the tables that everybody has left: nobody sits there, though elsewhere people do.

    A table that is locked, whose sheet is typed, or whose number of people was told is not among them.
    """
    tables = of_session(snapshot, audience, session_code)
    here = members(snapshot, snapshot.participants)
    if not any(here[table.id] for table in tables):
        return ()
    return tuple(
        table for table in tables if not here[table.id] and table.people is None and not stays(snapshot, table)
    )


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
    """Return the table of each proposed group; one without a table of its own has None.

    Where people stay, because of the table or because they are pinned, their table is the group's. The other
    groups take the other tables in their order, so that a hand that moves somebody renames nothing.
    """
    here = {table.id: {p.id for p in snapshot.participants if p.group_id == table.id} for table in tables}
    pinned = {person.id for person in snapshot.participants if person.pinned}
    ranked = []
    for number, group in enumerate(groups):
        for place, table in enumerate(tables):
            both = here[table.id].intersection(group)
            held = len(both) if stays(snapshot, table) else len(both & pinned)
            if held:
                ranked.append((-held, place, number))
    found: dict[int, int] = {}
    for _, place, number in sorted(ranked):
        if number not in found and place not in found.values():
            found[number] = place
    free = iter([place for place in range(len(tables)) if place not in found.values()])
    for number in range(len(groups)):
        if number not in found and (place := next(free, -1)) >= 0:
            found[number] = place
    return tuple(tables[found[number]] if number in found else None for number in range(len(groups)))


def in_order(
    snapshot: Snapshot, groups: Sequence[Sequence[ParticipantId]], tables: Sequence[Group]
) -> tuple[tuple[ParticipantId, ...], ...]:
    """Put groups in the order of the tables where most of their people sit already, so that few have to move."""
    places = homes(snapshot, groups, tables)
    fixed = {number for number, table in enumerate(places) if table is not None and _held(snapshot, table)}
    loose = [number for number in range(len(groups)) if number not in fixed]
    seat = {person.id: person.group_id for person in snapshot.participants}
    targets = [table for number, table in enumerate(places) if number not in fixed and table is not None]
    ranked = sorted(
        (-sum(seat[one] == table.id for one in groups[number]), place, number)
        for number in loose
        for place, table in enumerate(targets)
    )
    chosen: dict[int, int] = {}
    for _, place, number in ranked:
        if place not in chosen and number not in chosen.values():
            chosen[place] = number
    rest = iter([number for number in loose if number not in chosen.values()])
    order = iter([chosen[place] if place in chosen else next(rest) for place in range(len(loose))])
    return tuple(tuple(groups[number] if number in fixed else groups[next(order)]) for number in range(len(groups)))


def _held(snapshot: Snapshot, table: Group) -> bool:
    """Whether a table has people who stay there."""
    people = [person for person in snapshot.participants if person.group_id == table.id]
    return any(person.pinned for person in people) or bool(people and stays(snapshot, table))


def called(person: Participant) -> str:
    """Return first name and initial as they stand in a sentence, for example `Anna B.`."""
    name = person.shown_name or person.code
    return f"{name}." if person.first_name and person.last_name else name


def full_names(people: Iterable[Participant]) -> Mapping[ParticipantId, str]:
    """Return what people are called in a list; those who share a name have their code behind it."""
    listed = list(people)
    often = Counter(person.full_name for person in listed)
    return {
        person.id: person.code
        if not person.full_name
        else f"{person.full_name} ({person.code})"
        if often[person.full_name] > 1
        else person.full_name
        for person in listed
    }
