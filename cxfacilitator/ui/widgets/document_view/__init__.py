"""A PDF on the screen: pages small and large, near or fitted, and a search; the one preview of all that is printed."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.services import preview as service
from cxfacilitator.services.preview import Hit, OpenDocument
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Job, Jobs
from cxfacilitator.ui.widgets.document_view.drawings import Drawings, Wish
from cxfacilitator.ui.widgets.document_view.find_bar import FindBar
from cxfacilitator.ui.widgets.document_view.page_bar import PageBar
from cxfacilitator.ui.widgets.document_view.paper import STEPS, Fit, Paper, Zoom
from cxfacilitator.ui.widgets.document_view.thumbnails import Thumbnails
from cxfacilitator.ui.widgets.labels import label

KEYS = (
    ("Page Up, Page Down", "Turn the pages"),
    ("Home, End", "First or last page"),
    ("+  -", "Larger or smaller pages"),
    ("0, W", "Fit the page, or its width"),
    ("Ctrl+F", "Find words in the pages"),
)
"""What the keys do while the pages have the focus; for a page's list of keys."""
_ROOM_FOR_THUMBNAILS = 520


class DocumentView(QWidget):
    """Shows a PDF that it is given; it is opened, drawn and searched away from the screen.

    Signals:
        shown: Another document is on the screen; carries how many pages it has.
        page_changed: Another page is in view; carries it, from 0.
    """

    shown = Signal(int)
    page_changed = Signal(int)

    def __init__(self, jobs: Jobs, name: str = "Preview", *, thumbnails: bool = True) -> None:
        """Begin with nothing.

        Args:
            jobs: Do what takes a while.
            name: What a screen reader calls it.
            thumbnails: Show all pages small where there is room; without them, only the large ones.
        """
        super().__init__()
        self._jobs = jobs
        self._with_thumbnails = thumbnails
        self._what: str | None = None
        self._document: OpenDocument | None = None
        self._opening: Job | None = None
        self._finding: Job | None = None
        self._hits: tuple[Hit, ...] = ()
        self._hit = 0
        self.setAccessibleName(name)
        self.paper, self.thumbnails, self.find_bar = Paper(), Thumbnails(), FindBar()
        self.drawings = Drawings(jobs, self._wishes, self)
        self.paper.drawings = self.thumbnails.drawings = self.drawings
        self.sentence = label("", "lead", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lead = QPushButton()
        self.bar = PageBar()
        self._lay_out()
        self._wire()
        self.show_sentence("")

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return self.paper.pages

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self.paper.page

    def show_document(self, pdf: bytes | Path, what: str = "") -> None:
        """Show a PDF; the pages that are there stay until it is open.

        Args:
            pdf: The document, or where it is kept.
            what: Which document it is; the same word again is a newer one of the same kind, and stays at its place.
        """
        if self._opening is not None:
            self._opening.cancel()

        def show(document: OpenDocument) -> None:
            # Somebody who changes one thing after the other is shown the last one only.
            if self._opening is job:
                self._take(document, what)

        def refuse(problem: CxError) -> None:
            if self._opening is job:
                self.show_sentence(str(problem))

        job = self._opening = self._jobs.run(service.open_document, pdf, title="", done=show, failed=refuse)

    def show_sentence(self, sentence: str, action: str = "") -> None:
        """Show why there is no page, and a button that leads to where it can be changed."""
        self._opening = self._document = self._what = None
        self.drawings.take(None)
        self._faces.setCurrentIndex(0)
        self.paper.show_pages((), same=False)
        self.thumbnails.show_pages(())
        self.sentence.setText(sentence)
        self.lead.setText(action)
        self.lead.setVisible(bool(action))
        self.leave_finding()
        self._show_place()
        self._show_size()

    def show_note(self, note: str) -> None:
        """Say something about the document beside the number of the page, as `Being made again`; empty for nothing."""
        self.bar.note.set_text(note)

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        self.go_to(self.page + by)

    def go_to(self, page: int) -> None:
        """Bring a page into view; beyond the ends, the first or the last one."""
        self.paper.go_to(page)

    def zoom(self, by: int) -> None:
        """Show the pages some steps larger or smaller."""
        if self.pages:
            self.paper.step(by)

    def fit_page(self) -> None:
        """Show whole pages."""
        self._fit(Fit.PAGE)

    def fit_width(self) -> None:
        """Show pages as wide as the room."""
        self._fit(Fit.WIDTH)

    def begin_finding(self) -> None:
        """Let words be looked for."""
        if self.pages:
            self.find_bar.show()
            self.find_bar.line.setFocus()
            self.find_bar.line.selectAll()

    def leave_finding(self) -> None:
        """Look for nothing any more, and take the marks away."""
        had_focus = self.find_bar.line.hasFocus()
        self.find_bar.line.clear()
        self.find_bar.hide()
        if had_focus:
            self.paper.setFocus()

    def remembered(self) -> dict[str, str]:
        """Return how large the pages are, for the next start."""
        zoom = self.paper.zoom
        return {"zoom": zoom.value if isinstance(zoom, Fit) else str(zoom)}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show the pages as large as they were when the app was closed."""
        zooms: tuple[Zoom, ...] = (*Fit, *STEPS)
        known = {zoom.value if isinstance(zoom, Fit) else str(zoom): zoom for zoom in zooms}
        if remembered.get("zoom", "") in known:
            self.paper.set_zoom(known[remembered["zoom"]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, zoom and find; what is not understood is left to whoever stands around."""
        acts: dict[tuple[int, bool], Callable[[], None]] = {
            (Qt.Key.Key_PageUp, False): partial(self.turn, -1),
            (Qt.Key.Key_PageDown, False): partial(self.turn, 1),
            (Qt.Key.Key_Home, False): partial(self.go_to, 0),
            (Qt.Key.Key_End, False): partial(self.go_to, self.pages - 1),
            (Qt.Key.Key_Plus, False): partial(self.zoom, 1),
            (Qt.Key.Key_Equal, False): partial(self.zoom, 1),
            (Qt.Key.Key_Minus, False): partial(self.zoom, -1),
            (Qt.Key.Key_0, False): self.fit_page,
            (Qt.Key.Key_W, False): self.fit_width,
            (Qt.Key.Key_F, True): self.begin_finding,
        }
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = acts.get((event.key(), held == Qt.KeyboardModifier.ControlModifier))
        if event.key() == Qt.Key.Key_Escape and not held and self.find_bar.isVisibleTo(self):
            self.leave_finding()
        elif act is None or not self.pages or (held and held != Qt.KeyboardModifier.ControlModifier):
            super().keyPressEvent(event)
        else:
            act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show all pages small only where the large ones have room beside them."""
        super().resizeEvent(event)
        self._show_thumbnails()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the small pages in the size of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_thumbnails()

    def _lay_out(self) -> None:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.addStretch()
        column.setSpacing(16)
        column.addWidget(self.sentence)
        column.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        pages = QWidget()
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.thumbnails)
        row.addWidget(self.paper, 1)
        self._faces = QStackedWidget()
        self._faces.addWidget(nothing)
        self._faces.addWidget(pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.find_bar)
        column.addWidget(self._faces, 1)
        column.addWidget(self.bar)
        self.setFocusProxy(self.paper)

    def _wire(self) -> None:
        self.paper.page_changed.connect(self._show_place)
        self.paper.page_changed.connect(self.page_changed)
        self.paper.zoomed.connect(self._show_size)
        self.bar.turned.connect(self.turn)
        self.bar.zoomed.connect(self.zoom)
        self.bar.fitted.connect(self._fit)
        self.bar.finding_begun.connect(self.begin_finding)
        self.thumbnails.chosen.connect(self.go_to)
        self.drawings.drawn.connect(self._show_drawn)
        self.find_bar.line.textChanged.connect(lambda _words: self._look_for(move=True))
        self.find_bar.stepped.connect(self._step_hit)
        self.find_bar.left.connect(self.leave_finding)

    def _take(self, document: OpenDocument, what: str) -> None:
        same = what == self._what
        self._opening, self._document, self._what = None, document, what
        self._faces.setCurrentIndex(1)
        self.drawings.take(document, same)
        self.thumbnails.show_pages(document.sizes)
        self.paper.show_pages(document.sizes, same)
        self._show_thumbnails()
        self._show_size()
        self._show_place()
        self._look_for(move=False)
        self.shown.emit(self.pages)

    def _wishes(self) -> Iterator[Wish]:
        # The large pages that are in view, then the small ones, then the large ones that come next.
        large = list(self.paper.wishes())
        return iter([*large[:2], *self.thumbnails.wishes(), *large[2:]])

    def _fit(self, fit: Fit) -> None:
        if self.pages:
            self.paper.set_zoom(fit)
        self._show_size()

    def _look_for(self, move: bool) -> None:
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None
        words = self.find_bar.line.text().strip()
        if not words or self._document is None:
            self._show_hits((), move=False)
            return

        def show(hits: tuple[Hit, ...]) -> None:
            if self._finding is job:
                self._finding = None
                self._show_hits(hits, move)

        job = self._finding = self._jobs.run(service.find, self._document, words, title="", done=show)
        self.find_bar.show_looking()

    def _show_hits(self, hits: tuple[Hit, ...], move: bool) -> None:
        self._hits = hits
        by_page = {page: tuple(found) for page, found in groupby(hits, lambda hit: hit.page)}
        self.paper.show_hits(by_page)
        self.thumbnails.show_hits(by_page)
        # Reading goes on from the page in view, and begins anew after the last one.
        self._hit = next((place for place, hit in enumerate(hits) if hit.page >= self.page), 0)
        self._show_hit(move)

    def _step_hit(self, by: int) -> None:
        # What is marked until a search ends was found for other words.
        if self._hits and self._finding is None:
            self._hit = (self._hit + by) % len(self._hits)
            self._show_hit(move=True)

    def _show_hit(self, move: bool) -> None:
        if self._hits:
            self.paper.show_hit(self._hits[self._hit], move)
        looking = bool(self.find_bar.line.text().strip())
        self.find_bar.show_count(self._hit, len(self._hits) if looking else None)

    def _show_drawn(self, page: int) -> None:
        self.paper.redraw(page)
        self.thumbnails.redraw(page)
        if page == self.page:
            self._tell_reader()

    def _show_place(self) -> None:
        self.bar.show_place(self.page, self.pages)
        self.bar.setVisible(bool(self.pages))
        if self.pages:
            self.thumbnails.show_page(self.page)
        self._tell_reader()

    def _tell_reader(self) -> None:
        self.paper.setAccessibleName(self.bar.where.text())
        self.paper.setAccessibleDescription(self.drawings.text(self.page))

    def _show_size(self) -> None:
        self.bar.show_size(self.paper.percent, self.paper.zoom)

    def _show_thumbnails(self) -> None:
        room = self.width() >= theme.px(_ROOM_FOR_THUMBNAILS)
        self.thumbnails.setFixedWidth(self.thumbnails.sizeHint().width())
        self.thumbnails.setVisible(self._with_thumbnails and room and self.pages > 1)
