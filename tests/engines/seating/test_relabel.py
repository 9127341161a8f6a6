"""Groups get the numbers that most of their people know."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.engines.seating.relabel import best_match


def test_rows_without_a_column_get_none() -> None:
    assert best_match([]) == []
    assert best_match([[], []]) == [None, None]
    assert best_match([[1, 0], [5, 0], [0, 2]]) == [None, 0, 1]


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(0, 8), min_size=n, max_size=n), max_size=5)))
def test_no_other_match_keeps_more(known: list[list[int]]) -> None:
    found = best_match(known)
    columns = len(known[0]) if known else 0
    used = [column for column in found if column is not None]
    assert len(used) == len(set(used)) == min(len(known), columns)
    kept = sum(known[row][column] for row, column in enumerate(found) if column is not None)
    wide = max(columns, len(known))
    full = [row + [0] * (wide - columns) for row in known]
    assert kept == max(sum(row[c] for row, c in zip(full, pick, strict=False)) for pick in permutations(range(wide)))
