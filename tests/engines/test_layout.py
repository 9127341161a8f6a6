"""Cards on a grid: nothing lies on anything else, and what is alike lies near."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cxfacilitator.engines import layout


def points(count: int, seed: int, groups: int = 0) -> NDArray[np.float32]:
    """Points of some dimensions, in groups if there are any."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(max(1, groups), 12)) * (3 if groups else 0)
    return (centres[chance.integers(0, len(centres), count)] + chance.normal(size=(count, 12))).astype(np.float32)


def ranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.argsort(np.argsort(values))


def distances(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(((cells[:, None] - cells[None]) ** 2).sum(axis=2)), np.float64)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 70), st.integers(1, 12), st.integers(0, 1000))
def test_each_card_has_a_cell_of_its_own_in_full_rows(count: int, columns: int, seed: int) -> None:
    cells = layout.grid(points(count, seed), columns)
    assert sorted(cells, key=lambda cell: (cell[1], cell[0])) == [(n % columns, n // columns) for n in range(count)]


@settings(max_examples=10, deadline=None)
@given(st.integers(3, 50), st.integers(0, 1000))
def test_the_same_points_lie_the_same_way(count: int, seed: int) -> None:
    assert layout.grid(points(count, seed), 7) == layout.grid(points(count, seed), 7)


def test_points_that_are_all_the_same_are_laid_out_too() -> None:
    assert len(set(layout.grid(np.ones((9, 4), np.float32), 3))) == 9


def test_what_is_alike_lies_near_far_above_chance() -> None:
    cloud = points(120, 5, groups=9)
    apart = distances(np.array(layout.grid(cloud, 14), np.float64))
    pairs = np.triu_indices(len(cloud), 1)
    unlike = 1 - layout._likeness(cloud)
    correlation = np.corrcoef(ranks(unlike[pairs]), ranks(apart[pairs]))[0, 1]
    assert correlation > 0.3  # the same cards in any order: 0 give or take .03
    nearest = np.where(np.eye(len(cloud), dtype=bool), np.inf, unlike).argmin(axis=1)
    assert np.median(apart[np.arange(len(cloud)), nearest]) < 0.4 * np.median(apart[pairs])


def test_it_can_be_stopped_and_says_how_far_it_is() -> None:
    told: list[float] = []
    layout.grid(points(60, 1), 8, lambda share, _note: told.append(share))
    assert told == sorted(told)
    assert told[0] == 0
    assert len(told) > 1
