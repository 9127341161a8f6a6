"""Charts with axes are laid out by matplotlib once, and drawn from then on stroke by stroke.

matplotlib takes more than half a second to load and a tenth for a figure; so it is asked for nothing until such a chart
is drawn, and for the same chart once.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from cxfacilitator.report.charts.surface import Surface

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cxfacilitator.report.charts.renderer import Stroke

_DPI = 72
"""A dot is a point."""


class Plot(Hashable, Protocol):
    """What has axes: a frozen value that puts itself into a figure."""

    def plot_height(self) -> float:
        """Return the height of the figure in points."""

    def plot(self, figure: "Figure") -> None:
        """Put the axes and all that is on them into an empty figure."""


def draw_plot(plot: Plot, surface: Surface, width: float) -> None:
    """Draw a figure from a surface's corner on."""
    for stroke in strokes(plot, width):
        stroke.draw(surface)


@lru_cache(maxsize=32)
def strokes(plot: Plot, width: float) -> tuple["Stroke", ...]:
    """Return what a figure of this width is made of."""
    from matplotlib.figure import Figure

    from cxfacilitator.report.charts.renderer import StrokeRenderer

    height = plot.plot_height()
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
    figure.patch.set_visible(False)
    plot.plot(figure)
    renderer = StrokeRenderer(width, height)
    figure.draw(renderer)
    return tuple(renderer.strokes)
