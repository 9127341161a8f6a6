"""One line of a box: where it is, its marks, its text, what Q3 asks of it, and a tidied wording below it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.pasted import split_lines
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer, Box, Flag
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.drafts import LineState
from cxfacilitator.ui.pages.sheets.fields import Fields
from cxfacilitator.ui.pages.sheets.gutter import Gutter
from cxfacilitator.ui.pages.sheets.row_edit import RowEdit
from cxfacilitator.ui.widgets import label

_ROOMY = 300
"""From this width on a hint has room beside the words."""
_WIDE = 560
"""From this width on the fields of Q3 have all the room that they want."""


class Row(QWidget):
    """One line of a box. It knows the keys; what they do with other lines is up to the box.

    Signals:
        typed: The line has changed.
        tidied: Its tidied wording has changed.
        entered, left: The cursor came and went.
        returned: Enter.
        stepped: Up or down; carries -1 or 1.
        tabbed: Tab or Shift+Tab; carries 1 or -1.
        erased: Backspace on an empty line.
        pasted: Several lines were pasted; carries them.
        sorted: An unmarked line of Q4 was put into a box; carries the box.
        brought_back: A line in the parking lot is wanted back.
    """

    typed = Signal()
    tidied = Signal()
    entered = Signal()
    left = Signal()
    returned = Signal()
    stepped = Signal(int)
    tabbed = Signal(int)
    erased = Signal()
    pasted = Signal(object)
    sorted = Signal(object)
    brought_back = Signal()

    def __init__(self, box: Box, completer: QCompleter) -> None:
        super().__init__()
        self.box = box
        self.answer: Answer | None = None
        self.starred = False
        self.parked = False
        self.gutter = Gutter()
        self.edit = RowEdit(self._press)
        self.edit.setAccessibleName(f"Line of {box.label}")
        self.edit.textEdited.connect(lambda _text: self._hear_typed())
        self.edit.entered.connect(self._enter)
        self.edit.left.connect(self._leave)
        self.hint = label("", "small")
        self.unsaved = label("Not saved", "danger")
        self.fields = Fields(completer, self._press) if box is Box.DIFFER else None
        self.tidy: RowEdit | None = None
        self._tidy_line = QWidget()
        self._back: QPushButton | None = None
        self._choice: list[QPushButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        self._line.addWidget(self.gutter)
        self._line.addWidget(self.edit, 1)
        self._line.addWidget(self.hint)
        if self.fields is not None:
            self._add_fields(self.fields)
        if box is Box.UNMARKED:
            self._add_choice()
        self._line.addWidget(self.unsaved)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._line)
        for later in (self.hint, self.unsaved):
            later.hide()

    @property
    def blank(self) -> bool:
        """Whether there is no text on the line."""
        return not self.edit.text().strip()

    @property
    def focused(self) -> bool:
        """Whether somebody may be typing here."""
        in_fields = self.fields is not None and self.fields.focused
        return self.edit.hasFocus() or in_fields or (self.tidy is not None and self.tidy.hasFocus())

    def show_answer(self, answer: Answer, parked: bool = False) -> None:
        """Show a line; where it already says so, the cursor stays in its place."""
        self.answer = answer
        _show_text(self.edit, answer.text)
        self._show_marks(answer.starred, Flag.SERIOUS in answer.flags)
        if self.fields is not None:
            self.fields.show_answer(answer)
        self._show_fields()
        if answer.tidy or self.tidy is not None:
            _show_text(self._tidy_editor(), answer.tidy)
            self._show_tidy()
        if parked != self.parked:
            self._show_parked(parked)

    def show_state(self, state: LineState | None, reason: str = "") -> None:
        """Show where the line is; a refused one is red and says why."""
        state = None if self.blank and state is LineState.SAVED else state
        if state is self.gutter.state:
            return
        refused = state is LineState.REFUSED
        self.gutter.show_state(state)
        if self.unsaved.isHidden() == refused:
            self.unsaved.setVisible(refused)
            self.unsaved.setToolTip(reason)
            _restyle(self.edit, "refused", refused)

    def show_hint(self, text: str) -> None:
        """Say what the line is like; an empty text says nothing."""
        if text != self.hint.toolTip():
            self.hint.setToolTip(text)
            self._fit_hint()

    def erase(self) -> None:
        """Empty the line; it keeps its identity, so that the same line can come back."""
        self.edit.setText("")
        self._show_marks(starred=False, serious=False)
        if self.fields is not None:
            self.fields.clear()
        if self.answer is not None:
            blank = replace(self.answer, ref="", text="", competitor="", flags=frozenset(), tidy="", starred=False)
            self.show_answer(blank)
        self.show_state(None)

    def fill(self, answer: Answer) -> Answer:
        """Return a line with what is typed here."""
        filled = replace(answer, text=self.edit.text(), starred=self.starred)
        if self.fields is not None:
            who, direction, value = self.fields.values
            filled = replace(filled, competitor=who, direction=direction, value=value)
        return replace(filled, tidy=self.tidy.text()) if self.tidy is not None else filled

    def take_cursor(self, place: int = -1) -> None:
        """Put the cursor into the line, by default at its end."""
        self.edit.setFocus()
        if place < 0:
            self.edit.end(False)
        else:
            self.edit.setCursorPosition(place)

    def drop_cursor(self) -> None:
        """Take the cursor away."""
        self.edit.clearFocus()
        if self.fields is not None:
            self.fields.drop_cursor()
        if self.tidy is not None:
            self.tidy.clearFocus()

    def insert_illegible(self) -> None:
        """Put the marker of a word that cannot be read where the cursor is, or over what is selected."""
        before = self.edit.text()[: self.edit.place]
        gap = " " if before and not before[-1].isspace() else ""
        self.edit.setFocus()
        self.edit.insert(f"{gap}{ILLEGIBLE}")

    def open_tidy(self) -> None:
        """Put the cursor into the tidied wording below the line."""
        editor = self._tidy_editor()
        self._tidy_line.show()
        editor.setFocus()
        editor.end(False)

    def _add_fields(self, fields: Fields) -> None:
        fields.changed.connect(self._change_field)
        fields.entered.connect(self._enter)
        fields.left.connect(self._leave)
        fields.finished.connect(self.returned)
        fields.given_back.connect(self.take_cursor)
        self._line.addWidget(fields)
        self._show_fields()

    def _add_choice(self) -> None:
        for box, keys in ((Box.CONTINUE, "Alt+Shift+4"), (Box.START, "Alt+Shift+5")):
            button = _cell(box.value.capitalize(), f"This line is something to {box.value} ({keys})")
            button.clicked.connect(lambda _checked, box=box: self.sorted.emit(box))
            self._choice.append(button)
            self._line.addWidget(button)
        self._show_fields()

    def _tidy_editor(self) -> RowEdit:
        if self.tidy is None:
            self.tidy = RowEdit(self._press_tidy)
            self.tidy.setAccessibleName("Tidied wording")
            self.tidy.textEdited.connect(lambda _text: self.tidied.emit())
            self.tidy.entered.connect(self._enter)
            self.tidy.left.connect(self._leave)
            below = QHBoxLayout(self._tidy_line)
            below.setContentsMargins(theme.px(24), 0, 0, 0)
            below.setSpacing(6)
            below.addWidget(label("Tidied", "small"))
            below.addWidget(self.tidy, 1)
            self._column.addWidget(self._tidy_line)
        return self.tidy

    def _show_tidy(self) -> None:
        if self.tidy is not None:
            self._tidy_line.setVisible(bool(self.tidy.text()) or self.tidy.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the words where there is little of it."""
        super().resizeEvent(event)
        self._fit_hint()
        if self.fields is not None:
            self.fields.be_narrow(self.width() < theme.px(_WIDE))

    def _fit_hint(self) -> None:
        text = self.hint.toolTip()
        self.hint.setText(text if self.width() >= theme.px(_ROOMY) else "≈" if text else "")
        self.hint.setVisible(bool(text))

    def _show_marks(self, starred: bool, serious: bool) -> None:
        self.starred = starred
        self.gutter.show_marks(starred, serious)

    def _show_parked(self, parked: bool) -> None:
        self.parked = parked
        _restyle(self.edit, "parked", parked)
        if self._back is None:
            self._back = _cell("Bring back", "In the parking lot, where it counts for nothing (F7 brings it back)")
            self._back.clicked.connect(lambda _checked: self.brought_back.emit())
            self._line.insertWidget(2, self._back)
        self._back.setVisible(parked)

    def _show_fields(self) -> None:
        if self.fields is not None:
            self.fields.setVisible(not self.blank or self.focused)
        for button in self._choice:
            button.setVisible(not self.blank)

    def _hear_typed(self) -> None:
        self._show_fields()
        self.typed.emit()

    def _change_field(self) -> None:
        self._show_fields()
        self.typed.emit()

    def _enter(self) -> None:
        self._show_fields()
        self.entered.emit()

    def _leave(self) -> None:
        fields = [self.fields.who] if self.fields is not None else []
        for editor in (self.edit, *fields):
            if _strip(editor):
                self.typed.emit()
        if self.tidy is not None and _strip(self.tidy):
            self.tidied.emit()
        if self.answer is not None and self.fill(self.answer) != self.answer:
            self.typed.emit()  # Qt fills in a name that is chosen from the list without calling it typed
        self._show_fields()
        self._show_tidy()
        self.left.emit()

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means on a line; what is special to the text comes first."""
        if self.edit.hasFocus() and self._press_text(event):
            return True
        if not _is_plain(event):
            return False
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_F3 if self.fields is not None:
                self.fields.how.turn()
            case Qt.Key.Key_F4 if self.fields is not None:
                self.fields.matters.turn()
            case _:
                return False
        return True

    def _press_text(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(QGuiApplication.clipboard().text())
        if not _is_plain(event):
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.returned.emit()
            case Qt.Key.Key_Right if self.fields is not None and not self.blank and self.edit.at_end:
                self.fields.who.setFocus()
            case Qt.Key.Key_Tab:
                self.tabbed.emit(1)
            case Qt.Key.Key_Backtab:
                self.tabbed.emit(-1)
            case Qt.Key.Key_Backspace if self.starred and self.edit.at_start:
                self._star(False)
            case Qt.Key.Key_Backspace if not self.edit.text():
                self.erased.emit()
            case Qt.Key.Key_F2 if self.fields is not None:
                self.fields.who.setFocus()
            case _ if event.text() == "*" and self.edit.at_start:
                self._star(not self.starred)
            case _:
                return False
        return True

    def _press_tidy(self, event: QKeyEvent) -> bool:
        if not _is_plain(event):
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.returned.emit()
            case Qt.Key.Key_Escape | Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self.take_cursor()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Tab:
                self.tabbed.emit(1)
            case _:
                return False
        return True

    def _star(self, starred: bool) -> None:
        self._show_marks(starred, self.gutter.serious)
        if not self.blank:
            self.typed.emit()

    def _paste(self, text: str) -> bool:
        lines = split_lines(text)
        if len(lines) > 1:
            self.pasted.emit(lines)
        elif lines and self.blank:
            self.edit.insert(lines[0])
        else:
            return False
        return True


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)


def _strip(editor: RowEdit) -> bool:
    """Take the outer blanks away, and show the beginning; whether there were any."""
    text = editor.text()
    if text != text.strip():
        editor.setText(text.strip())
    editor.setToolTip(editor.text())
    editor.home(False)
    return text != text.strip()


def _show_text(editor: RowEdit, text: str) -> None:
    if editor.text() != text:
        editor.setText(text)
        editor.setToolTip(text)
        if not editor.hasFocus():
            editor.home(False)


def _restyle(widget: QWidget, name: str, value: bool) -> None:
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _cell(text: str, hint: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "cell")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(hint)
    return button
