"""How much a difference between two audiences can carry when the groups are few."""

from enum import StrEnum
from functools import lru_cache
from math import comb, sqrt

WORTH_SHOWING = 1 / 3
"""A gap between two shares is shown from here on (Primalogik's threshold for a blind spot)."""


class EvidenceWord(StrEnum):
    """The word printed beside a difference between two audiences."""

    CLEAR = "clear"
    LIKELY = "likely"
    EARLY_SIGN = "early sign"


def wilson(count: int, total: int, z: float = 1.6448536269514722) -> tuple[float, float]:
    """Return the Wilson score range of a share.

    Args:
        count: Groups that said it, 0 to `total`.
        total: Groups asked, at least 1.
        z: Normal quantile; the default gives a 90 % range.

    Returns:
        Lower and upper end, both in 0-1.

    Source: Wilson 1927, Probable inference, JASA 22, p. 209-212.

    >>> [round(end, 2) for end in wilson(3, 5)]
    [0.27, 0.86]
    """
    share = count / total
    centre = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


@lru_cache(maxsize=65_536)
def fisher(count_a: int, total_a: int, count_b: int, total_b: int) -> float:
    """Return the two-sided p of Fisher's exact test for two shares.

    Source: Fisher 1935, The logic of inductive inference, JRSS 98; two-sided by summing all
    tables that are no more probable than the one seen.

    >>> round(fisher(3, 3, 0, 3), 3)
    0.1
    """
    both = count_a + count_b
    ways = [comb(total_a, k) * comb(total_b, both - k) if both >= k else 0 for k in range(total_a + 1)]
    seen = ways[count_a]
    return sum(way for way in ways if way <= seen) / comb(total_a + total_b, both)


def _tail(count: int, total: int, share: float, upwards: bool) -> float:
    """Probability of `count` or a more extreme number of `total` when each says it with probability `share`."""
    counts = range(count, total + 1) if upwards else range(count + 1)
    return sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in counts)


def robustness(count_a: int, total_a: int, count_b: int, total_b: int, fixed_a: bool = False) -> int:
    """Return how many groups would have to answer differently before the gap is no longer worth showing.

    Args:
        fixed_a: Audience a speaks for everybody, so its answer cannot have come out otherwise.

    Returns:
        The fewest; more than there are groups where no number of them would be enough.

    >>> robustness(5, 5, 0, 5), robustness(0, 1, 4, 6)
    (4, 2)
    """
    fewest = total_a + total_b + 1
    for other_a in (count_a,) if fixed_a else range(total_a + 1):
        # The counts of b that are less than a third away from other_a of total_a, in whole numbers.
        low = max(0, (3 * other_a - total_a) * total_b // (3 * total_a) + 1)
        high = min(total_b, -((-3 * other_a - total_a) * total_b // (3 * total_a)) - 1)
        if low <= high:
            fewest = min(fewest, abs(other_a - count_a) + max(0, low - count_b, count_b - high))
    return fewest


def evidence_word(
    count_a: int, total_a: int, count_b: int, total_b: int, everybody_a: bool = False
) -> EvidenceWord | None:
    """Return the word for a difference between two audiences, or None when it is not worth showing.

    Args:
        everybody_a: Audience a's sheets speak for every member: its share is a fact. Instead of
            Fisher's test the other audience's count is then held against a share one third away.

    Returns:
        `CLEAR` from three robust groups and p <= .05, `LIKELY` from two and p <= .20, otherwise
        `EARLY_SIGN`; None below one third or when an audience has no groups.
    """
    if not total_a or not total_b:
        return None
    share_a, share_b = count_a / total_a, count_b / total_b
    if abs(share_a - share_b) < WORTH_SHOWING - 1e-9:
        return None
    flips = robustness(count_a, total_a, count_b, total_b, everybody_a)
    if everybody_a:
        upwards = share_b > share_a
        bound = share_a + WORTH_SHOWING if upwards else share_a - WORTH_SHOWING
        chance = _tail(count_b, total_b, min(1.0, max(0.0, bound)), upwards)
    else:
        chance = fisher(count_a, total_a, count_b, total_b)
    if flips >= 3 and chance <= 0.05:
        return EvidenceWord.CLEAR
    if flips >= 2 and chance <= 0.20:
        return EvidenceWord.LIKELY
    return EvidenceWord.EARLY_SIGN
