"""Splits: the ways to cut a headcount into groups of 6-8, and the nearest ones."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    SplitChoice,
    feasible_splits,
    nearest_splits,
    split_choices,
)

SIZES = json.loads((Path(__file__).parents[2] / "data" / "sizes.json").read_text(encoding="utf-8"))


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
        (5000, "5,000 people: 714 groups, two of 8 and 712 of 7"),
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
