"""The report: for whom, on which paper, what it says, what to look at first, and the PDF."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Edition, Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import report as service
from cxfacilitator.services.report import Outline, ReportSummary
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.report.face import Face
from cxfacilitator.ui.widgets import hairline, label
from cxfacilitator.ui.widgets.export_card import ExportCard
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.report_picture import ReportPicture
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow

_EDITIONS = (
    (Edition.LEADERSHIP, "Leadership", "Codes in place of tables, names taken out. This one is handed over."),
    (Edition.FACILITATOR, "Facilitator", "Every sheet word for word with its table, for your own files."),
)
_PAPERS = ((Paper.A4, "A4"), (Paper.LETTER, "US Letter"))
_ROOM_FOR_PICTURE = 980


class DocumentFace(Face):
    """Choices and warnings at the left, what the report says in the middle, its first pages at the right."""

    name = "report"
    title = "Report"
    key = "F2"
    keys = (
        ("Ctrl+E", "Export the PDF"),
        ("Tab", "Next choice"),
        ("Space", "Choose"),
        ("Up, Down", "Move in the list of parts"),
    )

    def build(self) -> None:
        """Lay out the three columns."""
        self._reading: Job | None = None
        self._job: Job | None = None
        self._exported: Snapshot | None = None
        self._file: Path | None = None
        self.outline: Outline | None = None
        self.export = QPushButton("Export PDF")
        self.export.setShortcut("Ctrl+E")
        self.export.setToolTip("Choose a place and write the report (Ctrl+E)")
        self.export.clicked.connect(self._ask_place)
        self.editions = {edition: QRadioButton(f"{name} edition") for edition, name, _ in _EDITIONS}
        self.papers = {paper: QRadioButton(name) for paper, name in _PAPERS}
        self.facts = label("", "muted", wrap=True)
        self.first = label("Before you hand it over", "heading")
        self.warnings = QVBoxLayout()
        self.warnings.setSpacing(8)
        self.to_review, self.to_decide = QPushButton("Review the answers"), QPushButton("Decide on the ideas")
        for button, stage in ((self.to_review, "tagging"), (self.to_decide, "plan")):
            button.setProperty("quiet", True)
            button.clicked.connect(lambda _checked, stage=stage: self.stage_wanted.emit(stage))
        self.card = ExportCard()
        self.parts = WrappedList("What the report says", begin=False)
        self.picture = ReportPicture()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self._choices(), 5)
        row.addLayout(self._contents(), 6)
        row.addWidget(self.picture, 5)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that exports."""
        return self.export

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read what a report made now would say."""
        if self.workspace.path != self._file:
            self._file, self._exported = self.workspace.path, None
            self.card.hide()
        elif self.card.written and self._exported is not snapshot:
            self.card.show_stale()
        self._show_facts(snapshot)
        self._read()

    @property
    def edition(self) -> Edition:
        """The edition that is chosen."""
        return next(edition for edition, button in self.editions.items() if button.isChecked())

    @property
    def paper(self) -> Paper:
        """The paper that is chosen."""
        return next(paper for paper, button in self.papers.items() if button.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the picture only when the words leave room for it."""
        super().resizeEvent(event)
        self.picture.setVisible(self.width() >= theme.px(_ROOM_FOR_PICTURE))

    def _choices(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addSpacing(4)
        column.addWidget(label("For whom", "heading"))
        for_whom, on_paper = QButtonGroup(self), QButtonGroup(self)
        for edition, _, about in _EDITIONS:
            for_whom.addButton(self.editions[edition])
            column.addWidget(self.editions[edition], 0, Qt.AlignmentFlag.AlignLeft)
            note = label(about, "small", wrap=True)
            note.setContentsMargins(30, 0, 0, 4)
            column.addWidget(note)
        papers = QHBoxLayout()
        papers.setSpacing(16)
        papers.addWidget(label("Paper"))
        for button in self.papers.values():
            on_paper.addButton(button)
            papers.addWidget(button)
        papers.addStretch()
        column.addLayout(papers)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(8)
        column.addWidget(self.first)
        column.addLayout(self.warnings)
        column.addWidget(self.to_review, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.to_decide, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.editions[Edition.LEADERSHIP].setChecked(True)
        self.papers[Paper.A4].setChecked(True)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _contents(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label("What it says", "heading"))
        column.addWidget(self.facts)
        column.addWidget(self.parts, 1)
        return column

    def _wire(self) -> None:
        jobs = self.workspace.jobs
        for button in (*self.editions.values(), *self.papers.values()):
            button.clicked.connect(lambda _on: self._read())
        jobs.started.connect(self._hear_job)
        jobs.advanced.connect(self._hear_job)
        jobs.ended.connect(self._hear_ended)
        self.card.stopped.connect(lambda: self._job.cancel() if self._job else None)
        self.card.place_agreed.connect(self._write)
        self.card.not_opened.connect(lambda sentence: self.told.emit(sentence, "warning"))

    def _show_facts(self, snapshot: Snapshot) -> None:
        answers, ideas = len(snapshot.answers), len(snapshot.ideas)
        sheets = len(snapshot.answers_of)
        facts = [amount(answers, "answer"), amount(sheets, "sheet"), amount(ideas, "idea")]
        if self.card.written and self._exported is snapshot:
            facts.insert(0, self.card.done.text().removesuffix(" written."))
        self.facts.setText(" · ".join(facts))
        self.to_review.setVisible(any(not answer.reviewed for answer in snapshot.answers))
        self.to_decide.setVisible(any(idea.disposition is None for idea in snapshot.ideas))

    def _read(self) -> None:
        """Read the outline as a job: it takes a blink for sixteen sheets and seconds for three hundred."""
        snapshot = self.workspace.snapshot
        if snapshot is None or not snapshot.answers:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.workspace.jobs.run(
            service.outline, snapshot, self.edition, title="Reading what the report says", done=self._show_outline
        )

    def _show_outline(self, outline: Outline) -> None:
        self.outline = outline
        self.parts.set_rows(
            [
                WrappedRow((Line(part.name, theme.SMALL, "muted", strong=True), Line(part.says)), part.name)
                for part in outline.parts
            ]
        )
        self.picture.show_outline(outline, self.paper)
        clear(self.warnings)
        for sentence in outline.warnings or (_NOTHING_OPEN,):
            self.warnings.addWidget(label(sentence, "" if outline.warnings else "muted", wrap=True))

    def _ask_place(self) -> None:
        snapshot, file = self.workspace.snapshot, self.workspace.path
        if snapshot is None or file is None or self._job is not None:
            return
        name = f"{snapshot.engagement.code} {self.edition.value} report.pdf"
        path = ask.file_to_write(
            self.window(), "Where to keep the report?", "Reports (*.pdf)", file.parent / name, may_replace=False
        )
        if path is None:
            return
        if path.exists():
            self.card.show_taken(path)
        else:
            self._write(path, replace=False)

    def _write(self, path: Path, replace: bool) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or self._job is not None:
            return

        def written(summary: ReportSummary) -> None:
            self._exported = snapshot
            self.told.emit("", "notice")
            self.card.show_written(summary.path, summary.pages)
            if self.workspace.snapshot is not snapshot:
                self.card.show_stale()
            if self.workspace.snapshot is not None:
                self._show_facts(self.workspace.snapshot)

        self.export.setEnabled(False)
        self._job = self.workspace.jobs.run(
            service.write,
            snapshot,
            path,
            self.edition,
            self.paper,
            replace=replace,
            title=f"Writing {path.name}",
            done=written,
            failed=self._fail,
        )
        self.card.show_job(self._job)

    def _fail(self, problem: CxError) -> None:
        self.told.emit(str(problem), "error")

    def _hear_job(self, job: Job) -> None:
        if job is self._job:
            self.card.show_job(job)

    def _hear_ended(self, job: Job) -> None:
        """Whatever comes of the export, another one may follow; a report that was written shows itself next."""
        if job is self._job:
            self._job = None
            self.export.setEnabled(True)
            self.card.hide()
            if job.cancelled:
                self.told.emit("Stopped. No report was written.", "notice")


_NOTHING_OPEN = "Nothing is open: every answer is reviewed, every idea has an answer, nobody is named."
