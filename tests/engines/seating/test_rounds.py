"""Rounds: everybody seated each time, as few repeats as possible, the same seed the same rounds."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import SeatingRequest, WishKind, problem
from cxfacilitator.domain.groups.meetings import fewest_meetings, repeats
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating import find_rounds
from cxfacilitator.engines.seating.fields import POLYNOMIALS, PRIMES, positions
from tests.crowd import asked, broken, crowd, numbers, wish


def plain(size: int) -> SeatingRequest:
    """People of whom one thing is known, and who have no managers."""
    request = asked(crowd(size))
    return SeatingRequest(request.people, request.traits[:1])


@pytest.mark.parametrize(
    ("sizes", "rounds"), [((8, 8, 8), 3), ((6, 6, 6, 6), 3), ((6,) * 6, 3), ((7, 7, 7, 6), 4), ((8,) * 12, 3)]
)
def test_rounds_reach_the_bound_and_lose_nobody(sizes: tuple[int, ...], rounds: int) -> None:
    request = plain(sum(sizes))
    found = find_rounds(request, sizes, rounds)
    assert len(found) == rounds
    for groups in found:
        assert tuple(map(len, groups)) == sizes
        assert numbers(groups) == list(range(sum(sizes)))
    assert repeats(found) == fewest_meetings(sizes, rounds)


def test_seven_groups_of_seven_meet_nobody_again_and_are_still_mixed() -> None:
    request = plain(49)
    found = find_rounds(request, (7,) * 7, 6)
    assert repeats(found) == 0
    measure = problem(request, (7,) * 7)
    lots = 10**6 * request.traits[0].weight
    for groups in found:
        assert measure.value(measure.seats_of(groups)) < lots


def test_musts_go_before_new_company() -> None:
    request = replace(plain(24), wishes=(wish(0, 1, WishKind.TOGETHER), wish(2, 3)))
    found = find_rounds(request, (6,) * 4, 3)
    measure = problem(request, (6,) * 4)
    assert [broken(measure, groups) for groups in found] == [0, 0, 0]


def test_the_pinned_stay_in_their_group() -> None:
    request = replace(plain(24), pins={ParticipantId(5): 2})
    assert all(ParticipantId(5) in groups[2] for groups in find_rounds(request, (6,) * 4, 3))


def test_same_seed_same_rounds_and_other_seed_other_rounds() -> None:
    request = plain(30)
    first, again, other = (find_rounds(request, (6,) * 5, 3, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_one_group_meets_every_time() -> None:
    found = find_rounds(plain(7), (7,), 3)
    assert repeats(found) == fewest_meetings((7,), 3) == 63
    with pytest.raises(CxError, match="seats for 7 people"):
        find_rounds(plain(7), (6,), 2)


def test_the_search_can_be_stopped() -> None:
    heard: list[float] = []
    find_rounds(plain(24), (8, 8, 8), 2, 1, lambda share, note: heard.append(share))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def stop(share: float, note: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        find_rounds(plain(24), (8, 8, 8), 2, 1, stop)


def groups_of(seats: Sequence[int]) -> list[list[ParticipantId]]:
    return [[ParticipantId(place) for place, group in enumerate(seats) if group == number] for number in set(seats)]


@pytest.mark.parametrize("order", sorted({*PRIMES, *POLYNOMIALS}))
def test_every_field_gives_as_many_rounds_as_it_has_groups(order: int) -> None:
    for full in (order * min(order, 8), order * min(order, 8) - order // 2):
        sizes = [full // order + (group < full % order) for group in range(order)]
        places = positions(sizes, order)
        assert places is not None
        assert all([seats.count(group) for group in range(order)] == sizes for seats in places)
        assert repeats([groups_of(seats) for seats in places]) == 0


def test_where_there_is_no_field_there_are_no_positions() -> None:
    assert positions((6,) * 6, 3) is None
    assert positions((8,) * 7, 3) is None
    assert positions((7,) * 7, 8) is None
    assert positions((7, 7, 7, 7, 7, 7, 5), 2) is None
