"""One way to look at the answers and their themes; the tagging page shows one face at a time.

How to write a face: make `ui/pages/tagging/<name>.py` with one class and add it to `tagging.FACES`.
"""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.workspace import Workspace


class Face(QWidget):
    """Shows the snapshot and the suggestions in its own way; changes go through `self.workspace.do`.

    Attributes:
        name: Short and unique; it is remembered which face was shown last.
        title: What the button that leads to it says.
        key: The key that leads to it.
        keys: What the keys do here, as for a page.

    Signals:
        answer_wanted: Carries the id of an answer that is to be shown in the review.
        like_wanted: Carries the id of an answer; those that are most like it are to be shown.
        theme_wanted: Carries the id of a theme whose answers are to be shown in the review.
        told: Carries a sentence for above the page, or none, and its kind as for `Page.tell`.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    key: ClassVar[str] = ""
    keys: ClassVar[tuple[tuple[str, str], ...]] = ()

    answer_wanted = Signal(str)
    like_wanted = Signal(str)
    theme_wanted = Signal(str)
    told = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.suggesting = suggesting_of(workspace)
        self.build()

    def build(self) -> None:
        """Make the widgets; runs once, when the face is shown for the first time."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file; runs when the face appears and after every change while it is visible."""

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Show the new suggestions of `self.suggesting`; runs while the face is visible."""

    def forget(self) -> None:
        """Forget what was chosen: another engagement is open."""

    def remembered(self) -> dict[str, str]:
        """Return the choices that are still there at the next start, by name."""
        return {}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose again what `remembered` returned; runs once, after `build`, and is empty the first time."""

    def primary_action(self) -> QPushButton | None:
        """Return the one button that matters most here; it stands in the page's header."""
        return None

    def corner(self) -> QWidget | None:
        """Return what stands at the right of the row of faces while this one is shown."""
        return None
