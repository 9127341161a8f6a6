"""The comparison: what was found, sentence by sentence, and the matrix that it was found in."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from cxfacilitator.domain.counts import threshold
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import findings as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.looking import Looking, few
from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.comparison.compared import Compared, look, look_again
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.pages.comparison.findings import FindingsFace
from cxfacilitator.ui.pages.comparison.matrix import MatrixFace
from cxfacilitator.ui.pages.comparison.side_by_side import SideBySideFace
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.widgets import Chip, EmptyState, label
from cxfacilitator.ui.words import waiting_in_words

_LOW, _NARROW = 420, 900
_TO_DECIDE = "Keep or dismiss the findings (F4): the report begins with what you keep."


class ComparisonPage(FacedPage):
    """Faces of one comparison, which is worked out once for each snapshot."""

    kinds = (MatrixFace, SideBySideFace, FindingsFace)
    stage = "comparison"
    title = "Comparison"
    sentence = "What leadership, staff and customers say of each theme, counted in groups."

    def build(self) -> None:
        """Put the facts above the faces, and the thresholds beside their buttons."""
        self._looking = Looking(self.workspace.jobs)
        self._ready = False
        self.compared: Compared | None = None
        self.whole = label("", "lead", wrap=True)
        self.reviewed = label("", "muted", wrap=True)
        self.chips = {audience: Chip(audience) for audience in Audience}
        self.empty = EmptyState("comparison", "", "Review the answers", self._fill)
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.setSpacing(8)
        self.column.addWidget(self.whole)
        self.column.addWidget(self.reviewed)
        self.column.addWidget(self.empty, 1)
        super().build()
        chips = QHBoxLayout()
        chips.setSpacing(20)
        for chip in self.chips.values():
            chips.addWidget(chip)
        self.row.addLayout(chips)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is in the file now; it is compared anew when it is not the same as before."""
        ready = any(answer.reviewed for answer in snapshot.answers)
        if ready is not self._ready:
            self._ready = ready
            self.head_changed.emit()
        for part in (self.switch, self.stack):
            part.setHidden(not ready)
        self.empty.setHidden(ready)
        self._make_room()
        self._looking.stop()
        if not ready:
            self._show_empty(snapshot)
            return
        super().show_snapshot(snapshot)
        if self.compared is not None and self.compared.snapshot is snapshot:
            self._show_compared(self.compared)
        elif self.compared is not None and self.compared.rests_on(snapshot):
            self._show_compared(look_again(snapshot, self.compared))
        else:
            self._looking.begin(
                look,
                snapshot,
                self.compared,
                # What was compared before spares so much work that there is nothing to watch.
                title="" if self.compared else "Comparing the audiences",
                done=self._show_compared,
                at_once=few(snapshot),
            )

    def primary_action(self) -> QPushButton | None:
        """Return the button of the face that is shown; none while there is nothing to compare."""
        return super().primary_action() if self._ready else None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the quieter buttons of the face that is shown."""
        return super().other_actions() if self._ready else ()

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say what is missing before the comparison says all that it can."""
        if not snapshot.answers:
            return "Type the sheets first, or import the answers."
        if not any(answer.reviewed for answer in snapshot.answers):
            return "Review answers first: only what a person has decided is compared."
        if waiting := waiting_in_words(snapshot):
            return waiting
        return "" if snapshot.kept_findings else _TO_DECIDE

    def _show_compared(self, compared: Compared) -> None:
        if self._shown is not compared.snapshot:
            return
        self.compared = compared
        comparison = compared.comparison
        self.whole.setText(service.tell_whole(comparison))
        self.reviewed.setText(_reviewed(compared))
        self.whole.setToolTip(self.reviewed.text())
        for audience, chip in self.chips.items():
            _show_threshold(chip, audience, comparison.groups[audience])
        face = self.face
        assert isinstance(face, Face)
        face.show_compared(compared)

    def _show_empty(self, snapshot: Snapshot) -> None:
        if snapshot.answers:
            self.empty.sentence.setText(
                "Nothing has been reviewed yet. Only answers whose themes a person has decided on are compared."
            )
            self.empty.button.setText("Review the answers")
        else:
            self.empty.sentence.setText("The comparison begins with the sheets: type them or import the answers first.")
            self.empty.button.setText("Type the sheets")

    def _fill(self) -> None:
        snapshot = self.workspace.snapshot
        self.go("tagging" if snapshot is not None and snapshot.answers else "sheets")

    def show_face(self, name: str) -> faces.Face:
        """Show a face; the keys work on it at once."""
        face = super().show_face(name)
        self._make_room()
        face.setFocus()
        return face

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in what the face shows."""
        super().showEvent(event)
        self.face.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the faces what room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """A face may need the lines that the facts stand on, and with large text on a low window every one does."""
        face = self.face
        assert isinstance(face, Face)
        for chip in self.chips.values():
            chip.setVisible(face.below_facts and self.width() >= theme.px(_NARROW))
        self.whole.setVisible(self._ready and face.below_facts)
        self.reviewed.setVisible(self._ready and face.below_facts and self.height() >= theme.px(_LOW))


def _reviewed(compared: Compared) -> str:
    answers, waiting = len(compared.snapshot.answers), len(compared.comparison.unreviewed)
    themeless = len(compared.comparison.unthemed)
    said = f"{answers - waiting} of {answers} answers are reviewed"
    if waiting:
        said += f"; {waiting} {'does' if waiting == 1 else 'do'} not count yet"
    if themeless:
        said += f"; {themeless} reviewed {'one is' if themeless == 1 else 'ones are'} on no theme"
    return f"{said}. Groups are counted, never lines."


def _show_threshold(chip: Chip, audience: Audience, groups: int) -> None:
    needed = threshold(groups)
    if not groups:
        chip.set_text("not reviewed", f"No answers of {audience.value} are reviewed yet.")
        return
    words = f"{amount(groups, 'group')}, counts from {needed}"
    alone = " One sheet is all or nothing: there is no share of it." if groups == 1 else ""
    chip.set_text(
        words,
        f"{audience.label}: a theme is a strength or a concern once {needed} of {groups} "
        f"{'group says' if groups == 1 else 'groups say'} so. The number follows from the number of groups.{alone}",
    )
