"""The words of one answer, as large as there is room for, with those marked that led to suggestions."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy

from cxfacilitator.ui import theme

_SIZES = (32, 24, theme.HEADING, theme.LEAD)
"""How large the words are written, the largest that fits; what is too long even for the smallest is scrolled."""
_LEAST_HEIGHT = 54


class AnswerText(QScrollArea):
    """Shows a text; its letters can be selected with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._marked: tuple[tuple[int, int], ...] = ()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.text.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self.text)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # How much room there is does not depend on how large the words are written: that is the other way round.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_text(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Show a text with these spans of it marked."""
        self._words, self._marked = text, together(spans)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write larger where there is room."""
        super().resizeEvent(event)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Mark the words in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._write()

    def _write(self) -> None:
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        style = f"background-color: {theme.colour('selection').name()}; text-decoration: underline"
        parts, at = [], 0
        for start, end in self._marked:
            parts += [escape(self._words[at:start]), f'<span style="{style}">{escape(self._words[start:end])}</span>']
            at = end
        parts.append(escape(self._words[at:]))
        html = "".join(parts).replace("\n", "<br>")
        self.text.setText(f'<span style="font-size: {self._size()}px">{html}</span>')
        self.text.setAccessibleName(self._words)

    def _size(self) -> int:
        """The largest size in pixels at which the whole text can be seen."""
        room = QRect(0, 0, self.width(), self.height())
        sizes = [theme.px(size) for size in _SIZES]
        return next((size for size in sizes if room.contains(self._taken(size, room.width()))), sizes[-1])

    def _taken(self, size: int, width: int) -> QRect:
        font = QFont(self.text.font())
        font.setPixelSize(size)
        wrapped = Qt.TextFlag.TextWordWrap
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 0), wrapped, self._words)


def together(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join spans that overlap, from left to right."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
