"""The print pack: which papers, for whom, on what paper, how they look, and the PDF or the printer."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import materials as service
from cxfacilitator.services.materials import Drawn, Offer, PackSummary, Selection
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.printing import Printing
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.document_view import KEYS, DocumentView
from cxfacilitator.ui.widgets.export_card import ExportCard
from cxfacilitator.ui.widgets.tick_list import TickList, TickRow

Whom = tuple[Audience | None, str]
"""An audience or all, and the code of a session or empty."""

_PAPERS = ((Paper.A4, "A4"), (Paper.LETTER, "US Letter"))
_SPARES = ((0.0, "No spare sheets"), (0.1, "10 % spare sheets"), (0.2, "20 % spare sheets"), (0.5, "50 % spare sheets"))
_FILLED_BY = {
    "sign-in": ("roster", "Go to the roster"),
    "incentive-receipts": ("roster", "Go to the roster"),
    "consent": ("engagement", "Go to the engagement"),
    "customer-form": ("engagement", "Go to the engagement"),
    "agenda-poster": ("session", "Go to the session"),
    "moves": ("", ""),
}
"""Where a paper that has no pages yet gets them; groups are the rule."""


class MaterialsPage(Page):
    """The papers at the left, the page that the cursor is on at the right."""

    stage = "materials"
    title = "Print pack"
    sentence = "Everything that is on paper in the room, in the order in which you lay it out."
    keys = (
        ("P", "Save the chosen papers as one PDF"),
        ("Ctrl+P", "Print them"),
        ("Up, Down", "Look at another paper"),
        ("Space", "Choose it, or leave it out"),
        ("Ctrl+A", "Choose all, or none"),
        *KEYS,
    )

    def build(self) -> None:
        """Lay out the list and the preview."""
        self.offers: tuple[Offer, ...] = ()
        self.left_out: set[str] = set()
        self._asked: object | None = None
        self._drawing: Job | None = None
        self._job: Job | None = None
        self._printing: Printing | None = None
        self._whom: list[Whom] = [(None, "")]
        self._file: Path | None = None
        self._exported: Snapshot | None = None
        self.save = QPushButton("Save as PDF")
        self.save.setToolTip("Choose a place and write the chosen papers as one PDF (P)")
        self.save.clicked.connect(self._ask_place)
        self.to_printer = QPushButton("Print")
        self.to_printer.setToolTip("Send the chosen papers to a printer (Ctrl+P)")
        self.to_printer.clicked.connect(self._print)
        self.whom, self.paper, self.spare = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.whom, "For whom"), (self.paper, "Paper"), (self.spare, "Spare sheets")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.paper.addItems([words for _, words in _PAPERS])
        self.spare.addItems([words for _, words in _SPARES])
        self.spare.setCurrentIndex([share for share, _ in _SPARES].index(service.SPARE_SHARE))
        self.list = TickList("Papers")
        self.purpose = label("", "muted", wrap=True)
        self.note = label("", "warning", wrap=True)
        self.mark_told = QPushButton("The tables were told")
        self.mark_told.setToolTip("From now on the list of moves holds only those who move after this")
        self.mark_told.clicked.connect(self._mark_told)
        self.told_note = label("", wrap=True)
        self.card = ExportCard("pack")
        self.preview = DocumentView(self.workspace.jobs, "The paper", thumbnails=False)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme.px(400), 4 * theme.px(400)])
        self.column.addWidget(self.splitter, 1)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Save the chosen papers."""
        return self.save

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Print the chosen papers."""
        return (self.to_printer,)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Count the pages of every paper and draw the one that the cursor is on."""
        if self.workspace.path != self._file:
            self._file, self._exported = self.workspace.path, None
            self.card.hide()
            self.list.setFocus()
        elif self.card.written and self._exported is not snapshot:
            self.card.show_stale()
        self._show_whom(snapshot)
        self._count()

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name what the pack still waits for."""
        if not snapshot.groups:
            return "Form the groups first; posters, handouts and the sign-in sheet can be printed now."
        if service.not_announced(snapshot):
            return "Print the pack, and say that the tables were told when the lists hang."
        return ""

    def remembered(self) -> dict[str, str]:
        """Return the paper, the spare sheets and what is left out, for the next start."""
        return {
            "paper": str(self.paper.currentIndex()),
            "spare": str(self.spare.currentIndex()),
            "left_out": ",".join(sorted(self.left_out)),
        }

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose what was chosen when the app was closed."""
        for box, name in ((self.paper, "paper"), (self.spare, "spare")):
            if remembered.get(name, "") in [str(place) for place in range(box.count())]:
                box.setCurrentIndex(int(remembered[name]))
        self.left_out = {name for name in remembered.get("left_out", "").split(",") if name}

    @property
    def selection(self) -> Selection:
        """What is chosen; without any paper, the names are empty."""
        audience, session_code = self._whom[self.whom.currentIndex()]
        names = frozenset(offer.name for offer in self.offers if offer.name not in self.left_out)
        paper, spare = _PAPERS[self.paper.currentIndex()][0], _SPARES[self.spare.currentIndex()][0]
        return Selection(names, audience, session_code, paper, spare)

    def _left(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(8)
        for boxes in ((self.whom,), (self.paper, self.spare)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for box in boxes:
                row.addWidget(box)
            row.addStretch()
            column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self.list, 100)
        column.addWidget(self.purpose)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.told_note, 1)
        row.addWidget(self.mark_told)
        column.addLayout(row)
        column.addWidget(self.card)
        column.addStretch(1)
        panel.setMinimumWidth(theme.px(340))
        return panel

    def _wire(self) -> None:
        jobs = self.workspace.jobs
        for box in (self.whom, self.paper, self.spare):
            box.activated.connect(lambda _index: self._count())
        self.list.row_chosen.connect(lambda _name: self._show_paper())
        self.list.toggled.connect(self._take)
        self.preview.lead.clicked.connect(lambda: self.go(_FILLED_BY.get(self.list.current_id, _GROUPS)[0]))
        jobs.started.connect(self._hear_job)
        jobs.advanced.connect(self._hear_job)
        jobs.ended.connect(self._hear_ended)
        self.card.stopped.connect(self._stop)
        self.card.place_agreed.connect(self._write)
        self.card.not_opened.connect(lambda sentence: self.tell(sentence, "warning"))
        for keys, act in (
            ("P", self._ask_place),
            ("Ctrl+P", self._print),
            ("Ctrl+A", self._take_all),
            ("PgUp", partial(self.preview.turn, -1)),
            ("PgDown", partial(self.preview.turn, 1)),
            ("+", partial(self.preview.zoom, 1)),
            ("-", partial(self.preview.zoom, -1)),
            ("0", self.preview.fit_page),
            ("W", self.preview.fit_width),
            ("Ctrl+F", self.preview.begin_finding),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_whom(self, snapshot: Snapshot) -> None:
        """Offer everybody, each audience and each session, and keep the choice."""
        chosen = self._whom[max(0, self.whom.currentIndex())]
        choices: list[tuple[Whom, str]] = [((None, ""), "For everybody")]
        for audience in snapshot.engagement.audiences:
            choices.append(((audience, ""), f"For {audience.label.lower()}"))
            codes = [session.code for session in snapshot.sessions if session.audience is audience]
            choices += [((audience, code), f"For session {code}") for code in codes]
        self._whom = [whom for whom, _ in choices]
        self.whom.clear()
        self.whom.addItems([words for _, words in choices])
        self.whom.setCurrentIndex(self._whom.index(chosen) if chosen in self._whom else 0)

    def _count(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self.offers = service.papers(snapshot, self.selection)
        self.list.set_rows(
            [
                TickRow(
                    offer.name,
                    offer.title,
                    amount(offer.pages, "page") if offer.pages else "nothing yet",
                    offer.name not in self.left_out,
                    offer.pages > 0,
                )
                for offer in self.offers
            ]
        )
        self.list.fit()
        pages = sum(offer.pages for offer in self.offers if offer.name in self.list.ticked)
        self.save.setText(f"Save {amount(pages, 'page')} as PDF" if pages else "Save as PDF")
        for button in (self.save, self.to_printer):
            button.setEnabled(pages > 0 and self._job is None and self._printing is None)
        warnings = service.warnings(snapshot, self.selection)
        self.note.setText("\n".join(warnings))
        self.note.setVisible(bool(warnings))
        untold = service.not_announced(snapshot, self.selection)
        told = sum(bool(person.announced) for person in snapshot.participants)
        self.told_note.setText(
            f"{amount(untold, 'person has', 'people have')} not been told the table where they sit now."
            if told
            else "Nobody has been told a table yet."
        )
        for widget in (self.mark_told, self.told_note):
            widget.setVisible(untold > 0)
        self._show_paper()

    def _show_paper(self) -> None:
        """Draw the paper that the cursor is on."""
        offer = next((offer for offer in self.offers if offer.name == self.list.current_id), None)
        snapshot = self.workspace.snapshot
        if offer is None or snapshot is None:
            return
        self.purpose.setText(offer.purpose)
        if self._drawing is not None:
            self._drawing.cancel()
        self._asked = None
        if not offer.pages:
            stage, action = _FILLED_BY.get(offer.name, _GROUPS)
            self.preview.show_sentence(offer.missing, action if stage else "")
            return
        key = self._asked = object()

        def show(drawn: Drawn) -> None:
            # Somebody who runs down the list has left this paper before it was drawn.
            if self._asked is key:
                self.preview.show_document(drawn.pdf, offer.name)

        # A paper that is left out is shown as it would be printed with the others.
        selection = self.selection
        self._drawing = self.workspace.jobs.run(
            service.draw,
            snapshot,
            replace(selection, names=selection.names | {offer.name}),
            only=offer.name,
            title=f"Drawing {offer.title.lower()}",
            done=show,
        )

    def _take(self, name: str, ticked: bool) -> None:
        self.left_out = self.left_out - {name} if ticked else self.left_out | {name}
        self._count()

    def _take_all(self) -> None:
        usable = {offer.name for offer in self.offers if offer.pages}
        # All of them: a paper without pages may get some when another one is left out.
        self.left_out = set() if usable & self.left_out else {offer.name for offer in self.offers}
        self._count()

    def _mark_told(self) -> None:
        audience, session_code = self._whom[self.whom.currentIndex()]
        self.workspace.do(service.mark_announced, audience, session_code)

    def _ask_place(self) -> None:
        snapshot, file = self.workspace.snapshot, self.workspace.path
        if snapshot is None or file is None or not self.save.isEnabled():
            return
        whom = self.selection.session_code or (self.selection.audience or "")
        name = " ".join(part for part in (snapshot.engagement.code, str(whom), "print pack.pdf") if part)
        path = ask.file_to_write(
            self.window(), "Where to keep the pack?", "Print packs (*.pdf)", file.parent / name, may_replace=False
        )
        if path is None:
            return
        if path.exists():
            self.card.show_taken(path)
        else:
            self._write(path, replace_it=False)

    def _write(self, path: Path, replace_it: bool) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or self._job is not None:
            return

        def written(summary: PackSummary) -> None:
            self._exported = snapshot
            self.tell("")
            self.card.show_written(summary.path, summary.pages)
            self.card.open.setFocus()
            if self.workspace.snapshot is not snapshot:
                self.card.show_stale()

        self._job = self.workspace.jobs.run_apart(
            service.write,
            snapshot,
            path,
            self._ticked(),
            replace=replace_it,
            title=f"Writing {path.name}",
            unfinished="The print pack is still being written.",
            done=written,
            failed=self._fail,
        )
        self.card.show_job(self._job)
        self._allow()

    def _ticked(self) -> Selection:
        """What is chosen and has pages."""
        return replace(self.selection, names=frozenset(self.list.ticked))

    def _print(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or not self.to_printer.isEnabled():
            return
        pages = sum(offer.pages for offer in self.offers if offer.name in self.list.ticked)
        try:
            printer = ask.printer(self.window(), f"Print pack {snapshot.engagement.code}", pages)
        except CxError as problem:
            self._fail(problem)
            return
        if printer is None:
            return
        chosen = self._ticked()

        def drawn(pack: Drawn) -> None:
            # A printer whose pages were not chosen says 0 to 0.
            first, last = printer.fromPage() or 1, printer.toPage() or len(pack.titles)
            self._printing = Printing(self.workspace.jobs, pack.pdf, chosen.paper, printer)
            self._printing.start(range(first - 1, min(last, len(pack.titles))), self._hear_printed, self._fail)
            self._allow()

        self._job = self.workspace.jobs.run_apart(
            service.draw,
            snapshot,
            chosen,
            title="Drawing the pack",
            unfinished="The pages for the printer are still being drawn.",
            done=drawn,
            failed=self._fail,
        )
        self.card.show_job(self._job)
        self._allow()

    def _hear_printed(self, pages: int) -> None:
        self._printing = None
        self._put_card_away()
        self.tell(f"{amount(pages, 'page')} sent to the printer.")

    def _fail(self, problem: CxError) -> None:
        self._printing = None
        self._put_card_away()
        self.tell(str(problem), "error")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        if self._printing is not None:
            self._printing.cancel()
            self._printing = None
            self._put_card_away()
            self.tell("Stopped. The pages that had been sent are printed.")

    def _put_card_away(self) -> None:
        """Hide how far it is; the keys go back to the list, and another export may follow."""
        if not self.card.isHidden():
            self.card.hide()
            self.list.setFocus()
        self._allow()

    def _allow(self) -> None:
        """Offer saving and printing when there is something chosen and nothing under way."""
        for button in (self.save, self.to_printer):
            button.setEnabled(bool(self.list.ticked) and self._job is None and self._printing is None)

    def _hear_job(self, job: Job) -> None:
        if job is self._job or (self._printing is not None and job is self._printing.job):
            self.card.show_job(job)

    def _hear_ended(self, job: Job) -> None:
        """Whatever comes of the export, another one may follow; a pack that was written shows itself next."""
        if job is self._job:
            self._job = None
            self._put_card_away()
            if job.cancelled:
                self.tell("Stopped. Nothing was written or printed.")


_GROUPS = ("groups", "Go to the groups")
