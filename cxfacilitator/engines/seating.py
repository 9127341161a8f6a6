"""Find a good seating: deal people out by kind, then swap pairs until no swap helps.

Counted steps and whole numbers only, so that the same seed gives the same groups on every
machine; nothing depends on the order of the rows or on how fast the machine is.
"""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Objective, SeatingRules, objective
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import Participant, ParticipantId

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

ALL_PARTNERS = 600
"""Up to so many people everybody is tried as a partner; above it a random part of this size."""
STRIDE = 7919
"""Moves the part on from person to person; a prime, so that it does not come round to the same people."""
MOST_SWEEPS = 30
KICK = 4
NOTE = "Forming groups"


def find_seating(
    people: Sequence[Participant],
    sizes: Sequence[int],
    rules: SeatingRules,
    seed: int,
    progress: Progress = silent,
) -> tuple[tuple[ParticipantId, ...], ...]:
    """Seat people so that every group is like the whole and nobody sits with their own manager.

    Args:
        people: Everybody who gets a seat, in any order; codes are unique.
        sizes: Seats in each group; their sum is the number of people. With one group, or none,
            there is nothing to search.
        rules: What to mix, and whether managers are kept apart.
        seed: Another seed gives another seating of about the same quality.
        progress: Told the share done; may stop the search.

    Returns:
        Who sits in each group, in the order of `sizes`, people in the order of their codes.
        Never worse than `stratified_deal` with the same seed.

    Raises:
        CxError: The seats do not match the people.
        Cancelled: Raised by `progress`.
    """
    ordered = _ordered(people, sizes)
    ids = [person.id for person in ordered]
    if len(sizes) < 2:
        return _groups_of(ids, [0] * len(ids), len(sizes))
    measure = objective(ordered, sizes, rules)
    rng = random.Random(seed)
    search = _Search(ordered, measure)
    starts, kicks = _effort(len(ordered))
    found: list[tuple[int, list[int]]] = []
    for start in range(starts):
        deal = _deal(ordered, sizes, rules, rng)
        found.append(_settle(search, deal, kicks, rng, _part(progress, start, starts)))
        if found[-1][0] == measure.bound:
            break
    progress(1.0, NOTE)
    _, best = min(found)
    return _groups_of(ids, best, len(sizes))


def stratified_deal(
    people: Sequence[Participant], sizes: Sequence[int], rules: SeatingRules, seed: int
) -> tuple[tuple[ParticipantId, ...], ...]:
    """Deal people out like cards, sorted by what is to be mixed: where every search begins.

    Returns:
        Groups as `find_seating` returns them. With several attributes this is hardly better than
        drawing lots, and it keeps no manager apart.

    Raises:
        CxError: The seats do not match the people.
    """
    ordered = _ordered(people, sizes)
    return _groups_of([person.id for person in ordered], _deal(ordered, sizes, rules, random.Random(seed)), len(sizes))


def _ordered(people: Sequence[Participant], sizes: Sequence[int]) -> list[Participant]:
    if sum(sizes) != len(people) or not all(size > 0 for size in sizes):
        raise CxError(f"The groups have {sum(sizes)} seats for {len(people)} people; choose sizes that fit.")
    return sorted(people, key=lambda person: (person.code, person.id))


def _effort(people: int) -> tuple[int, int]:
    """Return how many fresh starts, and how many kicks out of a dead end in each."""
    if people <= 60:
        return 6, 10
    if people <= 250:
        return 2, 12
    return 1, 4 if people <= 1000 else 0


def _deal(people: Sequence[Participant], sizes: Sequence[int], rules: SeatingRules, rng: random.Random) -> list[int]:
    chance = [rng.random() for _ in people]
    attributes = sorted(rules.mix, key=lambda attribute: (-rules.mix[attribute], attribute))
    kinds = [tuple(attribute.of(person) for attribute in attributes) for person in people]
    queue = iter(sorted(range(len(people)), key=lambda i: (kinds[i], chance[i])))
    seats = [0] * len(people)
    for row in range(max(sizes, default=0)):
        for group, size in enumerate(sizes):
            if row < size:
                seats[next(queue)] = group
    return seats


def _groups_of(ids: Sequence[ParticipantId], seats: Sequence[int], count: int) -> tuple[tuple[ParticipantId, ...], ...]:
    groups: list[list[ParticipantId]] = [[] for _ in range(count)]
    for person, group in zip(ids, seats, strict=True):
        groups[group].append(person)
    return tuple(map(tuple, groups))


def _settle(
    search: "_Search", deal: list[int], kicks: int, rng: random.Random, progress: Progress
) -> tuple[int, list[int]]:
    """Return the best seating, and its price before it, that lies near this deal."""
    search.take(deal)
    value, seats = search.value, deal
    for kick in range(kicks + 1):
        if kick:
            search.take(seats)
            search.kick(rng)
        search.descend(rng, _part(progress, kick, kicks + 1))
        if search.value <= value:
            value, seats = search.value, search.seats()
        if value == search.bound:
            break
    return value, seats


def _part(progress: Progress, done: int, of: int) -> Progress:
    return lambda share, note: progress((done + share) / of, note)


