"""Seating by kind: nobody lost, groups of 6-8, as few people as possible outside the groups of their kind."""

import random
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import Cancelled
from cxfacilitator.domain.groups import Mode, SeatingRequest, Trait, problem
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating import find_alike, same_sizes
from cxfacilitator.engines.seating.alike import outside
from cxfacilitator.engines.seating.homes import choose_homes, share_homes
from tests.crowd import broken, numbers, wish


def crowd_of(*counts: int, others: int = 0) -> SeatingRequest:
    """People of several kinds, and some of none; sites alternate."""
    kinds = [f"kind {kind}" for kind, count in enumerate(counts) for _ in range(count)]
    people = tuple(map(ParticipantId, range(len(kinds) + others)))
    return SeatingRequest(
        people,
        (
            Trait("industry", dict(zip(people, kinds, strict=False)), 10, mode=Mode.SAME),
            Trait("site", {person: str(person % 2) for person in people}, 1),
        ),
    )


def kinds_of(request: SeatingRequest) -> list[list[int]]:
    values = request.traits[0].values
    return [
        [int(person) for person in values if values[person] == kind] for kind in sorted(set(values.values()), key=str)
    ]


def test_kinds_that_fill_their_groups_sit_among_themselves() -> None:
    request = crowd_of(16, 12, 7)
    sizes, groups = find_alike(request)
    assert sorted(sizes) == [6, 6, 7, 8, 8]
    assert numbers(groups) == list(range(35))
    assert outside(kinds_of(request), problem(request, sizes).seats_of(groups)) == 0


def test_inside_a_kind_all_else_is_mixed() -> None:
    request = crowd_of(16, 16)
    sizes, groups = find_alike(request)
    assert all(
        sum(person % 2 for person in group) in (size // 2, size - size // 2)
        for group, size in zip(groups, sizes, strict=True)
    )


def test_guests_go_where_they_are_needed() -> None:
    # 14 fill two groups, 8 fill one; 5 need one guest to be six, and 3 are guests anyway.
    request = crowd_of(14, 8, 5, 3)
    for sizes in ((8, 8, 8, 6), None):
        found, groups = find_alike(request, sizes=sizes)
        assert outside(kinds_of(request), problem(request, found).seats_of(groups)) == 3


def test_people_of_no_kind_are_guests_at_no_price() -> None:
    request = crowd_of(5, 5, 5, others=3)
    assert same_sizes(request) == (6, 6, 6)
    sizes, groups = find_alike(request)
    assert outside(kinds_of(request), problem(request, sizes).seats_of(groups)) == 0


def test_nobody_has_a_kind_or_all_have_the_same() -> None:
    for request in (crowd_of(others=20), crowd_of(20), SeatingRequest(tuple(map(ParticipantId, range(20))))):
        sizes, groups = find_alike(request)
        assert sizes == (7, 7, 6)
        assert numbers(groups) == list(range(20))
    assert find_alike(SeatingRequest(())) == ((), ())


def test_a_kind_of_their_own_for_everybody_gets_groups_all_the_same() -> None:
    request = crowd_of(*[1] * 20)
    sizes, groups = find_alike(request)
    assert sizes == (7, 7, 6)
    assert numbers(groups) == list(range(20))


@pytest.mark.parametrize("total", [3, 9, 10, 11, 17])
def test_head_counts_without_an_exact_split_are_seated_as_well_as_can_be(total: int) -> None:
    sizes, groups = find_alike(crowd_of(total // 2, total - total // 2))
    assert sum(sizes) == total
    assert numbers(groups) == list(range(total))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 6))
def test_sizes_fit_and_no_even_split_leaves_fewer_outside(counts: list[int], others: int) -> None:
    total = sum(counts) + others
    homes = choose_homes(sorted(counts, reverse=True), others)
    if homes is None:
        assert -(-total // 8) > total // 6
        return
    assert sum(homes.sizes) == total
    assert set(homes.sizes) <= {6, 7, 8}
    groups = len(homes.sizes)
    even = [total // groups + (number < total % groups) for number in range(groups)]
    assert homes.outside <= share_homes(sorted(counts, reverse=True), even).outside
    assert homes.outside >= share_homes(sorted(counts, reverse=True), homes.sizes).outside


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 10), min_size=1, max_size=3), st.lists(st.integers(6, 8), min_size=1, max_size=3))
def test_homes_in_given_groups_are_shared_out_as_well_as_can_be(counts: list[int], sizes: list[int]) -> None:
    found = share_homes(counts, sizes)
    best = sum(counts)
    for kinds in product([-1, *range(len(counts))], repeat=len(sizes)):
        room = [
            sum(size for size, kind in zip(sizes, kinds, strict=True) if kind == number)
            for number in range(len(counts))
        ]
        if all(seats <= 2 * count for seats, count in zip(room, counts, strict=True)):
            best = min(best, sum(max(0, count - seats) for seats, count in zip(room, counts, strict=True)))
    assert found.outside == best


def test_the_order_of_kinds_does_not_matter() -> None:
    assert {choose_homes(order, 0) is not None for order in permutations((14, 8, 5, 3))} == {True}
    assert {homes.outside for order in permutations((14, 8, 5, 3)) if (homes := choose_homes(order, 0))} == {3}


def test_musts_and_pins_go_before_kinds() -> None:
    plain = crowd_of(8, 8)
    request = SeatingRequest(
        plain.people, plain.traits, (wish(0, 1),), pins={ParticipantId(15): 0, ParticipantId(14): 1}
    )
    sizes, groups = find_alike(request, sizes=(8, 8))
    assert broken(problem(request, sizes), groups) == 0
    assert 15 in groups[0]
    assert 14 in groups[1]


def test_the_search_can_be_stopped() -> None:
    heard: list[float] = []
    find_alike(crowd_of(30, 20, 10), lambda share, note: heard.append(share))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def stop(share: float, note: str) -> None:
        if share > 0.6:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        find_alike(crowd_of(30, 20, 10), stop)


@pytest.mark.parametrize("counts", [(12, 8, 8), (15, 12, 10, 7), (29, 23, 18, 18, 4, 3)])
def test_no_mixing_drives_anybody_out_of_their_own_kind(counts: tuple[int, ...]) -> None:
    request = crowd_of(*counts, others=2)
    sizes = same_sizes(request)
    chance = random.Random(len(counts))
    # Four in five of each kind share a value: a weighty reason to sit with others.
    others = tuple(
        Trait(
            name,
            {
                p: str(int(p) % 3) if chance.random() < 0.2 else str(request.traits[0].values.get(p))
                for p in request.people
            },
            4,
        )
        for name in ("department", "grade", "region")
    )
    request = replace(request, traits=(*request.traits, *others))
    _, groups = find_alike(request, sizes=sizes)
    assert outside(kinds_of(request), problem(request, sizes).seats_of(groups)) == share_homes(counts, sizes).outside
