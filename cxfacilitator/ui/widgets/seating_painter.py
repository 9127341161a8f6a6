"""What a table and the people who sit there look like."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.ui import icons, theme

PAD = 12
_ICON = 14


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at a table.

    Attributes:
        flagged: The card's warning is about this person.
        changed: Sits elsewhere than before, or than in the seating beside it.
        role: What this person does at the table.
        needs: What the seat must allow.
        pinned: Stays here when groups are formed again.
    """

    id: ParticipantId
    name: str
    detail: str
    flagged: bool = False
    changed: bool = False
    role: str = ""
    needs: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A table.

    Attributes:
        number: What is typed after M; 0 for those who do not sit anywhere yet.
        note: A few words at the right of the title, for example `7 people`.
        odd: The note needs a second look.
        warning: A sentence below the people.
        quality: How varied the table is, below its title.
        locked: Its people stay when groups are formed again.
    """

    number: int
    title: str
    note: str
    seats: tuple[Seat, ...]
    odd: bool = False
    warning: str = ""
    quality: str = ""
    locked: bool = False


class CardPainter:
    """Measures and paints cards; compact ones show names only."""

    def __init__(self, compact: bool = False) -> None:
        self.compact = compact
        self._names_only = compact

    def measure(self, cards: Sequence[Card]) -> None:
        """Take as much height for a person as these people need; without details, a name is all there is."""
        self._names_only = self.compact or not any(seat.detail or seat.needs for card in cards for seat in card.seats)

    def head(self, card: Card) -> int:
        """Return the height of a card above its people."""
        return theme.px(54 if card.quality and not self.compact else 40)

    def line(self) -> int:
        """Return the height of a person."""
        return theme.px(26 if self._names_only else 40)

    def width(self) -> int:
        """Return how wide a card is at least."""
        return theme.px(140 if self.compact else 214)

    def height(self, card: Card, wide: int) -> int:
        """Return how high a card of this width is."""
        people = len(card.seats) * self.line()
        return self.head(card) + people + self._warning_height(card, wide) + PAD // 2

    def paint_card(self, painter: QPainter, card: Card, area: QRect, targeted: bool) -> None:
        """Paint a card without its people; a targeted one is where somebody is about to be dropped."""
        painter.setPen(QPen(theme.colour("accent" if targeted else "line"), 2 if targeted else 1))
        painter.setBrush(theme.colour("accent_soft" if targeted else "surface"))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        head = QRect(area.left() + PAD, area.top(), area.width() - 2 * PAD, self.head(card))
        title = QRect(head.left(), head.top() + theme.px(4), head.width(), theme.px(34))
        small = QFontMetrics(theme.font(theme.SMALL))
        if card.locked:
            edge = theme.px(_ICON)
            painter.drawPixmap(title.left(), title.center().y() - edge // 2, icons.pixmap("lock", "accent", _ICON))
            title.setLeft(title.left() + edge + 6)
        write(painter, title, card.note, theme.SMALL, "warning" if card.odd else "muted", right=True)
        note = small.horizontalAdvance(card.note) + 8
        write(painter, title.adjusted(0, 0, -note, 0), card.title, theme.LEAD, "text", QFont.Weight.DemiBold)
        if card.quality and not self.compact:
            below = QRect(head.left(), title.bottom() - theme.px(4), head.width(), theme.px(18))
            write(painter, below, card.quality, theme.SMALL, "muted")
        if card.warning:
            box = QRect(head.left(), area.bottom() - self._warning_height(card, area.width()), head.width(), 0)
            box.setBottom(area.bottom() - PAD // 2)
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.colour("warning"))
            painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, card.warning)

    def paint_seat(self, painter: QPainter, seat: Seat, area: QRect, chosen: bool, marked: bool, focused: bool) -> None:
        """Paint a person; `marked` is the first of two who are to change places."""
        if chosen or marked or seat.changed:
            edge = "focus" if chosen and focused else "accent"
            painter.setPen(QPen(theme.colour(edge), 2) if (chosen and focused) or marked else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen or marked else "accent_soft"))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 5, 5)
        if seat.changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(area.left() + 2, area.top() + 6, 3, area.height() - 12), 1.5, 1.5)
        text = area.adjusted(PAD - 4, 2, 4 - PAD, -2)
        upper = QRect(text.left(), text.top(), text.width(), text.height() * 11 // 20)
        lower = QRect(text.left(), upper.bottom(), text.width(), text.bottom() - upper.bottom())
        single = self._names_only or not (seat.detail or seat.needs)
        name = self._paint_marks(painter, seat, text if single else upper)
        write(painter, name, seat.name, theme.BODY, "text")
        if not single:
            self._paint_detail(painter, seat, lower)

    def _paint_marks(self, painter: QPainter, seat: Seat, line: QRect) -> QRect:
        """Paint role, pin and warning at the right of a line, and return what is left of it."""
        left = QRect(line)
        edge = theme.px(_ICON)
        for name, role in (("warning", "warning"),) * seat.flagged + (("pin", "accent"),) * seat.pinned:
            painter.drawPixmap(left.right() - edge, left.center().y() - edge // 2, icons.pixmap(name, role, _ICON))
            left.setRight(left.right() - edge - 4)
        if seat.role and not self.compact:
            write(painter, left, seat.role, theme.SMALL, "accent", right=True)
            left.setRight(left.right() - QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(seat.role) - 6)
        return left

    def _paint_detail(self, painter: QPainter, seat: Seat, line: QRect) -> None:
        left = QRect(line)
        if seat.needs:
            write(painter, left, seat.needs, theme.SMALL, "accent", QFont.Weight.DemiBold)
            face = theme.font(theme.SMALL, QFont.Weight.DemiBold)
            left.setLeft(left.left() + QFontMetrics(face).horizontalAdvance(seat.needs) + 6)
        if left.width() > 0:
            write(painter, left, seat.detail, theme.SMALL, "muted")

    def _warning_height(self, card: Card, wide: int) -> int:
        if not card.warning:
            return 0
        metrics = QFontMetrics(theme.font(theme.SMALL))
        box = metrics.boundingRect(0, 0, wide - 2 * PAD, 10_000, Qt.TextFlag.TextWordWrap, card.warning)
        return box.height() + PAD


def paint_pill(painter: QPainter, point: QPointF, name: str) -> None:
    """Paint the name of whoever is dragged beside the mouse."""
    width = QFontMetrics(theme.font()).horizontalAdvance(name) + 2 * PAD
    pill = QRectF(point + QPointF(8, 8), point + QPointF(8 + width, 8 + theme.px(30)))
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(pill, 6, 6)
    write(painter, pill.toRect().adjusted(PAD, 0, -PAD, 0), name, theme.BODY, "text")


def write(
    painter: QPainter,
    area: QRect,
    text: str,
    size: int,
    role: str,
    weight: QFont.Weight = QFont.Weight.Normal,
    right: bool = False,
) -> None:
    """Write one line into an area, cut short with dots where it is too long."""
    face = theme.font(size, weight)
    painter.setFont(face)
    painter.setPen(theme.colour(role))
    short = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, short)
