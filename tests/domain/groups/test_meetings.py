"""Meetings over several rounds: counted, and bounded from below."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.groups.meetings import fewest_meetings, meetings, repeats
from cxfacilitator.domain.roster import ParticipantId


def test_pairs_are_counted_whoever_stands_first() -> None:
    one, two, three = map(ParticipantId, (1, 2, 3))
    rounds = [[[two, one], [three]], [[one, two], [three]], [[one, three], [two]]]
    assert meetings(rounds) == {(one, two): 2, (one, three): 1}
    assert repeats(rounds) == 1


def test_fewer_groups_than_people_in_a_group_must_bring_repeats() -> None:
    assert fewest_meetings((8, 8, 8), 1) == 0
    assert fewest_meetings((8, 8, 8), 2) == 21
    assert fewest_meetings((8,) * 4, 2) == 16
    assert fewest_meetings((7,) * 7, 7) == 0


def test_more_rounds_than_there_are_others_to_meet_must_bring_repeats() -> None:
    # Everybody meets 5 of the 35 others in each round: 7 rounds are all, and the eighth repeats 90 pairs.
    assert fewest_meetings((6,) * 6, 8) >= 90


def test_thirty_six_people_cannot_meet_without_repeats_in_four_rounds_of_six() -> None:
    assert fewest_meetings((6,) * 6, 3) == 0
    assert fewest_meetings((6,) * 6, 4) == 1
    assert fewest_meetings((6,) * 6, 5) == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(2, 5), min_size=1, max_size=4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_rounds_go_below_the_bound(sizes: list[int], count: int, chance: random.Random) -> None:
    people = list(map(ParticipantId, range(sum(sizes))))
    rounds = []
    for _ in range(count):
        chance.shuffle(people)
        left = iter(people)
        rounds.append([[next(left) for _ in range(size)] for size in sizes])
    assert repeats(rounds) >= fewest_meetings(sizes, count)
