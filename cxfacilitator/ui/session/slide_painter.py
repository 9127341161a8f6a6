"""Lays out and paints a slide of the debrief, as large as its area allows: for the projector and for the preview."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from cxfacilitator.domain.debrief import DebriefSlide
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import theme
from cxfacilitator.ui.session.room_window import face
from cxfacilitator.ui.widgets.audience_mark import paint_mark

_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_BOLD = QFont.Weight.DemiBold
_EDGE, _LARGEST, _SMALLEST = 0.06, 0.052, 0.016
"""The margin, and the height of ordinary words, as shares of the window's height."""
_KICKER, _TITLE, _HEADER, _SMALL = 0.7, 1.6, 0.85, 0.72
"""Other words, beside ordinary ones."""
_SOURCE = 6
"""The room for whose words they are, beside ordinary ones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at their place, or a line where there are none.

    Attributes:
        role: The colour's role in the theme.
        mark: The audience whose mark stands left of them.
    """

    words: str
    size: int
    strong: bool
    area: QRect
    role: str = "text"
    mark: Audience | None = None


@lru_cache(maxsize=32)
def lay_out(slide: DebriefSlide, width: int, height: int) -> tuple[Piece, ...]:
    """Return the pieces of a slide in an area of this size: as large as fits, from the top, no word broken."""
    edge = round(min(width, height) * _EDGE)
    area = QRect(edge, edge, width - 2 * edge, height - 2 * edge)
    for size in range(max(1, round(height * _LARGEST)), max(1, round(height * _SMALLEST)), -1):
        pieces = tuple(_pieces(slide, area, size))
        if max((piece.area.bottom() for piece in pieces), default=0) <= area.bottom() and all(map(_is_whole, pieces)):
            return pieces
    return tuple(_pieces(slide, area, max(1, round(height * _SMALLEST))))


def paint(painter: QPainter, slide: DebriefSlide, width: int, height: int) -> None:
    """Paint a slide in the theme's colours from the painter's corner on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in lay_out(slide, width, height):
        shade = theme.colour(piece.role)
        if not piece.words:
            painter.fillRect(piece.area, shade)
            continue
        painter.setPen(shade)
        painter.setFont(face(piece.size, _BOLD if piece.strong else QFont.Weight.Normal))
        painter.drawText(piece.area, _WRAP, piece.words)
        if piece.mark is not None:
            edge = piece.size * 0.85
            top = piece.area.top() + (QFontMetrics(painter.font()).height() - edge) / 2
            paint_mark(painter, QRectF(piece.area.left() - piece.size * 1.5, top, edge, edge), piece.mark)


def _pieces(slide: DebriefSlide, area: QRect, size: int) -> Iterator[Piece]:
    top = area.top()
    for words, share, strong, role in (
        (slide.kicker, _KICKER, True, "accent"),
        (slide.title, _TITLE, True, "text"),
        (slide.lead, 1.0, False, "text"),
    ):
        if words:
            piece = _piece(words, round(size * share), area.left(), top, area.width(), role, strong)
            yield piece
            top = piece.area.bottom() + round(size * (0.2 if share == _KICKER else 0.6))
    top += round(size * 0.4) if slide.quotes or slide.header else 0
    for quote in slide.quotes:
        source, inset = round(size * _SMALL), round(size * 1.3)
        # Smaller words on the same base line.
        down = QFontMetrics(face(size)).ascent() - QFontMetrics(face(source)).ascent()
        room = round(size * _SOURCE)
        left = area.left() + inset
        yield _piece(quote.audience.label, source, left, top + down, room - inset, "muted", mark=quote.audience)
        piece = _piece(f"“{quote.words}”", size, area.left() + room, top, area.width() - room)
        yield piece
        top = piece.area.bottom() + round(size * 0.7)
    if slide.header:
        for piece in _table(slide, area, top, size):
            yield piece
            top = max(top, piece.area.bottom() + round(size * 0.5))
    for words in slide.agreed:
        piece = _piece(f"Agreed: {words}", size, area.left(), top + round(size * 0.3), area.width(), "good", True)
        yield piece
        top = piece.area.bottom() + round(size * 0.4)
    if slide.foot:
        yield _piece(slide.foot, round(size * _SMALL), area.left(), top + size // 2, area.width(), "muted")


def _table(slide: DebriefSlide, area: QRect, top: int, size: int) -> Iterator[Piece]:
    gap, total = size, sum(slide.widths)
    lefts, left = [], area.left()
    room = area.width() - gap * (len(slide.widths) - 1)
    for width in slide.widths:
        wide = room * width // total
        lefts.append((left, wide))
        left += wide + gap
    for place, row in enumerate((slide.header, *slide.rows)):
        share, role = (_HEADER, "muted") if place == 0 else (1.0, "text")
        bottom = top
        for column, words in enumerate(row):
            if words:
                piece = _piece(words, round(size * share), *_at(lefts[column], top), role, strong=place == 0)
                yield piece
                bottom = max(bottom, piece.area.bottom())
        bottom += round(size * 0.25)
        yield Piece("", size, False, QRect(area.left(), bottom, area.width(), max(1, size // 24)), "line")
        top = bottom + round(size * 0.3)


def _at(column: tuple[int, int], top: int) -> tuple[int, int, int]:
    left, width = column
    return left, top, width


def _piece(
    words: str,
    size: int,
    left: int,
    top: int,
    width: int,
    role: str = "text",
    strong: bool = False,
    mark: Audience | None = None,
) -> Piece:
    metrics = QFontMetrics(face(size, _BOLD if strong else QFont.Weight.Normal))
    tall = metrics.boundingRect(QRect(left, top, width, 100_000), _WRAP, words).height()
    return Piece(words, size, strong, QRect(left, top, width, tall), role, mark)


def _is_whole(piece: Piece) -> bool:
    """Whether every word has room on a line of its own."""
    metrics = QFontMetrics(face(piece.size, _BOLD if piece.strong else QFont.Weight.Normal))
    return all(metrics.horizontalAdvance(word) <= piece.area.width() for word in piece.words.split())
