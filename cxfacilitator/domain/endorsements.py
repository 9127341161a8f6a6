"""Endorsements: a group says "us too" to what another reads out. It has not written it, so it is never counted."""

from dataclasses import dataclass

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import AnswerId


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A group that agrees with an answer of another group of its audience once it has heard it."""

    answer_id: AnswerId
    group_id: GroupId
