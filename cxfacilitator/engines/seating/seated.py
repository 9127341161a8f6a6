"""Some groups of a seating with what they cost, kept up to date while people change seats."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxfacilitator.engines.seating.board import Board

if TYPE_CHECKING:
    from cxfacilitator.engines.seating.board import Floats, Integers


class Seated:
    """Who sits where in some groups of a board; people and groups are counted from 0 within them.

    Attributes:
        group: Group of each person.
        members: People of each group, in no order.
        has: People by features.
        whole: The same as whole numbers.
        price: All prices in one row.
        place: Groups by features: where in that row the price of today's count stands; the next one is
            the price of one person more.
        pairs: What it costs that two people share a group; None where no two people matter to each other.
        shared: Groups by people: what a person has to do with the group; only where there are pairs.
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

        here = {group: number for number, group in enumerate(groups)}
        self.group = [here[seats[person]] for person in people]
        self.members = [np.flatnonzero(np.array(self.group) == group) for group in range(len(groups))]
        self._row = [0] * len(people)
        for members in self.members:
            for row, person in enumerate(members.tolist()):
                self._row[person] = row
        self.has = board.has[list(people)]
        self.whole = self.has.astype(np.int64)
        self.price = board.price.ravel()
        features, counts = board.price.shape[1:]
        first = (board.kind[list(groups)][:, None] * features + np.arange(features)) * counts
        self.place: Integers = first + np.array([self.whole[members].sum(axis=0) for members in self.members])
        self.pairs = _pairs(board, people)
        if self.pairs is not None:
            self.shared = np.array([self.pairs[members].sum(axis=0) for members in self.members])

    def value(self) -> int:
        """Return what these groups cost."""
        import numpy as np

        value = int(self.price[self.place].sum())
        if self.pairs is not None:
            value += sum(int(self.pairs[np.ix_(members, members)].sum()) // 2 for members in self.members)
        return value

    def exchange(self, some: Sequence[int], others: Sequence[int]) -> None:
        """Let as many people of one group change seats with people of another."""
        for one, other in zip(some, others, strict=True):
            here, there = self.group[one], self.group[other]
            self.members[here][self._row[one]] = other
            self.members[there][self._row[other]] = one
            self._row[one], self._row[other] = self._row[other], self._row[one]
            self.group[one], self.group[other] = there, here
            moved = self.whole[other] - self.whole[one]
            self.place[here] += moved
            self.place[there] -= moved
            if self.pairs is not None:
                rows = self.pairs[other] - self.pairs[one]
                self.shared[here] += rows
                self.shared[there] -= rows

    def ties(self) -> list[int]:
        """Return everybody who ought to share a group with somebody."""
        import numpy as np

        return [] if self.pairs is None else [int(person) for person in np.flatnonzero((self.pairs < 0).any(axis=1))]


def _pairs(board: Board, people: Sequence[int]) -> "Floats | None":
    import numpy as np

    here = {person: row for row, person in enumerate(people)}
    found = [
        (here[one], here[other], price) for one in people for other, price in board.near[one].items() if other in here
    ]
    if not found:
        return None
    pairs = np.zeros((len(here), len(here)))
    for row, column, price in found:
        pairs[row, column] = price
    return pairs
