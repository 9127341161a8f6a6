"""The measure of a seating: what costs what, and what no seating can go below."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import (
    HIGH,
    Attribute,
    Problem,
    SeatingRules,
    default_rules,
    nearest_splits,
    problem,
    seating_request,
)
from cxfacilitator.domain.groups.problem import MILLION as RANDOM
from cxfacilitator.domain.roster import Participant, ParticipantId

BY_DEPARTMENT = SeatingRules({Attribute.DEPARTMENT: HIGH})


def person(number: int, department: str = "", manager: int | None = None, site: str = "") -> Participant:
    return Participant(
        ParticipantId(number),
        Audience.STAFF,
        f"P{number:03}",
        f"First{number}",
        f"Last{number}",
        department,
        site,
        manager_id=None if manager is None else ParticipantId(manager),
    )


def ids(*numbers: int) -> tuple[ParticipantId, ...]:
    return tuple(map(ParticipantId, numbers))


def measure_of(people: Sequence[Participant], sizes: Sequence[int], rules: SeatingRules) -> Problem:
    return problem(seating_request(people, rules), sizes)


def value(measure: Problem, groups: Sequence[Sequence[ParticipantId]]) -> int:
    return measure.value(measure.seats_of(groups))


def test_an_even_mix_costs_nothing_and_is_the_bound() -> None:
    people = [person(number, "ab"[number % 2]) for number in range(12)]
    measure = measure_of(people, (6, 6), BY_DEPARTMENT)
    even = (ids(*range(6)), ids(*range(6, 12)))
    apart = (ids(*range(0, 12, 2)), ids(*range(1, 12, 2)))
    assert value(measure, even) == measure.bound == 0
    assert value(measure, apart) > HIGH * RANDOM


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=12, max_size=30), st.randoms(use_true_random=False))
def test_no_seating_goes_below_the_bound(departments: list[str], chance: object) -> None:
    people = [person(number, department) for number, department in enumerate(departments)]
    sizes = nearest_splits(len(people))[0]
    measure = measure_of(people, sizes, BY_DEPARTMENT)
    order = [one.id for one in people]
    chance.shuffle(order)  # type: ignore[attr-defined]
    seats = iter(order)
    groups = [[next(seats) for _ in range(size)] for size in sizes]
    assert value(measure, groups) >= measure.bound


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=8, max_size=8))
def test_for_one_attribute_the_bound_is_the_best_of_all_seatings(departments: list[str]) -> None:
    people = [person(number, department) for number, department in enumerate(departments)]
    measure = measure_of(people, (3, 3, 2), BY_DEPARTMENT)
    everyone = set(range(8))
    seatings = (
        (ids(*first), ids(*second), ids(*(everyone - set(first) - set(second))))
        for first in combinations(range(8), 3)
        for second in combinations(sorted(everyone - set(first)), 3)
    )
    assert min(value(measure, seating) for seating in seatings) == measure.bound


def test_prices_are_whole_and_convex() -> None:
    people = [person(number, "abc"[number % 3], site="xy"[number % 2]) for number in range(20)]
    measure = measure_of(people, (7, 7, 6), default_rules(Audience.STAFF))
    for feature in measure.features:
        for size, price in feature.price.items():
            steps = [later - earlier for earlier, later in pairwise(price)]
            assert len(price) == size + 1
            assert steps == sorted(steps)
            assert all(isinstance(amount, int) for amount in price)


def test_lots_cost_a_million_for_each_unit_of_weight() -> None:
    # Each of the 20 ways to take three of six: their mean is what lots cost.
    people = [person(number, "aabbbc"[number]) for number in range(6)]
    measure = measure_of(people, (3, 3), BY_DEPARTMENT)
    costs = [value(measure, (ids(*first), ids(*(set(range(6)) - set(first))))) for first in combinations(range(6), 3)]
    assert sum(costs) / len(costs) == pytest.approx(HIGH * RANDOM, rel=1e-5)


def test_spelling_of_a_value_does_not_matter_and_a_missing_one_asks_for_nothing() -> None:
    people = [person(1, "Hire Desk"), person(2, " HIRE  desk "), person(3), person(4, "Yard")]
    measure = measure_of(people, (2, 2), BY_DEPARTMENT)
    assert [feature.members for feature in measure.features] == [frozenset({0, 1}), frozenset({3})]


def test_nothing_to_mix_makes_no_features() -> None:
    same = [person(number, "Yard") for number in range(12)]
    assert measure_of(same, (6, 6), BY_DEPARTMENT).features == ()
    assert measure_of(same, (12,), default_rules(Audience.STAFF)).features == ()
    mixed = [person(number, f"D{number % 3}") for number in range(12)]
    assert measure_of(mixed, (6, 6), SeatingRules({Attribute.DEPARTMENT: 0})).features == ()


def test_managers_are_kept_apart_once_each_and_only_if_here() -> None:
    people = [
        person(1, manager=2),  # a loop: each the manager of the other
        person(2, manager=1),
        person(3, manager=3),  # own manager
        person(4, manager=99),  # manager not in the room
        person(5, manager=1),
    ]
    asked = measure_of(people, (3, 2), SeatingRules())
    assert asked.pairs == {(0, 1): asked.must, (0, 4): asked.must}
    assert measure_of(people, (3, 2), SeatingRules(managers_apart=False)).pairs == {}


def test_one_broken_pair_outweighs_all_mixing() -> None:
    people = [person(number, "ab"[number < 6], manager=0 if number == 6 else None) for number in range(12)]
    measure = measure_of(people, (6, 6), BY_DEPARTMENT)
    worst_mix = (ids(*range(6)), ids(*range(6, 12)))
    broken = (ids(0, 1, 2, 6, 7, 8), ids(3, 4, 5, 9, 10, 11))
    assert value(measure, worst_mix) < measure.must <= value(measure, broken)
    assert value(measure, broken) > value(measure, worst_mix)


def test_seats_that_do_not_match_the_people_are_refused() -> None:
    people = [person(number) for number in range(12)]
    with pytest.raises(CxError, match="13 seats for 12 people"):
        measure_of(people, (7, 6), BY_DEPARTMENT)
    pinned = seating_request(people, BY_DEPARTMENT, pins=dict.fromkeys(ids(*range(7)), 0))
    with pytest.raises(CxError, match="7 people are to stay in a group of 6"):
        problem(pinned, (6, 6))
    with pytest.raises(CxError, match="do not seat exactly"):
        value(measure_of(people, (6, 6), BY_DEPARTMENT), (ids(*range(6)), ids(*range(5, 11))))


def test_further_sizes_can_be_priced_without_changing_the_prices_of_the_others() -> None:
    people = [person(number, "ab"[number % 2]) for number in range(12)]
    request = seating_request(people, BY_DEPARTMENT)
    plain, more = problem(request, (6, 6)), problem(request, (6, 6), priced=(5, 7))
    assert more.bound == plain.bound
    for one, other in zip(plain.features, more.features, strict=True):
        assert other.price.keys() == {5, 6, 7}
        assert other.price[6] == one.price[6]
