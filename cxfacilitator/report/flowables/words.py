"""Texts that know what they are: headings, paragraphs, lists, quotations, and places to jump to."""

from collections.abc import Iterable, Sequence

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscent
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.report.content.values import Listed, Quote, Title
from cxfacilitator.report.flowables.styles import (
    HEADING,
    HEADING_IN_TABLE,
    KICKER,
    LEAD,
    NOTE,
    NUMBERED,
    QUOTE,
    TEXT,
    TITLE,
    TITLE_ALONE,
)
from cxfacilitator.report.fonts import composed, printable, right_to_left, without_typeface
from cxfacilitator.report.lines import Align, Look, broken, draw
from cxfacilitator.report.structure import Element, tagged

_TAG = {TITLE.name: "H2", TITLE_ALONE.name: "H2", HEADING.name: "H3", HEADING_IN_TABLE.name: "H3"}
"""What a text is when nothing else is said; the client on the cover is the only `H1`."""
_ALIGN: dict[object, Align] = {TA_LEFT: "left", TA_CENTER: "centre", TA_RIGHT: "right"}
_SHORT_LIST = 8
_FEWEST = 2
"""Fewer lines never stand alone at the foot or at the head of a page."""
LONGEST_PIECE = 900
"""A longer text is set as several paragraphs, so that a cell is never taller than a page."""


class Words(Flowable):
    """A text that knows what it is, and may lead to a place.

    Args:
        words: The text, composed.
        style: How it looks.
        element: What it is; both parts of a text that goes on over a page are one.
        number: Stands before it.
        backwards: Whether it runs from right to left.

    Attributes:
        leads_to: The bookmark of the place, and what the place is called.
    """

    leads_to: tuple[str, str] | None = None

    def __init__(self, words: str, style: ParagraphStyle, element: Element, number: str, backwards: bool) -> None:
        super().__init__()
        self.style, self.element = style, element
        self._words, self._number, self._backwards = words, number, backwards
        self._lines: list[str] = []
        self._broken_at = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break into lines."""
        if width != self._broken_at:
            look, room = self.style, width - self.style.leftIndent
            self._lines = broken(self._words, look.fontName, look.fontSize, room) if self._words else []
            self._broken_at = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the text as what it is."""
        canvas = tagged(self)
        style, base = self.style, self.height - getAscent(self.style.fontName, self.style.fontSize)
        look = Look(style.fontName, style.fontSize, style.textColor, style.leading, _ALIGN[style.alignment])
        room = self.width - style.leftIndent
        with canvas.drawing(self.element):
            if self._number:
                draw(canvas, [self._number], (0, base), look, self.width, self._backwards)
            at = 0 if self._backwards else style.leftIndent
            draw(canvas, self._lines, (at, base), look, room, self._backwards)
            if self.leads_to:
                canvas.link(*self.leads_to, self.width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide between lines, so that none stands alone on a page."""
        self.wrap(width, height)
        fitting = int(height / self.style.leading)
        if fitting >= len(self._lines):
            return [self]
        if len(self._lines) - fitting == 1:
            fitting -= 1
        if fitting < _FEWEST:
            return []
        return [self._part(self._lines[:fitting], self._number), self._part(self._lines[fitting:], "")]

    def _part(self, lines: Sequence[str], number: str) -> "Words":
        return Words("".join(lines), self.style, self.element, number, self._backwards)


def text(words: str, style: ParagraphStyle, element: Element | None = None, number: str = "") -> Words:
    """Set a text in a style. Nothing in it is ever read as mark-up.

    Args:
        words: The text.
        style: How it looks.
        element: What it is; without it the style tells.
        number: Stands before it.
    """
    whole, element = composed(words), element or Element(_TAG.get(style.name, "P"))
    backwards = right_to_left(whole)
    if backwards or without_typeface(whole):
        # What is drawn is not what is read: joined letters from left to right, or boxes.
        element.actual = printable(number + whole)
    return Words(whole, style, element, number, backwards)


def items(lines: Iterable[str], style: ParagraphStyle) -> list[Words]:
    """Set the lines of a list."""
    whole = Element("L")
    return [text(line, style, Element("LBody", Element("LI", whole))) for line in lines]


def pieces(words: str) -> list[str]:
    """Divide a long text between words into pieces that fit a page."""
    rest, found = composed(words), []
    while len(rest) > LONGEST_PIECE:
        at = rest.rfind(" ", LONGEST_PIECE // 2, LONGEST_PIECE)
        at = at if at > 0 else LONGEST_PIECE
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*found, rest]


class Place(Flowable):
    """A place to jump to, with its line in the outline."""

    def __init__(self, key: str, title: str, level: int = 0) -> None:
        super().__init__()
        self._key, self._title, self._level = key, title, level

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        tagged(self).place(self._key, composed(self._title), self._level)


class PageNumber(Flowable):
    """The page of a place, which is known when all pages are laid out.

    Args:
        key: The place's bookmark.
        title: What the place is called.
        style: How the number looks.
        element: What it is a part of.
    """

    def __init__(self, key: str, title: str, style: ParagraphStyle, element: Element) -> None:
        super().__init__()
        self._leads_to, self._style, self._element = (key, title), style, element

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take one line."""
        self.width, self.height = width, self._style.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the number here when it is known."""
        canvas = tagged(self)

        def number() -> None:
            words = text(str(canvas.places[self._leads_to[0]]), self._style, self._element)
            words.leads_to = self._leads_to
            words.wrapOn(canvas, self.width, self.height)
            words.drawOn(canvas, 0, 0)

        canvas.later(number)


def heading(title: Title) -> list[Flowable]:
    """Set kicker, title and lead."""
    if not title.lead:
        return [text(title.kicker, KICKER), text(title.title, TITLE_ALONE)]
    return [text(title.kicker, KICKER), text(title.title, TITLE), text(title.lead, LEAD)]


def listed(item: Listed) -> list[Flowable]:
    """Set a heading with its lines; a short list stays on one page, a long one keeps two lines with its heading."""
    lines = [text(piece, TEXT) for line in item.lines if line for piece in pieces(line)]
    kept = len(lines) if len(lines) <= _SHORT_LIST else 2
    return [KeepTogether([text(item.heading, HEADING), *lines[:kept]]), *lines[kept:]]


def numbered(lines: Sequence[str]) -> list[Words]:
    """Set a numbered list."""
    whole = Element("L", attributes={"List": {"ListNumbering": "/Decimal"}})
    return [
        text(line, NUMBERED, Element("LBody", Element("LI", whole)), f"{number}. ")
        for number, line in enumerate(lines, 1)
    ]


def quote(item: Quote) -> list[Flowable]:
    """Set one quotation over its source."""
    return [*quoted(item.text, item.source), Spacer(0, 5)]


def quoted(words: str, source: str, source_style: ParagraphStyle = NOTE) -> list[Flowable]:
    """Set words that somebody wrote over where they come from; long ones as several paragraphs."""
    whole = Element("BlockQuote")
    said = [text(piece, QUOTE, Element("P", whole)) for piece in pieces(f"“{words}”")]
    return [*said, text(source, source_style, Element("P", whole))]
