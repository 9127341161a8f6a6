"""The particulars of an answer of Q3: who it speaks of, better or worse, and whether that matters to customers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from cxfacilitator.domain.sheets import Answer, Direction, Value
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.name_completer import NameCompleter
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

_DIRECTIONS: Mapping[str, tuple[Direction, str]] = {
    "B": (Direction.BETTER, "better"),
    "W": (Direction.WORSE, "worse"),
    "D": (Direction.DIFFERENT, "different"),
}
_VALUES: Mapping[str, tuple[Value, str]] = {
    "Y": (Value.YES, "yes"),
    "N": (Value.NO, "no"),
    "?": (Value.UNSURE, "not sure"),
}
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class WhoLine(LineEdit):
    """The name; Enter, Tab and Escape go back to the letters."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; no key reaches the page."""
        offered = self.completer().popup()
        if event.key() in _ENDS and offered is not None and offered.isVisible():
            event.ignore()  # it is for the names that are offered
            return
        if event.key() in _ENDS:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


class DifferRow(QFrame):
    """Three fields in one row; while it has the cursor, a letter chooses.

    Signals:
        who_typed: Carries the name as it is typed.
        direction_chosen: Carries a `Direction`; the chosen one pressed again means unsaid.
        value_chosen: Carries a `Value`; the same.
        finished: The cursor is wanted elsewhere.
    """

    who_typed = Signal(str)
    direction_chosen = Signal(object)
    value_chosen = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Q3: B, W, D better, worse, different; Y, N, ? matters to customers; Tab for who")
        self.setToolTip("Q, then B, W or D; Y, N or ?; Tab for who; Enter goes back.")
        self.directions: dict[Direction, QToolButton] = {}
        self.values: dict[Value, QToolButton] = {}
        self._by_key: dict[str, QToolButton] = {}
        for key, (direction, word) in _DIRECTIONS.items():
            button = self._by_key[key] = self.directions[direction] = _button(key, word)
            button.clicked.connect(
                lambda on, direction=direction: self.direction_chosen.emit(direction if on else Direction.UNSAID)
            )
        for key, (value, word) in _VALUES.items():
            button = self._by_key[key] = self.values[value] = _button(key, word)
            button.clicked.connect(lambda on, value=value: self.value_chosen.emit(value if on else Value.UNSAID))
        self.who = WhoLine()
        self.who.setProperty("role", "line")
        self.who.setPlaceholderText("who?")
        self.who.setAccessibleName("Who does it differently")
        self.who.textEdited.connect(self.who_typed)
        self.who.left.connect(self.finished)
        self.who.setFixedWidth(theme.px(112))
        self._names = QStringListModel(self)
        completer = NameCompleter(self._names, self.who)
        completer.activated.connect(self._take_name)
        self.who.setCompleter(completer)
        row = WrappingRow()
        row.add(label("Q: others are", "small"), *self.directions.values())
        row.add(label("It matters", "small"), *self.values.values())
        row.add(self.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(row)
        self.show_words(True)

    def show_answer(self, answer: Answer, others: Sequence[str]) -> None:
        """Show what is known; a name that is being typed keeps its cursor.

        Args:
            answer: An answer of Q3.
            others: The names that are offered while one is typed.
        """
        # What is being typed is no name yet that could be offered.
        if not self.who.hasFocus() and list(others) != self._names.stringList():
            self._names.setStringList(list(others))
        for direction, button in self.directions.items():
            button.setChecked(direction is answer.direction)
        for value, button in self.values.items():
            button.setChecked(value is answer.value)
        if self.who.text() != answer.competitor and not self.who.hasFocus():
            self.who.setText(answer.competitor)

    def show_words(self, shown: bool) -> None:
        """Show what each key chooses, or only the keys where there is little room."""
        for key, button in self._by_key.items():
            button.setText(f"{key} {button.accessibleName()}" if shown else key)

    def _take_name(self, name: str) -> None:
        """The name that was offered is the one; that it was taken is the end of typing it."""
        self.who.setText(name)
        self.who_typed.emit(name)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by letter, or go back; no other letter reaches the page."""
        typed = event.text().upper()
        if event.key() in _ENDS:
            self.finished.emit()
        elif typed in _DIRECTIONS:
            self.directions[_DIRECTIONS[typed][0]].click()
        elif typed in _VALUES:
            self.values[_VALUES[typed][0]].click()
        elif event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        event.accept()


def _button(key: str, word: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(word)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setProperty("role", "flag")
    button.setToolTip(f"{word.capitalize()} (Q, then {key})")
    return button
