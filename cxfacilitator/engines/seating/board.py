"""The measure of a seating in arrays, for searches that price thousands of swaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxfacilitator.domain.groups import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Board:
    """A problem in arrays. All numbers are whole, also where they are kept as floats, and below 2 to the 53rd.

    Attributes:
        has: People by features, 1 where a person counts for the feature.
        price: Kind of group by feature by number of people; a kind is a size.
        up: What one member more costs, as `price`; 0 where the group is full.
        down: What one member less costs, as `price`; 0 where nobody is there.
        kind: Kind of each group.
        near: For each person the others that it costs something to sit with, with the cost.
        pinned: Who does not move.
        sizes: Seats of each group.
        bound: The lowest price that is possible, without what is the same in every seating.
    """

    has: "Floats"
    price: "Floats"
    up: "Floats"
    down: "Floats"
    kind: "Integers"
    near: tuple[dict[int, int], ...]
    pinned: "NDArray[np.bool_]"
    sizes: tuple[int, ...]
    bound: int

    def value(self, seats: Sequence[int]) -> int:
        """Return the price of a seating, without what is the same in every seating."""
        pairs = sum(
            price
            for one, others in enumerate(self.near)
            for other, price in others.items()
            if one < other and seats[one] == seats[other]
        )
        return int(self.group_values(seats).sum()) + pairs

    def group_values(self, seats: Sequence[int]) -> "Floats":
        """Return what each group costs by its counts alone, without pairs."""
        import numpy as np

        count = np.zeros((len(self.sizes), self.has.shape[1]), dtype=np.int64)
        np.add.at(count, np.asarray(seats), self.has.astype(np.int64))
        values: Floats = self.price[self.kind[:, None], np.arange(count.shape[1]), count].sum(axis=1)
        return values


def board(problem: Problem) -> Board:
    """Return the arrays of a problem."""
    import numpy as np

    features = [feature for feature in problem.features if feature.members]
    kinds = sorted(set(problem.sizes))
    has = np.zeros((len(problem.people), max(1, len(features))))
    price = np.zeros((len(kinds), has.shape[1], max(kinds, default=0) + 1))
    up, down = np.zeros_like(price), np.zeros_like(price)
    for column, feature in enumerate(features):
        has[list(feature.members), column] = 1
        for kind, size in enumerate(kinds):
            price[kind, column, : size + 1] = feature.price[size]
    for kind, size in enumerate(kinds):
        steps = np.diff(price[kind, :, : size + 1])
        up[kind, :, :size] = steps
        down[kind, :, 1 : size + 1] = -steps
    near: tuple[dict[int, int], ...] = tuple({} for _ in problem.people)
    for (one, other), cost in problem.pairs.items():
        if cost:
            near[one][other] = near[other][one] = cost
    pinned = np.zeros(len(problem.people), dtype=np.bool_)
    pinned[list(problem.pins)] = True
    # Where nobody has a feature it costs the same in every seating.
    fixed = problem.constant + sum(
        feature.price[size][0] for feature in problem.features if not feature.members for size in problem.sizes
    )
    kind_of = np.array([kinds.index(size) for size in problem.sizes], dtype=np.int64)
    return Board(has, price, up, down, kind_of, near, pinned, problem.sizes, problem.bound - fixed)
