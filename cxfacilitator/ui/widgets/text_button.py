"""A button with words, and what it does for whoever points at it."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def text_button(
    words: str, hint: str = "", act: Callable[[], object] | None = None, *, quiet: bool = False
) -> QPushButton:
    """Make a button.

    Args:
        words: What it does, as short as can be.
        hint: More of that, with its key; shown to whoever points at it.
        act: Does it.
        quiet: Whether it stands back behind other buttons.
    """
    made = QPushButton(words)
    made.setToolTip(hint)
    if quiet:
        made.setProperty("quiet", True)
    if act is not None:
        made.clicked.connect(lambda _checked: act())
    return made
