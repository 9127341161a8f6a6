"""The forest: each share with the range that the share of all such groups may lie in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxfacilitator.report.charts.lettering import fitted
from cxfacilitator.report.charts.plot import draw_plot
from cxfacilitator.report.charts.spread import Spread
from cxfacilitator.report.charts.style import (
    BAND,
    CAPTION_PT,
    INK,
    MARKER,
    MOST_MARKS,
    PAPER,
    RULE,
    SECONDARY,
    STYLE,
    TABLE_PT,
)
from cxfacilitator.report.charts.surface import Cells, Inside, Surface

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LABEL_SHARE, _COUNT = 0.34, 158.0
_LINE, _BETWEEN, _SCALE, _MARK = 13.0, 9.0, 20.0, 6.5


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One theme: what is counted, and each audience's count with its range."""

    name: str
    measure: str
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """Themes below one another on one axis of shares."""

    rows: tuple[ForestRow, ...]

    def height(self) -> float:
        """Return the height in points."""
        return self.plot_height()

    def plot_height(self) -> float:
        """Return the height of the axes with their scale above them."""
        return _SCALE + sum(_LINE * len(row.spreads) + _BETWEEN for row in self.rows)

    def told(self) -> str:
        """Return every count and range in words."""
        return " ".join(
            f"{row.name} ({row.measure}): "
            + "; ".join(f"{spread.audience.label} {_told(spread)}" for spread in row.spreads)
            + "."
            for row in self.rows
        )

    def numbers(self) -> tuple[Cells, ...]:
        """Return every count with the ends of its range, 0 to 1; these are empty where there is none."""
        counts = [
            (row.name, row.measure, spread.audience.label, spread.said, spread.groups, *_ends(spread))
            for row in self.rows
            for spread in row.spreads
        ]
        return (("Theme", "Counted", "Audience", "Groups that said it", "Groups", "From", "To"), *counts)

    def draw(self, surface: Surface, width: float) -> None:
        """Draw names and counts, and the axes between them."""
        top = _SCALE
        room = width * _LABEL_SHARE - 12
        for row in self.rows:
            surface.line((0, top), (width, top), RULE, 0.4)
            first = top + _BETWEEN / 2 + _LINE * 0.72
            surface.text((0, first), fitted(row.name, TABLE_PT, room, True), TABLE_PT, INK, bold=True)
            surface.text((0, first + 10.5), fitted(row.measure, CAPTION_PT, room), CAPTION_PT, SECONDARY)
            for number, spread in enumerate(row.spreads):
                base = first + _LINE * number
                colour = STYLE[spread.audience].text
                words = f"{spread.audience.label} {_count(spread)}"
                surface.text((width - _COUNT + 14, base), words, CAPTION_PT, colour)
                surface.text((width, base), _range(spread), CAPTION_PT, SECONDARY, align="right")
            top += _LINE * len(row.spreads) + _BETWEEN
        left = width * _LABEL_SHARE
        draw_plot(self, Inside(surface, left, 0), width - left - _COUNT)

    def plot(self, figure: "Figure") -> None:
        """Put one pair of axes into the figure: shares across, themes down."""
        height = self.plot_height()
        axes: Any = figure.add_axes(
            (0.04, 0, 0.92, 1 - _SCALE / height), frameon=False, xlim=(0, 1), ylim=(height - _SCALE, 0), yticks=()
        )
        ticks = (0, 0.25, 0.5, 0.75, 1)
        axes.set_xticks(ticks, [f"{100 * share:.0f} %" for share in ticks])
        axes.xaxis.tick_top()
        axes.tick_params(length=0, pad=5, labelsize=CAPTION_PT, labelcolor=SECONDARY)
        for share in ticks:
            axes.axvline(share, color=RULE, linewidth=0.6, zorder=0)
        place = 0.0
        for row in self.rows:
            place += _BETWEEN / 2
            for spread in row.spreads:
                place += _LINE / 2
                _plot_spread(axes, spread, place)
                place += _LINE / 2
            place += _BETWEEN / 2


def _plot_spread(axes: Any, spread: Spread, place: float) -> None:
    style = STYLE[spread.audience]
    share = spread.said / spread.groups
    if _ranged(spread) and spread.ends:
        axes.hlines(place, *spread.ends, color=style.mark, linewidth=1.6)
        axes.vlines(spread.ends, place - 2.5, place + 2.5, color=style.mark, linewidth=1.1)
    else:
        axes.hlines(place, 0, 1, color=BAND, linewidth=0.8, zorder=0.5)
    axes.plot(
        share,
        place,
        marker=MARKER[style.shape],
        markersize=_MARK,
        color=style.mark,
        markeredgecolor=PAPER,
        markeredgewidth=0.8,
        clip_on=False,
    )


def _ranged(spread: Spread) -> bool:
    """Whether groups are enough for a range and for percent."""
    return spread.ends is not None and spread.groups > MOST_MARKS


def _count(spread: Spread) -> str:
    return f"{spread.said} of {spread.groups}"


def _range(spread: Spread) -> str:
    return spread.range if _ranged(spread) else "all asked" if spread.ends is None else "few groups"


def _told(spread: Spread) -> str:
    return f"{_count(spread)} groups, {_range(spread)}"


def _ends(spread: Spread) -> tuple[float | str, float | str]:
    return (round(spread.ends[0], 3), round(spread.ends[1], 3)) if spread.ends and _ranged(spread) else ("", "")
