"""Who meets whom over several rounds, and how often that cannot be avoided."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb

from cxfacilitator.domain.roster import ParticipantId


def meetings(
    rounds: Iterable[Sequence[Sequence[ParticipantId]]],
) -> Counter[tuple[ParticipantId, ParticipantId]]:
    """Return how often each two people, the smaller id first, share a group."""
    return Counter(pair for groups in rounds for group in groups for pair in combinations(sorted(group), 2))


def repeats(rounds: Iterable[Sequence[Sequence[ParticipantId]]]) -> int:
    """Return how much people meet again: for each pair the number of pairs of rounds that both bring it together.

    >>> repeats([[[1, 2], [3]], [[1, 2], [3]], [[2, 1], [3]]])
    3
    """
    return sum(comb(times, 2) for times in meetings(rounds).values())


def fewest_meetings(sizes: Sequence[int], rounds: int) -> int:
    """Return a number of repeats, counted as `repeats` does, that no rounds in groups of these sizes can go below.

    With fewer groups than people in a group some people must meet again from the second round on.

    >>> fewest_meetings((8, 8, 8), 3), fewest_meetings((7,) * 7, 4), fewest_meetings((6,) * 6, 4)
    (63, 0, 1)
    """
    # Between two rounds each group of the one is spread as evenly as can be over the groups of the other.
    shared = sum(_evenly(size, len(sizes)) for size in sizes)
    # And all meetings together are at best spread evenly over all pairs of people.
    met = rounds * sum(comb(size, 2) for size in sizes)
    least = max(comb(rounds, 2) * shared, _evenly(met, comb(sum(sizes), 2)))
    if tuple(sizes) == (6,) * 6 and rounds > 3:
        # No two Latin squares of order 6 are orthogonal (Tarry 1900), so of any four rounds two share a pair;
        # each two rounds are part of so many fours.
        least = max(least, -(-comb(rounds, 4) // comb(rounds - 2, 2)))
    return least


def _evenly(things: int, places: int) -> int:
    """Return how many pairs share a place when things are spread evenly."""
    if not places:
        return 0
    each, more = divmod(things, places)
    return more * comb(each + 1, 2) + (places - more) * comb(each, 2)
