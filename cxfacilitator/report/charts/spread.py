"""A count with the range that the share of all such groups may lie in; the only chart with percentages."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.style import BAND, INK, MOST_MARKS, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Surface, draw_mark

RANGE, GAP, MARK, LEAST = 36.0, 5.0, 4.0, 20.0


@dataclass(frozen=True, slots=True)
class Spread:
    """How many groups said something, and how far that carries.

    Attributes:
        ends: Lower and upper end of the range, 0-1; None for an audience that speaks for all of its members.
    """

    audience: Audience
    said: int
    groups: int
    ends: tuple[float, float] | None

    @property
    def range(self) -> str:
        """The range in percent, for example `27–86 %`; empty where there is none."""
        return f"{100 * self.ends[0]:.0f}–{100 * self.ends[1]:.0f} %" if self.ends else ""

    def height(self) -> float:
        """Return the height in points."""
        return 10.0

    def told(self) -> str:
        """Return count and range in words."""
        count = Marks(self.audience, self.said, self.groups).told()
        return f"{count}, {self.range}" if self.ends else count

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the count, the range, and from ten groups on a whisker between them."""
        middle = self.height() / 2
        base = middle + TABLE_PT * 0.33
        count = f"{self.said} of {self.groups}"
        surface.text((0, base), count, TABLE_PT, INK if self.said else SECONDARY)
        surface.text((width, base), self.range, TABLE_PT, SECONDARY, align="right")
        # As wide as the widest count of this many groups, so that the whiskers of a column have one scale.
        left = text_width(f"{self.groups} of {self.groups}", TABLE_PT) + GAP
        room = width - left - RANGE - GAP
        if self.ends is None or self.groups <= MOST_MARKS or room < LEAST:
            return
        style = STYLE[self.audience]
        low, high = (left + room * end for end in self.ends)
        surface.line((left, middle), (left + room, middle), BAND, 1.0)
        surface.line((low, middle), (high, middle), style.mark, 1.4)
        for end in (low, high):
            surface.line((end, middle - 2.5), (end, middle + 2.5), style.mark, 1.0)
        place = left + room * self.said / self.groups
        draw_mark(surface, style.shape, (place, middle), MARK, style.mark, style.mark)
