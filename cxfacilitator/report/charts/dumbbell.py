"""The dumbbell: where each audience stands on a share from no group to every group, and how far apart they are."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.style import BAND, CAPTION_PT, INK, PAPER, RULE, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Cells, Surface, draw_mark

LABEL_SHARE = 0.36
ROW, TOP, MARK = 31.0, 26.0, 9.5
NEAR = 0.015


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One theme: what is counted, and for each audience how many groups of how many."""

    name: str
    measure: str
    counts: tuple[tuple[Audience, int, int], ...]


def _counts(row: DumbbellRow) -> str:
    return ", ".join(
        f"{audience.label} {Marks(audience, said, groups).told()}" for audience, said, groups in row.counts
    )


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Rows of marks on a common axis; marks that coincide are drawn side by side."""

    rows: tuple[DumbbellRow, ...]

    def height(self) -> float:
        """Return the height in points."""
        return TOP + ROW * len(self.rows)

    def told(self) -> str:
        """Return every count in words."""
        return " ".join(f"{row.name} ({row.measure}): {_counts(row)}." for row in self.rows)

    def numbers(self) -> tuple[Cells, ...]:
        """Return every count, with what it is of."""
        counts = [
            (row.name, row.measure, audience.label, said, groups)
            for row in self.rows
            for audience, said, groups in row.counts
        ]
        return (("Theme", "Counted", "Audience", "Groups that said it", "Groups"), *counts)

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the chart."""
        left, right = width * LABEL_SHARE, width - 26
        for share, word in ((0.0, "no group"), (0.5, "half"), (1.0, "every group")):
            x = left + (right - left) * share
            surface.text((x, 14), word, CAPTION_PT, SECONDARY, align="centre")
            surface.line((x, 19), (x, self.height()), RULE, 0.6)
        for index, row in enumerate(self.rows):
            middle = TOP + ROW * (index + 0.5)
            room = left - 12
            surface.text((0, middle - 1), fitted(row.name, TABLE_PT, room, True), TABLE_PT, INK, bold=True)
            surface.text((0, middle + 9), fitted(row.measure, CAPTION_PT, room), CAPTION_PT, SECONDARY)
            self._draw_row(surface, row, middle, left, right)

    def _draw_row(self, surface: Surface, row: DumbbellRow, middle: float, left: float, right: float) -> None:
        counted = [(audience, said / groups) for audience, said, groups in row.counts if groups]
        if not counted:
            return
        places = [left + (right - left) * share for _, share in counted]
        surface.line((min(places), middle), (max(places), middle), BAND, 1.5)
        for index, (audience, share) in enumerate(counted):
            twins = [other for other, (_, value) in enumerate(counted) if abs(value - share) < NEAR]
            shift = (twins.index(index) - (len(twins) - 1) / 2) * (MARK + 1.5)
            style = STYLE[audience]
            draw_mark(surface, style.shape, (places[index] + shift, middle), MARK, style.mark, PAPER)
