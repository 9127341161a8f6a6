"""The tally: themes below one another, each with the marks of every audience that was asked."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.style import INK, RULE, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Cells, Inside, Surface

_LABEL_SHARE, _HEADER, _ROW, _BETWEEN = 0.37, 18.0, 18.0, 16.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A table of marks that stands alone as a picture.

    Attributes:
        columns: Title and audience of each column.
        rows: Each theme with its marks, in the order of the columns.
        alone: Themes that a single group named, in words; may be empty.
    """

    columns: tuple[tuple[str, Audience], ...]
    rows: tuple[tuple[str, tuple[Marks, ...]], ...]
    alone: str = ""

    def height(self) -> float:
        """Return the height in points."""
        return _HEADER + _ROW * len(self.rows)

    def told(self) -> str:
        """Return every count in words."""
        rows = [
            f"{name}: "
            + "; ".join(f"{title} {marks.told()}" for (title, _), marks in zip(self.columns, row, strict=True))
            + "."
            for name, row in self.rows
        ]
        return " ".join([*rows, self.alone] if self.alone else rows)

    def numbers(self) -> tuple[Cells, ...]:
        """Return every count, with what it is of."""
        counts = [(name, marks.audience.label, marks.said, marks.groups) for name, row in self.rows for marks in row]
        return (("Theme", "Audience", "Groups that said it", "Groups"), *counts)

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the table; a column is as wide as its number of marks asks for."""
        left = width * _LABEL_SHARE
        room = width - left - _BETWEEN * len(self.columns)
        shares = [max(3, min(9, marks.groups)) + 3 for marks in self.rows[0][1]] if self.rows else []
        for column, ((title, audience), share) in enumerate(zip(self.columns, shares, strict=True)):
            left += _BETWEEN
            wide = room * share / sum(shares)
            words = fitted(title, TABLE_PT, wide + _BETWEEN - 4, bold=True)
            surface.text((left, 10), words, TABLE_PT, STYLE[audience].text, bold=True)
            for line, (_, row) in enumerate(self.rows):
                marks = row[column]
                marks.draw(Inside(surface, left, _HEADER + _ROW * (line + 0.5) - marks.height() / 2), wide)
            left += wide
        surface.line((0, _HEADER - 3), (width, _HEADER - 3), INK, 0.8)
        for line, (name, _) in enumerate(self.rows):
            bottom = _HEADER + _ROW * (line + 1)
            words = fitted(name, TABLE_PT, width * _LABEL_SHARE)
            surface.text((0, bottom - _ROW * 0.32), words, TABLE_PT, INK)
            surface.line((0, bottom), (width, bottom), RULE, 0.4)
