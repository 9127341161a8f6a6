"""The answers that have the chosen theme: read, moved to another theme, split off into a new one, mined for cues."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.theme_use import ThemeUse
from cxfacilitator.ui import theme as look
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.codebook.bars import MoveBar
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.quote_list import QuoteList

MOST = 1000
"""Answers that are listed: of more than these nobody reads one after the other, and laying them out takes time."""
_WORDS = 52
_NOTHING = "No answer that a person has reviewed has this theme."
_HINT = "Select words of the answer and press Ctrl+K: they become a cue."


class AnswersPanel(QWidget):
    """A list of answers, the words of the one under the cursor, and what can be done with those that are selected.

    Signals:
        answer_wanted: Carries the id of an answer that is to be shown where it is tagged.
        cue_wanted: Carries words that are to become a cue.
        split_wanted: The selected answers are to become a new theme.
        moved: Carries the ids of answers and the theme that they are to have instead.
    """

    answer_wanted = Signal(str)
    cue_wanted = Signal(str)
    split_wanted = Signal()
    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "strong")
        self.list = QuoteList("Answers with this theme", _NOTHING, marked=True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.row_chosen.connect(self._show_words)
        self.list.row_activated.connect(lambda answer: self.answer_wanted.emit(answer.id))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName("Words of the answer")
        self.words.setToolTip(_HINT)
        self.split = QPushButton("Split off")
        self.split.setToolTip("Make a new theme of the selected answers (S)")
        self.split.clicked.connect(self.split_wanted)
        self.move_button = QPushButton("Move")
        self.move_button.setToolTip("Give the selected answers another theme instead of this one (T)")
        self.move_button.clicked.connect(self.begin_move)
        self.cue = QPushButton("Make it a cue")
        self.cue.setToolTip("Make a cue of the selected words, or of the word at the cursor (Ctrl+K)")
        self.cue.clicked.connect(self.take_cue)
        for button in (self.split, self.move_button, self.cue):
            button.setProperty("role", "small")
        self.bar = MoveBar()
        self.bar.hide()
        self.bar.closed.connect(self._close_bar)
        self.bar.chosen.connect(self._move)
        self._theme_id = ThemeId("")
        self._answers: Sequence[Answer] = ()
        self._lay_out()
        self._show_words(None)
        on_key(self, "Ctrl+K", self.take_cue)

    @property
    def selected(self) -> tuple[AnswerId, ...]:
        """The ids of the selected answers from top to bottom."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(self.list.answers[place].id for place in places)

    def show_theme(self, snapshot: Snapshot, theme: Theme, use: ThemeUse) -> None:
        """Show the answers of a theme; what is selected stays so while it is there."""
        if theme.id != self._theme_id:
            self._theme_id, self._answers = theme.id, ()
            self.list.set_rows(())
            self.bar.hide()
        if use.all_answers != self._answers:
            kept = self.selected
            self._answers = use.all_answers
            self.list.show_answers(snapshot, use.all_answers[:MOST])
            self._select(kept)
        more = f"; the first {MOST} are listed" if len(use.all_answers) > MOST else ""
        what = "code" if theme.residual else "theme"
        self.title.setText(f"{amount(len(use.all_answers), 'answer')} with this {what}{more}")
        self.bar.offer(snapshot.codebook, theme)
        self._show_selection()

    def begin_move(self) -> None:
        """Ask which theme the selected answers are to have."""
        if self.selected:
            self.bar.ask(len(self.selected))

    def take_cue(self) -> None:
        """Make a cue of the selected words, or go where words can be selected."""
        if self.list.hasFocus() and not self.words.textCursor().hasSelection():
            self.words.setFocus()
            return
        cursor = self.words.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        chosen = " ".join(cursor.selectedText().split())
        if chosen:
            self.cue_wanted.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Split with S, move with T, and out of the words with Escape."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape and self.words.hasFocus():
            self.list.setFocus()
        elif not held and self.list.hasFocus() and event.key() == Qt.Key.Key_S and self.selected:
            self.split_wanted.emit()
        elif not held and self.list.hasFocus() and event.key() == Qt.Key.Key_T:
            self.begin_move()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.words.setFixedHeight(look.px(_WORDS))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.split)
        head.addWidget(self.move_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.cue, 0, Qt.AlignmentFlag.AlignTop)
        self.words.setFixedHeight(look.px(_WORDS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _show_words(self, answer: Answer | None) -> None:
        self.words.setPlainText(answer.wording if answer is not None else "")
        if answer is not None and not self.selected:  # with Ctrl held, the cursor comes without a selection
            self._select((answer.id,))
        self.words.setVisible(answer is not None)
        self.cue.setVisible(answer is not None)

    def _show_selection(self) -> None:
        chosen = len(self.selected)
        self.split.setText(f"Split {chosen} off" if chosen else "Split off")
        self.move_button.setText(f"Move {chosen}" if chosen else "Move")
        for button in (self.split, self.move_button):
            button.setEnabled(bool(chosen))

    def _select(self, kept: Sequence[AnswerId]) -> None:
        self.list.selectionModel().clearSelection()
        for place, answer in enumerate(self.list.answers):
            if answer.id in kept:
                index = self.list.rows_model.index(place)
                self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def _move(self, theme_id: ThemeId) -> None:
        chosen = self.selected
        self._close_bar()
        if chosen:
            self.moved.emit(chosen, theme_id)

    def _close_bar(self) -> None:
        self.bar.hide()
        self.list.setFocus()
