"""A sign on the cover."""

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from cxfacilitator.report.structure import Element, tagged


class Sign(Flowable):
    """A picture as large as it may be, at the left.

    Args:
        picture: A PNG.
        whose: What it is, in words.
        room: The largest width and height, in points.
    """

    def __init__(self, picture: bytes, whose: str, room: tuple[float, float]) -> None:
        super().__init__()
        self._image, self._whose = ImageReader(BytesIO(picture)), whose
        wide, high = self._image.getSize()
        scale = min(room[0] / wide, room[1] / high)
        self.width, self.height = wide * scale, high * scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what the picture takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture, which is read out as whose sign it is."""
        canvas = tagged(self)
        left, bottom = canvas.absolutePosition(0, 0)
        box = tuple(round(edge, 1) for edge in (left, bottom, left + self.width, bottom + self.height))
        element = Element("Figure", alt=self._whose, attributes={"Layout": {"Placement": "/Block", "BBox": box}})
        with canvas.drawing(element):
            canvas.drawImage(self._image, 0, 0, self.width, self.height)
