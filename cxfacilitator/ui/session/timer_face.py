"""The large timer of the cockpit, to be read standing up and from two metres."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxfacilitator.domain.session import SessionState
from cxfacilitator.domain.text import amount
from cxfacilitator.ui import theme
from cxfacilitator.ui.session.clock import minutes_and_seconds, mood

DIGITS = 128
_WORD = 24


class TimerFace(QWidget):
    """Time left in digits, a word, and how much of the step is used up as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SessionState()
        self._planned_s = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """The digits: the time left, or before the start the time that is planned."""
        return minutes_and_seconds(self.state.left_s if self.state.step is not None else self._planned_s)

    @property
    def word(self) -> str:
        """What the digits mean just now."""
        return mood(self.state)[0] or f"left of {_minutes(self.state.limit_s)}"

    def show_state(self, state: SessionState, planned_s: int) -> None:
        """Show this state of a step with this planned length."""
        if (state, planned_s) != (self.state, self._planned_s):
            self.state, self._planned_s = state, planned_s
            self.setAccessibleName(f"{self.text}, {self.word}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the digits, the word and the bar."""
        return QSize(theme.px(DIGITS * 3), round(theme.px(DIGITS) * 0.98) + theme.px(_WORD) * 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for digits of 120 pixels."""
        return QSize(360, 120 + theme.px(_WORD) * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint digits as large as the room allows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = mood(self.state)[1]
        foot = theme.px(_WORD) * 2
        digits = QRect(0, 0, self.width(), self.height() - foot)
        size = min(digits.height(), theme.px(DIGITS) * 2)
        face = _face(size)
        wide = QFontMetrics(face).horizontalAdvance(self.text)
        if wide > digits.width():
            face = _face(size * digits.width() // wide)
        painter.setFont(face)
        painter.setPen(theme.colour("edge" if role == "muted" else role))
        painter.drawText(digits, Qt.AlignmentFlag.AlignCenter, self.text)
        painter.setFont(theme.font(theme.HEADING, QFont.Weight.DemiBold))
        painter.setPen(theme.colour(role))
        word = QRect(0, digits.bottom(), self.width(), foot - theme.px(12))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.word)
        self._paint_bar(painter, role)
        painter.end()

    def _paint_bar(self, painter: QPainter, role: str) -> None:
        high = theme.px(6)
        bar = QRectF(0, self.height() - high, self.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, high / 2, high / 2)
        share = min(1.0, self.state.elapsed_s / self.state.limit_s) if self.state.limit_s else 0.0
        if share > 0:
            bar.setWidth(max(high, bar.width() * share))
            painter.setBrush(theme.colour({"text": "accent", "muted": "edge"}.get(role, role)))
            painter.drawRoundedRect(bar, high / 2, high / 2)


def _face(size: int) -> QFont:
    face = theme.font(theme.BODY, QFont.Weight.DemiBold)
    face.setPixelSize(max(1, size))
    return face


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    if rest:
        return minutes_and_seconds(seconds)
    return amount(whole, "minute")
