"""The fewest moves that keep every must: exact, by branch and bound over those who have one.

Whoever has no must is only counted: how many of them have to leave a group follows from its size.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.groups.blocks import BlockGraph
from cxfacilitator.domain.groups.rules import SeatingRequest, WishLevel

MOST_BOUND = 250
"""Above so many blocks of people with a must the search would go too deep."""


@dataclass(frozen=True)
class Bound:
    """People in a room, as far as musts bind them; people are places in the request.

    Attributes:
        blocks: People who share a group; those with more than one member, with somebody to be kept apart from,
            or with somebody who must stay.
        apart: For each block, the others that must not share its group.
        possible: Nothing contradicts itself.
    """

    blocks: tuple[tuple[int, ...], ...]
    apart: tuple[Collection[int], ...]
    possible: bool


def bound_people(request: SeatingRequest, fixed: Collection[int]) -> Bound:
    """Return the blocks of people whom musts bind, or who must stay."""
    place = {person: number for number, person in enumerate(request.people)}
    graph = BlockGraph(request.people, [wish for wish in request.wishes if wish.level is WishLevel.MUST], {})
    found = [tuple(sorted(place[person] for person in block)) for block in graph.blocks]
    counted = [
        node
        for node, block in enumerate(found)
        if len(block) > 1 or graph.apart[node] or any(person in fixed for person in block)
    ]
    number = {node: new for new, node in enumerate(counted)}
    return Bound(
        tuple(found[node] for node in counted),
        tuple(frozenset(number[other] for other in graph.apart[node]) for node in counted),
        not graph.clash,
    )


@dataclass
class MoveSearch:
    """A search for a seating that keeps all musts and moves few people.

    Attributes:
        low, high: Sizes of the groups.
        home: The group of each person; -1 for those who move for nothing.
        fixed: Those who must stay at home.
        steps: Placements that may still be tried; one number for several searches.
    """

    low: Sequence[int]
    high: Sequence[int]
    home: Sequence[int]
    fixed: Collection[int]
    bound: Bound
    steps: int

    def within(self, most: int) -> Mapping[int, int] | None:
        """Return the groups of the bound people in a seating with at most so many moves; None if none was found."""
        if not self.bound.possible or len(self.bound.blocks) > MOST_BOUND:
            return None
        groups = range(len(self.low))
        self._taken = [0 for _ in groups]
        self._here = [sum(home == group for home in self.home) for group in groups]
        self._blocks: list[set[int]] = [set() for _ in groups]
        self._seat: dict[int, int] = {}
        order = sorted(range(len(self.bound.blocks)), key=lambda b: (not self._stays(b), -self._weight(b), b))
        if self._enforced() > most or not self._place(order, 0, most):
            return None
        return {person: group for block, group in self._seat.items() for person in self.bound.blocks[block]}

    def _stays(self, block: int) -> bool:
        return any(person in self.fixed for person in self.bound.blocks[block])

    def _weight(self, block: int) -> int:
        homes = {self.home[person] for person in self.bound.blocks[block]}
        # Who is torn between groups, or meets at home whom they must not, decides the most.
        clash = sum(bool(homes & {self.home[p] for p in self.bound.blocks[other]}) for other in self.bound.apart[block])
        return 100 * clash + 10 * len(homes) + 3 * len(self.bound.blocks[block]) + len(self.bound.apart[block])

    def _place(self, order: Sequence[int], moved: int, most: int) -> bool:
        if not order:
            return True
        block, rest = order[0], order[1:]
        members = self.bound.blocks[block]
        costs = []
        for group in self._options(block):
            leave = sum(self.home[person] not in (-1, group) for person in members)
            costs.append((leave, group))
        for leave, group in sorted(costs):
            if self.steps <= 0:
                return False
            self.steps -= 1
            self._sit(block, group, 1)
            if moved + leave + self._enforced() <= most and self._place(rest, moved + leave, most):
                return True
            self._sit(block, group, -1)
        return False

    def _options(self, block: int) -> list[int]:
        """Return the groups that a block can go to; of groups that nobody knows only the first empty one."""
        members = self.bound.blocks[block]
        stay = {self.home[person] for person in members if person in self.fixed}
        found: list[int] = []
        fresh = False
        for group in range(len(self.low)):
            room = self._taken[group] + len(members) <= self.high[group]
            if not room or (stay and stay != {group}) or not self._blocks[group].isdisjoint(self.bound.apart[block]):
                continue
            if not self._here[group] and not self._taken[group]:
                if fresh:
                    continue
                fresh = True
            found.append(group)
        return found

    def _sit(self, block: int, group: int, sign: int) -> None:
        members = self.bound.blocks[block]
        self._taken[group] += sign * len(members)
        for person in members:
            if self.home[person] >= 0:
                self._here[self.home[person]] -= sign
        if sign > 0:
            self._blocks[group].add(block)
            self._seat[block] = group
        else:
            self._blocks[group].discard(block)
            del self._seat[block]

    def _enforced(self) -> int:
        """Return how many of those not placed yet leave at least; more than there are if no sizes allow it."""
        people, near, least, leave = len(self.home), 0, 0, 0
        for low, high, taken, here in zip(self.low, self.high, self._taken, self._here, strict=True):
            size = min(max(taken + here, low), high)
            leave += taken + here - min(taken + here, size)
            near += size
            least += max(low, taken)
        return leave + max(0, near - people) if least <= people else people + 1
