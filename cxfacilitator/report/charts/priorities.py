"""Priorities: the ideas that people scored, by impact and effort; an idea without both scores has no place."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxfacilitator.domain.criteria import HIGH_IMPACT, HIGHEST, LOW_EFFORT, LOWEST
from cxfacilitator.report.charts.lettering import fitted
from cxfacilitator.report.charts.style import CAPTION_PT, INK, PAPER, RULE, SECONDARY
from cxfacilitator.report.charts.surface import Cells, Surface

_LEFT, _TOP, _FOOT = 18.0, 18.0, 26.0
_DOT, _STEP, _LEAST, _ACROSS, _KEY_LINE = 14.0, 17.0, 34.0, 5, 12.0
_QUICK = "#F3F3F3"


@dataclass(frozen=True, slots=True)
class PriorityDot:
    """An idea: its number in the plan, its scores from 1 to 5, and whether it can be had soon."""

    number: int
    name: str
    impact: int
    effort: int
    quick_win: bool


@dataclass(frozen=True, slots=True)
class Priorities:
    """Five by five places; ideas with the same scores stand beside one another, and none lies on another.

    Attributes:
        with_key: Name the ideas below, where no table does.
    """

    dots: tuple[PriorityDot, ...]
    with_key: bool = False

    def height(self) -> float:
        """Return the height in points."""
        return _TOP + self._place_height * HIGHEST + _FOOT + (_KEY_LINE * self._key_lines + 6 if self.with_key else 0)

    @property
    def _most_down(self) -> int:
        """The most rows of ideas in a place: on a page below which a table follows, fewer."""
        return 5 if self.with_key else 3

    @property
    def _key_lines(self) -> int:
        return -(-len(self.dots) // 2)

    @property
    def _place_height(self) -> float:
        """The height of a place: the fullest one decides."""
        fullest = max((len(dots) for _, dots in self._places()), default=0)
        return max(_LEAST, 6 + _STEP * min(self._most_down, -(-fullest // _ACROSS)))

    def _places(self) -> Iterator[tuple[tuple[int, int], list[PriorityDot]]]:
        scores = range(LOWEST, HIGHEST + 1)
        for impact in reversed(scores):
            for effort in scores:
                dots = [dot for dot in self.dots if (dot.impact, dot.effort) == (impact, effort)]
                if dots:
                    yield (impact, effort), dots

    def told(self) -> str:
        """Return every idea with its scores, in words."""
        return " ".join(
            f"Impact {impact}, effort {effort}: "
            + "; ".join(f"{dot.number}. {dot.name}{' (quick win)' if dot.quick_win else ''}" for dot in dots)
            + "."
            for (impact, effort), dots in self._places()
        )

    def numbers(self) -> tuple[Cells, ...]:
        """Return every idea with its scores."""
        ideas = [(dot.number, dot.name, dot.impact, dot.effort, "yes" if dot.quick_win else "") for dot in self.dots]
        return (("Number", "Idea", "Impact", "Effort", "Quick win"), *ideas)

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the places, the scales and the ideas."""
        wide, high = (width - _LEFT) / HIGHEST, self._place_height
        bottom = _TOP + high * HIGHEST
        soon = (wide * LOW_EFFORT, high * (HIGHEST - HIGH_IMPACT + 1))
        surface.rectangle((_LEFT, _TOP), soon, _QUICK)
        for score in range(LOWEST, HIGHEST + 1):
            right, top = _LEFT + wide * score, bottom - high * score
            surface.line((right, _TOP), (right, bottom), RULE, 0.5)
            surface.line((_LEFT, top), (width, top), RULE, 0.5)
            surface.text((_LEFT - 7, top + high / 2 + 3), str(score), CAPTION_PT, SECONDARY, align="right")
            surface.text((right - wide / 2, bottom + 11), str(score), CAPTION_PT, SECONDARY, align="centre")
        surface.line((_LEFT, _TOP), (_LEFT, bottom), INK, 0.8)
        surface.line((_LEFT, bottom), (width, bottom), INK, 0.8)
        surface.text((0, 9), "▲ Impact", CAPTION_PT, INK, bold=True)
        surface.text((width, bottom + 22), "Effort ▶", CAPTION_PT, INK, bold=True, align="right")
        surface.text((width, 9), "grey: much for little; filled: quick win", CAPTION_PT, SECONDARY, align="right")
        for (impact, effort), dots in self._places():
            self._draw_dots(surface, dots, (_LEFT + wide * (effort - 0.5), bottom - high * (impact - 0.5)))
        if self.with_key:
            self._draw_key(surface, bottom + _FOOT, width)

    def _draw_dots(self, surface: Surface, dots: list[PriorityDot], middle: tuple[float, float]) -> None:
        """Draw the ideas of a place in rows around its middle; what has no room is counted in the last place."""
        room = min(len(dots), _ACROSS * self._most_down)
        shown = dots if len(dots) == room else dots[: room - 1]
        rows = -(-room // _ACROSS)
        for at in range(room):
            in_row = min(_ACROSS, room - at // _ACROSS * _ACROSS)
            x = middle[0] + _STEP * (at % _ACROSS - (in_row - 1) / 2)
            y = middle[1] + _STEP * (at // _ACROSS - (rows - 1) / 2)
            if at >= len(shown):
                surface.text((x, y + 3), f"+{len(dots) - len(shown)}", CAPTION_PT, INK, align="centre")
                continue
            dot = shown[at]
            surface.circle((x, y), _DOT / 2, INK if dot.quick_win else PAPER, INK)
            colour = PAPER if dot.quick_win else INK
            surface.text((x, y + 3), str(dot.number), CAPTION_PT, colour, bold=True, align="centre")

    def _draw_key(self, surface: Surface, top: float, width: float) -> None:
        """Name the ideas in two columns, the first ones at the left."""
        column = width / 2
        for at, dot in enumerate(self.dots):
            left = column * (at // self._key_lines)
            base = top + _KEY_LINE * (at % self._key_lines + 1)
            surface.text((left + 14, base), str(dot.number), CAPTION_PT, INK, bold=True, align="right")
            name = fitted(dot.name, CAPTION_PT, column - 30)
            surface.text((left + 20, base), name, CAPTION_PT, INK)
