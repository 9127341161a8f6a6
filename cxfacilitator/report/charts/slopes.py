"""Slopes: how far customers and leadership stood apart on each theme last time, and how far they do now."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.lettering import fitted, wrapped
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.plot import draw_plot
from cxfacilitator.report.charts.style import BAND, CAPTION_PT, INK, MARKER, PAPER, RULE, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Cells, Inside, Surface, draw_key

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ACROSS, _GAP, _SIDE = 3, 20.0, 38.0
_KEY, _NAME_LINE, _MEASURE, _AXES, _FEET, _BELOW = 20.0, 10.5, 18.0, 54.0, 12.0, 12.0
_HEAD = 2 * _NAME_LINE + _MEASURE
_PANEL = _HEAD + _AXES + _FEET + _BELOW
_MARK, _APART, _MARGIN = 7.0, 9.5, 0.14
"""Size of a mark, least distance of two labels, and the room above and below the shares beside their height."""
_POINTS = _AXES / (1 + 2 * _MARGIN)
"""The height of all groups."""


@dataclass(frozen=True, slots=True)
class Slope:
    """One theme: what has become of it, what is counted, and each audience's groups then and now.

    Attributes:
        lines: Audience, groups that said it, groups asked, and the same in this round.
    """

    name: str
    movement: str
    measure: str
    lines: tuple[tuple[Audience, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Slopes:
    """Two rounds side by side, a small plot for each theme, so that no label can lie on another.

    Attributes:
        rounds: What the earlier and the later one are called.
    """

    rounds: tuple[str, str]
    slopes: tuple[Slope, ...]

    def height(self) -> float:
        """Return the height in points."""
        return _KEY + self.plot_height()

    def plot_height(self) -> float:
        """Return the height without the key."""
        return _PANEL * -(-len(self.slopes) // _ACROSS) - _BELOW

    def told(self) -> str:
        """Return every count in words."""
        return " ".join(
            f"{slope.name} ({slope.movement}; {slope.measure}): {self._lines(slope)}." for slope in self.slopes
        )

    def _lines(self, slope: Slope) -> str:
        then, now = self.rounds
        return "; ".join(
            f"{a.label}, {then}, {Marks(a, said, of).told()}, {now}, {Marks(a, says, of_now).told()}"
            for a, said, of, says, of_now in slope.lines
        )

    def numbers(self) -> tuple[Cells, ...]:
        """Return every count, with what it is of."""
        counts: list[Cells] = []
        for slope in self.slopes:
            for audience, said, of, says, of_now in slope.lines:
                what = (slope.name, slope.movement, slope.measure, audience.label)
                counts += [(*what, self.rounds[0], said, of), (*what, self.rounds[1], says, of_now)]
        return (("Theme", "Since then", "Counted", "Audience", "Round", "Groups that said it", "Groups"), *counts)

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the key, the words of each plot, and the plots."""
        draw_key(surface, (0, 6), dict.fromkeys(line[0] for slope in self.slopes for line in slope.lines))
        surface.text((width, 9), "lower line: no group; upper line: every group", CAPTION_PT, SECONDARY, align="right")
        below = Inside(surface, 0, _KEY)
        panel = _panel(width)
        for number, slope in enumerate(self.slopes):
            left, top = (panel + _GAP) * (number % _ACROSS), _PANEL * (number // _ACROSS)
            name = wrapped(slope.name, TABLE_PT, panel, bold=True)
            top += _NAME_LINE * (2 - len(name))
            for line in name:
                top += _NAME_LINE
                below.text((left, top - 2), line, TABLE_PT, INK, bold=True)
            words = fitted(f"{slope.movement}: {slope.measure}", CAPTION_PT, panel)
            below.text((left, top + 9), words, CAPTION_PT, SECONDARY)
            foot = top + _MEASURE + _AXES + _FEET - 2
            below.text((left + _SIDE, foot), self.rounds[0], CAPTION_PT, SECONDARY, align="centre")
            below.text((left + panel - _SIDE, foot), self.rounds[1], CAPTION_PT, SECONDARY, align="centre")
        draw_plot(self, below, width)

    def plot(self, figure: "Figure") -> None:
        """Put a pair of axes for each theme into the figure."""
        width, height = (float(inches * figure.dpi) for inches in figure.get_size_inches())
        panel = _panel(width)
        for number, slope in enumerate(self.slopes):
            left = (panel + _GAP) * (number % _ACROSS) + _SIDE
            bottom = height - _PANEL * (number // _ACROSS) - _HEAD - _AXES
            box = (left / width, bottom / height, (panel - 2 * _SIDE) / width, _AXES / height)
            axes: Any = figure.add_axes(
                box, frameon=False, xlim=(0, 1), ylim=(-_MARGIN, 1 + _MARGIN), xticks=(), yticks=()
            )
            for share in (0, 1):
                axes.axhline(share, color=RULE, linewidth=0.6, clip_on=False)
                axes.axvline(share, color=BAND, linewidth=0.8, clip_on=False)
            _plot_lines(axes, slope)


def _panel(width: float) -> float:
    return (width - _GAP * (_ACROSS - 1)) / _ACROSS


def _plot_lines(axes: Any, slope: Slope) -> None:
    """Draw each audience's line with its counts at both ends; neither marks nor counts lie on one another."""
    shares = [(said / of, says / of_now) for _, said, of, says, of_now in slope.lines]
    for number, ((audience, *_), pair) in enumerate(zip(slope.lines, shares, strict=True)):
        # The first one is wider, so that it is seen below another one that runs the same way.
        axes.plot((0, 1), pair, color=STYLE[audience].mark, linewidth=1.4 if number else 2.8, clip_on=False)
    for side, edge in ((0, "right"), (1, "left")):
        outwards = 1 if side else -1
        ends = [pair[side] for pair in shares]
        marks = _side_by_side(ends)
        counts = [line[1 + 2 * side : 3 + 2 * side] for line in slope.lines]
        for number, share in enumerate(ends):
            style = STYLE[slope.lines[number][0]]
            look = {"textcoords": "offset points", "va": "center_baseline", "annotation_clip": False}
            axes.plot(
                side,
                share,
                transform=_moved(axes, marks[number] * outwards),
                color=style.mark,
                marker=MARKER[style.shape],
                markersize=_MARK,
                markeredgecolor=PAPER,
                markeredgewidth=0.8,
                clip_on=False,
            )
            said, of = counts[number]
            place = ((6 + max(marks)) * outwards, _labels(ends)[number] - share * _POINTS)
            axes.annotate(
                f"{said} of {of}", (side, share), place, ha=edge, fontsize=CAPTION_PT, color=style.text, **look
            )


def _moved(axes: Any, points: float) -> Any:
    """Where the axes put a place, so many points to the right."""
    from matplotlib.transforms import ScaledTranslation

    return axes.transData + ScaledTranslation(points / 72, 0, axes.figure.dpi_scale_trans)


def _side_by_side(ends: list[float]) -> list[float]:
    """How far each mark moves outwards, so that none lies on another."""
    return [(_MARK + 1) * sum(abs(end - other) * _POINTS < 3 for other in ends[:at]) for at, end in enumerate(ends)]


def _labels(ends: list[float]) -> list[float]:
    """Where the labels stand above no group, moved apart where they would lie on one another; the middle stays."""
    places = [share * _POINTS for share in ends]
    order = sorted(range(len(places)), key=lambda at: places[at])
    for lower, upper in pairwise(order):
        lack = max(0.0, _APART - (places[upper] - places[lower]))
        places[lower] -= lack / 2
        places[upper] += lack / 2
    return places
