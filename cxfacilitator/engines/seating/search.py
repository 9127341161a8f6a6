"""Tabu search on a matrix of all swaps that is kept up to date, for up to some hundred people."""

import random
from bisect import insort
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxfacilitator.domain.progress import Progress
from cxfacilitator.engines.seating.blocks import best_exchange, company_of
from cxfacilitator.engines.seating.board import Board
from cxfacilitator.engines.seating.seated import Seated

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
        """Begin with these people of these groups, who are all that sit there; see `Seated`."""
        import numpy as np

        self._np = np
        self._people, self._groups = list(people), list(groups)
        self._room = Seated(board, people, groups, seats)
        self.value = self._room.value()
        self._found = list(self._room.group)
        self._ties = self._room.ties()
        self._turned = np.ascontiguousarray(self._room.has.T)
        self._up, self._down = board.up.ravel(), board.down.ravel()
        self._rows_of: dict[tuple[int, ...], tuple[Integers, Integers]] = {}
        self._barrier = np.where(board.pinned[self._people], BARRED, 0.0)
        self._twins = self._alike()
        self._loss = np.zeros((len(people), len(people)))
        for group in range(len(groups)):
            self._reckon([group])
        self._swaps = self._loss + self._loss.T
        for members in self._room.members:
            self._swaps[np.ix_(members, members)] = BARRED
        self._swaps += self._barrier[:, None] + self._barrier + self._twins

    def seats(self, before: Sequence[int]) -> list[int]:
        """Return the group of everybody in the problem: here the best that was found, elsewhere as before."""
        seats = list(before)
        for person, group in zip(self._people, self._found, strict=True):
            seats[person] = self._groups[group]
        return seats

    def tabu(self, steps: int, rng: random.Random, bound: float, progress: Progress) -> None:
        """Make the best swap that is open, again and again, also where it costs; keep the best seating met.

        Who has moved may not move again for a while, so the search leaves dead ends.

        Args:
            steps: How many swaps to try.
            rng: How long somebody may not move.
            bound: The search ends at once when the price is as low.
            progress: Told the share done; may stop the search.
        """
        room, value = self._room, self.value
        waiting: list[tuple[int, int]] = []
        shortest, longest = _patience(len(self._people))
        for step in range(steps):
            if self.value <= bound:
                break
            if step % NEWS_STEPS == 0:
                progress(step / steps, NOTE)
            while waiting and waiting[0][0] <= step:
                self._open(waiting.pop(0)[1])
            one, other, change = self._best_swap([person for _, person in waiting], self.value - value)
            block = self._best_block(rng) if self._ties and step % BLOCK_STEPS == 0 else None
            if block is not None and block[0] < change:
                change, stay, go = block
            elif change < BARRED / 2:
                stay, go = [one], [other]
            else:
                continue
            room.exchange(stay, go)
            value += int(change)
            for person in (*stay, *go):
                self._barrier[person] += BARRED
                insort(waiting, (step + shortest + int(rng.random() * (longest - shortest + 1)), person))
            self._refresh(room.group[stay[0]], room.group[go[0]])
            if value < self.value:
                self.value, self._found = value, list(room.group)

    def losses(self) -> "Floats":
        """Return what the group of the first person pays if the second one takes that seat."""
        return self._loss

    def changes(self) -> "Floats":
        """Return what each swap of two people would change; nothing for two of one group."""
        change: Floats = self._loss + self._loss.T
        for members in self._room.members:
            change[self._np.ix_(members, members)] = 0
        return change

    def swap(self, one: int, other: int) -> None:
        """Let two people change seats, whatever it costs; for searches that are guided by `changes` alone."""
        here, there = self._room.group[one], self._room.group[other]
        if here != there:
            self._room.exchange([one], [other])
            self._reckon([here, there])
            self._found = list(self._room.group)

    def _alike(self) -> "Floats":
        """Return what bars swaps of two people who differ in nothing: they would be made for ever."""
        np = self._np
        _, kind = np.unique(self._room.has, axis=0, return_inverse=True)
        kind = kind.reshape(-1)
        if self._room.pairs is not None:
            kind = np.where(self._room.pairs.any(axis=1), -1 - np.arange(len(kind)), kind)
        barred: Floats = np.where(kind[:, None] == kind, BARRED, 0.0)
        return barred

    def _best_swap(self, waiting: list[int], enough: int) -> tuple[int, int, float]:
        """Return the cheapest open swap, or one that is not open but changes the price by less than is enough."""
        people = len(self._people)
        one, other = divmod(int(self._swaps.argmin()), people)
        change = float(self._swaps[one, other])
        if waiting:
            closed = self._swaps[waiting]
            row, column = divmod(int(closed.argmin()), people)
            price = float(closed[row, column]) - BARRED
            if price < enough and price < change:
                return waiting[row], column, price
        return one, other, change

    def _best_block(self, rng: random.Random) -> tuple[float, list[int], list[int]] | None:
        """Return the best move of one block: what it changes, who moves, and with whom they change seats."""
        first = self._ties[int(rng.random() * len(self._ties))]
        block = company_of(self._room, first)
        if len(block) < 2 or any(self._barrier[person] for person in block):
            return None
        return best_exchange(self._room, block, self._barrier)

    def _open(self, person: int) -> None:
        self._barrier[person] -= BARRED
        self._swaps[person] -= BARRED
        self._swaps[:, person] -= BARRED

    def _reckon(self, groups: list[int]) -> tuple["Integers", "Floats"]:
        """Find out what the people of these groups, one or two, would be missed for."""
        np, room = self._np, self._room
        rows = np.concatenate([room.members[group] for group in groups])
        shape = tuple(len(room.members[group]) for group in groups)
        if shape not in self._rows_of:
            self._rows_of[shape] = np.repeat(np.arange(len(groups)), shape), np.arange(sum(shape))
        of_group, in_order = self._rows_of[shape]
        place = room.place[groups]
        up = self._up.take(place)
        bend = up + self._down.take(place)
        loss: Floats = (up[of_group] - room.has[rows] * bend[of_group]) @ self._turned
        if room.pairs is not None:
            loss += room.shared[groups][of_group] - room.pairs[rows]
        # A person who takes the own seat changes nothing.
        loss -= loss[in_order, rows][:, None]
        self._loss[rows] = loss
        return rows, loss

    def _refresh(self, one: int, other: int) -> None:
        """Price all swaps of the people of two groups anew."""
        members = self._room.members
        rows, loss = self._reckon([one, other])
        swaps = loss + self._loss[:, rows].T
        size = len(members[one])
        swaps[:size, members[one]] = BARRED
        swaps[size:, members[other]] = BARRED
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
