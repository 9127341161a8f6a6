"""Text in a chart: how wide it is in the document's typeface, and how it is cut and broken to fit."""

from cxfacilitator.report import fonts
from cxfacilitator.report.lines import broken, cut


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of text in points."""
    return fonts.width(text, size, _font(bold))


def fitted(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than `width`."""
    return cut(text, width, lambda line: text_width(line, size, bold))


def wrapped(text: str, size: float, width: float, bold: bool = False, most: int = 2) -> tuple[str, ...]:
    """Break a text between words into lines; what does not fit into `most` of them ends in an ellipsis."""
    lines = broken(fonts.composed(text), _font(bold), size, width)
    last = fitted("".join(lines[most - 1 :]), size, width, bold)
    return (*map(str.rstrip, lines[: most - 1]), *([last] if len(lines) >= most else ()))


def _font(bold: bool) -> str:
    return fonts.SEMIBOLD if bold else fonts.REGULAR
