"""How text is set: its look, and the lines in which it fits a room.

A text that is too wide is set smaller down to a floor, then broken into lines, and at last shortened.
"""

import re
from dataclasses import dataclass, replace

from cxfacilitator.report import fonts
from cxfacilitator.report.charts.style import FOOTER_PT, INK
from cxfacilitator.report.fonts import REGULAR
from cxfacilitator.report.lines import broken as broken_in_points
from cxfacilitator.report.lines import cut

PT = 72 / 25.4
"""Points in a millimetre."""
_MOST_BALANCED = 4
_DASH = re.compile(r"\s+([-–—·])(?=\s)")
"""A dash between words stays at the end of its line."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text looks.

    Attributes:
        size: Type size in points.
        font: One of the four weights.
        colour: As `#RRGGBB`.
        floor: Smallest type size that it may be set in when its room is narrow.
        leading: Distance of the lines as a multiple of the type size.
        balanced: Lines of about one length, as titles have them.
    """

    size: float
    font: str = REGULAR
    colour: str = INK
    floor: float = FOOTER_PT
    leading: float = 1.3
    balanced: bool = False

    @property
    def pitch(self) -> float:
        """The distance of two base lines in millimetres."""
        return self.size * self.leading / PT


def fitted(words: str, look: Lettering, room: float) -> tuple[str, float]:
    """Return a line that fits a width in millimetres, and the type size at which it does.

    Below the smallest type size the line is shortened instead.
    """
    width = fonts.width(words, look.size, look.font) / PT
    if width <= room:
        return words, look.size
    size = max(min(look.floor, look.size), look.size * room / width * 0.999)
    return shortened(words, replace(look, size=size), room), size


def shortened(words: str, look: Lettering, room: float) -> str:
    """Return a line that fits a width in millimetres, ended by an ellipsis when it had to be shortened."""
    return cut(words, room, lambda line: fonts.width(line, look.size, look.font) / PT)


def broken(words: str, look: Lettering, room: float) -> list[str]:
    """Break a text into lines that fit a width in millimetres; between words where that is possible."""
    return [
        line.rstrip(" ")
        for part in words.splitlines() or [""]
        for line in broken_in_points(_DASH.sub("\u00a0\\1", " ".join(part.split())), look.font, look.size, room * PT)
    ]


def set_in(words: str, look: Lettering, room: float, height: float = 0.0) -> tuple[list[str], Lettering]:
    """Return the lines of a text in a room, and the look in which they fit its height; 0 is any height."""
    lines = broken(words, look, room)
    while height and len(lines) * look.pitch > height and look.size > look.floor:
        look = replace(look, size=max(look.floor, look.size - 0.5))
        lines = broken(words, look, room)
    most = max(1, int(height / look.pitch + 1e-6)) if height else len(lines)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), look, room)]
    elif look.balanced:
        lines = [line for part in words.splitlines() for line in _balanced(part, look, room)]
    return lines, look


def _balanced(words: str, look: Lettering, room: float) -> list[str]:
    """Break into lines of about one length, no more than needed, so that no word stands alone on the last one."""
    lines = broken(words, look, room)
    if not 1 < len(lines) <= _MOST_BALANCED:
        return lines
    low, high = room / 2, room
    while high - low > 1:
        middle = (low + high) / 2
        narrower = broken(words, look, middle)
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines
