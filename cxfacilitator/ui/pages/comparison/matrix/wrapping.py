"""Words on lines of a given width, for what is painted by hand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def pitch(metrics: QFontMetrics) -> int:
    """Return how far lines are apart where they must be close together."""
    return round(metrics.height() * 0.8)


def wrapped(metrics: QFontMetrics, text: str, width: int, most: int = 0) -> list[str]:
    """Break a text at its blanks; a word that is longer than the line stays whole.

    Args:
        most: As many lines at most, the last one cut off; 0 for as many as it takes.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if most and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines] if most else lines


def narrowest(metrics: QFontMetrics, text: str, most: int, widest: int) -> int:
    """Return the smallest width in which a text needs no more lines, or about the widest there should be.

    No width is too small for a whole word.
    """
    width = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    while width < widest and len(wrapped(metrics, text, width)) > most:
        width += 4
    return width
