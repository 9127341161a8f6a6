"""One way to look at the answers, their themes and the suggestions for them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from cxfacilitator.domain.codebook_names import new_theme
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import codebook, tagging
from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.workspace import Workspace


class Face(faces.Face):
    """A face of the tagging page: it shows suggestions beside what is in the file.

    Signals:
        like_wanted: Carries the id of an answer; those that are most like it are to be shown.
        theme_wanted: Carries the id of a theme whose answers are to be shown in the review.
    """

    like_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        self.suggesting = suggesting_of(workspace)
        super().__init__(workspace)

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Show the new suggestions of `self.suggesting`; runs while the face is visible."""

    def make_theme(self, name: str, answer_ids: Sequence[AnswerId]) -> None:
        """Make a theme for answers, in the family of what is suggested for the first of them, and say where it is."""
        snapshot = self.workspace.snapshot
        if snapshot is None or not answer_ids:
            return
        themes = snapshot.codebook.by_id
        suggested = (s.theme_id for s in self.suggesting.suggestions.get(answer_ids[0], ()))
        family = next((themes[theme_id].family for theme_id in suggested if theme_id in themes), "")
        made = new_theme(snapshot.codebook, family, name)
        plan = tagging.plan_tag(snapshot.themes_of, answer_ids, made.id)
        if plan.taken:
            self.workspace.do(codebook.add_theme, made, plan.taken)
            where = f" in “{snapshot.codebook.families_by_id[family].name}”" if family else ""
            said = f"“{made.name}” is a new theme{where}. Say on the codebook page (Ctrl+Shift+B) what belongs to it."
            self.told.emit(" ".join(filter(None, (said, plan.passed_over))), "notice")
        else:
            self.told.emit(plan.passed_over, "warning")
