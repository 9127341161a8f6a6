"""Initiatives: what is already running at the client, and whether customers were asked first."""

from dataclasses import dataclass
from typing import NewType

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Value

InitiativeId = NewType("InitiativeId", int)


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something that is under way whatever the sheets say.

    Attributes:
        title: What it is called; never empty.
        theme_id: What it touches; None for none that the codebook has.
        customers_asked: Whether customers were asked before it began.
    """

    id: InitiativeId
    title: str
    owner: str = ""
    note: str = ""
    theme_id: ThemeId | None = None
    customers_asked: Value = Value.UNSAID
