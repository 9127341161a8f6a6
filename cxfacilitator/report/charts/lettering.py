"""Text in a chart: how wide it is in the document's typeface, and how it is cut and broken to fit."""

from typing import Protocol


class Measuring(Protocol):
    """Whatever knows how wide a line of text is."""

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text."""


class _Lettering:
    """The document's typeface, where there is no page or screen to draw on yet."""

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text."""
        from cxfacilitator.report.fonts import REGULAR, SEMIBOLD, width

        return width(text, size, SEMIBOLD if bold else REGULAR)


LETTERING: Measuring = _Lettering()


def fitted(measuring: Measuring, text: str, size: float, width: float, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than `width`."""
    if measuring.text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measuring.text_width(text[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def wrapped(
    measuring: Measuring, text: str, size: float, width: float, bold: bool = False, most: int = 2
) -> tuple[str, ...]:
    """Break a text between words into lines; what does not fit into `most` of them ends in an ellipsis."""
    words, lines = text.split(), [""]
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measuring.text_width(longer, size, bold) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = f"{lines[-1]} {' '.join(words[number:])}"
            break
        else:
            lines.append(word)
    return tuple(fitted(measuring, line, size, width, bold) for line in lines)
