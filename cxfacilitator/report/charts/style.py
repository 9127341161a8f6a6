"""Colours, shapes and type sizes of the printed page and of every chart.

The three audience colours keep a CIEDE2000 distance of at least 31 under the three simulations of
colour-vision deficiency (Machado 2009) and of 11 in grey; the shapes carry the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.colour import contrast
from cxfacilitator.domain.engagement import Audience


class Shape(StrEnum):
    """The shape of one group's mark."""

    SQUARE = "square"
    DIAMOND = "diamond"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class AudienceStyle:
    """How an audience looks: a colour for marks, a darker one for text, a pale one for areas, and a shape."""

    mark: str
    text: str
    tint: str
    shape: Shape


STYLE: Mapping[Audience, AudienceStyle] = {
    Audience.LEADERSHIP: AudienceStyle("#12436D", "#12436D", "#E7ECF1", Shape.SQUARE),
    Audience.STAFF: AudienceStyle("#2BA39A", "#17766F", "#E6F4F3", Shape.DIAMOND),
    Audience.CUSTOMERS: AudienceStyle("#CF4A14", "#B53F0F", "#FAEAE4", Shape.CIRCLE),
}
MARKER: Mapping[Shape, str] = {Shape.SQUARE: "s", Shape.DIAMOND: "D", Shape.CIRCLE: "o"}
"""What matplotlib calls each shape."""

INK, SECONDARY, RULE, EMPTY_MARK, PAPER, BAND = "#1A1A1A", "#595959", "#D0D0D0", "#8C8C8C", "#FFFFFF", "#DDDDDD"

TITLE_PT, LEAD_PT, TEXT_PT, TABLE_PT, CAPTION_PT, FOOTER_PT = 19.0, 12.0, 10.0, 9.0, 8.5, 8.0
"""Type sizes in points; nothing on a page is set smaller than the footer."""

MOST_MARKS = 9
"""With more groups than this in any audience a bar replaces the marks, because they no longer fit a line."""


def ink_on(colour: str) -> str:
    """Return the text colour, ink or white, that has the higher contrast on this background."""
    return max(PAPER, INK, key=lambda ink: contrast(ink, colour))
