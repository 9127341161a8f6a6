"""Charts on a page, and the marks of one cell."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from cxfacilitator.report.charts import Marks, Spread
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.surface import Align, Drawable, Splittable, Step
from cxfacilitator.report.fonts import REGULAR, SEMIBOLD, right_to_left
from cxfacilitator.report.lines import Look, draw
from cxfacilitator.report.structure import Element, tagged


class CanvasSurface:
    """Draws charts on a PDF canvas; a `Surface` whose top left corner is at the given place."""

    def __init__(self, canvas: Canvas, left: float, top: float) -> None:
        self._canvas = canvas
        self._left = left
        self._top = top

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._left + point[0], self._top - point[1]

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)
        self._canvas.line(*self._at(start), *self._at(end))

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        x, y = self._at(corner)
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.rect(x, y - size[1], size[0], size[1], stroke=0, fill=1)

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""
        path = self._canvas.beginPath()
        path.moveTo(*self._at(points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(point))
        path.close()
        self._colours(fill, outline)
        self._canvas.drawPath(path, stroke=1, fill=1)

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        self._colours(fill, outline)
        self._canvas.circle(*self._at(centre), radius, stroke=1, fill=1)

    def path(self, steps: Sequence[Step], fill: str, outline: str, width: float, dash: Sequence[float]) -> None:
        """Draw lines and curves from the first place on."""
        path = self._canvas.beginPath()
        path.moveTo(*self._at((steps[0][0], steps[0][1])))
        for step in steps[1:]:
            places = [place for at in range(0, len(step), 2) for place in self._at((step[at], step[at + 1]))]
            (path.curveTo if len(places) > 2 else path.lineTo)(*places)
        if fill:
            self._canvas.setFillColor(HexColor(fill))
        if outline:
            self._canvas.setStrokeColor(HexColor(outline))
            self._canvas.setLineWidth(width)
        if dash:
            self._canvas.setDash(list(dash))
        self._canvas.drawPath(path, stroke=int(bool(outline)), fill=int(bool(fill)))
        if dash:
            self._canvas.setDash()

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""
        font = SEMIBOLD if bold else REGULAR
        width = text_width(text, size, bold)
        x, y = self._at(at)
        left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
        draw(self._canvas, [text], (left, y), Look(font, size, HexColor(colour)), width, right_to_left(text))

    def _colours(self, fill: str, outline: str) -> None:
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.setStrokeColor(HexColor(outline))
        self._canvas.setLineWidth(0.8)


class Chart(Flowable):
    """A chart on the page."""

    def __init__(self, chart: Drawable) -> None:
        super().__init__()
        self._chart = chart

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = width, self._chart.height()
        return self.width, self.height

    def draw(self) -> None:
        """Draw the chart in the place that the page gave it."""
        canvas = tagged(self)
        left, bottom = canvas.absolutePosition(0, 0)
        box = tuple(round(edge, 1) for edge in (left, bottom, left + self.width, bottom + self.height))
        element = Element("Figure", alt=self._chart.told(), attributes={"Layout": {"Placement": "/Block", "BBox": box}})
        with canvas.drawing(element):
            self._chart.draw(CanvasSurface(canvas, 0, self.height), self.width)


class Count(Chart):
    """The marks of one cell, which are read out as their count.

    Args:
        marks: The marks, or the count with its range.
        named: Say whose groups they are, where no column title does.
    """

    def __init__(self, marks: Marks | Spread, named: bool = False) -> None:
        super().__init__(marks)
        self._told = f"{marks.audience.label}: {marks.told()}" if named else marks.told()

    def draw(self) -> None:
        """Draw the marks in the place that the cell gave them."""
        canvas = tagged(self)
        with canvas.drawing(Element("Span", actual=self._told)):
            self._chart.draw(CanvasSurface(canvas, 0, self.height), self.width)


class LongChart(Chart):
    """A chart of rows that may go on over a page."""

    def __init__(self, chart: Splittable) -> None:
        super().__init__(chart)
        self._rows = chart

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide between rows."""
        parts = self._rows.split(height)
        return [LongChart(part) for part in parts] if parts else []
