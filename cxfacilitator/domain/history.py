"""Every wording that an answer ever had."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import AnswerId, Box, Direction, Value

VersionId = NewType("VersionId", int)


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer was before it was changed or removed.

    Attributes:
        at: When it was replaced.
        who: Who replaced it: the name of the computer's account.
        why: What was done, in the words of the undo menu, for example `Type an answer`.
        text, tidy: The wordings; None when they were redacted for good.
        whole: The fingerprints of this version and of the chain up to it are what they should be.
    """

    id: VersionId
    answer_id: AnswerId
    group_id: GroupId
    ref: str
    box: Box
    at: datetime
    who: str
    why: str
    text: str | None
    tidy: str | None
    competitor: str
    direction: Direction
    value: Value
    whole: bool = True
