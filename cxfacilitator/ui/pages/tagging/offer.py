"""The suggestions for the answer at hand, which do not move while somebody decides on it."""

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES, Suggestion
from cxfacilitator.ui.suggesting import Suggesting


class Offer:
    """Keeps suggestions in the order in which they were first shown.

    Each decision may rank the themes anew; were the rows of the answer at hand to follow, a finger on its way to a
    key would accept another theme than the eye has chosen. They follow when the answer is shown the next time.
    """

    def __init__(self) -> None:
        self._for: tuple[AnswerId | None, object] = (None, None)
        self._first: tuple[Suggestion, ...] = ()

    def of(self, snapshot: Snapshot, answer_id: AnswerId | None, suggesting: Suggesting) -> tuple[Suggestion, ...]:
        """Return what is offered for an answer: never a theme that was rejected there or is gone."""
        newest = suggesting.suggestions.get(answer_id, ()) if answer_id is not None else ()
        if self._for != (answer_id, suggesting.tagger):
            self._for, self._first = (answer_id, suggesting.tagger), ()
        shown = {suggestion.theme_id for suggestion in self._first}
        self._first += tuple(suggestion for suggestion in newest if suggestion.theme_id not in shown)
        rejected = {rejection.theme_id for rejection in snapshot.rejections if rejection.answer_id == answer_id}
        return tuple(s for s in self._first if s.theme_id in snapshot.codebook.by_id and s.theme_id not in rejected)[
            :MOST_THEMES
        ]
