"""Every figure for one to twelve groups equals tables that were worked out elsewhere; how is told beside them."""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from math import comb
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.domain.evidence import EvidenceWord, evidence_word, fisher, robustness, wilson

TABLES: Mapping[str, Any] = json.loads(
    (Path(__file__).parent.parent / "data" / "evidence" / "tables.json").read_text(encoding="utf-8")
)
SIZES = range(1, 13)
WORDS = {".": None, "e": EvidenceWord.EARLY_SIGN, "l": EvidenceWord.LIKELY, "c": EvidenceWord.CLEAR}
NEVER = "z"


def _cells(total_a: int, total_b: int) -> Iterator[tuple[int, int]]:
    return product(range(total_a + 1), range(total_b + 1))


@pytest.mark.parametrize("total", SIZES)
def test_wilson(total: int) -> None:
    """Nine digits, at both ends of every share."""
    for count, ends in enumerate(TABLES["wilson"][str(total)]):
        assert wilson(count, total) == pytest.approx(ends, abs=2e-9)


@pytest.mark.parametrize("total_a", SIZES)
def test_fisher(total_a: int) -> None:
    """Whichever of the two audiences is told first."""
    for total_b in range(total_a, 13):
        table = TABLES["fisher"][f"{total_a}v{total_b}"]
        for a, b in _cells(total_a, total_b):
            assert fisher(a, total_a, b, total_b) == pytest.approx(table[a][b], rel=1e-7)
            assert fisher(b, total_b, a, total_a) == fisher(a, total_a, b, total_b)


@pytest.mark.parametrize("total_a", SIZES)
def test_robustness(total_a: int) -> None:
    """The fewest groups; and with an audience that speaks for everybody the fewest of the other."""
    for total_b in SIZES:
        both = TABLES["flips"][f"{min(total_a, total_b)}v{max(total_a, total_b)}"]
        fixed = TABLES["fixed"][f"{total_a}v{total_b}"]
        for a, b in _cells(total_a, total_b):
            expected = both[a][b] if total_a <= total_b else both[b][a]
            assert robustness(a, total_a, b, total_b) == ord(expected) - ord("a")
            found = robustness(a, total_a, b, total_b, fixed_a=True)
            if fixed[a][b] == NEVER:
                assert found > total_a + total_b, "no number of groups would have been enough"
            else:
                assert found == ord(fixed[a][b]) - ord("a")


@pytest.mark.parametrize("total_a", SIZES)
def test_words(total_a: int) -> None:
    """The word of every difference, between samples and against an audience that speaks for everybody."""
    for total_b in SIZES:
        both = TABLES["words"][f"{min(total_a, total_b)}v{max(total_a, total_b)}"]
        everybody = TABLES["everybody"][f"{total_a}v{total_b}"]
        for a, b in _cells(total_a, total_b):
            expected = both[a][b] if total_a <= total_b else both[b][a]
            assert evidence_word(a, total_a, b, total_b) is WORDS[expected]
            assert evidence_word(a, total_a, b, total_b, everybody_a=True) is WORDS[everybody[a][b]]


@pytest.mark.parametrize("total", range(13))
def test_an_audience_without_groups_differs_from_nobody(total: int) -> None:
    """Silence because nobody was asked is no evidence."""
    for count in range(total + 1):
        assert evidence_word(count, total, 0, 0) is None
        assert evidence_word(0, 0, count, total, everybody_a=True) is None


def _found(total_a: int, total_b: int, share_a: float, share_b: float) -> float:
    """Return how often two audiences with these shares get a word above an early sign, over all that they can say."""
    words = (EvidenceWord.CLEAR, EvidenceWord.LIKELY)
    return sum(
        _chance(a, total_a, share_a) * _chance(b, total_b, share_b)
        for a, b in _cells(total_a, total_b)
        if evidence_word(a, total_a, b, total_b) in words
    )


def _chance(count: int, total: int, share: float) -> float:
    return float(comb(total, count) * share**count * (1 - share) ** (total - count))


@pytest.mark.parametrize(
    ("total_a", "total_b", "false", "found"),
    [
        (1, 5, 0.0, 0.0),
        (2, 5, 1.4, 21),
        (3, 3, 1.9, 26),
        (3, 5, 5.3, 50),
        (5, 5, 4.8, 51),
        (8, 8, 5.0, 80),
        (12, 12, 4.0, 91),
    ],
)
def test_how_often_the_words_are_right(total_a: int, total_b: int, false: float, found: float) -> None:
    """In percent: for themes that one in ten to nine in ten say in both audiences, and for true shares .8 and .2."""
    shares = [0.1 + 0.8 * step / 60 for step in range(61)]
    mean = sum(_found(total_a, total_b, share, share) for share in shares) / len(shares)
    assert 100 * mean == pytest.approx(false, abs=0.3)
    assert 100 * _found(total_a, total_b, 0.8, 0.2) == pytest.approx(found, abs=0.51)


@pytest.mark.parametrize(
    ("total", "mean", "worst"), [(1, 0.93, 0.74), (3, 0.92, 0.75), (5, 0.91, 0.82), (8, 0.91, 0.85), (12, 0.91, 0.85)]
)
def test_how_often_the_range_holds_the_true_share(total: int, mean: float, worst: float) -> None:
    """Nominal 90 %; the worst over true shares from 5 % to 95 %."""
    ranges = [wilson(count, total) for count in range(total + 1)]
    shares = [step / 1000 for step in range(1, 1000)]
    held = [
        sum(_chance(k, total, share) for k, (low, high) in enumerate(ranges) if low <= share <= high)
        for share in shares
    ]
    assert sum(held) / len(held) == pytest.approx(mean, abs=0.006)
    assert min(held[49:950]) == pytest.approx(worst, abs=0.011)
