"""What stands beside the main list of a face: several parts behind tabs, one at a time."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

_MAIN, _BESIDE = 680, 400


class Side(QWidget):
    """Shows one part at a time.

    Signals:
        turned: Another part is to be shown; carries its number.
    """

    turned = Signal(int)

    def __init__(self, *parts: tuple[str, QWidget]) -> None:
        """Put the parts behind tabs with their titles, and show the first one."""
        super().__init__()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack = QStackedWidget()
        for title, part in parts:
            self.tabs.addTab(title)
            self.stack.addWidget(part)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(self.turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)

    @property
    def current(self) -> int:
        """The number of the part that is shown."""
        return self.tabs.currentIndex()

    def show_part(self, number: int) -> None:
        """Show a part."""
        self.tabs.setCurrentIndex(number)

    def turn(self) -> None:
        """Show the next part, after the last one the first."""
        self.show_part((self.current + 1) % self.tabs.count())


class Scrolled(QScrollArea):
    """A part that scrolls down where it is taller than the page, never sideways."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = part
        self.setWidget(part)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Return the width that the part needs, and a few of its lines."""
        return QSize(self._part.minimumSizeHint().width() + 16, super().minimumSizeHint().height())


def beside(main: QWidget, side: Side) -> QSplitter:
    """Put the main list and its side beside each other; of more room the list takes two thirds."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(24)
    split.setChildrenCollapsible(False)
    split.addWidget(main)
    split.addWidget(side)
    split.setStretchFactor(0, 2)
    split.setStretchFactor(1, 1)
    split.setSizes([_MAIN, _BESIDE])
    return split
