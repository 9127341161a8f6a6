"""Group marks: one mark for each group, filled when it said it, then "3 of 5"."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.text import amount
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.style import BAND, EMPTY_MARK, INK, MOST_MARKS, PAPER, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Surface, draw_mark

WIDEST_PITCH, NARROWEST_PITCH = 11.0, 7.6
NUMBER_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Marks:
    """How many groups of one audience said something.

    Attributes:
        said: Groups that said it.
        groups: Groups that could have.
        as_bar: Draw a bar instead of marks; one table uses one of the two throughout.
        among: The most groups of any marks in the same column, where these stand among others'; the counts then
            stand below one another, and bars of the same share have the same length.
    """

    audience: Audience
    said: int
    groups: int
    as_bar: bool = False
    among: int = 0

    @property
    def label(self) -> str:
        """The count in figures, for example `3 of 5`; a dash when this audience was not asked."""
        return f"{self.said} of {self.groups}" if self.groups else "–"

    def told(self) -> str:
        """Return the count in words, for example `3 of 5 groups`."""
        return f"{self.said} of {amount(self.groups, 'group')}" if self.groups else "not asked"

    def height(self) -> float:
        """Return the height in points."""
        return 10.0

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the marks from the left edge, and the count close to them."""
        middle = self.height() / 2
        style = STYLE[self.audience]
        most = max(self.groups, self.among)
        # As wide as the widest count of a column, so that its marks and bars have one scale.
        count = NUMBER_GAP + text_width(f"{most} of {most}", TABLE_PT)
        room = width - count
        as_bar = self.as_bar or most > MOST_MARKS or most * NARROWEST_PITCH > room
        pitch = min(WIDEST_PITCH, room / max(1, most))
        right = width if as_bar else pitch * most + count
        colour = INK if self.said else SECONDARY
        surface.text((right, middle + TABLE_PT * 0.33), self.label, TABLE_PT, colour, align="right")
        if not self.groups:
            return
        if as_bar:
            surface.rectangle((0, middle - 3), (room, 6), BAND)
            if self.said:
                surface.rectangle((0, middle - 3), (room * self.said / self.groups, 6), style.mark)
            return
        for index in range(self.groups):
            filled = index < self.said
            outline = style.mark if filled else EMPTY_MARK
            centre = (pitch * (index + 0.5), middle)
            draw_mark(surface, style.shape, centre, pitch * 0.7, style.mark if filled else PAPER, outline)
