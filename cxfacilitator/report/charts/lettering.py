"""Text in a chart: how wide it is in the document's typeface, and how it is cut and broken to fit."""

from cxfacilitator.report import fonts
from cxfacilitator.report.lines import cut


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of text in points."""
    return fonts.width(text, size, fonts.SEMIBOLD if bold else fonts.REGULAR)


def fitted(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than `width`."""
    return cut(text, width, lambda line: text_width(line, size, bold))


def wrapped(text: str, size: float, width: float, bold: bool = False, most: int = 2) -> tuple[str, ...]:
    """Break a text between words into lines; what does not fit into `most` of them ends in an ellipsis."""
    words, lines = text.split(), [""]
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or text_width(longer, size, bold) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = f"{lines[-1]} {' '.join(words[number:])}"
            break
        else:
            lines.append(word)
    return tuple(fitted(line, size, width, bold) for line in lines)
