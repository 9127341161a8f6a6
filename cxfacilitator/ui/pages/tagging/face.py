"""One way to look at the answers, their themes and the suggestions for them."""

from PySide6.QtCore import Signal

from cxfacilitator.domain.snapshot import Snapshot
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
