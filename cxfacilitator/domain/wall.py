"""The affinity wall: answers as cards, the clusters that people push them into, and where everything lies."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NewType

from cxfacilitator.domain.sheets import AnswerId

ClusterId = NewType("ClusterId", int)
"""A suggested cluster, which is in no file yet, has one below zero."""

CARD_HEIGHT, GAP = 0.54, 0.1
"""In card widths, as everything on the wall."""
ACROSS, DOWN = 1 + GAP, (CARD_HEIGHT + GAP) / 2
"""One place of the wall: as wide as a card with its gap, and half as high, so that a title takes one."""
NARROW, BROAD = 2, 4
"""So many cards a cluster has side by side at least, and at most while it is no larger than a screen."""
MOST_CARDS = 300
"""So many cards are moved fluidly, and about as many are taken in by a person."""
MOST_SUGGESTED = 12
"""So many suggested clusters are shown at once."""

Spot = tuple[int, int]
"""A place of the wall by its column and its half row; either may be below zero."""
_CARD = (1, 2)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies on the wall, in card widths from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cards that somebody put together.

    Attributes:
        name: What they have in common, in a person's words; empty until somebody has said.
        answer_ids: Its cards, from the top.
    """

    id: ClusterId
    name: str
    place: Place
    answer_ids: tuple[AnswerId, ...] = ()

    @property
    def suggested(self) -> bool:
        """Whether the machine proposes it and nobody has accepted it."""
        return self.id < 0

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return f"“{self.name}”" if self.name else "a cluster without a name"

    @property
    def columns(self) -> int:
        """How many cards it has side by side."""
        return max(NARROW, min(BROAD, math.ceil(math.sqrt(len(self.answer_ids)))), math.isqrt(len(self.answer_ids)) - 1)

    @property
    def rows(self) -> int:
        """How many rows of cards it has; an empty one keeps room for a row."""
        return max(1, math.ceil(len(self.answer_ids) / self.columns))


@dataclass(frozen=True)
class Laid:
    """Everything on the wall where it lies; nothing covers anything else.

    Attributes:
        clusters: Each cluster where its title lies, suggested ones last.
        cards: Where each card lies, those in clusters too.
    """

    clusters: tuple[Cluster, ...] = ()
    cards: Mapping[AnswerId, Place] = field(default_factory=dict)

    @cached_property
    def cluster(self) -> Mapping[ClusterId, Cluster]:
        """Clusters by id."""
        return {cluster.id: cluster for cluster in self.clusters}

    @cached_property
    def cluster_of(self) -> Mapping[AnswerId, Cluster]:
        """The cluster of each card that is in one."""
        return {answer_id: cluster for cluster in self.clusters for answer_id in cluster.answer_ids}


def lay(clusters: Iterable[Cluster], loners: Mapping[AnswerId, Place], homes: Mapping[AnswerId, Place]) -> Laid:
    """Lay clusters and cards out where they belong, or as near to it as there is room.

    Args:
        clusters: Those that are earlier are moved aside for nothing but each other.
        loners: Where people put cards that are in no cluster.
        homes: Where the machine puts the others; they give way.
    """
    taken: set[Spot] = set()
    placed: list[Cluster] = []
    cards: dict[AnswerId, Place] = {}
    for cluster in clusters:
        size = (cluster.columns, 1 + 2 * cluster.rows)
        spot = _free(_title(cluster.place), size, taken)
        taken.update(_covered(spot, size))
        placed.append(Cluster(cluster.id, cluster.name, _place(spot), cluster.answer_ids))
        for number, answer_id in enumerate(cluster.answer_ids):
            row, column = divmod(number, cluster.columns)
            cards[answer_id] = _place((spot[0] + column, spot[1] + 1 + 2 * row))
    for wanted in (loners, homes):
        for answer_id, place in wanted.items():
            if answer_id not in cards:
                spot = _free(_cell(place), _CARD, taken)
                taken.update(_covered(spot, _CARD))
                cards[answer_id] = _place(spot)
    return Laid(tuple(placed), cards)


def shelved(groups: Sequence[tuple[str, Sequence[AnswerId]]], top: float, columns: int) -> tuple[Cluster, ...]:
    """Return suggested clusters, given by name and cards, side by side in rows.

    Args:
        top: Where the first row begins.
        columns: How many cards a row is wide.
    """
    found: list[Cluster] = []
    left, row, height = 0, round(top / DOWN) | 1, 0
    for number, (name, answer_ids) in enumerate(groups, start=1):
        cluster = Cluster(ClusterId(-number), name, Place(0, 0), tuple(answer_ids))
        if left and left + cluster.columns > columns:
            left, row, height = 0, row + height, 0
        found.append(Cluster(cluster.id, name, _place((left, row)), cluster.answer_ids))
        left += cluster.columns
        height = max(height, 2 * cluster.rows + 2)
    return tuple(found)


def below(clusters: Iterable[Cluster]) -> float:
    """Return where the wall is empty below some clusters."""
    ends = (cluster.place.y + (2 * cluster.rows + 2) * DOWN for cluster in clusters)
    return max(ends, default=0.0)


def in_cell(column: int, row: int, top: float = 0.0) -> Place:
    """Return where a card of a grid lies that begins at a height."""
    return _place((column, 2 * (row + math.ceil(round(top / (2 * DOWN), 3)))))


def columns_for(count: int, shape: float) -> int:
    """Return how many columns make so many cards a wall of a shape, its width divided by its height.

    >>> columns_for(1, 2), columns_for(60, 2), columns_for(300, 2)
    (2, 9, 19)
    """
    return max(NARROW, math.ceil(math.sqrt(shape * count * 2 * DOWN / ACROSS)))


def beside(cluster: Cluster) -> Place:
    """Return where a card goes that is taken out of a cluster."""
    return Place(cluster.place.x + cluster.columns * ACROSS, cluster.place.y)


def middle(places: Sequence[Place]) -> Place:
    """Return the middle of some places."""
    return Place(sum(place.x for place in places) / len(places), sum(place.y for place in places) / len(places))


def _cell(place: Place) -> Spot:
    return round(place.x / ACROSS), 2 * round(place.y / (2 * DOWN))


def _title(place: Place) -> Spot:
    """A title lies between two rows of the grid, so that the cards below it lie on the grid like all others."""
    return round(place.x / ACROSS), round(place.y / DOWN) | 1


def _place(spot: Spot) -> Place:
    return Place(round(spot[0] * ACROSS, 4), round(spot[1] * DOWN, 4))


def _covered(spot: Spot, size: tuple[int, int]) -> Iterator[Spot]:
    return ((spot[0] + column, spot[1] + row) for column in range(size[0]) for row in range(size[1]))


def _free(wanted: Spot, size: tuple[int, int], taken: set[Spot]) -> Spot:
    """The nearest spot with so much room, whole rows away."""
    distance = 0
    while True:
        for across in range(-distance, distance + 1):
            down = 2 * (distance - abs(across))
            for spot in ((wanted[0] + across, wanted[1] - down), (wanted[0] + across, wanted[1] + down)):
                if taken.isdisjoint(_covered(spot, size)):
                    return spot
        distance += 1