class _Search:
    """A seating on its way down, with everything that the price of a swap needs.

    For each group and term it keeps what one member more would cost (`_up`) and what one less
    would (`_down`), and the sum of both (`_bend`); a swap is priced from these without counting anybody again.
    """

    def __init__(self, people: Sequence[Participant], measure: Objective) -> None:
        import numpy as np

        self._np = np
        self._measure = measure
        self._ids = [person.id for person in people]
        place = {person.id: row for row, person in enumerate(people)}
        self._has = np.zeros((len(people), len(measure.terms)), dtype=np.int64)
        kinds = sorted(set(measure.sizes))
        self._kind = np.array([kinds.index(size) for size in measure.sizes])
        self._step = np.zeros((len(kinds), len(measure.terms), max(kinds, default=0) + 1), dtype=np.int64)
        for column, term in enumerate(measure.terms):
            self._has[[place[person] for person in term.members], column] = 1
            for kind, size in enumerate(kinds):
                self._step[kind, column, :size] = np.diff(term.price[size])
        self._traits = [np.flatnonzero(row) for row in self._has]
        rivals: list[list[int]] = [[] for _ in people]
        for first, second in measure.apart:
            rivals[place[first]].append(place[second])
            rivals[place[second]].append(place[first])
        self._rivals = [np.array(rows, dtype=np.int64) for rows in rivals]
        self.bound = measure.bound
        self.value = 0

    def take(self, seats: Sequence[int]) -> None:
        """Begin at this seating: the group of each person, in their order."""
        np = self._np
        self._seat = np.array(seats, dtype=np.int64)
        self._count = np.zeros((len(self._kind), self._has.shape[1]), dtype=np.int64)
        np.add.at(self._count, self._seat, self._has)
        self._up = np.zeros_like(self._count)
        self._down = np.zeros_like(self._count)
        self._bend = np.zeros_like(self._count)
        self._leave = np.zeros(len(self._seat), dtype=np.int64)
        self._clashes = np.zeros(len(self._seat), dtype=np.int64)
        self._reprice(np.arange(len(self._kind)))
        self.value = self._measure.value(_groups_of(self._ids, self.seats(), len(self._kind)))

    def seats(self) -> list[int]:
        """Return the group of each person."""
        return [int(group) for group in self._seat]

    def descend(self, rng: random.Random, progress: Progress) -> None:
        """Make the best swap of one person after another until nobody gains by one.

        Args:
            rng: The order in which people are tried, and who is tried as a partner in a big room.
            progress: Told the share done, as far as it can be known; may raise.
        """
        people, sweep = len(self._seat), 0
        before = self.value + 1
        while self.value < before and sweep < MOST_SWEEPS:
            before = self.value
            sweep += 1
            order = self._np.array(_shuffled(people, rng))
            round_about = self._np.concatenate([order, order])
            for turn, person in enumerate(order):
                if turn % 64 == 0:
                    progress(1 - (1 - turn / people / 2) / 2 ** (sweep - 1), NOTE)
                begin = turn * STRIDE % people
                partners = round_about[begin : begin + min(people, ALL_PARTNERS)]
                change = self._changes(person, partners)
                best = int(change.argmin())
                if change[best] < 0:
                    self._swap(person, partners[best], int(change[best]))

    def kick(self, rng: random.Random) -> None:
        """Swap a few people at random, so that the next descent ends elsewhere."""
        for _ in range(KICK):
            first, second = (int(rng.random() * len(self._seat)) for _ in range(2))
            partners = self._np.array([second])
            self._swap(first, second, int(self._changes(first, partners)[0]))

    def _changes(self, person: int, partners: "Integers") -> "Integers":
        """Return what the whole price changes by if this person swaps seats with each partner."""
        here, there = self._seat[person], self._seat[partners]
        traits, both = self._traits[person], self._has[partners]
        inwards = self._up[here].copy()
        inwards[traits] -= self._bend[here, traits]
        change: Integers = self._leave[person] + self._leave[partners] + self._up[:, traits].sum(axis=1)[there]
        change += both @ inwards
        # What the two have in common does not move: take out what was counted above.
        change -= (self._bend[:, traits][there] * both[:, traits]).sum(axis=1)
        if self._measure.apart:
            change += self._measure.must * self._new_clashes(person, partners)
        change[there == here] = 0
        return change

    def _new_clashes(self, person: int, partners: "Integers") -> "Integers":
        np = self._np
        here, there = self._seat[person], self._seat[partners]
        rivals = self._rivals[person]
        mine = np.bincount(self._seat[rivals], minlength=len(self._kind))[there] - self._clashes[person]
        theirs = np.zeros(len(self._seat), dtype=np.int64)
        for member in np.flatnonzero(self._seat == here):
            theirs[self._rivals[member]] += 1
        each_other = np.isin(partners, rivals)
        clashes: Integers = mine + theirs[partners] - self._clashes[partners] - 2 * each_other
        return clashes

    def _swap(self, first: int, second: int, change: int) -> None:
        one, other = self._seat[first], self._seat[second]
        if one == other:
            return
        moved = self._has[second] - self._has[first]
        self._count[one] += moved
        self._count[other] -= moved
        self._seat[first], self._seat[second] = other, one
        self._reprice(self._np.array([one, other]))
        self.value += change

    def _reprice(self, groups: "Integers") -> None:
        np = self._np
        count, kind = self._count[groups], self._kind[groups][:, None]
        column = np.arange(self._has.shape[1])
        self._up[groups] = self._step[kind, column, count]
        self._down[groups] = -self._step[kind, column, np.maximum(count - 1, 0)]
        self._bend[groups] = self._up[groups] + self._down[groups]
        rows = np.flatnonzero(np.isin(self._seat, groups))
        self._leave[rows] = (self._down[self._seat[rows]] * self._has[rows]).sum(axis=1)
        if self._measure.apart:
            self._clashes[rows] = [int((self._seat[self._rivals[row]] == self._seat[row]).sum()) for row in rows]


def _shuffled(count: int, rng: random.Random) -> list[int]:
    # Only random() is promised to stay the same from one Python to the next; shuffle() is not.
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order
