"""The report: what is in it, how it looks, and the PDF that is handed over."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.report.charts import ChartsFace
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.pages.report.face import Face
from cxfacilitator.ui.pages.report.names import NamesFace
from cxfacilitator.ui.widgets import EmptyState


class ReportPage(FacedPage):
    """Faces of one report; without answers there is nothing to report, and all of them give way to that."""

    kinds = (DocumentFace, NamesFace, ChartsFace)
    stage = "report"
    title = "Report"
    sentence = "One page to read in a minute; behind it every count, every quote and every sheet."

    def build(self) -> None:
        """Put the empty state beside the faces."""
        self._ready = True
        self.empty = EmptyState("report", _EMPTY, "Type the sheets", lambda: self.go("sheets"))
        self.empty.hide()
        super().build()
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.setSpacing(12)
        self.column.addWidget(self.empty, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the face that was chosen, or what is missing."""
        ready = bool(snapshot.answers)
        if ready is not self._ready:
            self._ready = ready
            self.head_changed.emit()
        for part in (self.switch, self.stack):
            part.setVisible(ready)
        self.empty.setVisible(not ready)
        if ready:
            super().show_snapshot(snapshot)

    def primary_action(self) -> QPushButton | None:
        """Return the button of the face that is shown; none while there is nothing to report."""
        return super().primary_action() if self._ready else None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the quieter buttons of the face that is shown."""
        return super().other_actions() if self._ready else ()

    def connect_face(self, face: faces.Face) -> None:
        """Listen to a face that was just made."""
        super().connect_face(face)
        assert isinstance(face, Face)
        face.stage_wanted.connect(self.stage_wanted)
        face.face_wanted.connect(self.show_face)

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name what the report still waits for."""
        if not snapshot.answers:
            return "Type or import the sheets first: the report is made of them."
        waiting = any(not answer.reviewed for answer in snapshot.answers)
        if waiting or any(idea.disposition is None for idea in snapshot.ideas):
            return "Look at what is still open, then export the report."
        return "Export the report, and read the first page aloud once."


_EMPTY = "The report is made of what the groups wrote. Type the sheets or import the answers first."
