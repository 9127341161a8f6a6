"""A room in which people are moved: where everybody sits, and what every change of seats would cost.

Unlike the search for a fresh seating, groups may change their sizes here, and some people cost something to move.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxfacilitator.domain.groups import Kind, Problem, WishKind, WishLevel, sizes_near

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

NEVER = 2**60


@dataclass(frozen=True)
class Charges:
    """What everything costs, in one order: a must before all moves, a move before all mixing.

    Attributes:
        has: Row per person, column per feature; 1 where the person has it.
        table: Price by size less `smallest`, feature, and number of people who have it.
        near: For each person, others with what it costs to share a group with them.
        owed: For each person, what it costs to sit with nobody of those who are wished for.
        together: For each person, who must share a group with them.
        move: More than all mixing.
        must: More than moving everybody.
        unit: About what one misplaced person costs.
    """

    has: "Integers"
    table: "Integers"
    smallest: int
    near: tuple[dict[int, int], ...]
    owed: "Integers"
    together: tuple[frozenset[int], ...]
    move: int
    must: int
    unit: int


def charges(measure: Problem, priced: range) -> Charges:
    """Return the charges of a problem that prices all these sizes."""
    import numpy as np

    request, people = measure.request, len(measure.people)
    shape = (len(priced), len(measure.features), priced[-1] + 2)
    has = np.zeros((people, shape[1]), dtype=np.int64)
    table = np.zeros(shape, dtype=np.int64)
    for column, feature in enumerate(measure.features):
        has[list(feature.members), column] = 1
        for row, size in enumerate(priced):
            # Beyond the last seat nobody can sit; the last price there keeps look-ups within the table.
            table[row, column] = [feature.price[size][min(count, size)] for count in range(shape[2])]
    wants = [wish for wish in request.wishes if wish.level is WishLevel.WANT]
    spread = int(np.abs(table).max(axis=(0, 2)).sum()) * len(measure.sizes) if measure.features else 0
    roles = [column for column, feature in enumerate(measure.features) if feature.kind is Kind.ROLE]
    musts = [column for column, role in zip(roles, request.roles, strict=True) if role.level is WishLevel.MUST]
    for column in musts:
        spread -= int(np.abs(table[:, column]).max()) * len(measure.sizes)
    spread += 10 * measure.unit * len(wants) + 3 * measure.unit * sum(request.met.values())
    move = 2 * spread + 1
    must = move * (people + 1)
    table[:, musts] = table[:, musts] // measure.must * must
    near, together = _company(measure, must)
    owed = np.array([-sum(min(0, price) for price in some.values()) for some in near], dtype=np.int64)
    return Charges(has, table, priced[0], near, owed, together, move, must, measure.unit)


def _company(measure: Problem, must: int) -> tuple[tuple[dict[int, int], ...], tuple[frozenset[int], ...]]:
    """Return what it costs each person to share a group with others, and who must share a group with them."""
    place = {person: number for number, person in enumerate(measure.people)}
    near: list[dict[int, int]] = [{} for _ in place]
    blocks = [frozenset({person}) for person in range(len(place))]
    for wish in measure.request.wishes:
        one, other = place[wish.first_id], place[wish.second_id]
        price = must if wish.level is WishLevel.MUST else 10 * measure.unit
        near[one][other] = near[other][one] = near[one].get(other, 0) + (
            price if wish.kind is WishKind.APART else -price
        )
        if wish.kind is WishKind.TOGETHER and wish.level is WishLevel.MUST:
            joint = blocks[one] | blocks[other]
            for person in joint:
                blocks[person] = joint
    for (first, second), times in measure.request.met.items():
        one, other = place[first], place[second]
        near[one][other] = near[other][one] = near[one].get(other, 0) + 3 * measure.unit * times
    return tuple(near), tuple(blocks)


class Room:
    """Where everybody sits, with all that the price of a change needs."""

    def __init__(
        self,
        charges: Charges,
        wanted: Sequence[int],
        fixed: Sequence[bool],
        low: Sequence[int],
        high: Sequence[int],
        placed: Mapping[int, int] | None = None,
    ) -> None:
        """Seat everybody, as many as possible where they want to stay.

        Args:
            charges: What is to be paid.
            wanted: The group that each person stays in unless moved; -1 for nobody's.
            fixed: Whether each person must stay.
            low: The smallest size of each group; together no more than there are people.
            high: The largest size of each group.
            placed: The groups of some people to begin with; the others are seated around them.
        """
        import numpy as np

        self._np = np
        self._charges = charges
        self._has = charges.has
        self._traits = [np.flatnonzero(row) for row in charges.has]
        self._wanted = np.array(wanted, dtype=np.int64)
        self._loose = np.array([not stays for stays in fixed], dtype=bool)
        self._low, self._high = np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)
        self._seat = self._wanted.copy()
        sure = list(placed or {})
        self._seat[sure] = list((placed or {}).values())
        here = np.bincount(self._seat[self._seat >= 0], minlength=len(low)).tolist()
        least = np.maximum(low, np.bincount(self._seat[sure], minlength=len(low))).tolist()
        self._size = np.array(sizes_near(here, least, high, len(wanted)), dtype=np.int64)
        self._away = (self._wanted[:, None] != np.arange(len(low))) & (self._wanted[:, None] >= 0)
        self._charge = charges.move
        # What each person pays to sit in each group: for being moved, and for whom they meet there or miss.
        self._pay = charges.move * self._away
        self._count = np.zeros((len(low), self._has.shape[1]), dtype=np.int64)
        for person in np.flatnonzero(self._seat >= 0):
            self._arrive(int(person), int(self._seat[person]))
        self._shed(here, sure)
        self._fill()
        self._reprice(np.arange(len(low)))

    @property
    def seats(self) -> list[int]:
        """The group of each person."""
        return [int(group) for group in self._seat]

    @property
    def unsettled(self) -> list[int]:
        """Whoever does not sit where they would stay, or is in want of a must."""
        rows = self._np.arange(len(self._seat))
        pay = self._pay[rows, self._seat] - self._charge * self._away[rows, self._seat]
        restless = (self._seat != self._wanted) | (pay + self._charges.owed >= self._charges.must)
        return [int(person) for person in self._np.flatnonzero(restless & self._loose)]

    @property
    def loose(self) -> list[int]:
        """Everybody who may be moved."""
        return [int(person) for person in self._np.flatnonzero(self._loose)]

    def cost(self) -> tuple[int, int, int]:
        """Return how many musts are broken, how many people have moved, and what is left to pay."""
        charges = self._charges
        rows = self._np.arange(len(self._seat))
        moved = int(self._away[rows, self._seat].sum())
        shared = sum(
            price
            for person, near in enumerate(charges.near)
            for other, price in near.items()
            if person < other and self._seat[person] == self._seat[other]
        )
        owed = int(charges.owed.sum()) // 2
        broken, rest = divmod(shared + owed + int(self._prices(self._size, self._count).sum()), charges.must)
        # Bringing segments together is priced below nothing; it must not be taken for one broken must fewer.
        if rest > charges.must // 2:
            broken, rest = broken + 1, rest - charges.must
        return broken, moved, rest

    def take(self, seats: Sequence[int]) -> None:
        """Seat everybody like this; groups get the sizes that this makes."""
        for person, group in enumerate(seats):
            self._leave(person)
            self._arrive(person, group)
        self._size = self._np.bincount(self._seat, minlength=len(self._size))
        self._reprice(self._np.arange(len(self._size)))

    def charge(self, price: int) -> None:
        """Let each move cost this much from now on."""
        self._pay += (price - self._charge) * self._away
        self._charge = price

    def settle(self, people: Sequence[int], rng: random.Random) -> bool:
        """Make the best change for each of these people in turn; return whether anything has changed."""
        changed = False
        for person in sorted(people, key=lambda _: rng.random()):
            changed |= self._improve(person)
        return changed

    def kick(self, rng: random.Random, times: int) -> None:
        """Swap a few of the unsettled with anybody, so that the next descent ends elsewhere."""
        people = self.loose
        for _ in range(times if len(people) > 1 else 0):
            some = self.unsettled or people
            one, other = some[int(rng.random() * len(some))], people[int(rng.random() * len(people))]
            if self._seat[one] != self._seat[other]:
                self._swap(one, other)

    def carry_blocks(self) -> bool:
        """Move people who must share a group, all at once, where that pays; return whether anything has changed."""
        blocks = {block for block in self._charges.together if len(block) > 1 and all(self._loose[list(block)])}
        changed = False
        for block in sorted(blocks, key=sorted):
            for group in range(len(self._size)):
                changed |= self._carry(sorted(block), group)
        return changed

    def _carry(self, block: Sequence[int], group: int) -> bool:
        before = self.seats
        paid = 0
        for person in block:
            if self._seat[person] == group:
                continue
            swaps = self._swaps(person)
            swaps[(self._seat != group) | self._np.isin(self._np.arange(len(self._seat)), block)] = NEVER
            partner, move = int(swaps.argmin()), int(self._moves(person)[group])
            if min(int(swaps[partner]), move) == NEVER:
                break
            if move < swaps[partner]:
                self._move(person, group)
                paid += move
            else:
                paid += int(swaps[partner])
                self._swap(person, partner)
        else:
            if paid < 0:
                return True
        self.take(before)
        return False

    def _improve(self, person: int) -> bool:
        swaps = self._swaps(person)
        partner = int(swaps.argmin())
        moves = self._moves(person)
        group = int(moves.argmin())
        if min(swaps[partner], moves[group]) < 0:
            if swaps[partner] <= moves[group]:
                self._swap(person, partner)
            else:
                self._move(person, group)
            return True
        return self._relieve(person)

    def _relieve(self, person: int) -> bool:
        """Let somebody moved go back, and somebody from a third group take the seat; return whether it pays."""
        home, here = int(self._wanted[person]), int(self._seat[person])
        if home in (-1, here) or self._size[home] >= self._high[home]:
            return False
        change = int(self._moves(person, forced=True)[home])
        self._move(person, home)
        change_of = self._joins(here)
        other = int(change_of.argmin())
        if change + int(change_of[other]) < 0:
            self._move(other, here)
            return True
        self._move(person, here)
        return False

    def _swaps(self, person: int) -> "Integers":
        """Return what it costs that this person swaps seats with each other."""
        here, traits = self._seat[person], self._traits[person]
        inwards = self._up[here].copy()
        inwards[traits] = -self._down[here, traits]
        change: Integers = self._has @ inwards + (self._down[here, traits].sum() + self._gone)
        change += self._up[:, traits].sum(axis=1)[self._seat]
        change -= (self._bend[:, traits][self._seat] * self._has[:, traits]).sum(axis=1)
        change += self._pay[person][self._seat] - self._pay[person, here]
        change += self._pay[:, here] - self._paid
        for other, price in self._charges.near[person].items():
            # Both would still sit apart, or together.
            change[other] -= 2 * price
        change[(self._seat == here) | ~self._loose] = NEVER
        return change

    def _moves(self, person: int, forced: bool = False) -> "Integers":
        """Return what it costs that this person goes to each other group, which then grows."""
        here, row = int(self._seat[person]), self._has[person]
        grown = self._size + 1
        change: Integers = self._prices(grown, self._count + row) - self._now
        change += self._prices(self._size[here] - 1, self._count[here] - row) - self._now[here]
        change += self._pay[person] - self._pay[person, here]
        change[grown > self._high] = NEVER
        change[here] = NEVER
        if not forced and self._size[here] <= self._low[here]:
            change[:] = NEVER
        return change

    def _joins(self, group: int) -> "Integers":
        """Return what it costs that each person leaves a group that may shrink, and goes to this one."""
        np = self._np
        columns = np.arange(self._count.shape[1])
        table, smallest = self._charges.table, self._charges.smallest
        shrunk = (self._size - 1 - smallest)[:, None]
        without = table[shrunk, columns, self._count]
        less = table[shrunk, columns, np.maximum(self._count - 1, 0)] - without
        change: Integers = (self._has * less[self._seat]).sum(axis=1)
        change += (without.sum(axis=1) - self._now)[self._seat]
        wider = int(self._size[group]) + 1 - smallest
        stays = table[wider, columns, self._count[group]]
        change += self._has @ (table[wider, columns, self._count[group] + 1] - stays) + (stays.sum() - self._now[group])
        change += self._pay[:, group] - self._paid
        change[~self._loose | (self._seat == group) | (self._size <= self._low)[self._seat]] = NEVER
        return change

    def _prices(self, size: "Integers", count: "Integers") -> "Integers":
        """Return what groups of these sizes with these counts cost."""
        columns = self._np.arange(self._count.shape[1])
        row = self._np.asarray(size - self._charges.smallest)[..., None]
        prices: Integers = self._charges.table[row, columns, count].sum(axis=-1)
        return prices

    def _swap(self, one: int, other: int) -> None:
        first, second = int(self._seat[one]), int(self._seat[other])
        self._leave(one)
        self._leave(other)
        self._arrive(one, second)
        self._arrive(other, first)
        self._reprice(self._np.array([first, second]))

    def _move(self, person: int, group: int) -> None:
        here = int(self._seat[person])
        self._leave(person)
        self._arrive(person, group)
        self._size[here] -= 1
        self._size[group] += 1
        self._reprice(self._np.array([here, group]))

    def _leave(self, person: int) -> None:
        group = self._seat[person]
        self._count[group] -= self._has[person]
        self._seat[person] = -1
        for other, price in self._charges.near[person].items():
            self._pay[other, group] -= price

    def _arrive(self, person: int, group: int) -> None:
        self._count[group] += self._has[person]
        self._seat[person] = group
        for other, price in self._charges.near[person].items():
            self._pay[other, group] += price

    def _reprice(self, groups: "Integers") -> None:
        np = self._np
        if groups.size == len(self._size):
            self._up, self._down, self._bend = (np.zeros_like(self._count) for _ in range(3))
            self._now, self._gone = np.zeros_like(self._size), np.zeros_like(self._seat)
        columns = np.arange(self._count.shape[1])
        count, row = self._count[groups], (self._size[groups] - self._charges.smallest)[:, None]
        table = self._charges.table
        now = table[row, columns, count]
        self._up[groups] = table[row, columns, count + 1] - now
        self._down[groups] = table[row, columns, np.maximum(count - 1, 0)] - now
        self._bend[groups] = self._up[groups] + self._down[groups]
        self._now[groups] = now.sum(axis=1)
        touched = np.zeros(len(self._size), dtype=bool)
        touched[groups] = True
        people = np.flatnonzero(touched[self._seat])
        self._gone[people] = (self._down[self._seat[people]] * self._has[people]).sum(axis=1)
        self._paid = self._pay[np.arange(len(self._seat)), self._seat]

    def _shed(self, here: Sequence[int], sure: Sequence[int]) -> None:
        """Send away whom a group can do without, as long as it has more people than seats."""
        np = self._np
        free = self._loose.copy()
        free[sure] = False
        for group, people in enumerate(here):
            for _ in range(people - int(self._size[group])):
                members = np.flatnonzero((self._seat == group) & free)
                rows = self._count[group] - self._has[members]
                sizes = np.full(len(members), self._size[group])
                loss = self._prices(sizes, np.minimum(rows, self._charges.table.shape[2] - 1))
                loss -= self._pay[members, group]
                self._leave(int(members[loss.argmin()]))

    def _fill(self) -> None:
        """Give a seat to everybody who has none: those who belong together first, the cheapest group each."""
        np = self._np
        waiting = [int(person) for person in np.flatnonzero(self._seat < 0)]
        units = {frozenset(self._charges.together[person] & set(waiting)) for person in waiting}
        rivals = [sum(price > 0 for price in near.values()) for near in self._charges.near]
        queue = sorted(units, key=lambda unit: (-len(unit), -sum(rivals[p] for p in unit), sorted(unit)))
        while queue:
            unit = sorted(queue.pop(0))
            free = self._size - np.bincount(self._seat[self._seat >= 0], minlength=len(self._size))
            if free.max() < len(unit):
                queue = [frozenset({person}) for person in unit] + queue
                continue
            rows = self._has[unit].sum(axis=0)
            counts = np.minimum(self._count + rows, self._charges.table.shape[2] - 1)
            price = self._prices(self._size, counts) - self._prices(self._size, self._count)
            price += self._pay[unit].sum(axis=0)
            price[free < len(unit)] = NEVER
            group = int(price.argmin())
            for person in unit:
                self._arrive(person, group)
