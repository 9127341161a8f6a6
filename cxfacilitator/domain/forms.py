"""Answers that no group gave: short customer forms, notes of conversations, review quotes.

They have their own denominator, "11 of 40 forms", and are never added to the count of groups.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId


class Kind(StrEnum):
    """Where such answers come from."""

    FORM = "form"
    NOTE = "note"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The kind in words, for one: `Customer form`."""
        return {"form": "Customer form", "note": "Conversation note", "review": "Review quote"}[self.value]

    @property
    def letter(self) -> str:
        """What codes of this kind begin with: `F`, `N` or `R`."""
        return self.value[0].upper()


@dataclass(frozen=True, slots=True)
class Form:
    """One person's form, one conversation or one review; its answers refer to it as others to their group.

    Attributes:
        id: In the same series as the ids of groups, so that an answer's `group_id` names either.
        code: Unique, letter of the kind and number, for example `F12`.
        label: Free, for example where it was found; empty when there is nothing to say.
        segment: Kind of customer, or empty.
        held_on: The day on which it was filled in, said or published.
    """

    id: GroupId
    code: str
    kind: Kind
    audience: Audience = Audience.CUSTOMERS
    label: str = ""
    segment: str = ""
    held_on: date | None = None
