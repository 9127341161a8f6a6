"""Who does what at the table: scribe, timekeeper and speaker."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Attribute, Scale, SeatingRules, seating_request
from cxfacilitator.domain.roster import TABLE_ROLES, Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.groups.seats import called, members, of_session, to_seat
from cxfacilitator.store import roster as store
from cxfacilitator.store.file import EngagementFile

_SPEAKER = "speaker"


def draw_roles(
    file: EngagementFile, audience: Audience, session_code: str = "", seed: int = 1, afresh: bool = False
) -> int:
    """Draw a scribe, a timekeeper and a speaker for every table that has none.

    Whoever has a role keeps it. The speaker is not the most senior at the table, by grade or by having reports.

    Args:
        file: The open engagement.
        audience: Whose tables.
        session_code: Only the tables of this session; empty for the whole audience.
        seed: The same seed, people and tables give the same roles.
        afresh: Take all roles back first.

    Returns:
        How many roles were given.

    Raises:
        CxError: There is no table with people.
    """
    snapshot = file.snapshot()
    tables = of_session(snapshot, audience, session_code)
    seated = members(snapshot, [person for person in to_seat(snapshot, audience) if person.group_id is not None])
    if not any(seated[table.id] for table in tables):
        raise CxError("Nobody sits at a table yet. Form the groups first, then draw the roles.")
    rank = _seniority(snapshot, audience)
    chance = random.Random(seed)
    given: dict[ParticipantId, str] = {}
    for table in tables:
        people = [replace(one, table_role="") if afresh else one for one in seated[table.id]]
        given |= _draw(sorted(people, key=lambda one: (one.code, one.id)), rank, chance)
    where = f"{len(tables)} tables" if len(tables) > 1 else tables[0].label
    with file.edit(f"Draw the roles of {where}") as edit:
        for table in tables:
            for person in seated[table.id]:
                role = given.get(person.id, "" if afresh else person.table_role)
                if role != person.table_role:
                    store.update(edit.db, replace(person, table_role=role))
    return len(given)


def set_role(file: EngagementFile, participant_id: ParticipantId, role: str) -> None:
    """Give somebody a role at the table; an empty one takes it back.

    Raises:
        CxError: There is no such role.
    """
    person = file.snapshot().participant[participant_id]
    if role and role not in TABLE_ROLES:
        raise CxError(f"There is no role “{role}” at a table. Choose {', '.join(TABLE_ROLES)}, or none.")
    with file.edit(f"Make {called(person)} {role}" if role else f"Take the role from {called(person)}") as edit:
        store.update(edit.db, replace(person, table_role=role))


def _draw(
    people: Sequence[Participant], rank: Mapping[ParticipantId, tuple[float, int]], chance: random.Random
) -> dict[ParticipantId, str]:
    """Return who gets which role at one table."""
    given: dict[ParticipantId, str] = {}
    # The speaker first: there the choice is smallest.
    for role in sorted(TABLE_ROLES, key=lambda name: name != _SPEAKER):
        free = [person for person in people if not person.table_role and person.id not in given]
        if any(person.table_role == role for person in people) or not free:
            continue
        if role == _SPEAKER:
            highest = max(rank[person.id] for person in people)
            free = [person for person in free if rank[person.id] < highest] or free
        given[free[int(chance.random() * len(free))].id] = role
    return given


def _seniority(snapshot: Snapshot, audience: Audience) -> Mapping[ParticipantId, tuple[float, int]]:
    """Return how senior everybody is: by grade where grades can be ordered, then by the number of reports."""
    people = [person for person in snapshot.participants if person.audience is audience]
    (grades,) = seating_request(people, SeatingRules({Attribute.GRADE: 1}, managers_apart=False)).traits
    order = {one: float(value) for one, value in grades.values.items()} if grades.scale is not Scale.CATEGORY else {}
    reports: dict[ParticipantId, int] = {}
    for person in people:
        if person.manager_id is not None:
            reports[person.manager_id] = reports.get(person.manager_id, 0) + 1
    return {person.id: (order.get(person.id, -1.0), reports.get(person.id, 0)) for person in people}
