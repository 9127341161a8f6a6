"""What a chart draws on: six strokes that a PDF canvas and a painter on a screen can both offer."""

from collections.abc import Sequence
from typing import Literal, Protocol

from cxfacilitator.report.charts.style import Shape

Align = Literal["left", "centre", "right"]


class Surface(Protocol):
    """A place to draw on. Lengths are points; x grows to the right and y downwards from the top left corner."""

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text."""


def draw_mark(
    surface: Surface, shape: Shape, centre: tuple[float, float], size: float, colour: str, outline: str
) -> None:
    """Draw one group's mark; all three shapes have about the same area at the same size."""
    x, y = centre
    match shape:
        case Shape.CIRCLE:
            surface.circle(centre, size * 0.5, colour, outline)
        case Shape.SQUARE:
            half = size * 0.45
            surface.polygon(
                [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)],
                colour,
                outline,
            )
        case Shape.DIAMOND:
            half = size * 0.6
            surface.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour, outline)


def fitted(surface: Surface, text: str, size: float, width: float, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than `width`."""
    if surface.text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if surface.text_width(text[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
