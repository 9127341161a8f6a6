"""One way to look at the plan."""

from PySide6.QtCore import Signal

from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.plan.planned import Planned
from cxfacilitator.ui.pages.plan.side import Side

UNDECIDED = ("U", "Next idea without an answer")


class Face(faces.Face):
    """A face of the plan: it shows what the page has worked out, as soon as that is there.

    Attributes:
        side: What stands beside its list.

    Signals:
        stage_wanted: Carries the stage that is to be shown.
        idea_wanted: Carries the id of an idea that is to be shown among the ideas.
        action_wanted: Carries the id of an idea for which an action is to be noted.
    """

    stage_wanted = Signal(str)
    idea_wanted = Signal(object)
    action_wanted = Signal(object)

    side: Side

    def remembered(self) -> dict[str, str]:
        """Return which part stood beside the list."""
        return {"side": str(self.side.current)}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show the part that stood beside the list."""
        self.side.show_part(1 if remembered.get("side") == "1" else 0)

    def show_planned(self, planned: Planned) -> None:
        """Show this state of the plan; runs when the face appears and after every change while it is visible."""
