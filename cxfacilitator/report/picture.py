"""The pages of a PDF for a preview and a printer: as pictures, with their words and their links."""

import atexit
import ctypes
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.text import unaccented

_PDFIUM = threading.Lock()
"""The library that reads the PDF works for one thread at a time."""
_LEFT: "SimpleQueue[Any]" = SimpleQueue()
"""Documents that nobody holds any more, and that are closed as soon as the library is free."""
_OPEN: set[Any] = set()
"""Documents that somebody holds."""
_RGB = 2
"""The library's number for three bytes a pixel."""
_NEEDS_PASSWORD = 4
"""The library's number for a document that it cannot open without a password."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels.

    Attributes:
        rgb: Three bytes a pixel, row after row from the top, without padding.
    """

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads to another page of the same document.

    Attributes:
        page: Where it leads, from 0.
        top: How far down that page, in inches.
    """

    box: Box
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words that were looked for stand: one box for each line that they are on."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """All that is seen of a page."""

    picture: Picture
    text: str
    links: tuple[Link, ...]


class OpenDocument:
    """A PDF that is kept open; any thread may use it, and it closes itself when the last one has let go of it.

    Attributes:
        sizes: Width and height of each page in inches.
    """

    def __init__(self, pdf: bytes) -> None:
        """Open a document.

        Raises:
            CxError: It is damaged or protected by a password.
        """
        pypdfium2 = _library()
        self._words: dict[int, tuple[str, tuple[int, ...]]] = {}
        with _at_work():
            document: Any = None
            try:
                document = pypdfium2.PdfDocument(pdf)
                pages = range(len(document))
                self.sizes = tuple((wide / 72, high / 72) for wide, high in map(document.get_page_size, pages))
            except pypdfium2.PdfiumError as error:
                if document is not None:
                    document.close()
                locked = getattr(error, "err_code", None) == _NEEDS_PASSWORD
                raise CxError(f"The PDF is {'protected by a password' if locked else 'damaged'}.") from error
        self._document = document
        _OPEN.add(document)
        weakref.finalize(self, _leave, document).atexit = False

    def picture(self, index: int, dpi: float) -> Picture:
        """Draw one page as it will come out of a printer.

        Args:
            index: The page, from 0.
            dpi: Pixels per inch.

        Raises:
            CxError: There is no such page, or it is damaged.
        """
        with self._page(index) as page:
            return _drawn(page, dpi)

    def look(self, index: int, dpi: float) -> SeenPage:
        """Draw one page, and read what is on it.

        Args:
            index: The page, from 0.
            dpi: Pixels per inch.

        Raises:
            CxError: There is no such page, or it is damaged.
        """
        with self._page(index) as page:
            return SeenPage(_drawn(page, dpi), _read(page), tuple(self._links(page)))

    def find(self, words: str, progress: Progress = silent) -> tuple[Hit, ...]:
        """Return where words stand, in reading order; capitals, accents and the ends of lines make no difference.

        Args:
            words: Found inside other words too.
            progress: Told the share done; may stop the search.
        """
        sought = "".join(_plain(" ".join(words.split()))[0])
        hits: list[Hit] = []
        for index in range(len(self.sizes) if sought else 0):
            progress(index / len(self.sizes), "")
            text, places = self._plain_page(index)
            starts = []
            start = text.find(sought)
            while start >= 0:
                starts.append((places[start], places[start + len(sought) - 1] + 1))
                start = text.find(sought, start + len(sought))
            if starts:
                with self._page(index) as page:
                    hits += [Hit(index, boxes) for boxes in _boxes(page, starts)]
        return tuple(hits)

    def _plain_page(self, index: int) -> tuple[str, tuple[int, ...]]:
        if index not in self._words:
            with self._page(index) as page:
                text = _read(page)
            letters, places = _plain(text)
            self._words[index] = "".join(letters), tuple(places)
        return self._words[index]

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        if not 0 <= index < len(self.sizes):
            raise CxError(f"There is no page {index + 1}: the document has {len(self.sizes)}.")
        with _at_work():
            try:
                page = self._document[index]
                try:
                    yield page
                finally:
                    page.close()
            except _library().PdfiumError as error:
                raise CxError(f"Page {index + 1} is damaged.") from error

    def _links(self, page: Any) -> Iterator[Link]:
        from pypdfium2 import raw  # type: ignore[import-untyped]

        place, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        known = [raw.FPDF_BOOL() for _ in range(3)]
        across, down, zoom = (raw.FS_FLOAT() for _ in range(3))
        while raw.FPDFLink_Enumerate(page, place, link):
            target = raw.FPDFLink_GetDest(self._document, link)
            index = raw.FPDFDest_GetDestPageIndex(self._document, target) if target else -1
            if not 0 <= index < len(self.sizes) or not raw.FPDFLink_GetAnnotRect(link, box):
                continue
            raw.FPDFDest_GetLocationInPage(target, *known, across, down, zoom)
            top = max(0.0, self.sizes[index][1] - down.value / 72) if known[1].value else 0.0
            yield Link(_box(page, box.left, box.bottom, box.right, box.top), index, top)


@contextmanager
def _at_work() -> Iterator[None]:
    try:
        with _PDFIUM:
            yield
    finally:
        _close_left()


@cache
def _library() -> Any:
    import pypdfium2

    # Before the library's own end, which complains of whatever is still open.
    atexit.register(_close_open)
    return pypdfium2


def _close_open() -> None:
    for document in _OPEN:
        document.close()


def _leave(document: Any) -> None:
    _OPEN.discard(document)
    _LEFT.put(document)
    _close_left()


def _close_left() -> None:
    # Whoever finds the library busy leaves the closing to the one who keeps it busy.
    while not _LEFT.empty() and _PDFIUM.acquire(blocking=False):
        try:
            _LEFT.get_nowait().close()
        except Empty:
            return
        finally:
            _PDFIUM.release()


def _drawn(page: Any, dpi: float) -> Picture:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, force_bitmap_format=_RGB)
    try:
        row, wide = bitmap.stride, bitmap.width * 3
        data = bytes(bitmap.buffer)
        rgb = data if row == wide else b"".join(data[at : at + wide] for at in range(0, row * bitmap.height, row))
        return Picture(bitmap.width, bitmap.height, rgb)
    finally:
        bitmap.close()


def _read(page: Any) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_range())
    finally:
        words.close()


def _boxes(page: Any, spans: list[tuple[int, int]]) -> Iterator[tuple[Box, ...]]:
    from pypdfium2 import raw

    words = page.get_textpage()
    try:
        for span in spans:
            # The library leaves some of its letters out of the text.
            first, last = (raw.FPDFText_GetCharIndexFromTextIndex(words, place) for place in (span[0], span[1] - 1))
            count = words.count_rects(first, last + 1 - first)
            yield tuple(_box(page, *words.get_rect(number)) for number in range(count))
    finally:
        words.close()


def _box(page: Any, left: float, bottom: float, right: float, top: float) -> Box:
    return Box(left / 72, (page.get_height() - top) / 72, (right - left) / 72, (top - bottom) / 72)


def _plain(text: str) -> tuple[list[str], list[int]]:
    """Return the letters that are compared, and for each of them its place among the UTF-16 units of the text."""
    letters: list[str] = []
    places: list[int] = []
    place = 0
    for letter in text:
        plain = _plain_letter(letter)
        if plain != " " or letters[-1:] != [" "]:
            letters += plain
            places += [place] * len(plain)
        place += 2 if letter > "\uffff" else 1
    return letters, places


@cache
def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    return unaccented(letter) if letter.isprintable() else ""
