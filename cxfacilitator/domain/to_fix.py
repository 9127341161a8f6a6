"""What is still blank on the roster where others have something."""

from collections.abc import Mapping, Sequence

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId

_WANTED: Mapping[Audience, tuple[str, ...]] = {
    Audience.LEADERSHIP: (),
    Audience.STAFF: ("department", "site", "grade"),
    Audience.CUSTOMERS: ("segment",),
}


def to_fix(people: Sequence[Participant]) -> Mapping[ParticipantId, tuple[str, ...]]:
    """Say who misses what that at least half of the audience has.

    A line manager is missed by somebody whom nobody reports to; whoever leads others may stand
    at the top.

    Args:
        people: Everybody of one audience.

    Returns:
        The missing fields in words, by person; whoever misses nothing is not a key.
    """
    found: dict[ParticipantId, list[str]] = {}
    bosses = {person.manager_id for person in people}
    for field in _WANTED[people[0].audience] if people else ():
        if 2 * sum(bool(getattr(person, field)) for person in people) >= len(people):
            for person in people:
                if not getattr(person, field):
                    found.setdefault(person.id, []).append(field)
    if 2 * sum(person.manager_id is not None for person in people) >= len(people):
        for person in people:
            if person.manager_id is None and person.id not in bosses:
                found.setdefault(person.id, []).append("line manager")
    return {person_id: tuple(fields) for person_id, fields in found.items()}
