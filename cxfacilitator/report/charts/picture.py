"""A chart as a picture of its own, for a slide: its finding above it, and what was counted below it."""

from dataclasses import dataclass
from functools import cached_property

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted, text_width, wrapped
from cxfacilitator.report.charts.style import CAPTION_PT, FOOTER_PT, INK, LEAD_PT, PAPER, RULE, SECONDARY
from cxfacilitator.report.charts.surface import Figure, Inside, Surface, draw_key

WIDTH, MARGIN = 528.0, 24.0
_KICKER, _KEY, _LINE, _GAP, _FOOT, _MOST_LINES = 13.0, 18.0, 16.0, 10.0, 26.0, 8


@dataclass(frozen=True)
class ChartPicture:
    """A chart with its words, on paper as wide as `WIDTH`.

    Attributes:
        kicker: The question that it answers.
        title: The answer as a sentence.
        note: How to read it; may be empty.
        client: Whose they are.
        counted: How many groups there are, and of whom.
        key: The audiences whose marks the chart itself does not name.
    """

    kicker: str
    title: str
    figure: Figure
    note: str
    client: str
    counted: str
    key: tuple[Audience, ...] = ()

    @cached_property
    def _title(self) -> tuple[str, ...]:
        return wrapped(self.title, LEAD_PT, WIDTH - 2 * MARGIN, bold=True, most=_MOST_LINES)

    @cached_property
    def _note(self) -> tuple[str, ...]:
        return wrapped(self.note, CAPTION_PT, WIDTH - 2 * MARGIN, most=_MOST_LINES) if self.note else ()

    @property
    def _top(self) -> float:
        return MARGIN + _KICKER + _LINE * len(self._title) + (_KEY if self.key else 0) + _GAP

    def height(self) -> float:
        """Return the height in points."""
        return (
            self._top
            + self.figure.height()
            + (_KICKER * len(self._note) + _GAP if self._note else 0.0)
            + _FOOT
            + MARGIN
        )

    def draw(self, surface: Surface) -> None:
        """Draw paper, words and chart."""
        room, height = WIDTH - 2 * MARGIN, self.height()
        surface.rectangle((0, 0), (WIDTH, height), PAPER)
        kicker = fitted(self.kicker, CAPTION_PT, room, bold=True)
        surface.text((MARGIN, MARGIN + 8), kicker, CAPTION_PT, SECONDARY, bold=True)
        for number, line in enumerate(self._title, 1):
            surface.text((MARGIN, MARGIN + _KICKER + _LINE * number - 4), line, LEAD_PT, INK, bold=True)
        draw_key(surface, (MARGIN, self._top - _GAP - 4), self.key)
        self.figure.draw(Inside(surface, MARGIN, self._top), room)
        below = self._top + self.figure.height() + _GAP
        for number, line in enumerate(self._note, 1):
            surface.text((MARGIN, below + _KICKER * number - 4), line, CAPTION_PT, SECONDARY)
        foot = height - MARGIN
        surface.line((MARGIN, foot - 12), (WIDTH - MARGIN, foot - 12), RULE, 0.5)
        left = room - text_width(self.counted, FOOTER_PT) - _GAP
        surface.text((MARGIN, foot), fitted(self.client, FOOTER_PT, left), FOOTER_PT, SECONDARY)
        surface.text((MARGIN + room, foot), self.counted, FOOTER_PT, SECONDARY, align="right")
