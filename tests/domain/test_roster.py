"""The roster: who is in the room."""

from cxfacilitator.domain.roster import Attendance

INVITED, PRESENT, NO_SHOW, WALK_IN = Attendance


def test_one_key_goes_through_expected_here_and_not_here() -> None:
    seen = [INVITED]
    for _ in range(3):
        seen.append(seen[-1].toggled)
    assert seen == [INVITED, PRESENT, NO_SHOW, INVITED]
    assert WALK_IN.toggled is NO_SHOW


def test_only_those_who_were_seen_are_in_the_room() -> None:
    assert [one.in_the_room for one in (INVITED, PRESENT, NO_SHOW, WALK_IN)] == [False, True, False, True]
