"""Groups: the splits that a headcount allows, the measure of a seating, and the plan in words."""

import json
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import (
    HIGH,
    LARGEST,
    SMALLEST,
    Attribute,
    SeatingRules,
    SplitChoice,
    default_rules,
    feasible_splits,
    nearest_splits,
    objective,
    split_choices,
)
from cxfacilitator.domain.groups.problem import MILLION as RANDOM
from cxfacilitator.domain.roster import Participant, ParticipantId

SIZES = json.loads((Path(__file__).parents[1] / "data" / "sizes.json").read_text(encoding="utf-8"))
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


# ---------------------------------------------------------------- splits


@pytest.mark.parametrize("case", SIZES, ids=lambda case: f"{case['n']} people")
def test_splits_are_the_known_ones(case: dict) -> None:
    people = case["n"]
    exact = feasible_splits(people)
    assert sorted(map(len, exact)) == case["group_counts"]
    assert list(split_choices(people)[0].sizes) == case["default_plan"]
    if case["least_bad"] is not None:
        assert {tuple(sizes) for sizes in case["least_bad"]} == set(nearest_splits(people))


@given(st.integers(1, 6000))
def test_every_split_seats_everybody_evenly(people: int) -> None:
    for sizes in feasible_splits(people):
        assert sum(sizes) == people
        assert SMALLEST <= min(sizes) <= max(sizes) <= LARGEST
    for choice in split_choices(people):
        assert sum(choice.sizes) == people
        assert max(choice.sizes) - min(choice.sizes) <= 1
        assert list(choice.sizes) == sorted(choice.sizes, reverse=True)


@given(st.integers(0, 6000))
def test_only_these_headcounts_have_no_exact_split(people: int) -> None:
    assert bool(feasible_splits(people)) != (people < 6 or people in {9, 10, 11, 17})


def test_nearest_splits_name_both_when_they_tie() -> None:
    assert nearest_splits(9) == ((9,),)
    assert nearest_splits(10) == ((5, 5), (10,))
    assert nearest_splits(11) == ((6, 5),)
    assert nearest_splits(17) == ((9, 8), (6, 6, 5))
    assert [nearest_splits(few) for few in range(1, 6)] == [((few,),) for few in range(1, 6)]


def test_nobody_means_no_choice() -> None:
    assert split_choices(0) == ()
    assert split_choices(-3) == ()


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (62, "62 people: 9 groups, eight of 7 and one of 6"),
        (63, "63 people: 9 groups of 7"),
        (7, "7 people: 1 group of 7"),
        (11, "11 people cannot be split into groups of 6-8; nearest: one of 6 and one of 5"),
        (10, "10 people cannot be split into groups of 6-8; nearest: two of 5"),
        (1, "1 person cannot be split into groups of 6-8; nearest: one of 1"),
        (5000, "5000 people: 714 groups, two of 8 and 712 of 7"),
    ],
)
def test_the_first_choice_in_words(people: int, sentence: str) -> None:
    choice = split_choices(people)[0]
    assert choice.sentence == sentence
    assert choice.exact == ("cannot" not in sentence)


def test_the_second_choice_in_words() -> None:
    assert split_choices(17)[1] == SplitChoice((6, 6, 5))
    assert split_choices(17)[1].sentence.endswith("nearest: two of 6 and one of 5")


def test_sizes_chosen_by_hand_are_not_called_the_nearest() -> None:
    assert SplitChoice((8, 8, 5)).sentence == "21 people: 3 groups, two of 8 and one of 5 (not all of 6-8)"
    assert SplitChoice((6, 5)).sentence.startswith("11 people cannot be split")


# ---------------------------------------------------------------- objective


