"""Tabu search on a matrix of all swaps that is kept up to date, for up to some hundred people."""

import random
from bisect import insort
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxfacilitator.domain.progress import Progress
from cxfacilitator.engines.seating.blocks import best_exchange, company_of
from cxfacilitator.engines.seating.board import Board

if TYPE_CHECKING:
    from cxfacilitator.engines.seating.board import Floats, Integers

BARRED = float(2**48)
"""Added to what a swap costs while it may not be made; far above all prices, and still exact in a float."""

NEWS_STEPS = 50
"""Steps between two reports of progress."""
NOTE = "Forming groups"

BLOCK_STEPS = 8
"""Every so many steps one block of people who belong together is offered a move to another group."""


class Search:
    """Some groups of a seating, and what every swap of two of their people would change.

    `_loss[i, j]` is what i's group pays if j takes the seat of i, so a swap costs `_loss[i, j] + _loss[j, i]`.
    A swap touches two groups, and only the rows of their people have to be reckoned again.
    """

    def __init__(self, board: Board, people: Sequence[int], groups: Sequence[int], seats: Sequence[int]) -> None:
        """Begin with these people of these groups, who are all that sit there.

        Args:
            board: The whole problem in arrays.
            people: Places of the people in the problem.
            groups: Places of the groups in the problem.
            seats: Group, by its place in the problem, of everybody in the problem.
        """
        import numpy as np

        self._np = np
        self._people, self._groups = list(people), list(groups)
        here = {group: number for number, group in enumerate(groups)}
        self._seat = [here[seats[person]] for person in people]
        self.has = board.has[self._people]
        self._turned = np.ascontiguousarray(self.has.T)
        self.whole = self.has.astype(np.int64)
        features, counts = board.price.shape[1:]
        kind = board.kind[self._groups]
        self.price, self._up, self._down = board.price.ravel(), board.up.ravel(), board.down.ravel()
        self.members = [np.flatnonzero(np.array(self._seat) == group) for group in range(len(groups))]
        self._row = [0] * len(people)
        for members in self.members:
            for row, person in enumerate(members.tolist()):
                self._row[person] = row
        # Counts are kept as places in the flat tables of prices.
        first = (kind[:, None] * features + np.arange(features)) * counts
        self.place = first + np.array([self.whole[members].sum(axis=0) for members in self.members])
        self._pairs_of(board)
        self._barrier = np.where(board.pinned[self._people], BARRED, 0.0)
        self._loss = np.zeros((len(people), len(people)))
        self._rows_of: dict[tuple[int, ...], tuple[Integers, Integers]] = {}
        for group in range(len(groups)):
            self._reckon([group])
        self._swaps = self._loss + self._loss.T
        for members in self.members:
            self._swaps[np.ix_(members, members)] = BARRED
        self._twins = self._alike()
        self._swaps += self._barrier[:, None] + self._barrier
        self._swaps += self._twins
        self.value = int(self.price[self.place].sum())
        if self.pairs is not None:
            pairs = self.pairs
            self.value += sum(int(pairs[np.ix_(members, members)].sum()) // 2 for members in self.members)

    def seats(self, before: Sequence[int]) -> list[int]:
        """Return the group of everybody in the problem: those of this search where it left them, others as before."""
        seats = list(before)
        for person, group in zip(self._people, self._seat, strict=True):
            seats[person] = self._groups[group]
        return seats

    def tabu(self, steps: int, rng: random.Random, bound: float, progress: Progress) -> None:
        """Make the best swap that is open, again and again, also where it costs; end at the best seating met.

        Who has moved may not move again for a while, so the search leaves dead ends.

        Args:
            steps: How many swaps to try.
            rng: How long somebody may not move.
            bound: The search ends at once when the price is as low.
            progress: Told the share done; may stop the search.
        """
        best, best_seat = self.value, list(self._seat)
        waiting: list[tuple[int, int]] = []
        shortest, longest = _patience(len(self._seat))
        for step in range(steps):
            if best <= bound:
                break
            if step % NEWS_STEPS == 0:
                progress(step / steps, NOTE)
            while waiting and waiting[0][0] <= step:
                self._bar(waiting.pop(0)[1], -BARRED)
            one, other, change = self._best_swap([person for _, person in waiting], best)
            block = self._best_block(step, rng) if self._ties and step % BLOCK_STEPS == 0 else None
            if block is not None and block[0] < change:
                change, stay, go = block
            elif change < BARRED / 2:
                stay, go = [one], [other]
            else:
                continue
            self._exchange(stay, go)
            self.value += int(change)
            for person in (*stay, *go):
                self._barrier[person] += BARRED
                insort(waiting, (step + shortest + int(rng.random() * (longest - shortest + 1)), person))
            self._refresh(self._seat[stay[0]], self._seat[go[0]])
            if self.value < best:
                best, best_seat = self.value, list(self._seat)
        for _, person in waiting:
            self._barrier[person] -= BARRED
        self.value, self._seat = best, best_seat

    def _pairs_of(self, board: Board) -> None:
        """Take over the pairs that cost or save something when they share a group."""
        np = self._np
        here = {person: row for row, person in enumerate(self._people)}
        self.pairs: Floats | None = None
        self._ties: list[int] = []
        found = [
            (here[one], here[other], price)
            for one in self._people
            for other, price in board.near[one].items()
            if other in here
        ]
        if found:
            self.pairs = np.zeros((len(here), len(here)))
            for row, column, price in found:
                self.pairs[row, column] = price
            self.shared = np.array([self.pairs[members].sum(axis=0) for members in self.members])
            self._ties = sorted({row for row, _, price in found if price < 0})

    def _alike(self) -> "Floats":
        """Return what bars swaps of two people who differ in nothing: they would be made for ever."""
        np = self._np
        _, kind = np.unique(self.has, axis=0, return_inverse=True)
        kind = kind.reshape(-1)
        if self.pairs is not None:
            kind = np.where(self.pairs.any(axis=1), -1 - np.arange(len(kind)), kind)
        barred: Floats = np.where(kind[:, None] == kind, BARRED, 0.0)
        return barred

    def _best_swap(self, waiting: list[int], best: int) -> tuple[int, int, float]:
        """Return the cheapest open swap, or one that is not open but leads below the best."""
        people = len(self._seat)
        one, other = divmod(int(self._swaps.argmin()), people)
        change = float(self._swaps[one, other])
        if waiting:
            closed = self._swaps[waiting]
            row, column = divmod(int(closed.argmin()), people)
            price = float(closed[row, column]) - BARRED
            if self.value + price < best and price < change:
                return waiting[row], column, price
        return one, other, change

    def _best_block(self, step: int, rng: random.Random) -> tuple[float, list[int], list[int]] | None:
        """Return the best move of one block: what it changes, who moves, and with whom they change seats."""
        if self.pairs is None:
            return None
        first = self._ties[int(rng.random() * len(self._ties))]
        block = company_of(first, self.members[self._seat[first]].tolist(), self.pairs)
        if len(block) < 2 or any(self._barrier[person] for person in block):
            return None
        return best_exchange(self, block, self._seat[first], self._barrier)

    def _exchange(self, some: Sequence[int], others: Sequence[int]) -> None:
        """Let as many people of one group change seats with people of another."""
        for one, other in zip(some, others, strict=True):
            here, there = self._seat[one], self._seat[other]
            self.members[here][self._row[one]] = other
            self.members[there][self._row[other]] = one
            self._row[one], self._row[other] = self._row[other], self._row[one]
            moved = self.whole[other] - self.whole[one]
            self.place[here] += moved
            self.place[there] -= moved
            self._seat[one], self._seat[other] = there, here
            if self.pairs is not None:
                rows = self.pairs[other] - self.pairs[one]
                self.shared[here] += rows
                self.shared[there] -= rows

    def _bar(self, person: int, price: float) -> None:
        self._barrier[person] += price
        self._swaps[person] += price
        self._swaps[:, person] += price

    def _reckon(self, groups: list[int]) -> tuple["Integers", "Floats"]:
        """Find out what the people of these groups, one or two, would be missed for."""
        np = self._np
        rows = np.concatenate([self.members[group] for group in groups])
        shape = tuple(len(self.members[group]) for group in groups)
        if shape not in self._rows_of:
            self._rows_of[shape] = np.repeat(np.arange(len(groups)), shape), np.arange(sum(shape))
        of_group, in_order = self._rows_of[shape]
        place = self.place[groups]
        up = self._up.take(place)
        bend = up + self._down.take(place)
        loss: Floats = (up[of_group] - self.has[rows] * bend[of_group]) @ self._turned
        if self.pairs is not None:
            loss += self.shared[groups][of_group] - self.pairs[rows]
        # A person who takes the own seat changes nothing.
        loss -= loss[in_order, rows][:, None]
        self._loss[rows] = loss
        return rows, loss

    def _refresh(self, one: int, other: int) -> None:
        """Price all swaps of the people of two groups anew."""
        rows, loss = self._reckon([one, other])
        swaps = loss + self._loss[:, rows].T
        size = len(self.members[one])
        swaps[:size, self.members[one]] = BARRED
        swaps[size:, self.members[other]] = BARRED
        swaps += self._twins[rows]
        swaps += self._barrier
        swaps += self._barrier[rows][:, None]
        self._swaps[rows] = swaps
        self._swaps[:, rows] = swaps.T


def _patience(people: int) -> tuple[int, int]:
    """Return for how many steps a person may not move, at least and at most.

    Two people move at each step: with few people a long wait would bar everybody.
    """
    shortest = max(1, min(13 * people // 100, 6 + people // 25))
    return shortest, max(shortest + 1, min(3 * people // 10, 12 + people // 11))
