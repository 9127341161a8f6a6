"""Numbers into words."""

import doctest

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report import words

L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(words).failed == 0


@pytest.mark.parametrize(
    ("said", "total", "audience", "expected"),
    [
        (1, 1, L, "the leadership group"),
        (0, 1, L, "no leadership group"),
        (2, 2, L, "both leadership groups"),
        (1, 2, C, "1 of 2 customer groups"),
        (0, 2, C, "neither customer group"),
        (12, 12, S, "all twelve staff groups"),
        (15, 15, S, "all 15 staff groups"),
        (0, 9, S, "no staff group"),
        (8, 9, S, "8 of 9 staff groups"),
    ],
)
def test_groups_are_counted_in_plural_and_zero_forms(said: int, total: int, audience: Audience, expected: str) -> None:
    assert words.counted(said, total, audience) == expected


def test_no_count_is_ever_a_percentage() -> None:
    assert not any("%" in words.counted(k, n, a) for n in range(1, 20) for k in range(n + 1) for a in Audience)
