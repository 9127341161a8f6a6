"""What the machine would put together as one idea; nothing is put together until a person says yes."""

from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.sheets import AnswerId


@dataclass(frozen=True, slots=True)
class Proposal:
    """Start answers that seem to propose the same, with the reason.

    Attributes:
        answer_ids: All answers of it in sheet order, those of its ideas and those that wait.
        idea_ids: The ideas that it would put together, oldest first; fewer than two where answers wait.
        themes: Themes that all of them have.
        words: Up to three words that they share and others lack.
    """

    answer_ids: tuple[AnswerId, ...]
    idea_ids: tuple[IdeaId, ...]
    themes: tuple[ThemeId, ...]
    words: tuple[str, ...]
