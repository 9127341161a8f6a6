"""Actions: what is to be done, by whom and by when, as the debrief agrees it."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.plan import IdeaId

ActionId = NewType("ActionId", int)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that somebody will do.

    Attributes:
        text: What is to be done; never empty.
        idea_id: The idea that it carries out; None for none.
        theme_id: The theme, or the theme of the finding, that it answers; None for none.
        position: Its place among the others; gaps are allowed.
    """

    id: ActionId
    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    idea_id: IdeaId | None = None
    theme_id: ThemeId | None = None
    position: int = 0
