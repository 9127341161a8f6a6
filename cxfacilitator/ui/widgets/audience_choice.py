"""One of the audiences as a row of buttons, each with its mark and how many it has of what the page is about."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.audience_mark import paint_mark

_GAP = 6


class AudienceChoice(QWidget):
    """Exactly one audience is chosen; the arrow keys go from one to the next.

    Signals:
        chosen: A person chose another audience; carries it.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[Audience, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for audience in Audience:
            button = QPushButton(audience.label)
            button.setCheckable(True)
            button.setAccessibleName(audience.label)
            button.clicked.connect(lambda _checked, audience=audience: self.chosen.emit(audience))
            self._group.addButton(button)
            self.buttons[audience] = button
            row.addWidget(button)
        self.buttons[Audience.STAFF].setChecked(True)
        self._restyle()

    @property
    def audience(self) -> Audience:
        """The audience that is chosen."""
        return next(audience for audience, button in self.buttons.items() if button.isChecked())

    def choose(self, audience: Audience) -> None:
        """Choose an audience without telling anybody."""
        self.buttons[audience].setChecked(True)

    def show_audiences(self, audiences: Sequence[Audience], counts: Mapping[Audience, int]) -> None:
        """Show the audiences that are asked, and behind each name how many it has."""
        for audience, button in self.buttons.items():
            count = counts.get(audience, 0)
            button.setVisible(audience in audiences or count > 0)
            button.setText(f"{audience.label}  {count}" if count else audience.label)
        if self.buttons[self.audience].isHidden() and audiences:
            self.choose(audiences[0])

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the marks in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        edge = theme.px(14)
        for audience, button in self.buttons.items():
            picture = QPixmap(QSize(edge + _GAP, edge) * 2)
            picture.setDevicePixelRatio(2)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_mark(painter, QRectF(0, 0, edge, edge), audience)
            painter.end()
            button.setIcon(QIcon(picture))
            button.setIconSize(QSize(edge + _GAP, edge))
