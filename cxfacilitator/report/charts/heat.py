"""The heat table: every theme, question and audience on one page, with the number in every cell."""

from dataclasses import dataclass

from cxfacilitator.domain.colour import mixed
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted
from cxfacilitator.report.charts.style import CAPTION_PT, INK, PAPER, RULE, SECONDARY, STYLE, TABLE_PT, ink_on
from cxfacilitator.report.charts.surface import Cells, Surface

ROW, HEADER, BLOCK_GAP = 17.0, 32.0, 4.0
LABEL_SHARE = 0.37


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One theme: for each question block the number of groups of each audience."""

    name: str
    said: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A table of counts.

    Attributes:
        blocks: Names of the questions, left to right.
        audiences: The audiences inside each block, with their number of groups.
    """

    blocks: tuple[str, ...]
    audiences: tuple[tuple[Audience, int], ...]
    rows: tuple[HeatRow, ...]

    def height(self) -> float:
        """Return the height in points."""
        return HEADER + ROW * len(self.rows)

    def split(self, height: float) -> tuple["Heat", "Heat"] | None:
        """Divide into the part that fits `height` and the rest, both with the header; None when no row fits."""
        fitting = int((height - HEADER) / ROW)
        if fitting < 1:
            return None
        return (
            Heat(self.blocks, self.audiences, self.rows[:fitting]),
            Heat(self.blocks, self.audiences, self.rows[fitting:]),
        )

    def told(self) -> str:
        """Return every count in words; what is not told is none."""
        rows = [f"{row.name}: {'; '.join(self._blocks(row)) or 'no group'}." for row in self.rows]
        return " ".join([*rows, "All that is not named here is no group."])

    def numbers(self) -> tuple[Cells, ...]:
        """Return every count, with what it is of."""
        counts = [
            (row.name, block, audience.label, said, groups)
            for row in self.rows
            for block, saids in zip(self.blocks, row.said, strict=True)
            for (audience, groups), said in zip(self.audiences, saids, strict=True)
        ]
        return (("Theme", "Question", "Audience", "Groups that said it", "Groups"), *counts)

    def _blocks(self, row: HeatRow) -> list[str]:
        found = []
        for block, counts in zip(self.blocks, row.said, strict=True):
            told = [
                f"{audience.label} {said} of {groups}"
                for (audience, groups), said in zip(self.audiences, counts, strict=True)
                if said
            ]
            if told:
                found.append(f"{block}, {', '.join(told)}")
        return found

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the table."""
        left = width * LABEL_SHARE
        block_width = (width - left) / len(self.blocks)
        cell = (block_width - BLOCK_GAP) / len(self.audiences)
        surface.text((0, 10), "Theme", TABLE_PT, INK, bold=True)
        for number, block in enumerate(self.blocks):
            x = left + block_width * number + BLOCK_GAP
            surface.text((x, 10), block, TABLE_PT, INK, bold=True)
            for index, (audience, _) in enumerate(self.audiences):
                centre = x + cell * (index + 0.5)
                surface.text((centre, 24), audience.letter, TABLE_PT, STYLE[audience].text, bold=True, align="centre")
        surface.line((0, HEADER - 2), (width, HEADER - 2), INK, 0.8)
        for index, row in enumerate(self.rows):
            top = HEADER + ROW * index
            name = fitted(row.name, TABLE_PT, left - 6)
            surface.text((0, top + ROW * 0.68), name, TABLE_PT, INK)
            for number, block_counts in enumerate(row.said):
                x = left + block_width * number + BLOCK_GAP
                for place, said in enumerate(block_counts):
                    self._draw_cell(surface, place, said, (x + cell * place, top), cell)
            surface.line((0, top + ROW), (width, top + ROW), RULE, 0.4)

    def _draw_cell(self, surface: Surface, place: int, said: int, corner: tuple[float, float], width: float) -> None:
        audience, groups = self.audiences[place]
        x, y = corner
        colour = SECONDARY
        if said:
            fill = mixed(STYLE[audience].mark, PAPER, 0.18 + 0.82 * said / max(groups, said))
            surface.rectangle((x + 0.4, y + 0.6), (width - 0.8, ROW - 1.2), fill)
            colour = ink_on(fill)
        text = str(said) if said else "·"
        size = TABLE_PT if said < 100 else CAPTION_PT
        surface.text((x + width / 2, y + ROW * 0.68), text, size, colour, align="centre")
