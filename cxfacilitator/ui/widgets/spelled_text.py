"""Several lines of text of which the misspelt words are underlined, as in a `SpelledLine`."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from cxfacilitator.services.spelling import Span
from cxfacilitator.ui.spelling import Spelling
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

_REMEMBERED = 200


class SpelledText(QPlainTextEdit):
    """A `QPlainTextEdit` that shows what is misspelt; it never changes a word by itself.

    The underline is painted over the text, so that neither the document nor its undo knows of it. The word that is
    being typed is left alone until the cursor has left it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spelling: Spelling | None = None
        self._known: dict[str, tuple[Span, ...]] = {}
        self._typed_at = -1
        self.cursorPositionChanged.connect(self._hear_moved)

    @property
    def misspelt(self) -> tuple[Span, ...]:
        """The places of the misspelt words in the whole text, in Qt's units of which an emoji takes two."""
        return tuple(
            Span(block.position() + start, block.position() + end)
            for block in self._blocks(self.document().firstBlock())
            for start, end in self._in(block)
        )

    @property
    def underlined(self) -> tuple[Span, ...]:
        """The misspelt words but the one that is being typed."""
        return tuple(span for span in self.misspelt if not self._is_being_typed(span))

    def show_suggestions(self) -> None:
        """Offer better words for the one at the cursor, or else for the next one that is misspelt."""
        span = from_here(self.misspelt, self.textCursor().position())
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

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where this text keeps none of its own: every key is in the file already."""
        if (
            not self.isUndoRedoEnabled()
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a wave below what is misspelt."""
        super().paintEvent(event)
        waves = tuple(self._waves(event.rect().bottom())) if self.isEnabled() else ()
        if waves:
            paint_waves(self.viewport(), QRectF(self.viewport().rect()), waves)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer better words on Ctrl+;, and note where somebody types."""
        if is_key(event.key(), event.modifiers()):
            self.show_suggestions()
            return
        before = self.document().revision()
        super().keyPressEvent(event)
        if self.document().revision() != before:
            self._typed_at = self.textCursor().position()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer better words above what any text offers."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        span = next((span for span in self.misspelt if touches(span, cursor.position())), None)
        menu = self.createStandardContextMenu()
        if span is not None:
            self._offer(menu, span)
        self._pop_up(menu, self._below(span) if by_key and span is not None else event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the last word as finished."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._typed_at = -1
            self.viewport().update()

    def _offer(self, menu: QMenu, span: Span) -> None:
        if self._spelling is not None:
            word = part(self.toPlainText(), span)
            offer(menu, self._spelling, word, lambda better: self._replace(span, word, better))

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _replace(self, span: Span, word: str, better: str) -> None:
        if part(self.toPlainText(), span) == word:
            cursor = QTextCursor(self.document())
            cursor.setPosition(span.start)
            cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(better)

    def _below(self, span: Span) -> QPoint:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span.start)
        return self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft())

    def _look_again(self) -> None:
        self._known.clear()
        self.viewport().update()

    def _hear_moved(self) -> None:
        if self._typed_at >= 0:
            place = self.textCursor().position()
            inside = any(touches(span, self._typed_at) and touches(span, place) for span in self.misspelt)
            self._typed_at = place if inside else -1
            self.viewport().update()

    def _is_being_typed(self, span: Span) -> bool:
        return self._typed_at >= 0 and self.hasFocus() and touches(span, self._typed_at)

    def _in(self, block: QTextBlock) -> tuple[Span, ...]:
        text = block.text()
        if self._spelling is None:
            return ()
        if text not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[text] = in_qt_units(text, self._spelling.misspelt(text))
        return self._known[text]

    def _blocks(self, first: QTextBlock) -> Iterator[QTextBlock]:
        while first.isValid():
            yield first
            first = first.next()

    def _waves(self, bottom: int) -> Iterator[tuple[float, float, float]]:
        """Where waves begin and end and at which baseline, in the blocks that are seen."""
        for block in self._blocks(self.firstVisibleBlock()):
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > bottom:
                return
            layout = block.layout()
            if layout.preeditAreaText():
                continue  # while a word is composed from several keys, the places are not those of the text
            for span in self._in(block):
                if self._is_being_typed(Span(block.position() + span.start, block.position() + span.end)):
                    continue
                # A word is on one line, unless it is longer than all of it.
                line = layout.lineForTextPosition(span.start)
                left, right = ends(line, span)
                yield box.left() + left, box.left() + right, box.top() + line.y() + line.ascent()
