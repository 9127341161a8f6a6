"""The diverging chart of Q3: marks on the left for "does not matter or worse", on the right for "better for us"."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted, text_width
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.style import CAPTION_PT, INK, MOST_MARKS, RULE, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Cells, Surface, draw_mark

LABEL_SHARE = 0.34
LINE, PAD, HEADER, LARGEST_PITCH = 11.0, 4.0, 18.0, 10.5


@dataclass(frozen=True, slots=True)
class DivergingRow:
    """One theme: audience, groups on the left side, groups on the right side, groups asked."""

    name: str
    sides: tuple[tuple[Audience, int, int, int], ...]

    @property
    def shown(self) -> tuple[tuple[Audience, int, int, int], ...]:
        """The audiences with a mark on either side."""
        return tuple(side for side in self.sides if side[1] or side[2])

    def height(self) -> float:
        """Return the height in points."""
        return 2 * PAD + LINE * max(1, len(self.shown))


@dataclass(frozen=True, slots=True)
class Diverging:
    """Rows around a zero line; a group with both opinions is on both sides, never netted."""

    left: str
    right: str
    rows: tuple[DivergingRow, ...]

    @property
    def _as_bars(self) -> bool:
        return any(groups > MOST_MARKS for row in self.rows for _, _, _, groups in row.sides)

    def height(self) -> float:
        """Return the height in points."""
        return HEADER + sum(row.height() for row in self.rows)

    def split(self, height: float) -> tuple["Diverging", "Diverging"] | None:
        """Divide into the part that fits `height` and the rest; None when no row fits."""
        used, fitting = HEADER, 0
        for row in self.rows:
            used += row.height()
            if used > height:
                break
            fitting += 1
        if not fitting:
            return None
        return Diverging(self.left, self.right, self.rows[:fitting]), Diverging(
            self.left, self.right, self.rows[fitting:]
        )

    def told(self) -> str:
        """Return every count in words."""
        return " ".join(f"{row.name}: {'; '.join(self._sides(row))}." for row in self.rows)

    def numbers(self) -> tuple[Cells, ...]:
        """Return the counts of both sides, with what they are of."""
        counts = [
            (row.name, audience.label, minus, plus, groups)
            for row in self.rows
            for audience, minus, plus, groups in row.sides
        ]
        return (("Theme", "Audience", self.left.capitalize(), self.right.capitalize(), "Groups"), *counts)

    def _sides(self, row: DivergingRow) -> list[str]:
        return [
            f"{self.left if side else self.right}, {audience.label} {Marks(audience, said, groups).told()}"
            for audience, minus, plus, groups in row.shown
            for side, said in ((True, minus), (False, plus))
            if said
        ]

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the chart."""
        label = width * LABEL_SHARE
        zero = label + (width - label) / 2
        room = (width - label) / 2 - 8
        surface.text((zero - 8, 9), f"◀ {self.left}", CAPTION_PT, SECONDARY, align="right")
        surface.text((zero + 8, 9), f"{self.right} ▶", CAPTION_PT, SECONDARY)
        top = HEADER
        for row in self.rows:
            height = row.height()
            name = fitted(row.name, TABLE_PT, label - 10)
            surface.text((0, top + height / 2 + TABLE_PT * 0.33), name, TABLE_PT, INK)
            for index, (audience, minus, plus, groups) in enumerate(row.shown):
                middle = top + PAD + LINE * (index + 0.5)
                for said, sign in ((minus, -1), (plus, 1)):
                    _draw_side(surface, Marks(audience, said, groups, self._as_bars), (zero, middle), sign, room)
            top += height
            surface.line((0, top), (width, top), RULE, 0.5)
        surface.line((zero, HEADER - 4), (zero, top), INK, 1.0)


def _draw_side(surface: Surface, marks: Marks, at: tuple[float, float], sign: int, room: float) -> None:
    """Draw one audience's marks (or a bar when they are many) outwards from the zero line, then the count."""
    if not marks.said:
        return
    zero, middle = at
    style = STYLE[marks.audience]
    free = room - text_width(marks.label, CAPTION_PT) - 12
    if marks.as_bar:
        length = free * marks.said / marks.groups
        surface.rectangle((zero + (3 if sign > 0 else -3 - length), middle - 3), (length, 6), style.mark)
    else:
        pitch = min(LARGEST_PITCH, free / marks.groups)
        length = pitch * marks.said
        for index in range(marks.said):
            centre = (zero + sign * (3 + pitch * (index + 0.5)), middle)
            draw_mark(surface, style.shape, centre, pitch * 0.7, style.mark, style.mark)
    end = zero + sign * (length + 8)
    surface.text(
        (end, middle + CAPTION_PT * 0.33), marks.label, CAPTION_PT, SECONDARY, align="left" if sign > 0 else "right"
    )
