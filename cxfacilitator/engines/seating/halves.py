"""Two groups of few people: all splits are tried, so that the answer is the best there is."""

from itertools import combinations
from math import comb

from cxfacilitator.engines.seating.board import Board

MOST_SPLITS = 6435
"""Half of the ways to split sixteen people in two: the halves of equal size may change places."""


def can_try_all(board: Board) -> bool:
    """Tell whether there are two groups and few enough ways to fill them."""
    if len(board.sizes) != 2:
        return False
    splits = comb(sum(board.sizes), board.sizes[0])
    return (splits // 2 if board.sizes[0] == board.sizes[1] else splits) <= MOST_SPLITS


def best_halves(board: Board, pins: dict[int, int]) -> list[int]:
    """Return the cheapest of all seatings in two groups."""
    import numpy as np

    people = len(board.has)
    if board.sizes[0] == board.sizes[1] and not pins:
        pins = {0: 0}
    fixed = [person for person, group in pins.items() if group == 0]
    free = [person for person in range(people) if person not in pins]
    chosen = list(combinations(free, board.sizes[0] - len(fixed)))
    first = np.zeros((len(chosen), people), dtype=np.int64)
    first[:, fixed] = 1
    np.put_along_axis(first, np.array(chosen, dtype=np.int64).reshape(len(chosen), -1), 1, axis=1)
    has = board.has.astype(np.int64)
    column = np.arange(has.shape[1])
    count = first @ has
    prices = board.price[board.kind[0], column, count].sum(axis=1)
    prices += board.price[board.kind[1], column, has.sum(axis=0) - count].sum(axis=1)
    for one, others in enumerate(board.near):
        for other, price in others.items():
            if one < other:
                prices += price * (first[:, one] == first[:, other])
    return [1 - int(seat) for seat in first[int(prices.argmin())]]
