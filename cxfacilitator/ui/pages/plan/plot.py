"""Impact against effort: each rated idea as a dot with its rank, walked through by arrow keys."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cxfacilitator.domain.criteria import HIGH_IMPACT, HIGHEST, LOW_EFFORT
from cxfacilitator.domain.idea_plot import Plotted, plot
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.text import amount
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.plan.words import Axes

_DOT, _LEAST_DOT = 22, 7
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class IdeaPlot(QWidget):
    """Shows rated ideas only; what is not rated is listed beside it.

    Signals:
        chosen: Somebody went to an idea; carries its id.
        opened: Enter or a double click on an idea; carries its id.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._plotted: Plotted = plot(())
        self._ranks: Mapping[IdeaId, int] = {}
        self._axes = Axes()
        self._dots: dict[IdeaId, QRectF] = {}
        self._views: dict[IdeaId, IdeaView] = {}
        self.current: IdeaId | None = None
        self.setAccessibleName("Impact against effort")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size at which the numbers can be read."""
        return QSize(theme.px(380), theme.px(300))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which dots can be told apart."""
        return QSize(theme.px(220), theme.px(180))

    def show_plot(self, plotted: Plotted, ranks: Mapping[IdeaId, int], axes: Axes) -> None:
        """Show these ideas; the chosen one stays chosen as long as it is rated."""
        self._plotted, self._ranks, self._axes = plotted, ranks, axes
        self._views = {view.idea.id: view for views in plotted.places.values() for view in views}
        self._lay_out()
        self.choose(self.current)

    def choose(self, idea_id: IdeaId | None) -> None:
        """Put the cursor on an idea; on none where it is not rated. Nobody is told."""
        self.current = idea_id if idea_id in self._views else None
        self._speak()

    def in_words(self) -> str:
        """Say where the chosen idea stands."""
        if self.current is None:
            return f"{amount(len(self._views), 'idea')} rated"
        idea = self._views[self.current].idea
        return f"{idea.title}: {self._axes.scores(idea)}."

    def dot_of(self, idea_id: IdeaId) -> QRectF:
        """Return where an idea's dot is."""
        return self._dots[idea_id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest idea in a direction; Enter opens it."""
        if event.key() in _ARROWS:
            self._go(*_ARROWS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the idea under the mouse."""
        found = self._at(event.position())
        if found is not None:
            self._choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the idea under the mouse."""
        found = self._at(event.position())
        if found is not None:
            self.opened.emit(found)

    def event(self, event: QEvent) -> bool:
        """Name the idea under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._views[found].idea.title if found is not None else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: object) -> None:
        """Lay the dots out anew."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the dots out anew in a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the quarters, the axes, and the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_quarters(painter)
        self._paint_axes(painter)
        for idea_id, dot in self._dots.items():
            self._paint_dot(painter, idea_id, dot)
        painter.end()

    @property
    def _area(self) -> QRectF:
        """Where the dots are: a place of the grid is a fifth of it across and a fifth down."""
        margin = theme.px(24)
        return QRectF(margin, 4, self.width() - margin - 4, self.height() - margin - 4)

    def _cell(self, impact: int, effort: int) -> QRectF:
        area = self._area
        wide, high = area.width() / HIGHEST, area.height() / HIGHEST
        return QRectF(area.left() + (effort - 1) * wide, area.top() + (HIGHEST - impact) * high, wide, high)

    def _lay_out(self) -> None:
        self._dots = {}
        for (impact, effort), views in self._plotted.places.items():
            cell = self._cell(impact, effort).adjusted(3, 3, -3, -3)
            across = _across(len(views), cell)
            down = math.ceil(len(views) / across)
            step = min(theme.px(_DOT) + 3, cell.width() / across, cell.height() / down)
            edge = max(_LEAST_DOT, step - 3)
            left = cell.center().x() - step * min(across, len(views)) / 2
            top = cell.center().y() - step * down / 2
            for number, view in enumerate(views):
                row, column = divmod(number, across)
                self._dots[view.idea.id] = QRectF(left + column * step + 1, top + row * step + 1, edge, edge)
        self.update()

    @property
    def _best(self) -> QRectF:
        """The quarter of high impact and low effort, which meets the others at its lower right corner."""
        return QRectF(self._cell(HIGHEST, 1).topLeft(), self._cell(HIGH_IMPACT, LOW_EFFORT).bottomRight())

    def _paint_quarters(self, painter: QPainter) -> None:
        area, best = self._area, self._best
        painter.fillRect(area, theme.colour("surface"))
        painter.fillRect(best, theme.colour("accent_soft"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(best.right(), area.top()), QPointF(best.right(), area.bottom()))
        painter.drawLine(QPointF(area.left(), best.bottom()), QPointF(area.right(), best.bottom()))
        painter.drawRect(area)

    def _paint_axes(self, painter: QPainter) -> None:
        """Write what the halves are called beside and below them, where no dot can be."""
        area, best = self._area, self._best
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("muted"))
        across = [(area.left(), best.right(), f"Low {self._axes.effort}")]
        across.append((best.right(), area.right(), f"High {self._axes.effort}"))
        for left, right, words in across:
            _write(painter, QRectF(left, area.bottom(), right - left, self.height() - area.bottom()), words)
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        low = area.bottom() - best.bottom()
        _write(painter, QRectF(0, 0, low, area.left()), f"Low {self._axes.impact}")
        _write(painter, QRectF(low, 0, best.height(), area.left()), f"High {self._axes.impact}")
        painter.restore()

    def _paint_dot(self, painter: QPainter, idea_id: IdeaId, dot: QRectF) -> None:
        chosen = idea_id == self.current
        if chosen:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(-2.5, -2.5, 2.5, 2.5))
        quick = self._views[idea_id].quick_win
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(theme.colour("accent" if quick or chosen else "surface"))
        painter.drawEllipse(dot)
        text = str(self._ranks.get(idea_id, ""))
        font = theme.font(theme.SMALL, QFont.Weight.DemiBold)
        if QFontMetrics(font).horizontalAdvance(text) + 2 < dot.width():
            painter.setFont(font)
            painter.setPen(theme.colour("accent_text" if quick or chosen else "text"))
            painter.drawText(dot, int(Qt.AlignmentFlag.AlignCenter), text)

    def _at(self, where: QPointF) -> IdeaId | None:
        return next((idea_id for idea_id, dot in self._dots.items() if dot.contains(where)), None)

    def _go(self, across: int, down: int) -> None:
        """Go to the nearest dot in a direction; from none, to the first."""
        if self.current is None:
            self._choose(next(iter(self._dots), None))
            return
        here = self._dots[self.current].center()
        best: tuple[float, IdeaId] | None = None
        for idea_id, dot in self._dots.items():
            by = dot.center() - here
            along, aside = by.x() * across + by.y() * down, abs(by.x() * down) + abs(by.y() * across)
            if along > 1 and aside <= 2 * along:
                best = min(best or (math.inf, idea_id), (along + 2 * aside, idea_id))
        if best is not None:
            self._choose(best[1])

    def _choose(self, idea_id: IdeaId | None) -> None:
        self.choose(idea_id)
        if idea_id is not None:
            self.chosen.emit(idea_id)

    def _speak(self) -> None:
        self.setAccessibleDescription(self.in_words())
        self.update()


def _across(count: int, cell: QRectF) -> int:
    """How many dots side by side fill a cell best."""
    return max(1, math.ceil(math.sqrt(count * cell.width() / max(1.0, cell.height())))) if count > 1 else 1


def _write(painter: QPainter, area: QRectF, words: str) -> None:
    """Write in the middle of an area as much as it has room for."""
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), fitting)
