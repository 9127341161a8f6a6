"""Tables as cards with the people who sit there, painted in one go so that hundreds of people stay fluid.

People are moved by dragging, or with M and the table's number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.ui import icons, theme

GAP = 12
PAD = 12
_EDGE = 36
"""This near to the upper or lower edge a drag scrolls, in pixels."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at a table; `flagged` is somebody whom the card's warning is about."""

    id: ParticipantId
    name: str
    detail: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A table.

    Attributes:
        number: What is typed after M; 0 for those who do not sit anywhere yet.
        note: A few words at the right of the title, for example `7 people`.
        odd: The note needs a second look.
        warning: A sentence below the people.
    """

    number: int
    title: str
    note: str
    seats: tuple[Seat, ...]
    odd: bool = False
    warning: str = ""


class SeatingView(QAbstractScrollArea):
    """Shows cards and tells who is to sit where; it moves nobody itself.

    Signals:
        moved: Somebody was put on another card; carries the `ParticipantId` and the card's number.
        asking: What M is waiting for, in words; empty when it no longer waits.
    """

    moved = Signal(object, int)
    asking = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        if self.chosen not in {seat.id for card in self.cards for seat in card.seats}:
            self.chosen = None
        self._arrange()

    def choose(self, person: ParticipantId | None) -> None:
        """Put the cursor on somebody and bring them into view."""
        self.chosen = person
        self._ask(None)
        place = self._find(person)
        if place is not None:
            card, line = place
            box = self.seat_area(card, line)
            bar = self.verticalScrollBar()
            if box.top() < 0:
                bar.setValue(bar.value() + box.top() - _EDGE)
            elif box.bottom() > self.viewport().height():
                bar.setValue(bar.value() + box.bottom() - self.viewport().height() + PAD)
            seat = self.cards[card].seats[line]
            self.setAccessibleDescription(f"{seat.name}, {seat.detail}, {self.cards[card].title}")
        self.viewport().update()

    def card_area(self, card: int) -> QRect:
        """Return where a card is on the viewport."""
        return self._places[card].translated(0, -self.verticalScrollBar().value())

    def seat_area(self, card: int, line: int) -> QRect:
        """Return where a person is on the viewport."""
        area = self.card_area(card)
        return QRect(area.left() + 4, area.top() + self._head() + line * self._line(), area.width() - 8, self._line())

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the page while there is something here to stop."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        stopping = self._typed is not None or self._dragged is not None
        if event.type() == QEvent.Type.ShortcutOverride and escape and stopping:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from person to person; M and digits move."""
        key, text = event.key(), event.text()
        steps = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        if key == Qt.Key.Key_Escape and (self._typed is not None or self._dragged is not None):
            self._stop_dragging()
            self._ask(None)
        elif self._typed is not None and text.isdigit() and text.isascii():
            self._type(self._typed + text)
        elif self._typed and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._move_to(int(self._typed))
        elif key == Qt.Key.Key_M and self.chosen is not None:
            self._ask("")
        elif key in steps:
            self._step(*steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose who is under the mouse; a drag may follow."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        seat = self._seat_at(point)
        self.choose(seat.id if seat is not None else None)
        self._pressed = point if seat is not None else None

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
        for number in range(len(self.cards)):
            area = self.card_area(number)
            if area.intersects(event.rect()):
                self._paint_card(painter, number, area, number == target)
        if self._dragged is not None:
            self._paint_dragged(painter, self._dragged)
        painter.end()

    def _paint_card(self, painter: QPainter, number: int, area: QRect, targeted: bool) -> None:
        card = self.cards[number]
        painter.setPen(QPen(theme.colour("accent" if targeted else "line"), 2 if targeted else 1))
        painter.setBrush(theme.colour("accent_soft" if targeted else "surface"))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        head = QRect(area.left() + PAD, area.top(), area.width() - 2 * PAD, self._head())
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("warning" if card.odd else "muted"))
        painter.drawText(head, middle | right, card.note)
        note = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(card.note) + 8
        _write(painter, head.adjusted(0, 0, -note, 0), card.title, theme.LEAD, "text", QFont.Weight.DemiBold)
        for line in range(len(card.seats)):
            self._paint_seat(painter, card.seats[line], self.seat_area(number, line))
        if card.warning:
            below = QRect(head.left(), area.bottom() - self._warning_height(card, area.width()), head.width(), 0)
            below.setBottom(area.bottom() - PAD // 2)
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.colour("warning"))
            painter.drawText(below, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, card.warning)

    def _paint_seat(self, painter: QPainter, seat: Seat, area: QRect) -> None:
        if seat.id == self.chosen:
            painter.setPen(QPen(theme.colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 5, 5)
        text = area.adjusted(PAD - 4, 2, 4 - PAD, -2)
        if seat.flagged:
            edge = theme.px(16)
            painter.drawPixmap(
                text.right() - edge, area.center().y() - edge // 2, icons.pixmap("warning", "warning", 16)
            )
            text.setRight(text.right() - edge - 4)
        upper = QRect(text.left(), text.top(), text.width(), text.height() * 11 // 20)
        lower = QRect(text.left(), upper.bottom(), text.width(), text.bottom() - upper.bottom())
        _write(painter, upper if seat.detail else text, seat.name, theme.BODY, "text")
        _write(painter, lower, seat.detail, theme.SMALL, "muted")

    def _paint_dragged(self, painter: QPainter, point: QPoint) -> None:
        place = self._find(self.chosen)
        if place is None:
            return
        name = self.cards[place[0]].seats[place[1]].name
        width = QFontMetrics(theme.font()).horizontalAdvance(name) + 2 * PAD
        pill = QRectF(QPointF(point) + QPointF(8, 8), QPointF(point) + QPointF(8 + width, 8 + theme.px(30)))
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(pill, 6, 6)
        _write(painter, pill.toRect().adjusted(PAD, 0, -PAD, 0), name, theme.BODY, "text")

    def _arrange(self) -> None:
        """Lay the cards out in rows; all cards of a row are as high as the highest."""
        width = max(1, self.viewport().width())
        columns = max(1, (width + GAP) // (theme.px(214) + GAP))
        wide = (width - GAP * (columns - 1)) // columns
        self._places, top = [], 0
        for start in range(0, len(self.cards), columns):
            row = self.cards[start : start + columns]
            high = max(self._height(card, wide) for card in row)
            self._places += [QRect((wide + GAP) * place, top, wide, high) for place in range(len(row))]
            top += high + GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - GAP - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        self.viewport().update()

    def _height(self, card: Card, wide: int) -> int:
        return self._head() + len(card.seats) * self._line() + self._warning_height(card, wide) + PAD // 2

    def _warning_height(self, card: Card, wide: int) -> int:
        if not card.warning:
            return 0
        metrics = QFontMetrics(theme.font(theme.SMALL))
        box = metrics.boundingRect(0, 0, wide - 2 * PAD, 10_000, Qt.TextFlag.TextWordWrap, card.warning)
        return box.height() + PAD

    @staticmethod
    def _head() -> int:
        return theme.px(42)

    @staticmethod
    def _line() -> int:
        return theme.px(40)

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

    def _ask(self, typed: str | None) -> None:
        if typed is None and self._typed is None:
            return
        self._typed = typed
        place = self._find(self.chosen)
        if typed is None or place is None:
            self.asking.emit("")
            return
        name = self.cards[place[0]].seats[place[1]].name
        if typed:
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


def _write(
    painter: QPainter, area: QRect, text: str, size: int, role: str, weight: QFont.Weight = QFont.Weight.Normal
) -> None:
    face = theme.font(size, weight)
    painter.setFont(face)
    painter.setPen(theme.colour(role))
    short = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
