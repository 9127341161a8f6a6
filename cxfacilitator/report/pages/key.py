"""What the marks on a page mean: whose they are, and what is filled and what is empty."""

from collections.abc import Sequence

from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.style import BAND, EMPTY_MARK, INK, PAPER, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Surface, draw_mark
from cxfacilitator.report.content.values import Asked
from cxfacilitator.report.words import some


class Key:
    """One line: each audience's mark and what stands behind it. A chart of one row."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = [one for one in asked if one.groups]

    def height(self) -> float:
        """Return the height in points."""
        return 16.0

    def draw(self, surface: Surface, width: float) -> None:
        """Draw mark and words of each audience."""
        x = 0.0
        for one in self._asked:
            style = STYLE[one.audience]
            draw_mark(surface, style.shape, (x + 5, 8), 9.5, style.mark, style.mark)
            words = _asked(one)
            surface.text((x + 14, 11), words, TABLE_PT, SECONDARY)
            x += 14 + text_width(words, TABLE_PT) + 22

    def told(self) -> str:
        """Return which mark is whose, and how many groups and people stand behind it."""
        return "; ".join(f"{STYLE[one.audience].shape}: {_asked(one)}" for one in self._asked)


def _asked(one: Asked) -> str:
    people = f", {some(one.people, 'person', 'people')}" if one.people else ""
    return f"{one.audience.label}: {some(one.groups, 'group')}{people}"


class Legend:
    """What the marks mean: whose they are, and a filled and an empty one of every shape, or a bar.

    Args:
        as_bars: The report has bars where it would have rows of marks.
    """

    def __init__(self, as_bars: bool) -> None:
        self._as_bars = as_bars

    def height(self) -> float:
        """Return the height in points."""
        return 18.0

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the marks of each audience, and after them what is filled and what is empty."""
        x = 0.0
        for audience, style in STYLE.items():
            draw_mark(surface, style.shape, (x + 5, 9), 9.5, style.mark, style.mark)
            surface.text((x + 14, 12), audience.label, TABLE_PT, SECONDARY)
            x += 30 + text_width(audience.label, TABLE_PT)
        if self._as_bars:
            surface.rectangle((x + 14, 6), (_BAR, 6), BAND)
            surface.rectangle((x + 14, 6), (_BAR * 0.6, 6), INK)
            surface.text((x + 20 + _BAR, 12), _SHARE, TABLE_PT, SECONDARY)
            return
        for filled, words in ((True, "wrote it"), (False, "did not")):
            x += 14
            for style in STYLE.values():
                colours = (style.mark, style.mark) if filled else (PAPER, EMPTY_MARK)
                draw_mark(surface, style.shape, (x + 5, 9), 9.5, *colours)
                x += 13
            surface.text((x + 2, 12), words, TABLE_PT, SECONDARY)
            x += text_width(words, TABLE_PT)

    def told(self) -> str:
        """Return which mark is whose, and what a filled and an empty one mean."""
        whose = ", ".join(f"{style.shape} {audience.label}" for audience, style in STYLE.items())
        if self._as_bars:
            return f"{whose}. The dark part of a bar is the {_SHARE}."
        return f"{whose}. A filled mark is a group that wrote it, an empty one a group that did not."


_BAR, _SHARE = 60.0, "share of the groups that wrote it"
