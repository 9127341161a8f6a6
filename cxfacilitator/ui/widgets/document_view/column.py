"""Where pages lie that are shown one below the other; pure arithmetic, in logical pixels of the screen."""

from bisect import bisect_right
from collections.abc import Sequence

GAP = 12
"""Between two pages, and around them."""

Place = tuple[int, float]
"""A page from 0, and how far down it is, as a share of its height."""


class Column:
    """Pages of one size on the screen, beginning at the top.

    Attributes:
        sizes: Width and height of each page in inches.
        scale: Pixels per inch.
        width: Of the widest page with the room around it.
        height: Of all pages with the room around them.
    """

    def __init__(self, sizes: Sequence[tuple[float, float]] = (), scale: float = 1.0) -> None:
        self.sizes = tuple(sizes)
        self.scale = scale
        self._tops: list[float] = []
        top = float(GAP)
        for _, high in sizes:
            self._tops.append(top)
            top += high * scale + GAP
        self.height = top
        self.width = max((wide for wide, _ in sizes), default=0.0) * scale + 2 * GAP

    def top(self, page: int) -> float:
        """Return where a page begins."""
        return self._tops[page]

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page."""
        wide, high = self.sizes[page]
        return wide * self.scale, high * self.scale

    def page_at(self, down: float) -> int:
        """Return the page that begins last above a height; 0 if none does."""
        return max(0, bisect_right(self._tops, down) - 1)

    def place_at(self, down: float) -> Place:
        """Return the place at a height; the gap below a page belongs to it."""
        if not self.sizes:
            return 0, 0.0
        page = self.page_at(down)
        return page, (down - self._tops[page]) / self.size(page)[1]

    def down_to(self, place: Place) -> float:
        """Return the height of a place; of one on a page that is not there, that on the last page."""
        page = min(place[0], len(self.sizes) - 1)
        return self._tops[page] + place[1] * self.size(page)[1]


def fitting(sizes: Sequence[tuple[float, float]], width: float, height: float) -> float:
    """Return the pixels per inch in which the widest and the highest of these pages fit into a room with its gaps.

    Args:
        sizes: Width and height of each page in inches.
        width: Of the room.
        height: Of the room; infinite if pages may be higher than it.
    """
    wide, high = (max((size[side] for size in sizes), default=1.0) for side in (0, 1))
    return max(8.0, min((width - 2 * GAP) / wide, (height - 2 * GAP) / high)) if sizes else 1.0
