"""People who are kept together, and whom such blocks must be kept apart from."""

from collections.abc import Iterable, Mapping, Sequence

from cxfacilitator.domain.groups.rules import Wish, WishKind
from cxfacilitator.domain.roster import ParticipantId


class Blocks:
    """People who are kept together, directly or through others."""

    def __init__(self, people: Sequence[ParticipantId], wishes: Iterable[Wish]) -> None:
        self._near: dict[ParticipantId, dict[ParticipantId, Wish]] = {person: {} for person in people}
        for wish in wishes:
            if wish.kind is WishKind.TOGETHER:
                self._near[wish.first_id][wish.second_id] = self._near[wish.second_id][wish.first_id] = wish
        self._of: dict[ParticipantId, frozenset[ParticipantId]] = {}
        self.all: list[frozenset[ParticipantId]] = []
        for person in people:
            if person not in self._of:
                block = frozenset(self._reach(person))
                self._of |= dict.fromkeys(block, block)
                self.all.append(block)

    def of(self, person: ParticipantId) -> frozenset[ParticipantId]:
        """Return everybody who is kept together with a person, the person too."""
        return self._of[person]

    def joins(self, one: ParticipantId, other: ParticipantId) -> bool:
        """Return whether two people are kept together."""
        return other in self._of[one]

    def path(self, one: ParticipantId, other: ParticipantId) -> tuple[tuple[ParticipantId, ...], tuple[Wish, ...]]:
        """Return the shortest chain that keeps two people together: whom it goes through, and its wishes."""
        came = self._reach(one)
        people, wishes = [], []
        while other != one:
            before = came[other]
            assert before is not None
            wishes.append(self._near[before][other])
            people.append(before)
            other = before
        return tuple(reversed(people[:-1])), tuple(reversed(wishes))

    def _reach(self, person: ParticipantId) -> dict[ParticipantId, ParticipantId | None]:
        came: dict[ParticipantId, ParticipantId | None] = {person: None}
        queue = [person]
        for here in queue:
            for there in sorted(self._near[here]):
                if there not in came:
                    came[there] = here
                    queue.append(there)
        return came


class BlockGraph:
    """Blocks with those that they must be kept apart from; all who are tied to one group are one block."""

    def __init__(
        self, people: Sequence[ParticipantId], wishes: Iterable[Wish], pins: Mapping[ParticipantId, int]
    ) -> None:
        listed = tuple(wishes)
        joined_up = Blocks(people, listed)
        found: dict[object, set[ParticipantId]] = {}
        self.clash = False
        for block in joined_up.all:
            groups = {pins[person] for person in block if person in pins}
            self.clash |= len(groups) > 1
            found.setdefault(("group", min(groups)) if groups else block, set()).update(block)
        self.blocks = list(found.values())
        self.pins = {n: key[1] for n, key in enumerate(found) if isinstance(key, tuple)}
        place = {person: number for number, block in enumerate(self.blocks) for person in block}
        self.apart: list[set[int]] = [set() for _ in self.blocks]
        for wish in listed:
            if wish.kind is WishKind.APART:
                one, other = place[wish.first_id], place[wish.second_id]
                self.clash |= one == other
                self.apart[one].add(other)
                self.apart[other].add(one)

    def counts(self, node: int, apart: bool) -> bool:
        """Return whether a block is more than one person who may sit anywhere."""
        return len(self.blocks[node]) > 1 or node in self.pins or (apart and bool(self.apart[node]))

    def core(self, groups: int) -> list[int]:
        """Return the blocks that may find no group; those with fewer rivals than groups always find one."""
        rivals = {node: set(others) for node, others in enumerate(self.apart)}
        queue = [node for node in rivals if node not in self.pins and len(rivals[node]) < groups]
        while queue:
            node = queue.pop()
            for other in rivals.pop(node, ()):
                rivals[other].discard(node)
                if other not in self.pins and len(rivals[other]) == groups - 1:
                    queue.append(other)
        return sorted(node for node, others in rivals.items() if others or node in self.pins)
