"""Text that is in the file as it is typed, as tall as its words."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy

from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.spelled_text import SpelledText

_AROUND = 14
"""Margin, padding and border above and below the lines."""


class TypedText(SpelledText):
    """Grows from its least to its most lines; Tab leaves it, and undo is the window's.

    Signals:
        typed: A person changed it; carries the text.
        left: The cursor has left it.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, least: int = 1, most: int = 6, hint: str = "") -> None:
        """Make an empty text.

        Args:
            name: What it is, for the screen reader.
            least: Lines that are always seen.
            most: Lines after which it scrolls; with one line, Enter goes to the next field.
            hint: Shown while it is empty.
        """
        super().__init__()
        self._least, self._most = least, most
        self._filling = False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("role", "typed")
        self.document().setDocumentMargin(1)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._hear_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text without telling anybody; the cursor stays as near to its place as there is room."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        self._filling = True
        self.setPlainText(text)
        self._filling = False
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Return the height of the lines that are seen."""
        lines = min(max(self._lines(), self._least), self._most)
        return QSize(theme.px(200), QFontMetrics(theme.font()).lineSpacing() * lines + _AROUND)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, but let the width shrink."""
        return QSize(theme.px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a single line with Enter."""
        if self._most == 1 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the new width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _lines(self) -> int:
        return int(self.document().documentLayout().documentSize().height())

    def _fit(self) -> None:
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if self._lines() > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def _hear_changed(self) -> None:
        self._fit()
        if not self._filling:
            self.typed.emit(self.toPlainText())


class Entries(TypedText):
    """One entry a line: a new line adds one, an emptied line takes one away."""

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries, without empty lines and what is written twice."""
        return tuple(dict.fromkeys(line.strip() for line in self.toPlainText().splitlines() if line.strip()))

    def show_entries(self, entries: tuple[str, ...]) -> None:
        """Show these entries, unless they are what the lines say already."""
        if entries != self.entries:
            self.show_text("\n".join(entries))
