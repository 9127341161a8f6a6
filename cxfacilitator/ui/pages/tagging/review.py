"""Look through the answers one at a time, large, with the machine's suggestions; a person decides by key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, Suggestion
from cxfacilitator.services import tagging
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.bulk import BulkPanel
from cxfacilitator.ui.pages.tagging.card import FLAG_KEYS, AnswerCard
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.filters import Filters
from cxfacilitator.ui.pages.tagging.search import ThemeSearch
from cxfacilitator.ui.pages.tagging.suggestions import Suggestions
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.marked_list import MarkedList, MarkedRow

_REJECTING = "Reject which suggestion: 1, 2 or 3? Esc rejects none."


class ReviewFace(Face):
    """Suggestions are looked at one by one; only what a person has reviewed counts."""

    name = "review"
    title = "Review"
    key = "F2"
    keys = (
        ("Enter", "Accept the first suggestion; next answer"),
        ("1, 2, 3", "Accept a suggestion"),
        ("R, then 1-3", "Reject a suggestion, or take its theme away"),
        ("A letter or /", "Find another theme"),
        ("Delete", "Take the last theme away"),
        ("0 or Space", "Reviewed as it is; next answer"),
        ("N", "Not about customers; next answer"),
        ("?", "Unclear: ask the scribe; next answer"),
        ("E, X, B", "Flag: effort, explain, backstage"),
        ("U, !, P", "Flag: untested, serious, person"),
        ("Arrows", "Answer before, next answer"),
        ("Ctrl+Z", "Undo"),
    )

    def build(self) -> None:
        """Lay out the list at the left, and at the right one answer with what can be done to it."""
        self.current: AnswerId | None = None
        self._rejecting = False
        self.primary = QPushButton("Accept and go on")
        self.primary.setToolTip("Accept the first suggestion and show the next answer (Enter)")
        self.primary.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.primary.clicked.connect(self.accept_and_go_on)
        self.filters = Filters()
        self.filters.changed.connect(self._filter)
        self.list = MarkedList()
        self.list.setAccessibleName("Answers")
        self.list.row_chosen.connect(self.show_answer)
        self.count = label("", "small")
        self.bulk_button = QPushButton()
        self.bulk_button.setProperty("quiet", True)
        self.bulk_button.setToolTip(f"List the best suggestions above {LIKELY:.0%} of what nobody has reviewed yet")
        self.bulk_button.clicked.connect(self.open_bulk)
        left_side = QWidget()
        left = QVBoxLayout(left_side)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(8)
        left.addWidget(self.filters)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        left.addWidget(self.bulk_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.right = QStackedWidget()
        self.right.addWidget(self._review_side())
        self.bulk = BulkPanel()
        self.bulk.agreed.connect(self._accept_many)
        self.bulk.closed.connect(self.close_bulk)
        self.right.addWidget(self.bulk)
        self.splitter = QSplitter()
        self.splitter.addWidget(left_side)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([theme.px(300), theme.px(900)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def primary_action(self) -> QPushButton | None:
        """Return the button that Enter stands for."""
        return self.primary

    @property
    def answer(self) -> Answer | None:
        """The answer that is shown."""
        snapshot = self.workspace.snapshot
        return snapshot.answer.get(self.current) if snapshot is not None and self.current is not None else None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the list, and the chosen answer as it is now."""
        self.primary.setVisible(bool(snapshot.to_review) and self.right.currentWidget() is not self.bulk)
        self.search.set_codebook(snapshot.codebook)
        self.show_suggestions(snapshot)

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Show the newest suggestions, in the list too: what has none may be asked for."""
        self.offers.show_waiting(self.suggesting.waiting)
        self._show_list(snapshot)
        self._show_current(snapshot)

    def forget(self) -> None:
        """Begin again at the first answer."""
        self.current = None
        self.close_bulk()

    def show_answer(self, answer_id: AnswerId) -> None:
        """Show an answer."""
        self.current = answer_id
        self._rejecting = False
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.list.choose(answer_id)
            self._show_current(snapshot)

    def step(self, step: int) -> None:
        """Show the next answer of the list, or the one before."""
        rows = self.list.rows_model.rows
        place = next((place for place, row in enumerate(rows) if row.id == self.current), -1) + step
        if 0 <= place < len(rows):
            self.show_answer(_as_answer_id(rows[place].id))

    def offered(self) -> tuple[Suggestion, ...]:
        """Return the suggestions for the answer that is shown, without rejected ones."""
        snapshot = self.workspace.snapshot
        if snapshot is None or self.current is None:
            return ()
        rejected = {r.theme_id for r in snapshot.rejections if r.answer_id == self.current}
        return tuple(s for s in self.suggesting.suggestions.get(self.current, ()) if s.theme_id not in rejected)

    def accept_and_go_on(self) -> None:
        """Accept the first suggestion of an answer that nobody has reviewed, and show the next answer."""
        answer, offered = self.answer, self.offered()
        if answer is not None and not answer.reviewed and offered:
            self.workspace.do(tagging.accept, answer.id, offered[0].theme_id)
        self.step(1)

    def open_bulk(self) -> None:
        """List all likely suggestions before they can be accepted together."""
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.bulk.show_suggestions(snapshot, tagging.likely(snapshot, self.suggesting.suggestions))
            self.right.setCurrentWidget(self.bulk)
            self.primary.hide()
            self.bulk.table.setFocus()

    def close_bulk(self) -> None:
        """Go back to the answer."""
        self.right.setCurrentIndex(0)
        self.primary.show()
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; keys arrive here from the list and from wherever else nobody wants them."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        listening = self.answer is not None and self.right.currentWidget() is not self.bulk and not modifiers
        if not (listening and (self._press_named(event.key()) or self._press_letter(event.text()))):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        self.list.setFocus()

    def _review_side(self) -> QWidget:
        self.card = AnswerCard()
        self.card.theme_removed.connect(self._remove)
        self.card.flag_turned.connect(self._flag)
        self.card.review_turned.connect(self._review)
        self.offers = Suggestions()
        self.offers.accepted.connect(lambda suggestion: self._accept(suggestion.theme_id))
        self.offers.rejected.connect(self._reject)
        self.search = ThemeSearch()
        self.search.chosen.connect(self._choose_theme)
        self.below = QStackedWidget()
        self.search.opened.connect(lambda: self.below.setCurrentIndex(1))
        self.search.closed.connect(self._close_search)
        self.below.addWidget(self.offers)
        self.below.addWidget(self.search.list)
        self.hint = label("Suggestions", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.reviewed = Elided("", "muted")
        head = QHBoxLayout()
        head.addWidget(self.reviewed)
        head.addWidget(self.bar, 1)
        head.setSpacing(12)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        middle = QHBoxLayout()
        middle.addWidget(self.hint, 1)
        middle.addWidget(self.search, 1)
        column.addWidget(self.card, 3)
        column.addLayout(middle)
        column.addWidget(self.below, 2)
        return side

    def _show_list(self, snapshot: Snapshot) -> None:
        answers = [
            answer
            for answer in snapshot.to_review
            if answer.id == self.current
            or self.filters.keep(snapshot, answer, answer.id in self.suggesting.suggestions)
        ]
        if self.current not in snapshot.answer:
            waiting = (answer.id for answer in answers if not answer.reviewed)
            self.current = next(waiting, answers[0].id if answers else None)
        self.list.set_rows([_row(snapshot, answer) for answer in answers], self.current)
        total, reviewed = len(snapshot.to_review), sum(answer.reviewed for answer in snapshot.to_review)
        self.count.setText(f"{len(answers)} of {total} answers shown" if len(answers) < total else f"{total} answers")
        self.reviewed.set_text(f"{reviewed} of {total} reviewed; only reviewed answers count")
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(reviewed)
        likely = len(tagging.likely(snapshot, self.suggesting.suggestions))
        self.bulk_button.setText(f"Accept the best of all {likely} …")
        self.bulk_button.setVisible(likely > 1)

    def _show_current(self, snapshot: Snapshot) -> None:
        answer, offered = snapshot.answer.get(self.current) if self.current else None, self.offered()
        self.right.setEnabled(answer is not None)
        if answer is not None:
            self.card.show_answer(snapshot, answer, offered)
            self.offers.show_suggestions(snapshot, answer, offered, snapshot.themes_of.get(answer.id, ()))
            self.primary.setEnabled(bool(offered) and not answer.reviewed)
        self.hint.setText(_REJECTING if self._rejecting else "Suggestions")

    def _press_named(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accept_and_go_on()
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.step(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.step(1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                if self.card.chips:
                    self._remove(self.card.chips[-1].theme_id)
            case Qt.Key.Key_Escape if self._rejecting:
                self._ask_rejection(False)
            case _:
                return False
        return True

    def _press_letter(self, letter: str) -> bool:
        rejecting = self._rejecting
        if rejecting:
            self._ask_rejection(False)
        flag = next((flag for flag, (key, _) in FLAG_KEYS.items() if key == letter.upper()), None)
        match letter.upper():
            case "1" | "2" | "3":
                self._press_number(int(letter) - 1, rejecting)
            case "R":
                self._ask_rejection(bool(self.offered()))
            case "0" | " ":
                self._review(True)
                self.step(1)
            case "N":
                self._decide(NOT_CX)
            case "?":
                self._decide(UNCLEAR)
            case "/":
                self.search.open()
            case _ if flag is not None:
                self._flag(flag, not self.card.flags[flag].isChecked())
            case _ if letter.isalpha():
                self.search.open(letter)
            case _:
                return False
        return True

    def _press_number(self, place: int, rejecting: bool) -> None:
        offered = self.offered()
        if place < len(offered):
            if rejecting:
                self._reject(offered[place])
            else:
                self._accept(offered[place].theme_id)

    def _ask_rejection(self, asking: bool) -> None:
        self._rejecting = asking
        self.hint.setText(_REJECTING if asking else "Suggestions")

    def _accept(self, theme_id: ThemeId) -> None:
        if self.current is not None:
            self.workspace.do(tagging.accept, self.current, theme_id)

    def _decide(self, theme_id: ThemeId) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and theme_id in snapshot.codebook.by_id:
            self._accept(theme_id)
            self.step(1)
        else:
            self.told.emit(f"This codebook has no {theme_id}.", "warning")

    def _choose_theme(self, theme_id: str) -> None:
        self._accept(ThemeId(theme_id))

    def _reject(self, suggestion: Suggestion) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and suggestion.theme_id in snapshot.themes_of.get(suggestion.answer_id, ()):
            self._remove(suggestion.theme_id)
        else:
            self.workspace.do(tagging.reject, suggestion.answer_id, suggestion.theme_id)

    def _remove(self, theme_id: str) -> None:
        if self.current is not None:
            self.workspace.do(tagging.remove, self.current, ThemeId(theme_id))

    def _flag(self, flag: Flag, on: bool) -> None:
        if self.current is not None:
            self.workspace.do(tagging.set_flag, self.current, flag, on)

    def _review(self, reviewed: bool) -> None:
        answer = self.answer
        if answer is not None and answer.reviewed is not reviewed:
            self.workspace.do(tagging.set_reviewed, answer.id, reviewed)

    def _accept_many(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.workspace.do(tagging.accept_many, [(s.answer_id, s.theme_id) for s in suggestions])
        self.close_bulk()

    def _close_search(self) -> None:
        self.below.setCurrentIndex(0)
        self.list.setFocus()

    def _filter(self) -> None:
        self.current = None
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.show_snapshot(snapshot)
        self.list.setFocus()


def _row(snapshot: Snapshot, answer: Answer) -> MarkedRow:
    source = snapshot.source_of(answer)
    loose = isinstance(source, Form) and answer.box is Box.UNMARKED
    question = "" if loose else answer.box.question.value
    return MarkedRow(answer.id, source.audience, source.code, answer.wording, question, answer.reviewed)


def _as_answer_id(row_id: object) -> AnswerId:
    return AnswerId(str(row_id))
