"""A text that takes at most a few lines and ends in an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy


class Elided(QLabel):
    """A label that gives way: the whole text is in its tooltip."""

    def __init__(self, text: str = "", role: str = "", lines: int = 1) -> None:
        super().__init__()
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text; line breaks in it count as spaces."""
        self.setText(" ".join(text.split()))
        self.setToolTip(text)
        self._make_room()

    def set_lines(self, lines: int) -> None:
        """Change how many lines the text may take."""
        self._lines = lines
        self._make_room()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(self.sizeHint().width(), self.sizeHint().height() * 2), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the new width needs."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the height that letters of another size need."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines from the top; a single one in the middle."""
        metrics = QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self._lay_out(self.width())
        top = max(0, self.height() - metrics.height() * len(lines)) / 2 if self._lines == 1 else 0
        for number, line in enumerate(lines):
            painter.drawText(QPointF(0, top + metrics.height() * number + metrics.ascent()), line)
        painter.end()

    def _make_room(self) -> None:
        lines = len(self._lay_out(self.width())) if self._lines > 1 else 1
        self.setFixedHeight(QFontMetrics(self.font()).height() * max(1, lines))

    def _lay_out(self, width: int) -> list[str]:
        return fitted(self.text(), self.font(), width, self._lines)


def fitted(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return a text in at most so many lines of a width; what has no room ends in an ellipsis."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while len(found) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        rest = text[line.textStart() :]
        last = len(found) == most - 1
        cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        found.append(cut if last else rest[: line.textLength()])
    layout.endLayout()
    return found
