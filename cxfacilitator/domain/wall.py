"""The affinity wall: answers as cards, and the clusters that people push them into."""

from dataclasses import dataclass
from typing import NewType

from cxfacilitator.domain.sheets import AnswerId

ClusterId = NewType("ClusterId", int)


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
