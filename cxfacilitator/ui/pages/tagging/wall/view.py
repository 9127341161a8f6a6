"""Push cards together by mouse and by keys; what that means for the file is decided by whoever listens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.wall import ClusterId, Laid
from cxfacilitator.ui.pages.tagging.wall.canvas import Thing, WallCanvas
from cxfacilitator.ui.pages.tagging.wall.items import Card, CardItem, WallItem, place

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PAN = 120
_SEVERAL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


@dataclass
class _Drag:
    """What the mouse has hold of since it was pressed.

    Attributes:
        start: Where, in the view.
        things: The cards, or the one cluster; none when the wall itself is moved, or a frame is drawn.
        framing: A frame is drawn around cards to choose them.
        last: Where the mouse was a moment ago.
        begun: It has moved far enough to be no click.
    """

    start: QPoint
    things: tuple[Thing, ...]
    framing: bool
    last: QPoint
    begun: bool = False


class WallView(WallCanvas):
    """The wall with hands.

    Signals:
        put_on: Cards were put on a card; carries their ids and its id.
        put_into: Cards were put into a cluster; carries their ids and its id.
        put_at: Cards were put somewhere on the wall; carries their places by id.
        cluster_put: A cluster was put somewhere on the wall; carries its id and the place.
        merged: A cluster was put on another; carries both ids.
        opened: A card or cluster was double-clicked, or Enter was pressed on it; carries its id.
    """

    put_on = Signal(object, object)
    put_into = Signal(object, object)
    put_at = Signal(object)
    cluster_put = Signal(object, object)
    merged = Signal(object, object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.carried: tuple[Thing, ...] = ()
        self._drag: _Drag | None = None
        self._frame = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())

    def in_words(self) -> str:
        """Say what the cursor is on, and before that what Space does."""
        words = super().in_words()
        if not self.carried:
            return words
        what = amount(len(self.carried), "card") if isinstance(self.carried[0], str) else "The cluster"
        return f"{what} in hand: go to a card or a cluster, Space puts them there, Esc lets go.   {words}"

    def show_wall(self, laid: Laid, cards: Mapping[AnswerId, Card]) -> None:
        """Show what lies where; nothing that is gone stays in hand."""
        self._drag = None
        super().show_wall(laid, cards)
        self._carry(tuple(thing for thing in self.carried if self.item(thing) is not None))

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the page while there is something here to stop."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape and self._is_busy():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card, take some up and put them down, zoom; all else is for whoever stands around."""
        key = event.key()
        event.accept()
        if key in _ARROWS:
            self._go(*_ARROWS[Qt.Key(key)], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space:
            self._take_or_put()
        elif key == Qt.Key.Key_Escape and self._is_busy():
            self._stop()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cursor_on is not None:
            self.opened.emit(self.cursor_on)
        elif event.text() in ("+", "=", "-"):
            self.zoom_by(-1 if event.text() == "-" else 1)
        elif event.text() == "0":
            self.fit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse; a drag may follow."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        where = event.position().toPoint()
        thing = self.thing_at(where)
        several = bool(event.modifiers() & _SEVERAL)
        self._carry(())
        if isinstance(thing, str):
            card = AnswerId(thing)
            if several:
                self.look(card, self.chosen ^ {card})
            elif card not in self.chosen:
                self.look(card, (card,))
            else:
                self.look(card, self.chosen)
            self._drag = _Drag(where, tuple(self.chosen), False, where)
        elif thing is not None:
            self.look(thing)
            self._drag = _Drag(where, (thing,), False, where)
        else:
            self._drag = _Drag(where, (), several, where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed; the wall itself is moved, or a frame drawn with Shift."""
        drag, where = self._drag, event.position().toPoint()
        if drag is None:
            return
        if not drag.begun and (where - drag.start).manhattanLength() < QApplication.startDragDistance():
            return
        drag.begun = True
        if drag.things:
            shift = self.mapToScene(where) - self.mapToScene(drag.last)
            self._move_items(drag.things, shift)
            self._light(self.thing_at(where, self._held(drag.things)))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif drag.framing:
            self._frame.setGeometry(QRect(drag.start, where).normalized())
            self._frame.show()
        else:
            self.pan(drag.last.x() - where.x(), drag.last.y() - where.y())
        drag.last = where

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what is dragged; a click beside everything chooses nothing."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.viewport().unsetCursor()
        self._light(None)
        where = event.position().toPoint()
        if not drag.begun:
            if not drag.things and not drag.framing:
                self.look(None)
            elif not event.modifiers() & _SEVERAL and isinstance(self.cursor_on, str):
                self.look(self.cursor_on, (AnswerId(self.cursor_on),))
        elif drag.things:
            self._drop_on(drag.things, self.thing_at(where, self._held(drag.things)))
        elif drag.framing:
            self._frame.hide()
            area = self.mapToScene(QRect(drag.start, where).normalized()).boundingRect()
            framed = {key for key, card in self.cards.items() if card.sceneBoundingRect().intersects(area)}
            self.look(next(iter(sorted(framed)), None), self.chosen | framed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the mouse."""
        thing = self.thing_at(event.position().toPoint())
        if thing is not None:
            self.opened.emit(thing)

    def _is_busy(self) -> bool:
        return bool(self.carried or self.chosen or self.cursor_on is not None or self._drag)

    def _stop(self) -> None:
        """Let go of what is dragged or carried; else choose nothing."""
        if self._drag is not None and self._drag.begun:
            self._drag = None
            self._frame.hide()
            self._light(None)
            self._put_back()
        elif self.carried:
            self._carry(())
        else:
            self.look(None)

    def _go(self, across: int, down: int, several: bool) -> None:
        if self.cursor_on is None:
            self.pan(across * _PAN, down * _PAN)
            return
        thing = self.thing_towards(across, down)
        if thing is None:
            return
        if several and not self.carried:
            cards = {AnswerId(key) for key in (self.cursor_on, thing) if isinstance(key, str)}
            self.look(thing, self.chosen | cards, bring=True)
        else:
            self.look(thing, self.chosen if self.carried else (), bring=True)

    def _take_or_put(self) -> None:
        if self.cursor_on is None:
            self.look(self.thing_towards(0, 0), bring=True)
        elif self.carried:
            carried = self.carried
            target = self.cursor_on
            self._carry(())
            if target not in carried:
                self._drop_on(carried, target)
        elif isinstance(self.cursor_on, str):
            self._carry(tuple(self.chosen) or (self.cursor_on,))
        else:
            self._carry((self.cursor_on,))

    def _carry(self, things: tuple[Thing, ...]) -> None:
        self.carried = things
        for key, card in self.cards.items():
            card.set_state(carried=key in things)
        self.setAccessibleDescription(self.in_words())
        self.looked_at.emit()

    def _drop_on(self, things: tuple[Thing, ...], target: Thing | None) -> None:
        """Tell where cards, or a cluster, were put; what it changes comes back as a new wall."""
        cards = tuple(AnswerId(thing) for thing in things if isinstance(thing, str))
        clusters = [thing for thing in things if not isinstance(thing, str)]
        inside = self.laid.cluster_of.get(AnswerId(target)) if isinstance(target, str) else None
        into = inside.id if inside is not None else target
        if clusters:
            self._drop_cluster(clusters[0], into)
        elif into is None:
            self.put_at.emit({card: place(self.cards[card].pos()) for card in cards})
        elif isinstance(into, str):
            self.put_on.emit(cards, into)
        else:
            held = self.laid.cluster[ClusterId(int(into))].answer_ids
            outside = tuple(card for card in cards if card not in held)
            if outside:
                self.put_into.emit(outside, into)
            else:
                self._put_back()

    def _drop_cluster(self, cluster_id: ClusterId, target: Thing | None) -> None:
        if isinstance(target, str):
            self.put_into.emit((AnswerId(target),), cluster_id)
        elif target is not None:
            self.merged.emit(cluster_id, target)
        else:
            self.cluster_put.emit(cluster_id, place(self.panels[cluster_id].pos()))

    def _held(self, things: Iterable[Thing]) -> list[WallItem]:
        """The items that move together: a cluster takes its cards along."""
        held: list[WallItem] = []
        for thing in things:
            item = self.item(thing)
            if item is not None:
                held.append(item)
            if not isinstance(item, CardItem) and thing in self.laid.cluster:
                held += [self.cards[key] for key in self.laid.cluster[ClusterId(int(thing))].answer_ids]
        return held

    def _move_items(self, things: Iterable[Thing], shift: QPointF) -> None:
        for item in self._held(things):
            item.setZValue(3 if isinstance(item, CardItem) else 2)
            item.setPos(item.pos() + shift)

    def _put_back(self) -> None:
        self.show_wall(self.laid, {key: item.card for key, item in self.cards.items()})

    def _light(self, target: Thing | None) -> None:
        cluster = self.laid.cluster_of.get(AnswerId(target)) if isinstance(target, str) else None
        lit = cluster.id if cluster is not None else target
        things: list[tuple[Thing, WallItem]] = [*self.cards.items(), *self.panels.items()]
        for key, item in things:
            item.set_state(lit=key == lit)
