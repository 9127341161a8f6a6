"""Pages drawn away from the screen: one at a time, and always the one that is missed most at that moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.services import preview as service
from cxfacilitator.services.preview import Link, OpenDocument
from cxfacilitator.ui.jobs import Jobs

Wish = tuple[int, float]
"""A page from 0, and the dots per inch in which it is wanted."""
MOST_BYTES = 64 * 1024 * 1024
"""Pictures that nobody looks at any more are kept up to this size."""


@dataclass(frozen=True, slots=True)
class _Seen:
    image: QImage
    text: str
    links: tuple[Link, ...]


class Drawings(QObject):
    """Keeps the pictures of a document's pages, and has those drawn that are wished for.

    Somebody who scrolls quickly leaves no trail of pages behind: when one is ready, it is asked anew which is wanted.

    Signals:
        drawn: The picture of a page is there, or cannot be made; carries the page.
    """

    drawn = Signal(int)

    def __init__(self, jobs: Jobs, wishes: Callable[[], Iterable[Wish]], parent: QObject) -> None:
        """Begin without a document.

        Args:
            jobs: Draw the pages.
            wishes: Says which pictures are wanted now, the most important first.
            parent: Whose pages they are.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._wishes = wishes
        self._document: OpenDocument | None = None
        self._kept: dict[Wish, QImage] = {}
        self._fresh: set[Wish] = set()
        self._words: dict[int, str] = {}
        self._links: dict[int, tuple[Link, ...]] = {}
        self._busy = False

    def take(self, document: OpenDocument | None, same: bool = False) -> None:
        """Draw this document from now on.

        Args:
            document: Kept open until the next one comes; None when there is nothing to show.
            same: Show its old pictures until the new ones are there.
        """
        self._document = document
        self._fresh.clear()
        self._words.clear()
        self._links.clear()
        if not same:
            self._kept.clear()

    def best(self, page: int, dpi: float) -> QImage | None:
        """Return the picture of a page that comes nearest to this size; None while there is none of any size."""
        exact = self._kept.pop((page, dpi), None)
        if exact is not None:
            self._kept[page, dpi] = exact  # at the end: the longest unseen is forgotten first
            return exact
        others = [image for (other, _), image in self._kept.items() if other == page]
        return max(others, key=QImage.width, default=None)

    def text(self, page: int) -> str:
        """Return the words of a page that has been drawn."""
        return self._words.get(page, "")

    def links(self, page: int) -> tuple[Link, ...]:
        """Return the links of a page that has been drawn."""
        return self._links.get(page, ())

    def look(self) -> None:
        """See what is wanted now, and have the first picture drawn that is not there."""
        if self._busy or self._document is None:
            return
        wish = next((wish for wish in self._wishes() if wish not in self._fresh), None)
        if wish is None:
            return
        document, self._busy = self._document, True

        def show(seen: _Seen) -> None:
            self._busy = False
            if document is self._document:
                self._keep(wish, seen)
            self.look()

        def give_up(_problem: CxError) -> None:
            show(_Seen(QImage(), "", ()))

        self._jobs.run(_see, document, *wish, title="", done=show, failed=give_up)

    def _keep(self, wish: Wish, seen: _Seen) -> None:
        self._kept.pop(wish, None)
        self._kept[wish] = seen.image
        self._fresh.add(wish)
        self._words[wish[0]], self._links[wish[0]] = seen.text, seen.links
        size, wanted = sum(image.sizeInBytes() for image in self._kept.values()), set(self._wishes())
        for old in [old for old in self._kept if old not in wanted]:
            if size <= MOST_BYTES:
                break
            size -= self._kept.pop(old).sizeInBytes()
            self._fresh.discard(old)
        self.drawn.emit(wish[0])


def _see(document: OpenDocument, page: int, dpi: float, progress: Progress) -> _Seen:
    look = service.look(document, page, dpi, progress)
    picture = look.picture
    image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    # Another format is a copy of its own, and the one that the screen paints without changing it each time.
    return _Seen(image.convertToFormat(QImage.Format.Format_RGB32), look.text, look.links)
