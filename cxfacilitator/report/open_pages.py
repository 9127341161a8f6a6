"""Pages that stay open until the last one is laid out, so that each can say where the others are.

Laying a document out twice, once for its page numbers, takes nearly twice as long. Imports reportlab
and is itself imported only when a document is written.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas


class OpenPages(Canvas):
    """A canvas on whose pages something can still be drawn when all are laid out.

    Attributes:
        places: The page of each place that has been passed, by its bookmark.
    """

    _code: list[str]
    _currentMatrix: tuple[float, ...]  # noqa: N815

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.places: dict[str, int] = {}
        self._open_pages: list[dict[str, Any]] = []
        self._waiting: defaultdict[int, list[Callable[[], None]]] = defaultdict(list)
        self._closing = False

    @property
    def total(self) -> int:
        """The number of pages, once all are laid out."""
        return len(self._open_pages)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw something here when all pages are laid out; what is drawn by then stays behind and before it."""
        if self._closing:
            draw()
            return
        code, at, matrix = self._code, len(self._code), self._currentMatrix
        code.append("")

        def fill() -> None:
            self._code, self._currentMatrix = [], matrix
            draw()
            code[at] = "\n".join(self._code)
            self._code = code

        self._waiting[self.getPageNumber()].append(fill)

    def showPage(self) -> None:  # noqa: N802
        """Lay this page aside and begin the next."""
        self._open_pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Draw what has waited, close every page and write the document."""
        for page in self._open_pages:
            self.__dict__.update(page)
            self._closing = True
            for fill in self._waiting[self.getPageNumber()]:
                fill()
            super().showPage()
        super().save()
