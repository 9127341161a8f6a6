"""Saturation: how many new themes each further group brought, and what that says about more groups."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.saturation import Added, brought_in_words, saturation
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import AudienceMark, label
from cxfacilitator.ui.widgets.elided import Elided

_HEIGHT, _WIDEST = 40, 26


class SaturationStrip(QWidget):
    """A small chart and a sentence for each audience with enough groups to say anything."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Comparison | None = None
        self.charts = {audience: AddedChart(audience) for audience in Audience}
        self.sentences = {audience: label("", "small", wrap=True) for audience in Audience}
        self.parts = {audience: self._part(audience) for audience in Audience}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for part in self.parts.values():
            row.addWidget(part, 1)
        row.addStretch()

    def show_compared(self, snapshot: Snapshot, comparison: Comparison) -> None:
        """Show what each group added; an audience with too few groups is not shown."""
        if self._shown is comparison:
            return
        self._shown = comparison
        for audience in Audience:
            added = saturation(snapshot, comparison, audience)
            said = brought_in_words(added)
            self.charts[audience].show_added(added)
            self.sentences[audience].setText(said)
            self.parts[audience].setVisible(bool(said))

    def _part(self, audience: Audience) -> QWidget:
        whole, words = QWidget(), QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(AudienceMark(audience, size=12))
        head.addWidget(Elided(f"New themes with each group of {audience.value}", "small"), 1)
        words.addLayout(head)
        words.addWidget(self.charts[audience])
        words.addWidget(self.sentences[audience])
        column = QHBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(words)
        return whole


class AddedChart(QWidget):
    """A bar for each group in sheet order; the line is the mean over all orders of the groups."""

    def __init__(self, audience: Audience) -> None:
        super().__init__()
        self._audience = audience
        self._added: Sequence[Added] = ()

    def show_added(self, added: Sequence[Added]) -> None:
        """Show what each group added."""
        self._added = added
        self.setAccessibleName(", ".join(f"{each.group.code} {amount(len(each.new), 'new theme')}" for each in added))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bars with their figures."""
        return QSize(theme.px(160), theme.px(_HEIGHT))

    minimumSizeHint = sizeHint

    def event(self, event: QEvent) -> bool:
        """Name the group under the mouse, and what it brought."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._added:
            place = int(event.pos().x() // self._step())
            if place < len(self._added):
                each, mean = self._added[place], self._means()[place]
                new = amount(len(each.new), "new theme")
                QToolTip.showText(
                    event.globalPos(),
                    f"{each.group.called}: {new}; as group {place + 1}, {mean:.1f} over all orders",
                    self,
                )
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, their figures where there is room, and the line."""
        if not self._added:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        means, step = self._means(), self._step()
        font = theme.font(theme.SMALL, QFont.Weight.DemiBold)
        tall = QFontMetrics(font).height()
        floor = float(self.height() - 1)
        most = max(1.0, *(len(each.new) for each in self._added), *means)
        scale = (floor - tall) / most
        painter.setFont(font)
        shade = theme.colour(self._audience.value)
        shade.setAlphaF(0.55)
        gap = 2.0 if step > 6 else 0.0
        for place, each in enumerate(self._added):
            area = QRectF(place * step, floor - len(each.new) * scale, step - gap, len(each.new) * scale)
            painter.fillRect(area, shade)
            if step >= theme.px(12):
                painter.setPen(theme.colour("text" if each.new else "muted"))
                figure = QRectF(area.left(), area.top() - tall, area.width(), tall)
                painter.drawText(figure, Qt.AlignmentFlag.AlignCenter, str(len(each.new)))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(QLineF(0, floor, len(means) * step - gap, floor))
        painter.setPen(QPen(theme.colour("text"), 1.5))
        painter.drawPolyline(
            QPolygonF([QPointF((place + 0.5) * step, floor - mean * scale) for place, mean in enumerate(means)])
        )
        painter.end()

    def _means(self) -> list[float]:
        """What the first, the second, the third... group brings over all orders."""
        totals = [0.0, *(each.mean_so_far for each in self._added)]
        return [after - before for before, after in pairwise(totals)]

    def _step(self) -> float:
        return min(self.width() / max(1, len(self._added)), float(theme.px(_WIDEST)))
