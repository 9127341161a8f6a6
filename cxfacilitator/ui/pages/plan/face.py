"""One way to look at the plan."""

from PySide6.QtCore import Signal

from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.plan.planned import Planned


class Face(faces.Face):
    """A face of the plan: it shows what the page has worked out, as soon as that is there.

    Signals:
        stage_wanted: Carries the stage that is to be shown.
        idea_wanted: Carries the id of an idea that is to be shown among the ideas.
        action_wanted: Carries the id of an idea for which an action is to be noted.
    """

    stage_wanted = Signal(str)
    idea_wanted = Signal(object)
    action_wanted = Signal(object)

    def show_planned(self, planned: Planned) -> None:
        """Show this state of the plan; runs when the face appears and after every change while it is visible."""
