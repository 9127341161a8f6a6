"""One line of a box: where it is, its text, and in Q3 who does it, how, and whether that matters to customers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cxfacilitator.domain.sheets import Answer, Box, Direction, Value
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.drafts import LineState
from cxfacilitator.ui.widgets import SpelledLine, label

T = TypeVar("T")
DIRECTION_WORDS = {
    Direction.UNSAID: "better?",
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.DIFFERENT: "different",
}
VALUE_WORDS = {
    Value.UNSAID: "matters?",
    Value.YES: "matters",
    Value.NO: "does not",
    Value.UNSURE: "unsure",
}
LONGEST = 1_000_000
"""Qt's own limit would cut an imported text, and typing in it would then put the cut text in the file."""
_WINDOW_KEYS = ("Ctrl+Right", "Ctrl+Left")


class StateDot(QWidget):
    """Where a line is: a ring while it is being saved, a disc when it is in the file, a cross when it was refused."""

    def __init__(self) -> None:
        super().__init__()
        self.state: LineState | None = None

    def show_state(self, state: LineState | None) -> None:
        """Show a state; None for a line that is empty."""
        if state is not self.state:
            self.state = state
            self.setToolTip(state.value if state else "")
            self.update()

    def sizeHint(self) -> QSize:
        """Return a small square that grows with the text."""
        return QSize(theme.px(10), theme.px(10))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state in the middle."""
        if self.state is None:
            return
        edge = theme.px(10) * (0.5 if self.state is LineState.SAVED else 0.8)
        area = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match self.state:
            case LineState.SAVED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("good"))
                painter.drawEllipse(area)
            case LineState.SAVING:
                painter.setPen(QPen(theme.colour("warning"), 1.5))
                painter.drawEllipse(area)
            case LineState.REFUSED:
                painter.setPen(QPen(theme.colour("danger"), 2))
                painter.drawLine(area.topLeft(), area.bottomRight())
                painter.drawLine(area.topRight(), area.bottomLeft())
        painter.end()


class RowEdit(SpelledLine):
    """A line of which the row hears every key first; undo is the window's, since each key goes to the file."""

    entered = Signal()
    left = Signal()

    def __init__(self, press: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._press = press
        self.setProperty("role", "line")
        self.setMaxLength(LONGEST)

    def event(self, event: QEvent) -> bool:
        """Hear Tab before Qt moves on, and leave to the window what it understands better."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_window_key(event):
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress:
                if _is_window_key(event):
                    event.ignore()
                    return False
                if self._press(event):
                    return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the cursor has gone."""
        super().focusOutEvent(event)
        self.left.emit()


class Row(QWidget):
    """One line of a box. It knows the keys; what they do with other lines is up to the box.

    Signals:
        typed: The line has changed.
        entered, left: The cursor came and went.
        returned: Enter.
        stepped: Up or down; carries -1 or 1.
        tabbed: Tab or Shift+Tab; carries 1 or -1.
        erased: Backspace on an empty line.
        pasted: Several lines were pasted; carries them.
        sorted: An unmarked line of Q4 was put into a box; carries the box.
    """

    typed = Signal()
    entered = Signal()
    left = Signal()
    returned = Signal()
    stepped = Signal(int)
    tabbed = Signal(int)
    erased = Signal()
    pasted = Signal(object)
    sorted = Signal(object)

    def __init__(self, box: Box, completer: QCompleter | None = None) -> None:
        super().__init__()
        self.box = box
        self.answer: Answer | None = None
        self.direction, self.value = Direction.UNSAID, Value.UNSAID
        self.dot = StateDot()
        self.edit = RowEdit(self._press)
        self.edit.setAccessibleName(f"Line of {box.label}")
        self.edit.textEdited.connect(lambda _text: self.typed.emit())
        self.edit.entered.connect(self._enter)
        self.edit.left.connect(self._leave)
        self.unsaved = label("Not saved", "danger")
        self.unsaved.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.dot)
        self._layout.addWidget(self.edit, 1)
        self.who = RowEdit(self._press_who)
        self.who.spelled = False
        self.how = QPushButton()
        self.matters = QPushButton()
        self._names = completer
        self._extras: tuple[QWidget, ...] = ()
        if box is Box.DIFFER:
            self._add_fields()
        if box is Box.UNMARKED:
            self._add_choice()
        self._layout.addWidget(self.unsaved)
        self._show_fields()

    @property
    def blank(self) -> bool:
        """Whether there is no text on the line."""
        return not self.edit.text().strip()

    @property
    def focused(self) -> bool:
        """Whether somebody may be typing here."""
        return self.edit.hasFocus() or self.who.hasFocus()

    def show_answer(self, answer: Answer) -> None:
        """Show a line; where it already says so, the cursor stays in its place."""
        self.answer = answer
        for editor, text in ((self.edit, answer.text), (self.who, answer.competitor)):
            if editor.text() != text:
                editor.setText(text)
                if not editor.hasFocus():
                    editor.home(False)
        self.direction, self.value = answer.direction, answer.value
        self._show_fields()

    def show_state(self, state: LineState | None, reason: str = "") -> None:
        """Show where the line is; a refused one is red and says why."""
        state = None if self.blank and state is LineState.SAVED else state
        refused = state is LineState.REFUSED
        self.dot.show_state(state)
        if self.unsaved.isHidden() == refused:
            self.unsaved.setVisible(refused)
            self.edit.setProperty("refused", refused)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        self.unsaved.setToolTip(reason)
        self.edit.setToolTip(reason or self.edit.text())

    def erase(self) -> None:
        """Empty the line; it keeps its identity, so that the same line can come back."""
        self.edit.clear()
        self.who.clear()
        self.direction, self.value = Direction.UNSAID, Value.UNSAID
        self.show_state(None)
        self._show_fields()

    def fill(self, answer: Answer) -> Answer:
        """Return a line with what is typed here."""
        return replace(
            answer,
            text=self.edit.text(),
            competitor=self.who.text(),
            direction=self.direction,
            value=self.value,
        )

    def take_cursor(self) -> None:
        """Put the cursor at the end of the line."""
        self.edit.setFocus()
        self.edit.end(False)

    def drop_cursor(self) -> None:
        """Take the cursor away."""
        for editor in (self.edit, self.who):
            editor.clearFocus()

    def turn_direction(self) -> None:
        """Take the next of better, worse, different and unsaid."""
        self.direction = _next(tuple(Direction), self.direction)
        self._change_field()

    def turn_value(self) -> None:
        """Take the next of yes, no, unsure and unsaid."""
        self.value = _next(tuple(Value), self.value)
        self._change_field()

    def _add_fields(self) -> None:
        self.who.setPlaceholderText("who?")
        self.who.setAccessibleName("Who does it differently")
        self.who.setToolTip("Who does it: a competitor or anybody else (F2)")
        self.who.setFixedWidth(theme.px(112))
        self.who.textEdited.connect(lambda _text: self._change_field())
        self.who.entered.connect(self._enter)
        self.who.left.connect(self._leave)
        if self._names is not None:
            self.who.setCompleter(self._names)
            self._names.activated.connect(self._complete)
        for button, turn, keys, width in (
            (self.how, self.turn_direction, "Better, worse or different (F3)", 84),
            (self.matters, self.turn_value, "Does it matter to customers? (F4)", 84),
        ):
            button.setProperty("role", "cell")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(keys)
            button.setFixedWidth(theme.px(width))
            button.clicked.connect(lambda _checked, turn=turn: turn())
        self._extras = (self.who, self.how, self.matters)
        for widget in self._extras:
            self._layout.addWidget(widget)

    def _add_choice(self) -> None:
        for box, keys in ((Box.CONTINUE, "Alt+Shift+4"), (Box.START, "Alt+Shift+5")):
            button = QPushButton(box.value.capitalize())
            button.setProperty("role", "cell")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"This line is something to {box.value} ({keys})")
            button.clicked.connect(lambda _checked, box=box: self.sorted.emit(box))
            self._layout.addWidget(button)

    def _show_fields(self) -> None:
        self.how.setText(DIRECTION_WORDS[self.direction])
        self.matters.setText(VALUE_WORDS[self.value])
        for button, said in ((self.how, self.direction), (self.matters, self.value)):
            if button.property("said") != bool(said):
                button.setProperty("said", bool(said))
                button.style().unpolish(button)
                button.style().polish(button)
        for widget in self._extras:
            widget.setVisible(not self.blank or self.focused)

    def _change_field(self) -> None:
        self._show_fields()
        self.typed.emit()

    def _complete(self, text: str) -> None:
        if self.who.hasFocus():
            self.who.setText(text)
            self._change_field()

    def _enter(self) -> None:
        self._show_fields()
        self.entered.emit()

    def _leave(self) -> None:
        for editor in (self.edit, self.who):
            if editor.text() != editor.text().strip():
                editor.setText(editor.text().strip())
                self.typed.emit()
            editor.home(False)
        if self.answer is not None and self.who.text() != self.answer.competitor:
            self.typed.emit()  # Qt fills in a name that is chosen from the list without calling it typed
        self._show_fields()
        self.left.emit()

    def _press(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(QGuiApplication.clipboard().mimeData())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if not plain:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.returned.emit()
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Tab:
                self.tabbed.emit(1)
            case Qt.Key.Key_Backtab:
                self.tabbed.emit(-1)
            case Qt.Key.Key_Backspace if not self.edit.text():
                self.erased.emit()
            case Qt.Key.Key_F2 if self._extras:
                self.who.setFocus()
            case Qt.Key.Key_F3 if self._extras:
                self.turn_direction()
            case Qt.Key.Key_F4 if self._extras:
                self.turn_value()
            case _:
                return False
        return True

    def _press_who(self, event: QKeyEvent) -> bool:
        popup = self._names.popup() if self._names is not None else None
        if popup is not None and popup.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_F2:
                self.take_cursor()
                return True
            case Qt.Key.Key_Backspace:
                return False
        return not event.matches(QKeySequence.StandardKey.Paste) and self._press(event)

    def _paste(self, data: QMimeData) -> bool:
        lines = split_lines(data.text())
        if len(lines) < 2:
            return False
        self.pasted.emit(lines)
        return True


def split_lines(text: str) -> tuple[str, ...]:
    r"""Return the lines of a pasted text without blanks and bullets.

    >>> split_lines("- one\n\n• two ")
    ('one', 'two')
    """
    lines = (line.strip().lstrip("-–•*·").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _next(values: Sequence[T], value: T) -> T:
    return values[(values.index(value) + 1) % len(values)]


def _is_window_key(event: QKeyEvent) -> bool:
    standard = QKeySequence.StandardKey
    if event.matches(standard.Undo) or event.matches(standard.Redo):
        return True
    return QKeySequence(event.keyCombination()).toString() in _WINDOW_KEYS
