"""Where matplotlib draws: it turns a figure into strokes that any surface can repeat.

Imports matplotlib and is itself imported only when a figure with axes is drawn. Texts are measured in the document's
typeface, so that the page needs no second one and what is written can be searched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Transform

from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.surface import Step, Surface

# Somebody's own settings for matplotlib, in a file of theirs, must not change our figures.
mpl.rcdefaults()

_ASCENT, _DESCENT = 0.66, 0.2
"""Of a capital letter and of a letter that hangs below the line, beside the size of the type."""


@dataclass(frozen=True, slots=True)
class PathStroke:
    """Lines and curves."""

    steps: tuple[Step, ...]
    fill: str
    outline: str
    width: float
    dash: tuple[float, ...]

    def draw(self, surface: Surface) -> None:
        """Draw it."""
        surface.path(self.steps, self.fill, self.outline, self.width, self.dash)


@dataclass(frozen=True, slots=True)
class TextStroke:
    """One line of text."""

    at: tuple[float, float]
    text: str
    size: float
    colour: str
    bold: bool

    def draw(self, surface: Surface) -> None:
        """Write it."""
        surface.text(self.at, self.text, self.size, self.colour, self.bold)


Stroke = PathStroke | TextStroke


class StrokeRenderer(RendererBase):
    """Collects what a figure draws, in points from its top left corner.

    Attributes:
        strokes: In the order in which they are drawn.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.strokes: list[Stroke] = []
        self._size = (width, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the figure's size."""
        return self._size

    def draw_path(
        self,
        gc: Any,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Collect a path, each of its parts by itself."""
        fill = to_hex(rgbFace).upper() if rgbFace is not None else ""
        outline = to_hex(gc.get_rgb()).upper() if gc.get_linewidth() else ""
        dash = tuple(float(length) for length in gc.get_dashes()[1] or ())
        for steps in self._parts(path, transform):
            self.strokes.append(PathStroke(steps, fill, outline, float(gc.get_linewidth()), dash))

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Collect a line of text; it is never turned."""
        self.strokes.append(
            TextStroke(
                (float(x), float(y)), s, float(prop.get_size_in_points()), to_hex(gc.get_rgb()).upper(), _bold(prop)
            )
        )

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """Return the room that a line takes in the document's typeface."""
        size = float(prop.get_size_in_points())
        return text_width(s, size, _bold(prop)), size * (_ASCENT + _DESCENT), size * _DESCENT

    def _parts(self, path: Any, transform: Transform) -> Sequence[tuple[Step, ...]]:
        parts: list[list[Step]] = []
        for places, code in path.iter_segments(transform, simplify=False):
            if code == Path.MOVETO:
                parts.append([])
            # The end of a closed part is where it began; the places that come with it mean nothing.
            parts[-1].append(parts[-1][0] if code == Path.CLOSEPOLY else self._turned(places))
        return [tuple(part) for part in parts if len(part) > 1]

    def _turned(self, places: Any) -> Step:
        """Places counted from the top in place of from the bottom."""
        return tuple(float(self._size[1] - at if number % 2 else at) for number, at in enumerate(places))


def _bold(prop: Any) -> bool:
    return bool(prop.get_weight() in ("bold", "semibold"))
