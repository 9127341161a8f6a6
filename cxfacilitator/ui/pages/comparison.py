"""The comparison: what was found, sentence by sentence, and the matrix that it was found in."""

from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside, beside
from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.counts import threshold
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.matrix import Matrix, matrix
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import findings as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import Chip, EmptyState, label
from cxfacilitator.ui.widgets.findings_view import FindingsView, Told
from cxfacilitator.ui.widgets.matrix_view import MatrixView

_AT_ONCE = 1500
"""Up to so many answers are compared in less time than it takes to notice; more are compared as a job."""

_LOW = 420


@dataclass(frozen=True)
class Compared:
    """Everything that the page shows of one snapshot."""

    snapshot: Snapshot
    comparison: Comparison
    told: Told
    matrix: Matrix
    beside: Beside


def look(snapshot: Snapshot, progress: Progress = silent) -> Compared:
    """Compare, find and lay out; the longest part is to see which findings rest on few statements."""
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot)
    progress(0.3, "Looking for patterns")
    told = service.tell_in_order(comparison)
    progress(0.9, "Laying out the matrix")
    return Compared(snapshot, comparison, told, matrix(snapshot, comparison), beside(snapshot))


class ComparisonPage(Page):
    """Findings and matrix of one snapshot, computed once for each."""

    stage = "comparison"
    title = "Comparison"
    sentence = "What leadership, staff and customers say of each theme, counted in groups."
    keys = (
        ("Alt+F, Alt+M", "Findings, matrix"),
        ("Up, Down", "Next finding, finding before"),
        ("Enter", "Go to the quotes; Esc leads back"),
        ("0-5", "Quotes of all boxes, or of one"),
        ("Ctrl+F", "Find a theme or a word"),
        ("Arrows", "Move in the matrix; the quotes follow"),
        ("Ctrl+C", "Copy a quote or a finding"),
    )

    def build(self) -> None:
        """Lay out the facts, the tabs and the two views."""
        self._job: Job | None = None
        self.compared: Compared | None = None
        self.whole = label("", "lead", wrap=True)
        self.reviewed = label("", "muted", wrap=True)
        self.chips = {audience: Chip(audience) for audience in Audience}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("&Findings")
        self.tabs.addTab("&Matrix")
        self.findings = FindingsView()
        self.matrix = MatrixView()
        self.views = QStackedWidget()
        self.views.addWidget(self.findings)
        self.views.addWidget(self.matrix)
        self.tabs.currentChanged.connect(self._show_view)
        self.empty = EmptyState("comparison", "", "Review the answers", self._fill)
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(self.tabs)
        line.addStretch()
        for chip in self.chips.values():
            line.addWidget(chip)
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.whole)
        column.addWidget(self.reviewed)
        column.addSpacing(8)
        column.addLayout(line)
        column.addSpacing(8)
        column.addWidget(self.views, 1)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self.empty, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Compare what is in the file now, unless it is the same as before."""
        ready = any(answer.reviewed for answer in snapshot.answers)
        self.body.setVisible(ready)
        self.empty.setVisible(not ready)
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not ready:
            self._show_empty(snapshot)
        elif len(snapshot.to_review) <= _AT_ONCE:
            self._show_compared(look(snapshot))
        else:
            self._job = self.workspace.jobs.run(
                look, snapshot, title="Comparing the audiences", done=self._show_compared
            )

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say what is missing before the comparison says all that it can."""
        if not any(answer.reviewed for answer in snapshot.answers):
            return "Review answers first: only what a person has decided is compared."
        waiting = sum(not answer.reviewed for answer in snapshot.answers)
        if waiting:
            return f"{waiting} of {len(snapshot.answers)} answers are not reviewed yet and count for nothing here."
        return ""

    def _show_compared(self, compared: Compared) -> None:
        if self._shown is not compared.snapshot:
            return
        self._job, self.compared = None, compared
        comparison = compared.comparison
        self.whole.setText(service.tell_whole(comparison))
        self.reviewed.setText(_reviewed(compared))
        self.whole.setToolTip(self.reviewed.text())
        self.tabs.setTabText(0, f"&Findings {len(compared.told)}")
        for audience, chip in self.chips.items():
            _show_threshold(chip, audience, comparison.groups[audience])
        self.findings.show_findings(compared.snapshot, comparison, compared.told, compared.beside)
        self.matrix.show_matrix(compared.snapshot, compared.matrix, compared.beside)

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

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list, or in the matrix."""
        super().showEvent(event)
        self._show_view(self.tabs.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the matrix what room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """With large text on a low window lists and matrix need the lines that the facts stand on."""
        roomy = self.height() >= theme.px(_LOW)
        self.reviewed.setVisible(roomy)
        self.whole.setVisible(roomy or self.tabs.currentIndex() == 0)

    def _show_view(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        self._make_room()
        (self.matrix.table if number else self.findings.list).setFocus()


def _reviewed(compared: Compared) -> str:
    answers, waiting = len(compared.snapshot.answers), len(compared.comparison.unreviewed)
    themeless = len(compared.comparison.unthemed)
    said = f"{answers - waiting} of {answers} answers are reviewed"
    if waiting:
        said += f"; {waiting} do not count yet"
    if themeless:
        said += f"; {themeless} reviewed ones are on no theme"
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
