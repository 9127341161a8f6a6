"""One page of paper to draw on, in millimetres from its top left corner.

Everything written goes through `Leaf.text`, which keeps it inside its room: a text that is too wide
is set smaller down to a floor, then broken into lines or shortened, never cut or printed over.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.report import fonts
from cxfacilitator.report.charts.style import FOOTER_PT, INK, SECONDARY, STYLE, Shape
from cxfacilitator.report.fonts import REGULAR, SEMIBOLD

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PT = 72 / 25.4
SAFE_MM = 8.0
"""Printers leave 5 mm white; 3 mm more for a page that is drawn in askew."""
QR_MM = 18.0
"""A telephone reads a code of this size at arm's length."""
CORNER_MM = 5.0
LEADING = 1.3
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
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        font: str = REGULAR,
        colour: str = INK,
        align: Align = "left",
        room: float = 0.0,
        floor: float = FOOTER_PT,
    ) -> float:
        """Write one line.

        Args:
            x: Where the line begins, has its middle or ends, as `align` says.
            y: The base line.
            words: Anything; nothing in it is read as mark-up.
            size: Type size, made smaller when the line is wider than its room.
            font: One of the four weights.
            colour: As `#RRGGBB`.
            align: What `x` is.
            room: Greatest width; 0 for none.
            floor: Smallest type size; what is then still too wide is shortened.

        Returns:
            The width that the line takes.
        """
        if room:
            words, size = fitted(words, size, room, font, floor)
        width = fonts.width(words, size, font) / PT
        at = (x - {"left": 0.0, "centre": width / 2, "right": width}[align]) * PT
        base = (self.height - y) * PT
        self._canvas.setFillColorRGB(*_rgb(colour))
        for run in fonts.runs(words, font):
            self._canvas.setFont(run.font, size)
            # The other scripts come in one weight; an outline makes them as heavy as the line that they stand in.
            bold = run.font in fonts.FALLBACKS and font in (SEMIBOLD, fonts.BOLD)
            if bold:
                self._canvas.setStrokeColorRGB(*_rgb(colour))
                self._canvas.setLineWidth(size * 0.025)
            self._canvas.drawString(at, base, run.text, mode=2 if bold else None)
            at += self._canvas.stringWidth(run.text, run.font, size)
        return width

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        room: float,
        *,
        height: float = 0.0,
        font: str = REGULAR,
        colour: str = INK,
        align: Align = "left",
        leading: float = LEADING,
        floor: float = FOOTER_PT,
    ) -> float:
        """Write a text in lines below `y`, smaller and at last shortened when it is higher than its room.

        Args:
            x: The left edge, the middle or the right edge, as `align` says.
            y: The upper edge.
            words: The text; line breaks in it are kept.
            size: Type size.
            room: Greatest width.
            height: Greatest height; 0 for none.
            font: One of the four weights.
            colour: As `#RRGGBB`.
            align: What `x` is.
            leading: Distance of the lines as a multiple of the type size.
            floor: Smallest type size.

        Returns:
            The lower edge.
        """
        lines, size = set_in(words, size, room, height, font, leading, floor)
        pitch = size * leading / PT
        for number, line in enumerate(lines):
            base = y + pitch * number + size * (leading / 2 + 0.32) / PT
            self.text(x, base, line, size, font=font, colour=colour, align=align)
        return y + pitch * len(lines)

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
        """Draw an audience's mark, colour and shape; all three have about the same area at the same size."""
        style, (x, y) = STYLE[audience], centre
        match style.shape:
            case Shape.CIRCLE:
                self.circle(centre, size * 0.5, outline="", fill=style.mark)
            case Shape.SQUARE:
                half = size * 0.45
                self.frame((x - half, y - half), (2 * half, 2 * half), outline="", fill=style.mark)
            case Shape.DIAMOND:
                half = size * 0.6
                corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
                self.polygon(corners, outline="", fill=style.mark)

    def qr(self, corner: tuple[float, float], text: str) -> None:
        """Draw a QR code of `QR_MM` from its upper left corner; the white around it is the caller's."""
        from reportlab.graphics.barcode import qrencoder

        code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
        code.addData(text)
        code.make()
        count = code.getModuleCount()
        edge = QR_MM / count
        path = self._canvas.beginPath()
        for row in range(count):
            column = 0
            while column < count:
                first = column
                while column < count and code.isDark(row, column):
                    column += 1
                if column > first:
                    x, y = corner[0] + first * edge, self.height - corner[1] - (row + 1) * edge
                    # A hair higher than its row: viewers would otherwise show white seams between the rows.
                    path.rect(x * PT, y * PT, (column - first) * edge * PT, edge * 1.02 * PT)
                column += 1
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.drawPath(path, stroke=0, fill=1)

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


def fitted(words: str, size: float, room: float, font: str = REGULAR, floor: float = FOOTER_PT) -> tuple[str, float]:
    """Return a line that fits a width, and the type size at which it does.

    Args:
        words: The line.
        size: The type size that is wanted, in points.
        room: The width, in millimetres.
        font: One of the four weights.
        floor: The smallest type size; what is still too wide is shortened.
    """
    width = fonts.width(words, size, font) / PT
    if width <= room:
        return words, size
    size = max(min(floor, size), size * room / width * 0.999)
    return shortened(words, size, room, font), size


def shortened(words: str, size: float, room: float, font: str = REGULAR) -> str:
    """Return a line that fits a width in millimetres, ended by an ellipsis when it had to be shortened."""
    if fonts.width(words, size, font) / PT <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(words[:middle].rstrip() + "…", size, font) / PT <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…"


def broken(words: str, size: float, room: float, font: str = REGULAR) -> list[str]:
    """Break a text into lines that fit a width in millimetres; between words where that is possible."""
    lines: list[str] = []
    for part in words.splitlines() or [""]:
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if fonts.width(longer, size, font) / PT <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while fonts.width(line, size, font) / PT > room and len(line) > 1:
                head = _head(line, size, room, font)
                lines.append(line[:head])
                line = line[head:]
        lines.append(line)
    return lines


def _head(word: str, size: float, room: float, font: str) -> int:
    """How many letters of a word that is wider than the room stand on its first line."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(word[:middle], size, font) / PT <= room:
            low = middle
        else:
            high = middle - 1
    return low


def set_in(
    words: str, size: float, room: float, height: float, font: str, leading: float = LEADING, floor: float = FOOTER_PT
) -> tuple[list[str], float]:
    """Return the lines of a text in a room, and the type size at which they fit its height."""
    lines = broken(words, size, room, font)
    while height and len(lines) * size * leading / PT > height and size > floor:
        size = max(floor, size - 0.5)
        lines = broken(words, size, room, font)
    most = max(1, int(height * PT / (size * leading) + 1e-6)) if height else len(lines)
    if len(lines) > most:
        last = " ".join(lines[most - 1 :])
        cut = shortened(last, size, room, font)
        lines = [*lines[: most - 1], cut if cut != last else last]
    return lines, size


@lru_cache(maxsize=64)
def _rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255
