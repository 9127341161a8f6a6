"""Moves of people who belong together: one at a time they never leave, because that would part them."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from cxfacilitator.engines.seating.seated import Seated

if TYPE_CHECKING:
    from cxfacilitator.engines.seating.board import Floats, Integers

MOST_CHOICES = 80
"""Of a group no more choices of people than this are looked at; with up to 8 seats that is all of them."""


def company_of(room: Seated, person: int) -> list[int]:
    """Return the person and everybody of the group who is tied to them, directly or through others."""
    members = room.members[room.group[person]].tolist()
    block, left = [person], set(members) - {person}
    for one in block:
        tied = [other for other in members if other in left and room.pairs is not None and room.pairs[one, other] < 0]
        left.difference_update(tied)
        block += tied
    return block


def best_exchange(room: Seated, block: Sequence[int], barrier: "Floats") -> tuple[float, list[int], list[int]] | None:
    """Return the cheapest way to move a block to another group, in exchange for as many people from there.

    Args:
        room: Who sits where.
        block: People of one group.
        barrier: Not 0 for those who may not be moved.

    Returns:
        What it changes, the block, and who comes in exchange; None where no exchange is open.
    """
    import numpy as np

    size, home = len(block), room.group[block[0]]
    stay = np.array(block)
    by_size: dict[int, list[int]] = {}
    for group, members in enumerate(room.members):
        if group != home and len(members) >= size:
            by_size.setdefault(len(members), []).append(group)
    leaving = room.whole[stay].sum(axis=0)
    home_price = room.price[room.place[home]].sum()
    best: tuple[float, list[int], list[int]] | None = None
    for seats, groups in sorted(by_size.items()):
        choice = np.array([room.members[group] for group in groups])[:, _choices(seats, size)]
        moved = room.whole[choice].sum(axis=2) - leaving
        place = room.place[groups]
        change = room.price.take(room.place[home] + moved).sum(axis=2) - home_price
        change += room.price.take(place[:, None] - moved).sum(axis=2) - room.price[place].sum(axis=1)[:, None]
        change += _pair_change(room, stay, home, groups, choice)
        change[barrier[choice].any(axis=2)] = np.inf
        row, column = divmod(int(change.argmin()), change.shape[1])
        if change[row, column] < (np.inf if best is None else best[0]):
            best = float(change[row, column]), list(block), choice[row, column].tolist()
    return best


def _pair_change(
    room: Seated, stay: "Integers", home: int, groups: Sequence[int], choice: "Integers"
) -> "Floats | float":
    import numpy as np

    pairs = room.pairs
    if pairs is None:
        return 0.0
    leave = room.shared[home]
    enter = room.shared[groups]
    change: Floats = (leave[choice] - enter[np.arange(len(groups))[:, None, None], choice]).sum(axis=2)
    change += (enter[:, stay].sum(axis=1) - leave[stay].sum() + pairs[np.ix_(stay, stay)].sum())[:, None]
    change -= 2 * pairs[stay].sum(axis=0)[choice].sum(axis=2)
    change += pairs[choice[..., :, None], choice[..., None, :]].sum(axis=(2, 3))
    return change


@cache
def _choices(seats: int, size: int) -> "Integers":
    """Return which seats of a group can be chosen: all choices, or some where there are too many."""
    import numpy as np

    if comb(seats, size) <= MOST_CHOICES:
        return np.array(list(combinations(range(seats), size)))
    strides = range(1, 1 + MOST_CHOICES // seats) if seats < MOST_CHOICES else (1,)
    rings = {
        tuple(sorted({(first + stride * n) % seats for n in range(size)}))
        for first in range(seats)
        for stride in strides
    }
    return np.array(sorted(ring for ring in rings if len(ring) == size))
