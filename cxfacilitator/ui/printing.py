"""Pages on a real printer: drawn one after the other as jobs, painted on the screen thread, which stays free."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.services.preview import Picture, picture
from cxfacilitator.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 300
"""Lines and letters are sharp; more would only take longer."""


class Printing:
    """One document on its way to a printer."""

    def __init__(self, jobs: Jobs, pdf: bytes, paper: Paper, printer: "QPrinter") -> None:
        """Prepare a document.

        Args:
            jobs: Draws the pages.
            pdf: The document.
            paper: What its pages are laid out for.
            printer: Where it goes, with the range of pages that was chosen.
        """
        self._jobs = jobs
        self._pdf = pdf
        self._printer = printer
        self._size = QPageSize(QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter)
        self._painter = QPainter()
        self._dpi = min(MOST_DPI, printer.resolution())
        self.job: Job | None = None

    def start(self, pages: Sequence[int], done: Callable[[int], None], failed: Callable[[CxError], None]) -> None:
        """Print pages.

        Args:
            pages: Which ones, from 0.
            done: Called with the number of pages when all are on their way.
            failed: Called with the refusal when the printer does not take them.
        """
        self._pages, self._done, self._failed = tuple(pages), done, failed
        self._draw(0)

    def cancel(self) -> None:
        """Stop before the next page; a page that is on paper stays."""
        if self.job is not None:
            self.job.cancel()
        self._end()

    def _draw(self, place: int) -> None:
        self.job = self._jobs.run(
            picture,
            self._pdf,
            self._pages[place],
            self._dpi,
            title=f"Printing page {place + 1} of {len(self._pages)}",
            unfinished="Not all pages are on their way to the printer yet.",
            done=partial(self._paint, place),
            failed=self._refuse,
        )

    def _paint(self, place: int, page: Picture) -> None:
        wide = page.width > page.height
        way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(self._size, way, QMarginsF()))
        begun = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not begun:
            self._refuse(CxError("The printer does not take the pages. Look at it, or save them as a PDF instead."))
            return
        image = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
        whole = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(whole), image)
        if place + 1 < len(self._pages):
            self._draw(place + 1)
        else:
            self._end()
            self._done(len(self._pages))

    def _refuse(self, problem: CxError) -> None:
        self._end()
        self._failed(problem)

    def _end(self) -> None:
        self.job = None
        if self._painter.isActive():
            self._painter.end()
