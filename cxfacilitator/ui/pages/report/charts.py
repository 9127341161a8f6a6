"""Charts: each chart of the report by itself, to be put on a slide; what is shown is what is saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import charts as service
from cxfacilitator.services.charts import ChartOffer, Dots
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.report.face import Face
from cxfacilitator.ui.widgets import EmptyState
from cxfacilitator.ui.widgets.chart_paper import ChartPaper
from cxfacilitator.ui.widgets.scrolled import Scrolled
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow

_READING = "Reading what the charts show …"
_PICTURES, _TABLES = "Pictures (*.png *.svg)", "CSV table (*.csv)"


class ChartsFace(Face):
    """The charts of the chosen edition at the left, the chosen one large at the right.

    Attributes:
        offers: The charts that there are.
        paper: Shows the chosen one.
    """

    name = "charts"
    title = "Charts"
    key = "F4"
    keys = (
        ("Up, Down", "Move in the list of charts"),
        ("Ctrl+E", "Save the picture, as PNG or SVG"),
        ("Ctrl+Shift+E", "Save its numbers, as a table"),
        ("Ctrl+Shift+C", "Copy the picture"),
        ("Ctrl+Shift+A", "Save all charts in a folder"),
        ("Tab", "To the chart; the arrows move it"),
    )

    def build(self) -> None:
        """Lay out the list beside the paper, and what is shown while there is no chart."""
        self.offers: tuple[ChartOffer, ...] = ()
        self._read: Snapshot | None = None
        self._reading: Job | None = None
        self._drawing: Job | None = None
        self._pictures: dict[str, QImage] = {}
        self.save = text_button("Save picture", "As PNG or SVG (Ctrl+E)", self.save_picture)
        self.numbers = text_button("Save numbers", "As a table (Ctrl+Shift+E)", self.save_numbers)
        self.copy = text_button("Copy picture", "For a slide (Ctrl+Shift+C)", self.copy_picture)
        self.all = text_button("Save all", "Every chart in a folder (Ctrl+Shift+A)", self.save_all)
        self.list = WrappedList("Charts of the report")
        self.list.row_chosen.connect(self._choose)
        self.paper = ChartPaper()
        self.room = Scrolled(self.paper)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = EmptyState("report", _READING)
        self.stack = QStackedWidget()
        for part in (self.empty, self.room):
            self.stack.addWidget(part)
        self.split = splitter(self.list, self.stack, (0, 1), (340, 900))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.setFocusProxy(self.list)
        for key, act in (
            ("Ctrl+E", self.save_picture),
            ("Ctrl+Shift+E", self.save_numbers),
            ("Ctrl+Shift+C", self.copy_picture),
            ("Ctrl+Shift+A", self.save_all),
        ):
            on_key(self, key, act)

    def primary_action(self) -> QPushButton | None:
        """Return the button that saves the picture."""
        return self.save if self.offers else None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the other ways to take a chart along."""
        return (self.copy, self.numbers, self.all) if self.offers else ()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read which charts there are now; those of before stay until that is done."""
        if snapshot is self._read:
            return
        self._stop()

        def show(offers: tuple[ChartOffer, ...]) -> None:
            if self._reading is job:
                self._reading, self._read = None, snapshot
                self._show_offers(offers, service.NONE_YET)

        def fail(problem: CxError) -> None:
            if self._reading is job:
                self._reading, self._read = None, snapshot
                self._show_offers((), str(problem))

        job = self._reading = self.workspace.jobs.run_apart(
            service.available, snapshot, snapshot.report.edition, title="", done=show, failed=fail
        )

    def forget(self) -> None:
        """Forget the charts: another engagement is open."""
        self._stop()
        self._read = None
        self._show_offers((), _READING)

    def save_picture(self) -> None:
        """Ask for a place and write the chosen chart there."""
        self._save("Where to keep the picture?", _PICTURES, ".png")

    def save_numbers(self) -> None:
        """Ask for a place and write the numbers of the chosen chart there."""
        self._save("Where to keep the numbers?", _TABLES, ".csv")

    def save_all(self) -> None:
        """Ask for a place and write every chart into a new folder there, as all that it can be."""
        snapshot, file = self.workspace.snapshot, self.workspace.path
        if snapshot is None or file is None or not self.offers:
            return
        parent = ask.folder_to_use(self.window(), "Where to keep the folder of all charts?", file.parent)
        if parent is not None:
            stem = snapshot.engagement.code
            folder = service.free_folder(parent, stem)
            self.workspace.jobs.run_apart(
                service.export_all,
                self.offers,
                folder,
                stem,
                title="Writing all charts",
                unfinished="The charts are still being written.",
                done=lambda paths: self.told.emit(f"{amount(len(paths), 'file')} written to {folder}", "notice"),
                failed=self._fail,
            )

    def copy_picture(self) -> None:
        """Put the chosen chart on the clipboard."""
        if self._chosen is not None and not self.paper.picture.isNull():
            QGuiApplication.clipboard().setImage(self.paper.picture)
            self.told.emit(f"{self._chosen.heading}: the picture is copied.", "notice")

    @property
    def _chosen(self) -> ChartOffer | None:
        found: ChartOffer | None = self.list.current_value()
        return found

    def _show_offers(self, offers: tuple[ChartOffer, ...], instead: str) -> None:
        had = bool(self.offers)
        self.offers, self._pictures = offers, {}
        self.empty.sentence.setText(instead)
        self.stack.setCurrentWidget(self.room if offers else self.empty)
        self.list.set_rows(
            [
                WrappedRow(
                    (Line(offer.heading, theme.SMALL, "muted", strong=True), Line(offer.title)), offer.name, offer
                )
                for offer in offers
            ]
        )
        self._choose(self._chosen)
        if had is not bool(offers):
            self.head_changed.emit()

    def _choose(self, offer: ChartOffer | None) -> None:
        """Show a chart; it is drawn when it is looked at for the first time, and one at a time."""
        if offer is None:
            self.paper.show_picture(QImage(), "")
        elif offer.name in self._pictures:
            self.paper.show_picture(self._pictures[offer.name], f"{offer.title}. {offer.told}")
            self.room.verticalScrollBar().setValue(0)
        elif self._drawing is None:
            self._drawing = self.workspace.jobs.run_apart(
                service.drawn,
                offer,
                title="",
                done=lambda dots: self._hear_drawn(offer, dots),
                failed=self._hear_undrawn,
            )

    def _hear_drawn(self, offer: ChartOffer, dots: Dots) -> None:
        """Keep a picture, and show the one that is wanted by now."""
        self._drawing = None
        if any(offer is each for each in self.offers):
            image = QImage(dots.data, dots.width, dots.height, 4 * dots.width, QImage.Format.Format_RGBX8888)
            self._pictures[offer.name] = image.copy()
        self._choose(self._chosen)

    def _hear_undrawn(self, problem: CxError) -> None:
        self._drawing = None
        self._fail(problem)

    def _save(self, question: str, kinds: str, ending: str) -> None:
        snapshot, file, offer = self.workspace.snapshot, self.workspace.path, self._chosen
        if snapshot is None or file is None or offer is None:
            return
        name = f"{snapshot.engagement.code} {offer.heading.lower()}{ending}"
        path: Path | None = ask.file_to_write(self.window(), question, kinds, file.parent / name)
        if path is not None:
            self.workspace.jobs.run_apart(
                service.export,
                offer,
                path,
                replace=True,
                title=f"Writing {path.name}",
                unfinished="The chart is still being written.",
                done=lambda sentence: self.told.emit(sentence, "notice"),
                failed=self._fail,
            )

    def _fail(self, problem: CxError) -> None:
        self.told.emit(str(problem), "error")

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