def test_an_even_mix_costs_nothing_and_is_the_bound() -> None:
    people = [person(number, "ab"[number % 2]) for number in range(12)]
    measure = objective(people, (6, 6), BY_DEPARTMENT)
    even = (ids(*range(6)), ids(*range(6, 12)))
    apart = (ids(*range(0, 12, 2)), ids(*range(1, 12, 2)))
    assert measure.value(even) == measure.bound == 0
    assert measure.value(apart) > HIGH * RANDOM


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=12, max_size=30), st.randoms(use_true_random=False))
def test_no_seating_goes_below_the_bound(departments: list[str], chance: object) -> None:
    people = [person(number, department) for number, department in enumerate(departments)]
    sizes = nearest_splits(len(people))[0]
    measure = objective(people, sizes, BY_DEPARTMENT)
    order = [one.id for one in people]
    chance.shuffle(order)  # type: ignore[attr-defined]
    seats = iter(order)
    groups = [[next(seats) for _ in range(size)] for size in sizes]
    assert measure.value(groups) >= measure.bound


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=8, max_size=8))
def test_for_one_attribute_the_bound_is_the_best_of_all_seatings(departments: list[str]) -> None:
    people = [person(number, department) for number, department in enumerate(departments)]
    measure = objective(people, (3, 3, 2), BY_DEPARTMENT)
    everyone = set(range(8))
    seatings = (
        (ids(*first), ids(*second), ids(*(everyone - set(first) - set(second))))
        for first in combinations(range(8), 3)
        for second in combinations(sorted(everyone - set(first)), 3)
    )
    assert min(map(measure.value, seatings)) == measure.bound


def test_prices_are_whole_and_convex() -> None:
    people = [person(number, "abc"[number % 3], site="xy"[number % 2]) for number in range(20)]
    measure = objective(people, (7, 7, 6), default_rules(Audience.STAFF))
    for term in measure.terms:
        for size, price in term.price.items():
            steps = [later - earlier for earlier, later in pairwise(price)]
            assert len(price) == size + 1
            assert steps == sorted(steps)
            assert all(isinstance(amount, int) for amount in price)


def test_lots_cost_a_million_for_each_unit_of_weight() -> None:
    # Each of the 20 ways to take three of six: their mean is what lots cost.
    people = [person(number, "aabbbc"[number]) for number in range(6)]
    measure = objective(people, (3, 3), BY_DEPARTMENT)
    costs = [measure.value((ids(*first), ids(*(set(range(6)) - set(first))))) for first in combinations(range(6), 3)]
    assert sum(costs) / len(costs) == pytest.approx(HIGH * RANDOM, rel=1e-5)


def test_spelling_of_a_value_does_not_matter_and_a_missing_one_asks_for_nothing() -> None:
    people = [person(1, "Hire Desk"), person(2, " HIRE  desk "), person(3), person(4, "Yard")]
    measure = objective(people, (2, 2), BY_DEPARTMENT)
    assert [term.members for term in measure.terms] == [frozenset(ids(1, 2)), frozenset(ids(4))]


def test_nothing_to_mix_makes_no_terms() -> None:
    same = [person(number, "Yard") for number in range(12)]
    assert objective(same, (6, 6), BY_DEPARTMENT).terms == ()
    assert objective(same, (12,), default_rules(Audience.STAFF)).terms == ()
    mixed = [person(number, f"D{number % 3}") for number in range(12)]
    assert objective(mixed, (6, 6), SeatingRules({Attribute.DEPARTMENT: 0})).terms == ()


def test_managers_are_kept_apart_once_each_and_only_if_here() -> None:
    people = [
        person(1, manager=2),  # a loop: each the manager of the other
        person(2, manager=1),
        person(3, manager=3),  # own manager
        person(4, manager=99),  # manager not in the room
        person(5, manager=1),
    ]
    assert objective(people, (3, 2), SeatingRules()).apart == (ids(1, 2), ids(1, 5))
    assert objective(people, (3, 2), SeatingRules(managers_apart=False)).apart == ()


def test_one_broken_pair_outweighs_all_mixing() -> None:
    people = [person(number, "ab"[number < 6], manager=0 if number == 6 else None) for number in range(12)]
    measure = objective(people, (6, 6), BY_DEPARTMENT)
    worst_mix = (ids(*range(6)), ids(*range(6, 12)))
    broken = (ids(0, 1, 2, 6, 7, 8), ids(3, 4, 5, 9, 10, 11))
    assert measure.broken(worst_mix) == ()
    assert measure.broken(broken) == (ids(0, 6),)
    assert measure.value(broken) > measure.value(worst_mix)


# ---------------------------------------------------------------- rules


def test_customers_are_mixed_by_segment_and_company() -> None:
    assert max(default_rules(Audience.CUSTOMERS).mix, key=lambda a: default_rules(Audience.CUSTOMERS).mix[a]) == (
        Attribute.SEGMENT
    )
    assert Attribute.COMPANY.plural == "companies"
    assert Attribute.DEPARTMENT.plural == "departments"
