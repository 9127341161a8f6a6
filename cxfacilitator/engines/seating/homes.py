"""Which groups are whose: homes for the kinds of people who are to sit among themselves.

Group sizes must follow the kinds: searched from even sizes, several times as many people end up outside their own.
Nobody knows beforehand who the guests of a kind are; only how many there must be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from cxfacilitator.domain.groups import LARGEST, PREFERRED, SMALLEST

MARGIN = 32
"""So many more guests, or guest seats, than the other side has are looked at on the way."""
FAR = 16
"""No more than about so many of one kind are guests."""
MOST_GUESTS = 2
"""At most one person in so many of a group is a guest."""

NO_KIND = -1


@dataclass(frozen=True)
class Homes:
    """What groups there are, and whose.

    Attributes:
        kinds: Kind that is at home in each group; NO_KIND where nobody is.
        sizes: Seats of each group, in the same order.
        outside: People who do not sit in a group of their kind.
    """

    kinds: tuple[int, ...]
    sizes: tuple[int, ...]
    outside: int


def choose_homes(counts: Sequence[int], others: int) -> Homes | None:
    """Return groups of 6-8 with the fewest people outside the groups of their kind.

    For each kind the number of its groups and of its people in them are chosen; all others of the kind are guests.
    What matters of the kinds done so far is how many groups they have, and by how many the guests that they send
    exceed those that they need to fill their own groups.

    Args:
        counts: People of each kind.
        others: People of no kind, who may be guests anywhere.

    Returns:
        None where so many people cannot be split into groups of 6-8.
    """
    import numpy as np

    total = sum(counts) + others
    fewest, most = -(-total // LARGEST), total // SMALLEST
    if fewest > most:
        return None
    width = 2 * MARGIN + others + sum(count for count in counts if count < 2 * SMALLEST)
    cost = np.full((most + 1, width + 1), inf)
    cost[0, MARGIN + others] = 0
    trail = []
    for count in counts:
        options = _options(count, most)
        best = np.full_like(cost, inf)
        pick = np.zeros(cost.shape, dtype=np.int64)
        for number, (groups, inside) in enumerate(options):
            spare = min(count - inside, count - SMALLEST * groups)
            to, start = _moved(cost.shape, groups, spare)
            price = cost[start] + (count - inside)
            better = price < best[to]
            best[to] = np.where(better, price, best[to])
            pick[to] = np.where(better, number, pick[to])
        trail.append((options, pick))
        cost = best
    found = min(
        (
            (cost[groups, place], abs(total - PREFERRED * (groups + mixed)), mixed, groups, place)
            for groups in range(most + 1)
            for place in np.flatnonzero(cost[groups] < inf).tolist()
            for mixed in range(max(0, fewest - groups), 1 + min(most - groups, (place - MARGIN) // SMALLEST))
        ),
        default=None,
    )
    if found is None:
        return None
    _, _, mixed, groups, place = found
    chosen = []
    for count, (options, pick) in reversed(list(zip(counts, trail, strict=True))):
        option = options[int(pick[groups, place])]
        chosen.append(option)
        groups -= option[0]
        place -= min(count - option[1], count - SMALLEST * option[0])
    sizes = _filled(chosen, mixed, total)
    even = [total // len(sizes) + (number < total % len(sizes)) for number in range(len(sizes))]
    # What a kind was promised may not hold once everybody has a seat; then even groups can be the better ones.
    return min((share_homes(counts, split) for split in (sizes, even)), key=lambda homes: homes.outside)


def _options(count: int, most: int) -> list[tuple[int, int]]:
    """Return how many groups a kind may have, with how many of its people in them."""
    found = [(0, 0)]
    for groups in range(max(1, (count - FAR) // LARGEST), 1 + min(most, count * MOST_GUESTS // SMALLEST)):
        fullest = min(count, LARGEST * groups)
        found += [
            (groups, inside) for inside in range(max(fullest - FAR, min(fullest, SMALLEST * groups)), fullest + 1)
        ]
    return found


def _moved(shape: tuple[int, int], groups: int, spare: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    width = shape[1]
    rows = slice(groups, shape[0]), slice(0, shape[0] - groups)
    if spare >= 0:
        return (rows[0], slice(min(spare, width), width)), (rows[1], slice(0, max(0, width - spare)))
    return (rows[0], slice(0, max(0, width + spare))), (rows[1], slice(min(-spare, width), width))


def _filled(chosen: Sequence[tuple[int, int]], mixed: int, total: int) -> list[int]:
    """Share each kind out over its groups, fill these with guests, first to six, then evenly, and return the sizes.

    Guests outnumber the people of the kind only where nothing else is possible, and nobody makes a ninth before that.
    """
    hosts = [inside // groups + (number < inside % groups) for groups, inside in chosen for number in range(groups)]
    hosts += [0] * mixed
    sizes = list(hosts)

    def next_guest(group: int) -> tuple[bool, bool, int]:
        crowded = bool(hosts[group]) and sizes[group] >= max(SMALLEST, MOST_GUESTS * hosts[group])
        return sizes[group] >= LARGEST, crowded, sizes[group]

    for _ in range(total - sum(sizes)):
        sizes[min(range(len(sizes)), key=next_guest)] += 1
    return sorted(sizes, reverse=True)


def share_homes(counts: Sequence[int], sizes: Sequence[int]) -> Homes:
    """Return whose each of some given groups should be, so that the fewest people sit outside those of their kind."""
    import numpy as np

    kinds = sorted(set(sizes), reverse=True)
    available = [sizes.count(size) for size in kinds]
    cost = np.full([number + 1 for number in available], inf)
    cost[(0,) * len(kinds)] = 0
    trail = []
    for count in counts:
        options = _shares(count, kinds, available)
        best = np.full_like(cost, inf)
        pick = np.zeros(cost.shape, dtype=np.int64)
        for number, option in enumerate(options):
            to = tuple(slice(taken, None) for taken in option)
            start = tuple(slice(0, length - taken) for length, taken in zip(cost.shape, option, strict=True))
            seats = sum(taken * size for taken, size in zip(option, kinds, strict=True))
            price = cost[start] + max(0, count - seats)
            better = price < best[to]
            best[to] = np.where(better, price, best[to])
            pick[to] = np.where(better, number, pick[to])
        trail.append((options, pick))
        cost = best
    at = tuple(int(place) for place in np.unravel_index(int(cost.argmin()), cost.shape))
    outside = int(cost[at])
    left = {size: [place for place, other in enumerate(sizes) if other == size] for size in kinds}
    whose = [NO_KIND] * len(sizes)
    for kind, (options, pick) in reversed(list(enumerate(trail))):
        option = options[int(pick[at])]
        for size, taken in zip(kinds, option, strict=True):
            for _ in range(taken):
                whose[left[size].pop(0)] = kind
        at = tuple(place - taken for place, taken in zip(at, option, strict=True))
    return Homes(tuple(whose), tuple(sizes), outside)


def _shares(count: int, kinds: Sequence[int], available: Sequence[int]) -> list[tuple[int, ...]]:
    """Return how many groups of each size a kind may have."""
    found = [(0,) * len(kinds)]
    ranges = [
        range(1 + min(number, count * MOST_GUESTS // size)) for size, number in zip(kinds, available, strict=True)
    ]
    for option in product(*ranges):
        seats = sum(taken * size for taken, size in zip(option, kinds, strict=True))
        if seats and max(0, count - FAR) <= seats <= count * MOST_GUESTS:
            found.append(option)
    return found
