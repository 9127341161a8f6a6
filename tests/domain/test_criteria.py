"""Criteria: people's scores weighed; what nobody scored is never guessed."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, EFFORT, IMPACT, Criterion, CriterionId, rating

COST = CriterionId(3)


def weighed(**weights: float) -> tuple[Criterion, ...]:
    """The usual criteria with other weights, by the first word of their names; the others count for nothing."""
    return tuple(replace(each, weight=weights.get(each.name.split()[0].lower(), 0.0)) for each in DEFAULT_CRITERIA)


def test_the_worst_on_each_is_nothing_and_the_best_a_hundred() -> None:
    best = {each.id: 5 if each.more_is_better else 1 for each in DEFAULT_CRITERIA}
    worst = {each.id: 1 if each.more_is_better else 5 for each in DEFAULT_CRITERIA}
    for scores, points in ((best, 100), (worst, 0), (dict.fromkeys(best, 3), 50)):
        found = rating(DEFAULT_CRITERIA, scores)
        assert found is not None
        assert (found.points, found.scored, found.criteria) == (pytest.approx(points), 6, 6)


def test_weights_count_by_hand() -> None:
    # Impact 4 is three quarters of the way up, effort 2 three quarters of the way down, cost 5 all the way down.
    found = rating(weighed(impact=3, effort=2, cost=1), {IMPACT: 4, EFFORT: 2, COST: 5})
    assert found is not None
    assert found.points == pytest.approx(100 * (3 * 0.75 + 2 * 0.75 + 1 * 0.0) / 6)


def test_what_nobody_scored_is_left_out_and_not_guessed() -> None:
    found = rating(weighed(impact=1, effort=5, cost=1), {IMPACT: 5})
    assert found is not None
    assert (found.points, found.scored, found.criteria) == (100, 1, 3)
    assert rating(DEFAULT_CRITERIA, {}) is None


def test_a_criterion_that_weighs_nothing_says_nothing() -> None:
    assert rating(weighed(effort=1), {IMPACT: 5}) is None
    assert rating(weighed(effort=1), {IMPACT: 1, EFFORT: 1}) == rating(weighed(effort=1), {IMPACT: 5, EFFORT: 1})


def test_weights_ten_times_as_large_change_nothing() -> None:
    scores = {IMPACT: 4, EFFORT: 5, COST: 2}
    once, tenfold = (rating(weighed(impact=n * 1, effort=n * 2, cost=n * 4), scores) for n in (1, 10))
    assert once is not None
    assert tenfold is not None
    assert once.points == pytest.approx(tenfold.points)
