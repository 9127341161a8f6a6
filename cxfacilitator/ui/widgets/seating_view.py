"""Tables as cards with the people who sit there, painted in one go so that hundreds of people stay fluid.

People are moved by dragging, or with M and the table's number, and change places with X.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.ui.widgets.seating_painter import PAD, Card, CardPainter, Seat, paint_pill

__all__ = ["Card", "Seat", "SeatingView"]

GAP = 12
_EDGE = 36
"""This near to the upper or lower edge a drag scrolls, in pixels."""


class SeatingView(QAbstractScrollArea):
    """Shows cards and tells who is to sit where; it moves nobody itself.

    Signals:
        moved: Somebody was put on another card; carries the `ParticipantId` and the card's number.
        swapped: Two people are to change places; carries both `ParticipantId`s.
        chosen_changed: The cursor went to somebody else; carries the `ParticipantId`, or None.
        entered: Enter was pressed on somebody; carries the `ParticipantId`.
        asking: What M or X is waiting for, in words; empty when it no longer waits.
    """

    moved = Signal(object, int)
    swapped = Signal(object, object)
    chosen_changed = Signal(object)
    entered = Signal(object)
    asking = Signal(str)

    def __init__(self, compact: bool = False, fixed: bool = False) -> None:
        """Make a view.

        Args:
            compact: Show names only.
            fixed: Nobody can be moved.
        """
        super().__init__()
        self._painter = CardPainter(compact)
        self._fixed = fixed
        self._partner: ParticipantId | None = None
        self.cards: tuple[Card, ...] = ()
        self.chosen: ParticipantId | None = None
        self._places: list[QRect] = []
        self._typed: str | None = None
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName("Tables and who sits there")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(24)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these tables; whoever was chosen stays chosen."""
        self.cards = tuple(cards)
        here = {seat.id for card in self.cards for seat in card.seats}
        if self._partner not in here:
            self._partner = None
        if self.chosen is not None and self.chosen not in here:
            self.chosen = None
            self.chosen_changed.emit(None)
        self._painter.measure(self.cards)
        self._arrange()

    def choose(self, person: ParticipantId | None) -> None:
        """Put the cursor on somebody and bring them into view."""
        changed, self.chosen = person != self.chosen, person
        self._ask(None)
        place = self._find(person)
        if place is not None:
            card, line = place
            box = self.seat_area(card, line)
            bar = self.verticalScrollBar()
            top = box.top() - _EDGE if line else self.card_area(card).top()
            if top < 0:
                bar.setValue(bar.value() + top)
            elif box.bottom() > self.viewport().height():
                bar.setValue(bar.value() + box.bottom() - self.viewport().height() + PAD)
            seat = self.cards[card].seats[line]
            told = (seat.name, seat.role, seat.needs, seat.detail, self.cards[card].title)
            self.setAccessibleDescription(", ".join(filter(None, told)))
        self.viewport().update()
        if changed:
            self.chosen_changed.emit(person)
        if self._partner is not None:
            # Whoever goes to the second of two is still to be told what X does.
            self._ask(None, stop=True)

    def card_area(self, card: int) -> QRect:
        """Return where a card is on the viewport."""
        return self._places[card].translated(0, -self.verticalScrollBar().value())

    def seat_area(self, card: int, line: int) -> QRect:
        """Return where a person is on the viewport."""
        area = self.card_area(card)
        high = self._painter.line()
        top = area.top() + self._painter.head(self.cards[card]) + line * high
        return QRect(area.left() + 4, top, area.width() - 8, high)

    def card_of(self, person: ParticipantId | None) -> Card | None:
        """Return the card where somebody sits."""
        place = self._find(person)
        return self.cards[place[0]] if place is not None else None

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the page while there is something here to stop."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape and self._busy():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from person to person; M and digits move, X changes places."""
        key, text = event.key(), event.text()
        steps = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if key == Qt.Key.Key_Escape and self._busy():
            self._stop_dragging()
            self._partner = None
            self._ask(None, stop=True)
        elif self._typed is not None and text.isdigit() and text.isascii():
            self._type(self._typed + text)
        elif self._typed and enter:
            self._move_to(int(self._typed))
        elif enter and self.chosen is not None:
            self.entered.emit(self.chosen)
        elif key == Qt.Key.Key_M and self.chosen is not None and not self._fixed:
            self._partner = None
            self._ask("")
        elif key in (Qt.Key.Key_X, Qt.Key.Key_S) and not event.modifiers() and not self._fixed:
            self._pair_up()
        elif key in steps:
            self._step(*steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose who is under the mouse; a drag may follow."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        seat = self._seat_at(point)
        self.choose(seat.id if seat is not None else None)
        self._pressed = point if seat is not None and not self._fixed else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag whoever was pressed."""
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._dragged is None and (point - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged = point
        bar = self.verticalScrollBar()
        if point.y() < _EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif point.y() > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + bar.singleStep())
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put whoever is dragged on the card under the mouse."""
        target = self._card_at(event.position().toPoint()) if self._dragged is not None else None
        self._stop_dragging()
        if target is not None:
            self._move_to(self.cards[target].number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange the cards for a new text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that can be seen."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = self._card_at(self._dragged) if self._dragged is not None else None
        for number, card in enumerate(self.cards):
            area = self.card_area(number)
            if area.intersects(event.rect()):
                self._painter.paint_card(painter, card, area, number == target)
                for line, seat in enumerate(card.seats):
                    chosen, marked = seat.id == self.chosen, seat.id == self._partner
                    place = self.seat_area(number, line)
                    self._painter.paint_seat(painter, seat, place, chosen, marked, self.hasFocus())
        place_dragged = self._find(self.chosen) if self._dragged is not None else None
        if self._dragged is not None and place_dragged is not None:
            name = self.cards[place_dragged[0]].seats[place_dragged[1]].name
            paint_pill(painter, QPointF(self._dragged), name)
        painter.end()

    def _arrange(self) -> None:
        """Lay the cards out in rows; all cards of a row are as high as the highest."""
        width = max(1, self.viewport().width())
        columns = max(1, (width + GAP) // (self._painter.width() + GAP))
        wide = (width - GAP * (columns - 1)) // columns
        self._places, top = [], 0
        for start in range(0, len(self.cards), columns):
            row = self.cards[start : start + columns]
            high = max(self._painter.height(card, wide) for card in row)
            self._places += [QRect((wide + GAP) * place, top, wide, high) for place in range(len(row))]
            top += high + GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - GAP - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        self.viewport().update()

    def _busy(self) -> bool:
        return self._typed is not None or self._dragged is not None or self._partner is not None

    def _find(self, person: ParticipantId | None) -> tuple[int, int] | None:
        for number, card in enumerate(self.cards):
            for line, seat in enumerate(card.seats):
                if seat.id == person:
                    return number, line
        return None

    def _card_at(self, point: QPoint) -> int | None:
        return next((number for number in range(len(self.cards)) if self.card_area(number).contains(point)), None)

    def _seat_at(self, point: QPoint) -> Seat | None:
        number = self._card_at(point)
        if number is None:
            return None
        seats = self.cards[number].seats
        return next((seat for line, seat in enumerate(seats) if self.seat_area(number, line).contains(point)), None)

    def _step(self, across: int, down: int) -> None:
        """Go to the next person in the card, or to the same line of the next card that has people."""
        place = self._find(self.chosen)
        filled = [number for number, card in enumerate(self.cards) if card.seats]
        if place is None:
            if filled:
                self.choose(self.cards[filled[0]].seats[0].id)
            return
        number, line = place
        if across:
            number = filled[(filled.index(number) + across) % len(filled)]
        seats = self.cards[number].seats
        line = (line + down) % len(seats) if down else min(line, len(seats) - 1)
        self.choose(seats[line].id)

    def _pair_up(self) -> None:
        """Take the first of two who are to change places, or swap them when there are two."""
        if self.chosen is None:
            return
        first, self._partner = self._partner, None
        if first is None or first == self.chosen:
            self._partner = self.chosen if first is None else None
            self._ask(None, stop=True)
            return
        self.swapped.emit(first, self.chosen)
        self._ask(None, stop=True)

    def _ask(self, typed: str | None, stop: bool = False) -> None:
        """Say what the next key does; `stop` says it again although nothing was being typed."""
        if typed is None and self._typed is None and not stop:
            return
        self._typed = typed
        self.viewport().update()
        place = self._find(self.chosen if typed is not None else self._partner)
        if place is None:
            self.asking.emit("")
            return
        name = self.cards[place[0]].seats[place[1]].name
        if typed is None:
            self.asking.emit(f"Swap {name} with …: go to the other person and press X again. Esc stops.")
        elif typed:
            self.asking.emit(f"Move {name} to table {typed}: press Enter, or another digit. Esc stops.")
        else:
            self.asking.emit(f"Move {name} to table …: type its number. Esc stops.")

    def _type(self, typed: str) -> None:
        numbers = {str(card.number) for card in self.cards}
        longer = any(number.startswith(typed) and number != typed for number in numbers)
        if typed in numbers and not longer:
            self._move_to(int(typed))
        elif typed in numbers or longer:
            self._ask(typed)
        else:
            self._ask("")

    def _move_to(self, number: int) -> None:
        self._ask(None)
        place = self._find(self.chosen)
        if place is None or number not in {card.number for card in self.cards}:
            return
        if self.cards[place[0]].number != number:
            self.moved.emit(self.chosen, number)

    def _stop_dragging(self) -> None:
        self._pressed = self._dragged = None
        self.viewport().unsetCursor()
        self.viewport().update()
