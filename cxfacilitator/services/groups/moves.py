"""Who sits elsewhere than they were told."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class MovedPerson:
    """Somebody who is to sit at another table than before; `before` or `after` is empty where there is none."""

    person_id: ParticipantId
    before: str
    after: str


def moves(snapshot: Snapshot, audience: Audience) -> tuple[MovedPerson, ...]:
    """Return who sits elsewhere than they were last told or than was last printed, by table and then by code.

    Whoever was never told of a table is not among them, and neither is a no-show.
    """
    found = []
    for person in snapshot.participants:
        if person.audience is audience and person.announced and person.attendance.may_sit:
            here = next((group.label for group in snapshot.groups if group.id == person.group_id), "")
            if here != person.announced:
                found.append((person.announced, person.code, MovedPerson(person.id, person.announced, here)))
    return tuple(move for _, _, move in sorted(found, key=lambda row: row[:2]))
