"""Two parts with a gap between them that can be moved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def splitter(left: QWidget, right: QWidget, shares: tuple[int, int], widths: tuple[int, int]) -> QSplitter:
    """Put two parts beside each other.

    Args:
        left: The one part.
        right: The other.
        shares: What each gets of more room.
        widths: How wide they are at first.
    """
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(24)
    split.setChildrenCollapsible(False)
    for place, part in enumerate((left, right)):
        split.addWidget(part)
        split.setStretchFactor(place, shares[place])
    split.setSizes(widths)
    return split
