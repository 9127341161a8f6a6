"""Small numbers: every figure against a hand-computed or enumerated one."""

from itertools import product
from math import comb

import pytest

from cxfacilitator.domain.evidence import WORTH_SHOWING, EvidenceWord, evidence_word, fisher, robustness, wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 5, 0.0, 0.35), (3, 5, 0.27, 0.86), (5, 5, 0.65, 1.0), (1, 1, 0.27, 1.0)],
)
def test_wilson_range(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize(
    ("table", "p"),
    [
        # The smallest p that each pair of sizes can reach.
        ((1, 1, 0, 5), 1 / 6),
        ((2, 2, 0, 5), 1 / 21),
        ((3, 3, 0, 3), 2 / 20),
        ((3, 3, 0, 5), 1 / 56),
        ((2, 4, 2, 4), 1.0),
    ],
)
def test_fisher_by_hand(table: tuple[int, int, int, int], p: float) -> None:
    assert fisher(*table) == pytest.approx(p)


def test_fisher_enumerated() -> None:
    for total_a, total_b in product(range(1, 7), repeat=2):
        for count_a, count_b in product(range(total_a + 1), range(total_b + 1)):
            both = count_a + count_b
            tables = [
                comb(total_a, k) * comb(total_b, both - k)
                for k in range(max(0, both - total_b), min(both, total_a) + 1)
            ]
            seen = comb(total_a, count_a) * comb(total_b, count_b)
            expected = sum(way for way in tables if way <= seen) / sum(tables)
            assert fisher(count_a, total_a, count_b, total_b) == pytest.approx(expected)


def test_robustness_is_the_smallest_number_of_flips() -> None:
    for total_a, total_b in product(range(1, 6), repeat=2):
        for count_a, count_b in product(range(total_a + 1), range(total_b + 1)):
            flips = [
                abs(new_a - count_a) + abs(new_b - count_b)
                for new_a, new_b in product(range(total_a + 1), range(total_b + 1))
                if abs(new_a / total_a - new_b / total_b) < WORTH_SHOWING - 1e-9
            ]
            assert robustness(count_a, total_a, count_b, total_b) == min(flips)


@pytest.mark.parametrize(
    ("table", "everybody", "word"),
    [
        ((3, 6, 3, 6), False, None),
        ((1, 1, 0, 5), False, EvidenceWord.EARLY_SIGN),
        ((1, 1, 0, 6), True, EvidenceWord.CLEAR),
        ((0, 1, 2, 6), True, EvidenceWord.EARLY_SIGN),
        ((5, 5, 0, 5), False, EvidenceWord.CLEAR),
        ((3, 3, 0, 3), False, EvidenceWord.LIKELY),
        ((1, 1, 0, 0), True, None),
    ],
)
def test_words(table: tuple[int, int, int, int], everybody: bool, word: EvidenceWord | None) -> None:
    assert evidence_word(*table, everybody_a=everybody) is word
