"""One page of paper to draw on, in millimetres from its top left corner.

Everything written goes through `Leaf.text`, which keeps it inside its room: a text that is too wide
is set smaller down to a floor, then broken into lines or shortened, never cut or printed over.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.report import fonts
from cxfacilitator.report.charts.style import INK, SECONDARY, STYLE, Shape
from cxfacilitator.report.lines import Look, draw
from cxfacilitator.report.materials.lettering import PT, Lettering, fitted, set_in
from cxfacilitator.report.materials.mark import code_rows

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SAFE_MM = 8.0
"""Printers leave 5 mm white; 3 mm more for a page that is drawn in askew."""
QR_MM = 18.0
"""A telephone reads a code of this size at arm's length."""
CORNER_MM = 5.0
_BAR = re.compile("x+")
_READABLE, _TIGHT = 0.75, 1.05
"""A line is broken in two rather than set smaller than this share of its size; then it is leaded tightly."""
_HALF_MARK = {Shape.CIRCLE: 0.5, Shape.SQUARE: 0.45, Shape.DIAMOND: 0.6}
"""Half the width of a mark of size 1; all three shapes have about the same area at the same size."""
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be drawn.

    Attributes:
        draw: Draws it.
        landscape: The paper is laid on its side.
        table: The group at whose table it is laid out; None for the door, the wall and the facilitator's hand.
    """

    draw: "Callable[[Leaf], None]"
    landscape: bool = False
    table: GroupId | None = None


class Leaf:
    """A page that is being drawn. All lengths are millimetres, type sizes are points."""

    def __init__(self, canvas: "Canvas", width_mm: float, height_mm: float) -> None:
        self._canvas = canvas
        self.width = width_mm
        self.height = height_mm

    def text(
        self, x: float, y: float, words: str, look: Lettering, *, align: Align = "left", room: float = 0.0
    ) -> float:
        """Write one line.

        Args:
            x: Where the line begins, has its middle or ends, as `align` says.
            y: The base line.
            words: Anything; nothing in it is read as mark-up.
            look: How it looks; set smaller when the line is wider than its room.
            align: What `x` is.
            room: Greatest width; 0 for none.

        Returns:
            The width that the line takes.
        """
        font, size = look.font, look.size
        if room:
            words, size = fitted(words, look, room)
        width = fonts.width(words, size, font) / PT
        at = (x - {"left": 0.0, "centre": width / 2, "right": width}[align]) * PT
        base = (self.height - y) * PT
        backwards = fonts.right_to_left(words)
        # The line is ended by an empty one: what stands beside it is then read as another word.
        draw(self._canvas, [words, ""], (at, base), Look(font, size, _rgb(look.colour), size), width * PT, backwards)
        return width

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        look: Lettering,
        room: float,
        *,
        height: float = 0.0,
        align: Align = "left",
    ) -> float:
        """Write a text in lines below `y`, smaller and at last shortened when it is higher than its room.

        Args:
            x: The left edge, the middle or the right edge, as `align` says.
            y: The upper edge.
            words: The text; line breaks in it are kept.
            look: How it looks.
            room: Greatest width.
            height: Greatest height; 0 for none.
            align: What `x` is.

        Returns:
            The lower edge.
        """
        lines, look = set_in(words, look, room, height)
        for number, line in enumerate(lines):
            base = y + look.pitch * number + look.pitch / 2 + look.size * 0.32 / PT
            self.text(x, base, line, look, align=align)
        return y + look.pitch * len(lines)

    def cell(
        self, x: float, y: float, words: str, look: Lettering, room: float, height: float, *, align: Align = "left"
    ) -> None:
        """Write a text in the middle of a row's height: on one line where that is readable, else on more.

        Args:
            x: The left edge, the middle or the right edge, as `align` says.
            y: The upper edge of the row.
            words: The text.
            look: How it looks.
            room: The width.
            height: The height of the row.
            align: What `x` is.
        """
        line, size = fitted(words, look, room)
        if line == words and size >= look.size * _READABLE:
            lines, look = [line], replace(look, size=size)
        else:
            lines, look = set_in(words, replace(look, leading=min(look.leading, _TIGHT)), room, height)
        y += (height - look.pitch * len(lines)) / 2
        for number, line in enumerate(lines):
            base = y + look.pitch * (number + 0.5) + look.size * 0.32 / PT
            self.text(x, base, line, look, align=align)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str = INK,
        width: float = 0.6,
        dash: float = 0,
    ) -> None:
        """Draw a straight line; `width` in points, `dash` is the length of a dash."""
        self._canvas.setStrokeColorRGB(*_rgb(colour))
        self._canvas.setLineWidth(width)
        self._canvas.setDash([dash * PT, dash * PT] if dash else [])
        self._canvas.line(start[0] * PT, (self.height - start[1]) * PT, end[0] * PT, (self.height - end[1]) * PT)
        if dash:
            self._canvas.setDash([])

    def frame(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        *,
        outline: str = INK,
        fill: str = "",
        width: float = 0.9,
        radius: float = 0.0,
    ) -> None:
        """Draw a box from its upper left corner; without outline or fill when that is empty."""
        self._colours(outline, fill, width)
        x, y = corner[0] * PT, (self.height - corner[1] - size[1]) * PT
        how = {"stroke": int(bool(outline)), "fill": int(bool(fill))}
        if radius:
            self._canvas.roundRect(x, y, size[0] * PT, size[1] * PT, radius * PT, **how)
        else:
            self._canvas.rect(x, y, size[0] * PT, size[1] * PT, **how)

    def circle(
        self, centre: tuple[float, float], radius: float, *, outline: str = INK, fill: str = "", width: float = 0.9
    ) -> None:
        """Draw a circle."""
        self._colours(outline, fill, width)
        self._canvas.circle(
            centre[0] * PT,
            (self.height - centre[1]) * PT,
            radius * PT,
            stroke=int(bool(outline)),
            fill=int(bool(fill)),
        )

    def polygon(
        self, points: Sequence[tuple[float, float]], *, outline: str = INK, fill: str = "", width: float = 0.9
    ) -> None:
        """Draw a closed polygon."""
        self._colours(outline, fill, width)
        path = self._canvas.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x * PT, (self.height - y) * PT)
        path.close()
        self._canvas.drawPath(path, stroke=int(bool(outline)), fill=int(bool(fill)))

    def star(self, centre: tuple[float, float], radius: float) -> None:
        """Draw the outline of a star to fill in."""
        points = []
        for corner in range(10):
            reach = radius if corner % 2 == 0 else radius * 0.42
            angle = math.pi * corner / 5
            points.append((centre[0] + reach * math.sin(angle), centre[1] - reach * math.cos(angle)))
        self.polygon(points, width=0.7)

    def mark(self, audience: Audience, centre: tuple[float, float], size: float) -> None:
        """Draw an audience's mark, colour and shape."""
        style, (x, y) = STYLE[audience], centre
        half = size * _HALF_MARK[style.shape]
        match style.shape:
            case Shape.CIRCLE:
                self.circle(centre, half, outline="", fill=style.mark)
            case Shape.SQUARE:
                self.frame((x - half, y - half), (2 * half, 2 * half), outline="", fill=style.mark)
            case Shape.DIAMOND:
                corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
                self.polygon(corners, outline="", fill=style.mark)

    def mark_from(self, audience: Audience, left: float, y: float, size: float) -> float:
        """Draw an audience's mark from its left edge, and return its right edge."""
        half = size * _HALF_MARK[STYLE[audience].shape]
        self.mark(audience, (left + half, y), size)
        return left + 2 * half

    def qr(self, corner: tuple[float, float], text: str) -> None:
        """Draw a QR code of `QR_MM` from its upper left corner; the white around it is the caller's."""
        rows = code_rows(text)
        edge = QR_MM / len(rows) * PT
        # A hair higher than its row: viewers would otherwise show white seams between the rows.
        bars = " ".join(
            f"{bar.start()} {-number - 1} {bar.end() - bar.start()} 1.02 re"
            for number, row in enumerate(rows)
            for bar in _BAR.finditer(row)
        )
        self._canvas.saveState()
        self._canvas.translate(corner[0] * PT, (self.height - corner[1]) * PT)
        self._canvas.scale(edge, edge)
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.addLiteral(f"{bars} f")
        self._canvas.restoreState()

    def corners(self) -> None:
        """Draw a black square in each corner, by which a photograph of the page is straightened."""
        for x in (SAFE_MM, self.width - SAFE_MM - CORNER_MM):
            for y in (SAFE_MM, self.height - SAFE_MM - CORNER_MM):
                self.frame((x, y), (CORNER_MM, CORNER_MM), outline="", fill="#000000")

    def cut(self, y: float) -> None:
        """Draw a dashed line across the page, to cut or fold along."""
        self.line((SAFE_MM, y), (self.width - SAFE_MM, y), SECONDARY, 0.4, dash=1.2)

    def turned(self, draw: Callable[[], None]) -> None:
        """Draw something upside down, as seen from the other end of the page."""
        self._canvas.saveState()
        self._canvas.translate(self.width * PT, self.height * PT)
        self._canvas.rotate(180)
        draw()
        self._canvas.restoreState()

    def stamp(self, key: str, draw: Callable[[], None]) -> None:
        """Draw what many pages have alike; it is kept in the file once.

        Args:
            key: The same for the same drawing.
            draw: Called the first time only.
        """
        if not self._canvas.hasForm(key):
            self._canvas.beginForm(key, 0, 0, self.width * PT, self.height * PT)
            draw()
            self._canvas.endForm()
        self._canvas.doForm(key)

    def _colours(self, outline: str, fill: str, width: float) -> None:
        if outline:
            self._canvas.setStrokeColorRGB(*_rgb(outline))
            self._canvas.setLineWidth(width)
        if fill:
            self._canvas.setFillColorRGB(*_rgb(fill))


@lru_cache(maxsize=64)
def _rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255
