"""Pictures as files: PNG for slides, SVG for drawing programs; the same picture always gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from typing import Any

from cxfacilitator.paths import resource
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.picture import WIDTH, ChartPicture
from cxfacilitator.report.charts.surface import Align, Step
from cxfacilitator.report.fonts import ONE_AT_A_TIME, REGULAR, SEMIBOLD, printable, right_to_left, run_width, runs

_DPI, _POINTS = 252, 72
"""A picture is 1,848 dots wide: enough for a slide on a large screen."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture dot by dot.

    Attributes:
        data: Red, green, blue and nothing of each dot, a byte each, from the top left corner.
    """

    width: int
    height: int
    data: bytes


def dots(picture: ChartPicture) -> Dots:
    """Return a picture as it looks on a screen."""
    from matplotlib.backends import backend_agg

    untyped: Any = backend_agg

    scale = _DPI / _POINTS
    with ONE_AT_A_TIME:
        size = round(WIDTH * scale), round(picture.height() * scale)
        renderer = untyped.RendererAgg(*size, _DPI)
        picture.draw(_FileSurface(renderer, picture.height(), scale))
        return Dots(*size, bytes(renderer.buffer_rgba()))


def png(picture: ChartPicture) -> bytes:
    """Return a picture as PNG."""
    from PIL import Image

    drawn = dots(picture)
    image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.data, "raw", "RGBX")
    written = BytesIO()
    image.save(written, "PNG", dpi=(_DPI, _DPI), compress_level=3)
    return written.getvalue()


def svg(picture: ChartPicture) -> bytes:
    """Return a picture as SVG; letters are outlines, because no office program has our typeface."""
    import matplotlib as mpl
    from matplotlib.backends import backend_svg

    untyped: Any = backend_svg
    written = StringIO()
    about = {
        "Title": printable(picture.title),
        "Description": printable(picture.figure.told()),
        "Date": None,
        "Creator": None,
    }
    with ONE_AT_A_TIME, mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "cxfacilitator"}):
        renderer = untyped.RendererSVG(WIDTH, picture.height(), written, metadata=about)
        picture.draw(_FileSurface(renderer, picture.height(), 1.0))
        renderer.finalize()
    return written.getvalue().encode()


class _FileSurface:
    """A surface of matplotlib's own for files."""

    def __init__(self, renderer: Any, height: float, scale: float) -> None:
        """Begin to draw.

        Args:
            renderer: Writes dots or SVG.
            height: In points; the file counts from the bottom.
            scale: Dots for a point; lines and letters come in points all the same.
        """
        self._renderer, self._height, self._scale = renderer, height, scale

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""
        self.path((start, end), "", colour, width, ())

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        (left, top), (wide, high) = corner, size
        self.path(((left, top), (left + wide, top), (left + wide, top + high), (left, top + high)), fill, "", 0, ())

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""
        self.path((*points, points[0]), fill, outline, 0.8, ())

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        from matplotlib.path import Path

        self._draw(Path.circle(centre, radius), fill, outline, 0.8, ())

    def path(self, steps: Sequence[Step], fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        """Draw lines and curves from the first place on."""
        from matplotlib.path import Path

        places = [(step[at], step[at + 1]) for step in steps for at in range(0, len(step), 2)]
        codes = [code for step in steps for code in ([Path.LINETO] if len(step) == 2 else [Path.CURVE4] * 3)]
        self._draw(Path(places, [Path.MOVETO, *codes[1:]]), fill, outline, width, dash)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""
        from matplotlib.font_manager import FontProperties

        context = self._context(colour, 0)
        left = at[0] - {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(text, size, bold)
        for run in runs(text, SEMIBOLD if bold else REGULAR):
            face = FontProperties(fname=resource("fonts", f"{run.font}.ttf"), size=size)
            # A run has the order in which it is drawn; matplotlib would turn Arabic and Hebrew around once more.
            for piece in run.text if right_to_left(run.text) else (run.text,):
                self._renderer.draw_text(context, left * self._scale, at[1] * self._scale, piece, face, 0)
                left += run_width(replace(run, text=piece), size)

    def _draw(self, path: Any, fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        from matplotlib.colors import to_rgb
        from matplotlib.transforms import Affine2D

        context = self._context(outline or fill, width if outline else 0)
        if dash:
            context.set_dashes(0, list(dash))
        turned = Affine2D().scale(1, -1).translate(0, self._height).scale(self._scale)
        self._renderer.draw_path(context, path, turned, to_rgb(fill) if fill else None)

    def _context(self, colour: str, width: float) -> Any:
        context = self._renderer.new_gc()
        context.set_foreground(colour)
        context.set_linewidth(width)
        context.set_antialiased(True)
        return context
