"""A kind of printed paper: what it is called, what it is for, for whom, and its pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.materials.leaf import Page
from cxfacilitator.report.materials.pack import Pack

EVERYBODY = frozenset(Audience)


class Place(StrEnum):
    """Where a paper is needed; the pack is sorted by it, so that a pile is laid out in one walk."""

    DOOR = "door"
    WALL = "wall"
    TABLE = "table"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Material:
    """A kind of printed paper.

    Attributes:
        name: Its name on the command line.
        title: Its name in a list.
        purpose: What it is for, in one sentence.
        place: Where it is needed.
        pages: Returns its pages in the order of the tables; without any there is nothing to print.
        missing: Why it has no pages, in one sentence.
        audiences: Whom it is for.
    """

    name: str
    title: str
    purpose: str
    place: Place
    pages: Callable[[Pack], Sequence[Page]]
    missing: str
    audiences: frozenset[Audience] = EVERYBODY
