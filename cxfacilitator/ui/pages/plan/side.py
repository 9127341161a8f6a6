"""What stands beside the main list of a face: several parts behind tabs, one at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cxfacilitator.ui.widgets.splitter import splitter

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
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
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


def beside(main: QWidget, side: Side) -> QSplitter:
    """Put the main list and its side beside each other; of more room the list takes two thirds."""
    return splitter(main, side, (2, 1), (_MAIN, _BESIDE))
