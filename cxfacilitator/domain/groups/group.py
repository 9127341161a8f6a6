"""The group: 6-8 participants who fill one sheet, and the unit of counting."""

from dataclasses import dataclass
from typing import NewType

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.session import SessionId

GroupId = NewType("GroupId", int)


@dataclass(frozen=True, slots=True)
class Group:
    """Participants who fill one sheet together.

    Attributes:
        code: Unique, audience letter and number, for example `S3`.
        label: What the room calls it, for example `Table 3`.
        segment: Kind of customer, or empty.
        people: How many sat there when the sheet was written; None when nobody noted it.
        complete: The sheet has been typed and checked.
        locked: Its people stay when groups are formed again.
        scribe: Who wrote the sheet, as it says on the paper; never printed or exported.
        note: What the facilitator noticed about the group; never printed or exported.
        read_back: Its answers have been compared with the paper.
    """

    id: GroupId
    code: str
    audience: Audience
    label: str
    session_id: SessionId | None = None
    segment: str = ""
    people: int | None = None
    complete: bool = False
    locked: bool = False
    scribe: str = ""
    note: str = ""
    read_back: bool = False

    @property
    def own_label(self) -> str:
        """What the room calls it; empty where that is no more than the code."""
        return self.label if self.label != self.code else ""

    @property
    def called(self) -> str:
        """What it is called where there is room for both: `S3 Table 3`."""
        return f"{self.code} {self.own_label}".rstrip()
