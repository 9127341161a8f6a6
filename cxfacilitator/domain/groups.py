"""Groups of 6-8: the unit of counting, the splits that a headcount allows, and what makes a seating good."""

from dataclasses import dataclass
from typing import NewType

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.session import SessionId

GroupId = NewType("GroupId", int)

SMALLEST, LARGEST = 6, 8
"""The exercise asks for groups of 6-8 (Krueger & Casey: 5-10, 6-8 preferred)."""


@dataclass(frozen=True, slots=True)
class Group:
    """Participants who fill one sheet together.

    Attributes:
        code: Unique, audience letter and number, for example `S3`.
        label: What the room calls it, for example `Table 3`.
        segment: Kind of customer, or empty.
        people: How many sat there when the sheet was written; None when nobody noted it.
        complete: The sheet has been typed and checked.
    """

    id: GroupId
    code: str
    audience: Audience
    label: str
    session_id: SessionId | None = None
    segment: str = ""
    people: int | None = None
    complete: bool = False
