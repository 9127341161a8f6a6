"""Whether blocks of people fit into groups: exact, by backtracking, and silent where that would take too long."""

from collections.abc import Collection, Mapping, Sequence

MOST_STEPS = 4000
"""So many placements are tried before the question is left open."""
MOST_NODES = 150


def fits(
    sizes: Sequence[int],
    room: Sequence[int],
    apart: Mapping[int, Collection[int]],
    pins: Mapping[int, int],
    steps: int = MOST_STEPS,
) -> bool | None:
    """Return whether blocks fit into groups, none beside one that it must be kept apart from.

    Args:
        sizes: People in each block.
        room: Seats in each group.
        apart: For each block, the others that must not share its group; both name each other.
        pins: The group of each block that has to be there.
        steps: Placements to try.

    Returns:
        None when it was not found out within these steps.

    Source: for the order, Brelaz (1979), New methods to color the vertices of a graph: the most constrained first.
    """
    if any(size > max(room, default=0) for size in sizes):
        return False
    search = _Search(sizes, room, apart, steps)
    for block, group in pins.items():
        if not search.allows(block, group):
            return False
        search.place(block, group)
    if search.greedy():
        return True
    if len(sizes) - len(pins) > MOST_NODES:
        return None
    return search.run()


class _Search:
    def __init__(
        self, sizes: Sequence[int], room: Sequence[int], apart: Mapping[int, Collection[int]], steps: int
    ) -> None:
        self._sizes, self._apart, self._steps = sizes, apart, steps
        self._free = list(room)
        self._group: dict[int, int] = {}
        self._members: list[set[int]] = [set() for _ in room]

    def allows(self, block: int, group: int) -> bool:
        """Return whether a group has room for a block, and nobody whom it must be kept apart from."""
        return self._free[group] >= self._sizes[block] and self._members[group].isdisjoint(self._apart.get(block, ()))

    def place(self, block: int, group: int) -> None:
        self._group[block] = group
        self._members[group].add(block)
        self._free[group] -= self._sizes[block]

    def options(self, block: int) -> list[int]:
        """Return the groups that a block can go to, of several empty ones of a size only the first."""
        found, empty = [], set[int]()
        for group, free in enumerate(self._free):
            if self.allows(block, group):
                if not self._members[group]:
                    if free in empty:
                        continue
                    empty.add(free)
                found.append(group)
        return found

    def greedy(self) -> bool:
        """Place the largest and most contested blocks first, without ever looking back; undo it if that fails."""
        before = set(self._group)
        rest = [block for block in range(len(self._sizes)) if block not in before]
        for block in sorted(rest, key=lambda b: (-self._sizes[b], -len(self._apart.get(b, ())), b)):
            groups = self.options(block)
            if not groups:
                for placed in set(self._group) - before:
                    self._remove(placed)
                return False
            self.place(block, min(groups, key=lambda group: (self._free[group], group)))
        return True

    def run(self) -> bool | None:
        rest = [block for block in range(len(self._sizes)) if block not in self._group]
        if not rest:
            return True
        choices = {block: self.options(block) for block in rest}
        block = min(rest, key=lambda b: (len(choices[b]), -self._sizes[b], -len(self._apart.get(b, ())), b))
        for group in choices[block]:
            if self._steps <= 0:
                return None
            self._steps -= 1
            self.place(block, group)
            found = self.run()
            self._remove(block)
            if found is not False:
                return found
        return False

    def _remove(self, block: int) -> None:
        group = self._group.pop(block)
        self._members[group].remove(block)
        self._free[group] += self._sizes[block]
