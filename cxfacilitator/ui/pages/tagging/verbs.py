"""What a person does to the answer at hand: each is one edit, and undo takes it back in words."""

from collections.abc import Callable

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Answer, AnswerId, Direction, Flag, Mark, Value
from cxfacilitator.domain.tagging import Suggestion
from cxfacilitator.services import codebook, endorsements, tagging
from cxfacilitator.ui.workspace import Workspace


class ReviewVerbs:
    """Hands decisions on one answer to the file; without an answer nothing happens."""

    def __init__(self, workspace: Workspace, at_hand: Callable[[], Answer | None]) -> None:
        self._workspace = workspace
        self._at_hand = at_hand

    def accept(self, theme_id: str) -> None:
        """Give the answer a theme."""
        self._do(tagging.accept, ThemeId(theme_id))

    def remove(self, theme_id: str) -> None:
        """Take a theme away."""
        self._do(tagging.remove, ThemeId(theme_id))

    def reject(self, suggestion: Suggestion) -> None:
        """Say that a suggested theme does not fit; one that was accepted is taken away."""
        snapshot = self._workspace.snapshot
        if snapshot is not None and suggestion.theme_id in snapshot.themes_of.get(suggestion.answer_id, ()):
            self.remove(suggestion.theme_id)
        else:
            self._workspace.do(tagging.reject, suggestion.answer_id, suggestion.theme_id)

    def review(self, reviewed: bool) -> None:
        """Say that the answer has been decided on as it is, or not yet."""
        answer = self._at_hand()
        if answer is not None and answer.reviewed is not reviewed:
            self._do(tagging.set_reviewed, reviewed)

    def turn_flag(self, flag: Flag, on: bool) -> None:
        """Set or clear a flag."""
        self._do(tagging.set_flag, flag, on)

    def turn_mark(self, mark: Mark, on: bool) -> None:
        """Star the answer or doubt its themes, or no longer."""
        answer = self._at_hand()
        if answer is not None:
            self._workspace.do(tagging.mark_many, [answer.id], mark, on)

    def set_direction(self, direction: Direction) -> None:
        """Say whether others are better, worse or different."""
        self._do(tagging.set_direction, direction)

    def set_value(self, value: Value) -> None:
        """Say whether that matters to customers."""
        self._do(tagging.set_value, value)

    def type_competitor(self, name: str) -> None:
        """Keep the name of who does it differently, as it is typed."""
        answer = self._at_hand()
        if answer is not None:
            self._workspace.type_line(("competitor", answer.id), tagging.set_competitor, answer.id, name)

    def type_memo(self, answer_id: AnswerId, memo: str) -> None:
        """Keep a memo as it is typed; it stays with its answer wherever the review goes meanwhile."""
        self._workspace.type_line(("memo", answer_id), tagging.set_memo, answer_id, memo)

    def note_endorsers(self, answer: Answer, codes: str) -> None:
        """Note which groups said "us too", by their codes, and no others.

        Raises:
            CxError: One of them is no group, or cannot have heard the answer.
        """
        if self._workspace.snapshot is not None:
            groups = endorsements.read_codes(self._workspace.snapshot, answer, codes)
            self._workspace.do(endorsements.set_endorsers, answer.id, groups)

    def add_cue(self, theme_id: ThemeId, words: str) -> None:
        """Let words hint at a theme from now on."""
        if words.strip():
            self._workspace.do(codebook.add_cue, theme_id, words)

    def _do(self, service: Callable[..., None], *args: object) -> None:
        answer = self._at_hand()
        if answer is not None:
            self._workspace.do(service, answer.id, *args)
