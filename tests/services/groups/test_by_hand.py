"""Change groups one by one; every change is one step with a name."""

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.roster import Participant
from cxfacilitator.services import groups, roster
from cxfacilitator.store.file import EngagementFile


def seated(file: EngagementFile, code: str) -> list[Participant]:
    snapshot = file.snapshot()
    group = next(group for group in snapshot.groups if group.code == code)
    return [person for person in snapshot.participants if person.group_id == group.id]


def test_two_people_change_seats_in_one_step_that_names_them(formed: EngagementFile) -> None:
    first, second = seated(formed, "S1")[0], seated(formed, "S2")[0]
    before = formed.snapshot()
    groups.swap(formed, first.id, second.id)
    after = formed.snapshot().participant
    assert (after[first.id].group_id, after[second.id].group_id) == (second.group_id, first.group_id)
    (step,) = formed.take_steps()
    assert step.label == f"Swap {first.shown_name}. with {second.shown_name}."
    formed.reverse(step)
    assert formed.snapshot() == before


def test_neighbours_cannot_change_seats(formed: EngagementFile) -> None:
    first, second = seated(formed, "S1")[:2]
    with pytest.raises(CxError, match="sit at the same table already"):
        groups.swap(formed, first.id, second.id)


def test_a_lock_holds_against_forming_and_not_against_a_move_by_hand(formed: EngagementFile) -> None:
    person, other = seated(formed, "S1")[0], seated(formed, "S2")[0]
    assert person.group_id is not None
    assert other.group_id is not None
    groups.set_locked(formed, GroupId(person.group_id), True)
    groups.move(formed, person.id, GroupId(other.group_id))
    assert formed.snapshot().participant[person.id].group_id == other.group_id
    lock, moved = formed.take_steps()
    assert (lock.label, moved.label) == ("Lock Table 1", f"Move {person.shown_name}. to Table 2")


def test_nobody_is_pinned_without_a_table(formed: EngagementFile) -> None:
    person = seated(formed, "S1")[0]
    groups.move(formed, person.id, None)
    with pytest.raises(CxError, match="has no seat yet"):
        groups.set_pinned(formed, person.id, True)
    other = seated(formed, "S1")[0]
    groups.set_pinned(formed, other.id, True)
    assert formed.snapshot().participant[other.id].pinned
    groups.set_pinned(formed, other.id, False)
    assert [step.label for step in formed.take_steps()][1:] == [
        f"Pin {other.shown_name}.",
        f"Unpin {other.shown_name}.",
    ]


def test_people_without_names_are_called_by_their_code(empty: EngagementFile) -> None:
    roster.add_people(empty, Audience.STAFF, 14)
    groups.apply(empty, groups.propose(empty.snapshot(), Audience.STAFF))
    empty.take_steps()
    first, second = seated(empty, "S1")[0], seated(empty, "S2")[0]
    groups.swap(empty, first.id, second.id)
    (step,) = empty.take_steps()
    assert step.label == f"Swap {first.code} with {second.code}"
