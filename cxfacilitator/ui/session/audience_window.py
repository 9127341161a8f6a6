"""What the room sees on the projector: the question and the time left, and never a name or an answer.

It is given a `SessionState` and a text and nothing else. It is always light, because projectors
are weak, and it paints everything itself, so that it looks the same whatever the app looks like.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from cxfacilitator.domain.session import SessionState, Slide, SlideText
from cxfacilitator.ui import theme
from cxfacilitator.ui.session.clock import minutes_and_seconds, mood
from cxfacilitator.ui.session.room_window import RoomWindow, face

_WITH_COUNTDOWN = (Slide.QUESTION, Slide.BREAK)
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_LARGEST = 0.11
"""Text is never higher than this share of the window."""


class AudienceWindow(RoomWindow):
    """Shows the step of the session, driven by the cockpit."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SessionState()
        self.text = SlideText("")
        self._roles = theme.load("light").roles

    @property
    def has_countdown(self) -> bool:
        """Whether the time left is shown."""
        return self.state.started and self.state.step is not None and self.state.step.slide in _WITH_COUNTDOWN

    @property
    def countdown(self) -> tuple[str, str]:
        """The time left as digits, and the word below; empty when there is no countdown."""
        if not self.has_countdown:
            return "", ""
        word, left = mood(self.state)[0], self.state.left_s
        if self.state.overrun or self.state.in_last_minutes or left < 60:
            return minutes_and_seconds(left), word
        whole = -(-left // 60)
        return str(whole), word or ("minute left" if whole == 1 else "minutes left")

    def show_state(self, state: SessionState, text: SlideText) -> None:
        """Show where the session is, and the text that belongs there."""
        if (state, text) != (self.state, self.text):
            self.state, self.text = state, text
            self.setAccessibleName(" ".join((text.title, *self.countdown)).strip())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide as large as the window allows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._colour("surface"))
        if not self.blank:
            edge = round(min(self.width(), self.height()) * 0.07)
            inside = self.rect().adjusted(edge, edge, -edge, -edge)
            if self.has_countdown:
                ring, words = self._halves(inside)
                self._paint_words(painter, words)
                self._paint_countdown(painter, ring)
            else:
                self._paint_words(painter, inside)
        painter.end()

    def _halves(self, inside: QRect) -> tuple[QRect, QRect]:
        """Where the countdown and the words go: side by side, or one above the other in a narrow window."""
        if inside.width() >= inside.height():
            wide = min(inside.height(), inside.width() * 2 // 5)
            ring = QRect(inside.right() - wide, inside.top(), wide, inside.height())
            return ring, inside.adjusted(0, 0, -wide - inside.width() // 16, 0)
        high = inside.height() * 2 // 5
        ring = QRect(inside.left(), inside.bottom() - high, inside.width(), high)
        return ring, inside.adjusted(0, 0, 0, -high - inside.height() // 16)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        size = _fitting(self.text, area, round(self.height() * _LARGEST))
        parts = _laid_out(self.text, area, size)
        bottom = max((box.bottom() for _, _, box in parts), default=area.top())
        down = max(0, (area.bottom() - bottom) // 2)
        painter.setPen(self._colour("text"))
        for words, font, box in parts:
            painter.setFont(font)
            painter.drawText(box.translated(0, down), _WRAP, words)

    def _paint_countdown(self, painter: QPainter, area: QRect) -> None:
        digits, word = self.countdown
        role = mood(self.state)[1]
        shade = self._colour("accent" if role == "text" else role)
        foot = area.height() // 6
        edge = min(area.width(), area.height() - foot)
        thick = edge / 16
        centre = QPointF(area.center().x(), area.top() + (area.height() - foot) / 2)
        half = (edge - thick) / 2
        ring = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colour("line"), thick))
        painter.drawEllipse(ring)
        share = 1.0 if self.state.overrun else self.state.left_s / self.state.limit_s if self.state.limit_s else 0.0
        painter.setPen(QPen(shade, thick, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, round(share * 360 * 16))
        painter.setPen(self._colour("text") if role == "text" else shade)
        painter.setFont(face(round(edge * (0.42 if len(digits) < 3 else 0.28)), QFont.Weight.DemiBold))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, digits)
        below = QRectF(area.left(), ring.bottom() + thick, area.width(), area.bottom() - ring.bottom() - thick)
        size = round(min(foot * 0.6, self.height() * 0.06))
        wide = QFontMetrics(face(size, QFont.Weight.DemiBold)).horizontalAdvance(word)
        size = size if wide <= below.width() else round(size * below.width() / wide)
        painter.setFont(face(size, QFont.Weight.DemiBold))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, word)

    def _colour(self, role: str) -> QColor:
        return QColor(self._roles[role])


def _laid_out(text: SlideText, area: QRect, size: int) -> list[tuple[str, QFont, QRect]]:
    """Lay a title of this size out, and its lines two thirds as large; the last box tells the height."""
    parts, top = [], area.top()
    for number, words in enumerate((text.title, *text.lines)):
        made = face(size, QFont.Weight.DemiBold) if number == 0 else face(size * 2 // 3)
        box = QFontMetrics(made).boundingRect(QRect(area.left(), top, area.width(), 100_000), _WRAP, words)
        parts.append((words, made, QRect(area.left(), top, area.width(), box.height())))
        top += box.height() + (size // 2 if number == 0 else size // 4)
    return parts


def _fitting(text: SlideText, area: QRect, largest: int) -> int:
    """Return the largest size of title with which everything fits, no word broken."""
    words = [(word, number == 0) for number, line in enumerate((text.title, *text.lines)) for word in line.split()]
    for size in range(max(8, largest), 8, -1):
        title, line = QFontMetrics(face(size, QFont.Weight.DemiBold)), QFontMetrics(face(size * 2 // 3))
        if any((title if first else line).horizontalAdvance(word) > area.width() for word, first in words):
            continue
        parts = _laid_out(text, area, size)
        if not parts or parts[-1][2].bottom() <= area.bottom():
            return size
    return 8
