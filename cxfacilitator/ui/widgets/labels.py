"""Texts in the styles of the type scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel


def label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """Make a text.

    Args:
        text: Plain text; it is never read as markup.
        role: `display`, `title`, `heading`, `lead`, `strong`, `muted`, `small`, `phase`, `good`,
            `warning`, `danger`, or empty for body text.
        wrap: Break long lines.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def hairline() -> QFrame:
    """Make a thin horizontal line."""
    line = QFrame()
    line.setProperty("role", "hairline")
    return line
