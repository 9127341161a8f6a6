"""The lines of a text: where it is broken, and how each is set with typefaces for all its letters.

A text is broken in the order in which it is read; a line in a script that runs from right to left is
put in the order in which it is drawn when it is set.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from cxfacilitator.report import fonts

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

_WIDE = "\u2e80-\u303e\u3041-\u30ff\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
"""Chinese and Japanese, which have no blanks: a line may end after each letter."""
_OPENING = "（［｛「『【〈《〔“‘"
_CLOSING = "）］｝」』】〉》〕”’、。，．・：；？！ー々…ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_CHUNK = re.compile(rf"[{_OPENING}]*(?:[{_WIDE}]|[^{_WIDE}{_OPENING}]+)?[{_CLOSING}]*")
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_ROUNDED = 1e-6
_HEAVIER = 0.025
"""The other scripts come in one weight; an outline of this share of their size makes them as heavy as what is bold."""

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Look:
    """How lines look.

    Attributes:
        font: One of the four weights.
        size: In points.
        leading: From one line to the next, in points.
        align: Where lines stand that are narrower than their room; what runs backwards and is not
            centred stands at the right.
    """

    font: str
    size: float
    colour: "Color | tuple[float, float, float]"
    leading: float = 0.0
    align: Align = "left"


def broken(text: str, font: str, size: float, room: float) -> list[str]:
    """Break a text into lines that fit a room; between words where that is possible.

    Args:
        text: With one blank between words.
        font: One of the four weights.
        size: Type size in points.
        room: The greatest width in points.

    Returns:
        The lines, which are the text again when they are joined: a line that ends between words ends with a blank.
    """
    most = room / size + _ROUNDED
    lines: list[str] = []
    line, taken = "", 0.0
    for spaced, chunk in _chunks(text):
        width = fonts.width(chunk, 1, font)
        if spaced:
            taken += fonts.blank_width(line[-1:], chunk[:1], font)
            line += " "
        if chunk and line and taken + width > most:
            lines.append(line)
            line, taken = "", 0.0
        rest = chunk
        while width > most and len(rest) > 1:
            head = _head(rest, font, most)
            lines.append(rest[:head])
            rest = rest[head:]
            width = fonts.width(rest, 1, font)
        line += rest
        taken += width
    return [*lines, line]


def cut(line: str, room: float, width: Callable[[str], float]) -> str:
    """Return a line that fits a room, cut and ended by an ellipsis when it is wider.

    Args:
        line: One line.
        room: The greatest width.
        width: Measures a line, in the unit of the room.
    """
    if width(line) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle].rstrip() + "…") <= room:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"


def _chunks(text: str) -> Iterator[tuple[bool, str]]:
    """Return whether a blank stands before it, and what stays together on a line."""
    for number, word in enumerate(text.split(" ")):
        first, *others = _CHUNK.findall(word)[:-1] if _HAS_WIDE.search(word) else [word]
        yield number > 0, first
        for chunk in others:
            yield False, chunk


def _head(word: str, font: str, most: float) -> int:
    """How many letters of a word that is wider than the room stand on its first line; to a hyphen if there is one."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(word[:middle], 1, font) <= most:
            low = middle
        else:
            high = middle - 1
    hyphen = word.rfind("-", 0, low) + 1
    return hyphen if hyphen > low / 3 else low


def draw(
    canvas: "Canvas", lines: Sequence[str], at: tuple[float, float], look: Look, room: float, backwards: bool = False
) -> None:
    """Draw the lines of a text, in the order in which they are read.

    Args:
        canvas: What they are drawn on.
        lines: As `broken` returns them.
        at: The left end of the first base line.
        look: How they look.
        room: The width in which they are aligned.
        backwards: Whether the text runs from right to left.
    """
    text = canvas.beginText(*at)
    text.setFillColor(look.colour)
    text.setFont(look.font, look.size, look.leading)
    indent = 0.0
    for number, line in enumerate(lines, 1):
        before, indent = indent, _indent(line, look, room, backwards)
        if indent != before:
            text.setXPos(indent - before)
        pieces = fonts.runs(line, look.font, backwards)
        words = pieces[0].text if pieces else ""
        if len(pieces) > 1 or (pieces and pieces[0].font != look.font):
            _write(canvas, text, pieces, look)
            words = ""
        if number < len(lines):
            text.textLine(f"{words} " if line.endswith(" ") else words)
        elif words:
            text.textOut(words)
    canvas.drawText(text)


def _indent(line: str, look: Look, room: float, backwards: bool) -> float:
    if look.align == "left" and not backwards:
        return 0.0
    return (room - fonts.width(line, look.size, look.font)) * (0.5 if look.align == "centre" else 1.0)


def _write(canvas: "Canvas", text: "PDFTextObject", pieces: Sequence[fonts.Run], look: Look) -> None:
    """Write the pieces of one line where they stand, in the order in which they are read, and return to its begin."""
    ends = accumulate(fonts.run_width(piece, look.size) for piece in pieces)
    places = zip(pieces, [0.0, *ends], strict=False)
    at = 0.0
    for piece, place in sorted(places, key=lambda found: found[0].read):
        heavier = piece.font in fonts.FALLBACKS and look.font in (fonts.SEMIBOLD, fonts.BOLD)
        text.setFont(piece.font, look.size, look.leading)
        if place != at:
            text.setXPos(place - at)
        if heavier:
            canvas.setLineWidth(look.size * _HEAVIER)
            text.setStrokeColor(look.colour)
            text.setTextRenderMode(2)
        text.textOut(piece.text)
        if heavier:
            text.setTextRenderMode(0)
        at = place
    if at:
        text.setXPos(-at)
    text.setFont(look.font, look.size, look.leading)
