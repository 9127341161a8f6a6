"""The fields of a line of Q3: who does it, better or worse, and whether that matters to customers."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QPushButton, QWidget

from cxfacilitator.domain.sheets import Answer, Direction, Value
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.row_edit import RowEdit

DIRECTION_WORDS: Mapping[str, str] = {
    Direction.UNSAID: "better?",
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.DIFFERENT: "different",
}
VALUE_WORDS: Mapping[str, str] = {
    Value.UNSAID: "matters?",
    Value.YES: "matters",
    Value.NO: "does not",
    Value.UNSURE: "unsure",
}
_DIRECTION_LETTERS: Mapping[str, str] = {"b": Direction.BETTER, "w": Direction.WORSE, "d": Direction.DIFFERENT}
_VALUE_LETTERS: Mapping[str, str] = {"y": Value.YES, "n": Value.NO, "?": Value.UNSURE, "u": Value.UNSURE}
_WIDE, _NARROW = (112, 84), (80, 72)
"""How wide the name and each of the cells are."""


class Cell(QPushButton):
    """One choice among a few: a letter takes it and goes on, a click or Space takes the next one.

    Signals:
        changed: Another value was taken.
        chosen: A letter took it, so the next field is wanted.
        entered, left: The cursor came and went.
    """

    changed = Signal()
    chosen = Signal()
    entered = Signal()
    left = Signal()

    def __init__(
        self, words: Mapping[str, str], letters: Mapping[str, str], press: Callable[[QKeyEvent], bool]
    ) -> None:
        super().__init__()
        self.value = ""
        self._words, self._letters, self._press = words, letters, press
        self.setProperty("role", "cell")
        # A click leaves the cursor in the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked: self.turn())
        self.setText(words[""])

    def show_value(self, value: str) -> None:
        """Show a value."""
        if value == self.value:
            return
        self.value = value
        self.setText(self._words[value])
        self.setProperty("said", bool(value))
        self.style().unpolish(self)
        self.style().polish(self)

    def turn(self) -> None:
        """Take the next value; unsaid comes after the last."""
        values = [value for value in self._words if value] + [""]
        self._take(values[(values.index(self.value) + 1) % len(values)])

    def event(self, event: QEvent) -> bool:
        """Hear the keys of the row before Qt moves on with Tab."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._press(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the value of a letter; other letters are not for anybody else either."""
        typed = event.text().lower()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take("")
        elif event.key() == Qt.Key.Key_Space:
            self.turn()
        elif typed in self._letters:
            self._take(self._letters[typed])
            self.chosen.emit()
        elif not typed.isprintable() or not typed:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor has gone."""
        super().focusOutEvent(event)
        self.left.emit()

    def _take(self, value: str) -> None:
        if value != self.value:
            self.show_value(value)
            self.changed.emit()


class Fields(QWidget):
    """Who, how and whether it matters, from left to right; Right and Tab go on, Left and Shift+Tab back.

    Signals:
        changed: A field has changed.
        entered, left: The cursor came into a field and went.
        finished: The line is done; the next one is wanted.
        given_back: The cursor is to go back to the text.
    """

    changed = Signal()
    entered = Signal()
    left = Signal()
    finished = Signal()
    given_back = Signal()

    def __init__(self, completer: QCompleter, press: Callable[[QKeyEvent], bool]) -> None:
        """Make the fields.

        Args:
            completer: Offers names.
            press: Hears the keys that mean the same in every field of the row.
        """
        super().__init__()
        self._press_row, self._names = press, completer
        self.who = RowEdit(self._press_who, spelled=False)
        self.who.setPlaceholderText("who?")
        self.who.setAccessibleName("Who does it differently")
        self.who.setToolTip("Who does it: a competitor or anybody else (F2)")
        self.who.setCompleter(completer)
        self.who.textEdited.connect(lambda _text: self.changed.emit())
        completer.activated.connect(self._complete)
        self.how = self._cell(DIRECTION_WORDS, _DIRECTION_LETTERS, "Better, worse or different (F3; here b, w, d)")
        self.matters = self._cell(VALUE_WORDS, _VALUE_LETTERS, "Does it matter to customers? (F4; here y, n, ?)")
        self.how.chosen.connect(self.matters.setFocus)
        self.matters.chosen.connect(self.finished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.be_narrow(False)
        for widget in (self.who, self.how, self.matters):
            row.addWidget(widget)
            widget.entered.connect(self.entered)
            widget.left.connect(self.left)

    @property
    def focused(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return self.who.hasFocus() or self.how.hasFocus() or self.matters.hasFocus()

    @property
    def values(self) -> tuple[str, Direction, Value]:
        """What the fields say."""
        return self.who.text(), Direction(self.how.value), Value(self.matters.value)

    def show_answer(self, answer: Answer) -> None:
        """Show what is known; a name that says so already keeps its cursor."""
        if self.who.text() != answer.competitor:
            self.who.setText(answer.competitor)
            if not self.who.hasFocus():
                self.who.home(False)
        self.how.show_value(answer.direction)
        self.matters.show_value(answer.value)

    def be_narrow(self, narrow: bool) -> None:
        """Leave more of a narrow line to its text."""
        who, cell = _NARROW if narrow else _WIDE
        self.who.setFixedWidth(theme.px(who))
        for widget in (self.how, self.matters):
            widget.setFixedWidth(theme.px(cell))

    def clear(self) -> None:
        """Say nothing."""
        self.who.setText("")
        self.how.show_value("")
        self.matters.show_value("")

    def drop_cursor(self) -> None:
        """Take the cursor away."""
        for widget in (self.who, self.how, self.matters):
            widget.clearFocus()

    def _cell(self, words: Mapping[str, str], letters: Mapping[str, str], hint: str) -> Cell:
        cell = Cell(words, letters, self._press_cell)
        cell.setToolTip(hint)
        cell.setAccessibleName(hint)
        cell.changed.connect(self.changed)
        return cell

    def _complete(self, text: str) -> None:
        if self.who.hasFocus():
            self.who.setText(text)
            self.changed.emit()
            self.how.setFocus()

    def _press_who(self, event: QKeyEvent) -> bool:
        popup = self._names.popup()
        if popup is not None and popup.isVisible():
            return False
        inside = {
            Qt.Key.Key_Backspace: True,
            Qt.Key.Key_Left: not self.who.at_start,
            Qt.Key.Key_Right: not self.who.at_end,
        }
        if inside.get(Qt.Key(event.key()), event.matches(QKeySequence.StandardKey.Paste)):
            return False
        return self._press(event, None, self.how)

    def _press_cell(self, event: QKeyEvent) -> bool:
        if self.how.hasFocus():
            return self._press(event, self.who, self.matters)
        return self._press(event, self.how, None)

    def _press(self, event: QKeyEvent, before: QWidget | None, after: QWidget | None) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.finished.emit()
            case Qt.Key.Key_Escape | Qt.Key.Key_F2:
                self.given_back.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Right if after is not None:
                after.setFocus()
            case Qt.Key.Key_Tab | Qt.Key.Key_Right:
                self.finished.emit()
            case Qt.Key.Key_Backtab | Qt.Key.Key_Left if before is not None:
                before.setFocus()
            case Qt.Key.Key_Backtab | Qt.Key.Key_Left:
                self.given_back.emit()
            case _:
                return self._press_row(event)
        return True
