"""What is asked next, and which groups are found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.engines.suggest.discover import average, clusters, ward
from cxfacilitator.engines.suggest.meanings import Meanings
from cxfacilitator.engines.suggest.order import TYPICAL, asking_order


def kinds(count: int, each: int, seed: int = 0) -> np.ndarray:
    """Points around `count` corners, one kind after the other."""
    points = np.repeat(np.eye(count, 40), each, axis=0) + np.random.default_rng(seed).normal(
        0, 0.02, (count * each, 40)
    )
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def test_one_answer_of_each_kind_is_asked_first() -> None:
    order = asking_order(kinds(TYPICAL, 5), np.full((TYPICAL * 5, 3), 0.3, np.float32), ())
    assert {row // 5 for row in order[:TYPICAL]} == set(range(TYPICAL))


def test_a_kind_of_which_one_was_decided_is_not_asked_for_again() -> None:
    order = asking_order(kinds(TYPICAL, 5), np.full((TYPICAL * 5, 3), 0.3, np.float32), {0, 5})
    assert {row // 5 for row in order[: TYPICAL - 2]} == set(range(2, TYPICAL))


def test_an_answer_that_is_like_many_is_asked_before_one_that_is_like_none() -> None:
    points = kinds(5, 20)[[0, 20, 40, *range(60, 100)]]
    order = asking_order(Meanings.of(points), np.full((len(points), 3), 0.3, np.float32), ())
    assert {(row - 3) // 20 for row in order[:2]} == {0, 1}


def test_kinds_that_are_in_doubt_are_asked_before_those_that_are_not() -> None:
    points = kinds(12, 5)
    chances = np.full((60, 2), 0.4, np.float32)
    chances[30:] = [0.95, 0.02]
    order = asking_order(Meanings.of(points), chances, ())
    assert {row // 5 for row in order[:6]} == set(range(6))


def test_then_the_least_certain_come_first() -> None:
    points = kinds(TYPICAL, 5)
    chances = np.zeros((len(points), 3), np.float32)
    chances[:, 0] = np.linspace(0.05, 0.95, len(points))
    chances[:, 1] = 0.05
    rest = asking_order(Meanings.of(points), chances, ())[TYPICAL:]
    assert rest == sorted(rest)


@given(st.integers(0, 30), st.sets(st.integers(0, 29)))
def test_every_undecided_answer_is_asked_once(count: int, decided: set[int]) -> None:
    decided = {row for row in decided if row < count}
    points = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    order = asking_order(Meanings.of(points), np.zeros((count, 2), np.float32), decided)
    assert sorted(order) == [row for row in range(count) if row not in decided]


def test_groups_are_the_kinds_and_loners_are_left_alone() -> None:
    points = np.concatenate([kinds(3, 6), np.eye(40, dtype=np.float32)[[39]]])
    texts = ["the van was late again"] * 6 + ["parking spaces for vans"] * 6 + ["the soup was cold"] * 6 + ["odd"]
    found = clusters(texts, points)
    assert [sorted(group.rows) for group in found] == [list(range(6)), list(range(6, 12)), list(range(12, 18))]
    assert "soup" in found[2].words


@given(st.integers(2, 25), st.integers(1, 25))
def test_ward_makes_as_many_groups_as_asked_and_loses_nobody(points: int, count: int) -> None:
    where = np.random.default_rng(points).normal(size=(points, 3)).astype(np.float32)
    groups = ward(where, min(count, points))
    assert len(groups) == min(count, points)
    assert sorted(row for group in groups for row in group) == list(range(points))


def test_ward_joins_what_costs_least_first() -> None:
    line = np.array([[0.0], [0.1], [1.0], [1.2], [5.0]], np.float32)
    assert sorted(ward(line, 3)) == [[0, 1], [2, 3], [4]]
    assert sorted(ward(line, 2)) == [[0, 1, 2, 3], [4]]


@given(st.integers(0, 25), st.floats(-0.5, 1))
def test_answers_are_joined_only_as_far_as_they_are_alike_on_average(count: int, alike: float) -> None:
    points = np.random.default_rng(count).normal(size=(count, 4)).astype(np.float32)
    unit = points / np.linalg.norm(points, axis=1, keepdims=True)
    groups = average(points, alike)
    assert sorted(row for group in groups for row in group) == list(range(count))
    cosines = unit @ unit.T
    for place, one in enumerate(groups):
        for other in groups[:place]:
            assert cosines[np.ix_(one, other)].mean() < alike + 1e-5


def test_nothing_to_group_gives_no_groups() -> None:
    assert clusters([], np.zeros((0, 4), np.float32)) == ()
    assert clusters(["one"], np.ones((1, 4), np.float32)) == ()


def test_a_cluster_is_not_named_twice_by_one_word() -> None:
    late = [f"deliveries are late in {place}" for place in ("Leeds", "York", "Bath")]
    late += [f"late delivery to {place}" for place in ("Hull", "Derby", "Ripon")]
    other = [f"{thing} at the {place}" for thing in ("soup", "bread", "tea", "cake") for place in ("door", "till")]
    points = np.array([[1.0, 0.01 * n] for n in range(6)] + [[-1.0, 0.01 * n] for n in range(8)], np.float32)
    [named] = [cluster.words for cluster in clusters([*late, *other], points) if set(cluster.rows) & {0, 5}]
    assert "late" in named
    assert len({"delivery", "deliveries"} & set(named)) == 1
