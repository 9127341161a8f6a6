"""What lines and texts share when they show what is misspelt: places, waves, and the menu of better words."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextLine
from PySide6.QtWidgets import QMenu, QWidget

from cxfacilitator.services.spelling import Span
from cxfacilitator.ui import theme
from cxfacilitator.ui.spelling import Spelling, spelling_of


def in_qt_units(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Count as Qt does: one more than Python for each character that is not among the first 65,536."""
    if not spans or text.isascii():
        return spans
    return tuple(Span(*(place + sum(char > "\uffff" for char in text[:place]) for place in span)) for span in spans)


def part(text: str, span: Span) -> str:
    """Return the part of a text at a place in Qt's units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * span.start : 2 * span.end].decode("utf-16-le")


def from_here(spans: tuple[Span, ...], place: int) -> Span | None:
    """Return the misspelt word at a place, or else the next one, or else the first."""
    return next((span for span in spans if span.end >= place), next(iter(spans), None))


def look_up(widget: QWidget, known: Spelling | None, look_again: Callable[[], None]) -> Spelling | None:
    """Return what the widget's window knows about spelling, and have `look_again` called when that changes.

    Args:
        widget: It has no window before it is shown.
        known: What was returned the last time.
        look_again: Forgets what was found before.
    """
    found = spelling_of(widget)
    if found is not known:
        if known is not None:
            known.changed.disconnect(look_again)
        if found is not None:
            found.changed.connect(look_again)
        look_again()
    return found


def touches(span: Span, place: int) -> bool:
    """Return whether a cursor at this place is in a word or at one of its ends."""
    return span.start <= place <= span.end


def ends(line: QTextLine, span: Span) -> tuple[float, float]:
    """Return where a word begins and ends on the screen, from the left, also in a line that reads the other way."""
    boxes = [run.boundingRect() for run in line.glyphRuns(span.start, span.end - span.start)]
    return min((box.left() for box in boxes), default=0.0), max((box.right() for box in boxes), default=0.0)


def paint_waves(canvas: QWidget, area: QRectF, waves: Iterable[tuple[float, float, float]]) -> None:
    """Paint waves, each from a left to a right at the height of a baseline, within an area."""
    path = QPainterPath()
    for left, right, baseline in waves:
        if right > area.left() and left < area.right():
            start = QPointF(max(left, area.left() - theme.px(8)), baseline + theme.px(2))
            _add_wave(path, start, min(right, area.right() + theme.px(8)), theme.px(2))
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(area)
    painter.setPen(QPen(theme.colour("accent"), theme.px(10) / 10))
    painter.drawPath(path)
    painter.end()


def offer(menu: QMenu, spelling: Spelling, word: str, take: Callable[[str], None]) -> None:
    """Put better words at the top of a menu, and below them that the word is one of the client's own."""
    others = menu.actions()
    suggestions = spelling.suggestions(word)
    for better in suggestions:
        menu.addAction(better).triggered.connect(partial(_call, take, better))
    if not suggestions:
        menu.addAction("No suggestions").setEnabled(False)
    menu.addSeparator()
    menu.addAction(f"Add “{word}” to this client's words").triggered.connect(partial(_call, spelling.learn, word))
    if others:
        menu.addSeparator()
        menu.insertActions(others[0], menu.actions()[len(others) :])


def is_key(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Return whether this is Ctrl+;, which offers better words."""
    return key == Qt.Key.Key_Semicolon and bool(modifiers & Qt.KeyboardModifier.ControlModifier)


def _call(take: Callable[[str], None], word: str, _checked: bool = False) -> None:
    take(word)


def _add_wave(path: QPainterPath, start: QPointF, end: float, step: int) -> None:
    """Draw a zigzag from a place to the right, three quarters as high as its steps are wide."""
    x, up = start.x(), False
    path.moveTo(start)
    while x < end:
        x = min(x + step, end)
        path.lineTo(x, start.y() + (0 if up else step * 0.75))
        up = not up
