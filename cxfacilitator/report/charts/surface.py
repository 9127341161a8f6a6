"""What a chart draws on: six strokes that a page of a PDF and a picture file both offer."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, Self

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.style import CAPTION_PT, STYLE, Shape

Align = Literal["left", "centre", "right"]
Step = tuple[float, ...]
"""The next place of a path: x and y after a straight line; the two places that a curve bends to come before them."""


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

    def path(self, steps: Sequence[Step], fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        """Draw lines and curves from the first place on.

        Args:
            steps: The first one has no curve.
            fill: Empty for none.
            outline: Empty for none.
            width: The outline's.
            dash: Lengths drawn and left out in turn; empty for a line without gaps.
        """

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""


class Drawable(Protocol):
    """A chart: a height, a way to draw itself into a width, and what it shows in words."""

    def height(self) -> float:
        """Return the height in points."""

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the chart."""

    def told(self) -> str:
        """Return what it shows, with every number in it."""


class Splittable(Drawable, Protocol):
    """A chart that can go on over a page."""

    def split(self, height: float) -> tuple[Self, Self] | None:
        """Divide into the part that fits and the rest; None when nothing fits."""


Cells = tuple[str | int | float, ...]


class Figure(Drawable, Protocol):
    """A chart that can stand alone: its numbers can be taken along as a table."""

    def numbers(self) -> tuple[Cells, ...]:
        """Return the headings, and a line for each number with what it is of."""


class Inside:
    """A part of a surface, as a surface whose corner is at a place of it."""

    def __init__(self, surface: Surface, left: float, top: float) -> None:
        self._surface, self._left, self._top = surface, left, top

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return point[0] + self._left, point[1] + self._top

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""
        self._surface.line(self._at(start), self._at(end), colour, width)

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        self._surface.rectangle(self._at(corner), size, fill)

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""
        self._surface.polygon([self._at(point) for point in points], fill, outline)

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        self._surface.circle(self._at(centre), radius, fill, outline)

    def path(self, steps: Sequence[Step], fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        """Draw lines and curves from the first place on."""
        by = (self._left, self._top)
        moved = [tuple(length + by[number % 2] for number, length in enumerate(step)) for step in steps]
        self._surface.path(moved, fill, outline, width, dash)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""
        self._surface.text(self._at(at), text, size, colour, bold, align)


def draw_key(surface: Surface, at: tuple[float, float], audiences: Iterable[Audience]) -> None:
    """Draw whose mark is which, in a row; `at` is its left end, at half of its height."""
    x, y = at
    for audience in audiences:
        style = STYLE[audience]
        draw_mark(surface, style.shape, (x + 4, y), 7, style.mark, style.mark)
        surface.text((x + 12, y + 3), audience.label, CAPTION_PT, style.text, bold=True)
        x += 24 + text_width(audience.label, CAPTION_PT, bold=True)


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
