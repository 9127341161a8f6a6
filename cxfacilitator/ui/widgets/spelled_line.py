"""A line of which the misspelt words are underlined; Ctrl+; and the context menu say what may have been meant."""

from typing import cast

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QShowEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionFrame

from cxfacilitator.services.spelling import Span
from cxfacilitator.ui.spelling import Spelling
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.misspelt import (
    ends,
    from_here,
    in_qt_units,
    is_key,
    look_up,
    offer,
    paint_waves,
    part,
    touches,
)


class SpelledLine(LineEdit):
    """A `LineEdit` that shows what is misspelt; it never changes a word by itself.

    The underline is painted over the line, so that neither the text nor its undo knows of it. The word that is
    being typed is left alone until the cursor has left it.

    Attributes:
        spelled: Whether to look at the words at all; a line for names does not.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.spelled = True
        self._spelling: Spelling | None = None
        self._looked_at = ""
        self._found: tuple[Span, ...] | None = None
        self._typed_at = -1
        self._composing = False
        self.textEdited.connect(self._hear_typed)
        self.cursorPositionChanged.connect(self._hear_moved)

    @property
    def misspelt(self) -> tuple[Span, ...]:
        """The places of the misspelt words, in Qt's units of which an emoji takes two."""
        text = self.text()
        if self._spelling is None or not self.spelled:
            return ()
        if self._found is None or text != self._looked_at:
            self._found, self._looked_at = in_qt_units(text, self._spelling.misspelt(text)), text
        return self._found

    @property
    def underlined(self) -> tuple[Span, ...]:
        """The misspelt words but the one that is being typed."""
        if self._typed_at < 0 or not self.hasFocus():
            return self.misspelt
        return tuple(span for span in self.misspelt if not touches(span, self._typed_at))

    def show_suggestions(self) -> None:
        """Offer better words for the one at the cursor, or else for the next one that is misspelt."""
        span = from_here(self.misspelt, self.cursorPosition())
        if span is None:
            return
        menu = QMenu(self)
        self._offer(menu, span)
        self._pop_up(menu, self._below(span))
        menu.setActiveAction(menu.actions()[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Find the window's words; they are not there before."""
        super().showEvent(event)
        self._spelling = look_up(self, self._spelling, self._look_again)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and a wave below what is misspelt."""
        super().paintEvent(event)
        if self._composing or not self.isEnabled():
            return
        spans = self.underlined
        if spans:
            self._underline(spans)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer better words on Ctrl+;."""
        if is_key(event.key(), event.modifiers()):
            self.show_suggestions()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer better words above what any line offers."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.cursorPosition() if by_key else self.cursorPositionAt(event.pos())
        span = next((span for span in self.misspelt if touches(span, place)), None)
        menu = self.createStandardContextMenu()
        if span is not None:
            self._offer(menu, span)
        self._pop_up(menu, self._below(span) if by_key and span is not None else event.globalPos())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Paint no wave while a word is composed from several keys: the places are not those of the text."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the last word as finished."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._typed_at = -1

    def _offer(self, menu: QMenu, span: Span) -> None:
        if self._spelling is not None:
            word = part(self.text(), span)
            offer(menu, self._spelling, word, lambda better: self._replace(span, word, better))

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        cursor = self.cursorPosition()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A menu takes the focus, and a line that loses it may show its beginning.
        menu.aboutToHide.connect(lambda: self.setCursorPosition(cursor))
        menu.popup(at)

    def _replace(self, span: Span, word: str, better: str) -> None:
        """Type another word over the misspelt one; the line may have lost its outer blanks meanwhile."""
        place = min(
            (found for found in self.misspelt if part(self.text(), found) == word),
            key=lambda found: abs(found.start - span.start),
            default=None,
        )
        if place is not None:
            self.setSelection(place.start, place.end - place.start)
            self.insert(better)

    def _look_again(self) -> None:
        self._found = None
        self.update()

    def _hear_typed(self, _text: str) -> None:
        self._typed_at = self.cursorPosition()

    def _hear_moved(self, _before: int, place: int) -> None:
        if self._typed_at >= 0 and place != self._typed_at:
            inside = any(touches(span, self._typed_at) and touches(span, place) for span in self.misspelt)
            self._typed_at = place if inside else -1
            self.update()

    def _below(self, span: Span) -> QPoint:
        layout, offset = self._layout()
        left, _ = ends(layout.lineAt(0), span)
        return self.mapToGlobal(QPoint(round(offset + left), self.cursorRect().bottom()))

    def _layout(self) -> tuple[QTextLayout, float]:
        """The line as Qt lays it out, and where on the widget it begins: only Qt knows how far it is scrolled."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        caret = self.cursorRect()
        x, _ = cast(tuple[float, int], line.cursorToX(self.cursorPosition()))
        return layout, caret.x() + caret.width() / 2 - x

    def _underline(self, spans: tuple[Span, ...]) -> None:
        layout, offset = self._layout()
        line = layout.lineAt(0)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        baseline = self.cursorRect().y() + line.ascent()
        places = (ends(line, span) for span in spans)
        paint_waves(self, QRectF(area), ((offset + left, offset + right, baseline) for left, right in places))
