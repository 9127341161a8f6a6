"""The colours that a theme may have, each with its name."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cxfacilitator.domain.codebook import Colour
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.codebook.row_painter import paint_dot
from cxfacilitator.ui.widgets.elided import Elided

_EDGE = 16


class Swatches(QWidget):
    """A button for each colour and one for none; the name of the chosen one stands beside them.

    Signals:
        chosen: Carries the `Colour`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[Colour, QPushButton] = {}
        self._name = Elided("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for colour in Colour:
            button = self.buttons[colour] = QPushButton()
            button.setProperty("role", "cell")
            button.setCheckable(True)
            button.setToolTip(_named(colour))
            button.setAccessibleName(_named(colour))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked, colour=colour: self._choose(colour))
            self._group.addButton(button)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._name, 1)
        self._paint()
        self.show_colour(Colour.NONE)

    def show_colour(self, colour: Colour) -> None:
        """Show which colour is chosen."""
        self.buttons[colour].setChecked(True)
        self._name.set_text(_named(colour))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint()

    def _choose(self, colour: Colour) -> None:
        self.show_colour(colour)
        self.chosen.emit(colour)

    def _paint(self) -> None:
        edge = theme.px(_EDGE)
        for colour, button in self.buttons.items():
            picture = QPixmap(QSize(edge, edge) * 2)
            picture.setDevicePixelRatio(2)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_dot(painter, QPointF(edge / 2, edge / 2), colour)
            painter.end()
            button.setIcon(QIcon(picture))
            button.setIconSize(QSize(edge, edge))


def _named(colour: Colour) -> str:
    return colour.value.capitalize() or "No colour"
