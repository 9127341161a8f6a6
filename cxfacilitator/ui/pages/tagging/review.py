"""Look through the answers one at a time, large, with the machine's suggestions; a person decides by key."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.review import Left, changed_answers
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, MOST_THEMES, Suggestion
from cxfacilitator.services import tagging
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.bulk import BulkPanel
from cxfacilitator.ui.pages.tagging.card import AnswerCard
from cxfacilitator.ui.pages.tagging.digits import digit_of
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.meaning import ThemeMeaning
from cxfacilitator.ui.pages.tagging.offer import Offer
from cxfacilitator.ui.pages.tagging.progress import ReviewProgress
from cxfacilitator.ui.pages.tagging.queue import AnswerQueue
from cxfacilitator.ui.pages.tagging.search import ThemeSearch
from cxfacilitator.ui.pages.tagging.suggestions import Suggestions
from cxfacilitator.ui.pages.tagging.verbs import ReviewVerbs
from cxfacilitator.ui.widgets import EmptyState, label

_REJECTING = "Reject which suggestion: 1, 2 or 3? Esc rejects none."
_SHIFTED = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ReviewFace(Face):
    """Suggestions are looked at one by one; only what a person has reviewed counts."""

    name = "review"
    title = "Review"
    key = "F2"
    keys = (
        ("Enter", "Accept the first suggestion; next answer"),
        ("1, 2, 3", "Accept a suggestion"),
        ("R, then 1-3", "Reject a suggestion, or take its theme away"),
        ("/ or a free letter", "Find another theme, or make one of what you type"),
        ("Alt+1, 2, 3", "Take the first, second, third theme away; also Shift+2 and Shift+3"),
        ("Delete", "Take the last theme away"),
        ("0 or Space", "Reviewed as it is; next answer"),
        ("N", "Not about customers; next answer"),
        ("?", "Unclear: ask the scribe; next answer"),
        ("E, X, B", "Flag: effort, explain, backstage"),
        ("U, !, P", "Flag: untested, serious, person"),
        ("*", "Star for the report"),
        ("W", "Wrongly tagged? Look again later"),
        ("M", "Memo"),
        ("+", "Which groups said “us too” when it was read out"),
        ("C", "The selected words, or typed ones, become a cue of the main theme"),
        ("D", "What the next suggestion means; after the last, nothing"),
        ("Q", "Q3: better, worse, different; does it matter; who"),
        ("L", "More answers like this one"),
        ("Arrows", "Answer before, next answer"),
        ("Z, Shift+Z", "Undo, redo"),
    )

    def build(self) -> None:
        """Lay out the list at the left, and at the right one answer with what can be done to it."""
        self._seen: Snapshot | None = None
        self._redo_label = ""
        self._rejecting = False
        self.offer = Offer()
        self.progress = ReviewProgress()
        self.verbs = ReviewVerbs(self.workspace, lambda: self.answer)
        self.primary = QPushButton("Accept and go on")
        self.primary.setToolTip("Accept the first suggestion and show the next answer (Enter)")
        self.primary.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.primary.clicked.connect(self.accept_and_go_on)
        self.queue = AnswerQueue(self.workspace, self.suggesting)
        self.queue.chosen.connect(self.show_answer)
        self.queue.wanted_changed.connect(self._hear_filtered)
        self.bulk_button = QPushButton("Accept likely ones together …")
        self.bulk_button.setProperty("quiet", True)
        self.bulk_button.setProperty("inline", True)
        self.bulk_button.setToolTip("List the likely suggestions of what nobody has reviewed yet")
        self.bulk_button.clicked.connect(self.open_bulk)
        left_side = QWidget()
        left = QVBoxLayout(left_side)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(4)
        left.addWidget(self.queue, 1)
        left.addWidget(self.bulk_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing = EmptyState("tagging", "")
        self.one = self._review_side()
        self.right = QStackedWidget()
        self.right.addWidget(self.one)
        self.right.addWidget(self.nothing)
        self.splitter = QSplitter()
        self.splitter.addWidget(left_side)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([theme.px(300), theme.px(900)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._letters = self._what_letters_do()

    @cached_property
    def bulk(self) -> BulkPanel:
        """The list of likely suggestions; most reviews never ask for it."""
        made = BulkPanel()
        made.agreed.connect(self._accept_many)
        made.closed.connect(self.close_bulk)
        self.right.addWidget(made)
        return made

    def primary_action(self) -> QPushButton | None:
        """Return the button that Enter stands for."""
        return self.primary

    def corner(self) -> QWidget:
        """Return how far the review is."""
        return self.progress

    @property
    def current(self) -> AnswerId | None:
        """The answer that is shown."""
        return self.queue.current

    @property
    def answer(self) -> Answer | None:
        """What is known of the answer that is shown."""
        snapshot = self.workspace.snapshot
        return snapshot.answer.get(self.current) if snapshot is not None and self.current is not None else None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the list, and the chosen answer as it is now; after undo, the answer that undo has changed."""
        turned_back = self.workspace.redo_label or (self._redo_label and self._redo_label == self.workspace.undo_label)
        if turned_back and self._seen is not None and self._seen is not snapshot:
            changed = changed_answers(self._seen, snapshot)
            if changed and self.current not in changed:
                self.queue.current = changed[0]
        self._seen, self._redo_label = snapshot, self.workspace.redo_label
        self.search.set_codebook(snapshot.codebook)
        self.progress.show_snapshot(snapshot)
        self.show_suggestions(snapshot)

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Show the newest suggestions, in the list too: what has none may be asked for."""
        self.offers.show_waiting(snapshot.codebook, self.suggesting.waiting)
        self.queue.show_snapshot(snapshot)
        self.bulk_button.setVisible(len(self.suggesting.suggestions.sure(LIKELY)) > 1)
        self._show_current(snapshot)

    def forget(self) -> None:
        """Begin again at the first answer."""
        self._seen = None
        self.progress.forget()
        self.card.line.shut()
        self.queue.forget()
        self.close_bulk()

    def remembered(self) -> dict[str, str]:
        """Return what is listed first, and whether themes are explained."""
        return self.queue.filters.remembered() | {"meaning": str(int(not self.meaning.isHidden()))}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose it again."""
        self.queue.filters.put_back(remembered)
        self.meaning.setHidden(remembered.get("meaning") == "0")

    def show_answer(self, answer_id: AnswerId) -> None:
        """Show an answer; what was said of the one before is read."""
        self.told.emit("", "notice")
        self.card.line.shut()
        self.queue.current = answer_id
        self._ask_rejection(False)
        self._explained = 0
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self._show_current(snapshot)

    def step(self, step: int) -> None:
        """Show the next answer of the list, or the one before."""
        beside = self.queue.beside(step)
        if beside is not None:
            self.show_answer(beside)

    def offered(self) -> tuple[Suggestion, ...]:
        """Return the suggestions for the answer that is shown, in the order in which they were first shown for it."""
        snapshot = self.workspace.snapshot
        return self.offer.of(snapshot, self.current, self.suggesting) if snapshot is not None else ()

    def accept_and_go_on(self) -> None:
        """Accept the first suggestion of an answer that nobody has reviewed, and show the next answer."""
        answer, offered = self.answer, self.offered()
        if answer is not None and not answer.reviewed and offered:
            # A key that was pressed just before may not have reached the file yet.
            self.workspace.do(tagging.accept_unless_decided, answer.id, offered[0].theme_id)
        self.step(1)

    def open_bulk(self) -> None:
        """List all likely suggestions before they can be accepted together."""
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.bulk.show_suggestions(snapshot, self.suggesting.suggestions, self.queue.filters.wanted)
            self._show_side(self.bulk)
            self.bulk.table.setFocus()

    def close_bulk(self) -> None:
        """Go back to the answer."""
        self._show_side(self.one)
        self.queue.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; keys arrive here from the list and from wherever else nobody wants them."""
        listening = self.answer is not None and self.right.currentWidget() is self.one
        if not (listening and self._press(event)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        # The window's height and not the face's, which is as high as what it shows needs.
        self.window().installEventFilter(self)
        self.fit()
        self.queue.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that the window has another height."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Leave out more where the text is larger."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def fit(self) -> None:
        """Have the answer and all three suggestions in sight, whatever else a low window has no room for."""
        height = round(self.window().height() * 100 / theme.current().percent)
        self.card.fit(height)
        self.offers.fit(height)

    def _review_side(self) -> QWidget:
        self.card = AnswerCard()
        self.card.review_turned.connect(self.verbs.review)
        self.card.themes.removed.connect(self.verbs.remove)
        self.card.flags.flag_turned.connect(self.verbs.turn_flag)
        self.card.flags.mark_turned.connect(self.verbs.turn_mark)
        self.card.flags.endorsers_wanted.connect(self.open_endorsers)
        self.card.differ.direction_chosen.connect(self.verbs.set_direction)
        self.card.differ.value_chosen.connect(self.verbs.set_value)
        self.card.differ.who_typed.connect(self.verbs.type_competitor)
        self.card.differ.finished.connect(self._take_cursor_back)
        self.card.line.closed.connect(self._take_cursor_back)
        self.offers = Suggestions()
        self.offers.accepted.connect(lambda suggestion: self.verbs.accept(suggestion.theme_id))
        self.offers.rejected.connect(self.verbs.reject)
        self.offers.looked_at.connect(lambda suggestion: self._explain(suggestion.theme_id))
        self.meaning = ThemeMeaning()
        self._explained = 0
        self.below = QStackedWidget()
        self.search = ThemeSearch(makes=True)
        self.search.chosen.connect(self.verbs.accept)
        self.search.made.connect(self._make_theme)
        self.search.looked_at.connect(self._explain)
        self.search.opened.connect(lambda: self.below.setCurrentIndex(1))
        self.search.closed.connect(self._close_search)
        self.below.addWidget(self.offers)
        self.below.addWidget(self.search.list)
        self.hint = label("Suggestions", "strong")
        middle = QHBoxLayout()
        middle.addWidget(self.hint, 1)
        middle.addWidget(self.search, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        bottom.addWidget(self.below, 3)
        bottom.addWidget(self.meaning, 2)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card, 3)
        column.addLayout(middle)
        column.addLayout(bottom, 2)
        return side

    def _what_letters_do(self) -> Mapping[str, Callable[[], None]]:
        flags = {key: button.click for key, button in self.card.flags.by_key.items()}
        return flags | {
            "0": self._review_and_go_on,
            " ": self._review_and_go_on,
            "N": lambda: self._decide(NOT_CX),
            "?": lambda: self._decide(UNCLEAR),
            "R": lambda: self._ask_rejection(bool(self.offered())),
            "/": self.search.open,
            "M": self.open_memo,
            "C": self.take_cue,
            "D": self.explain_next,
            "Q": self._go_to_particulars,
            "L": self._want_like,
            "Z": self.workspace.undo,
        }

    def _show_side(self, side: QWidget) -> None:
        self.right.setCurrentWidget(side)
        self.primary.setVisible(side is self.one)

    def _show_current(self, snapshot: Snapshot) -> None:
        answer = snapshot.answer.get(self.current) if self.current else None
        if self.right.currentWidget() in (self.one, self.nothing):
            self._show_side(self.nothing if answer is None else self.one)
        if answer is None:
            done = self.queue.filters.wanted.left is Left.NOT_REVIEWED
            left = "Nothing is left to review here." if done else "No answer is like this."
            self.nothing.sentence.setText(f"{left} “Show all answers” below the list takes the filters away.")
            return
        offered = self.offered()
        themes = snapshot.themes_of.get(answer.id, ())
        self.card.show_answer(snapshot, answer, offered)
        self.offers.show_suggestions(snapshot, answer, offered, themes)
        self.primary.setEnabled(bool(offered) and not answer.reviewed)
        self.hint.setText(_REJECTING if self._rejecting else "Suggestions")
        explainable = self._explainable()
        self._explain(explainable[self._explained] if self._explained < len(explainable) else "")

    def _press(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~_KEYPAD
        plain = held in (Qt.KeyboardModifier.NoModifier, _SHIFTED)
        # On most keyboards Shift+1 writes the sign of the serious flag.
        number = 0 if event.text() == "!" else digit_of(event) or 0
        rejecting, typed = self._rejecting, event.text().upper()
        if rejecting and plain:
            self._ask_rejection(False)
        if 0 < number <= MOST_THEMES and held in (_SHIFTED, Qt.KeyboardModifier.AltModifier):
            self._remove_nth(number)
        elif not plain:
            return False
        elif 0 < number <= MOST_THEMES:
            self._press_number(number, rejecting)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_and_go_on()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.step(-1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left) else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove_nth(len(self.card.themes.chips))
        elif typed == "Z" and held == _SHIFTED:
            self.workspace.redo()
        elif typed in self._letters:
            self._letters[typed]()
        elif typed.isalpha():
            self.search.open(event.text())
        else:
            return rejecting and event.key() == Qt.Key.Key_Escape
        return True

    def _press_number(self, number: int, rejecting: bool) -> None:
        offered = self.offered()
        if number <= len(offered):
            suggestion = offered[number - 1]
            if rejecting:
                self.verbs.reject(suggestion)
            else:
                self.verbs.accept(suggestion.theme_id)

    def _ask_rejection(self, asking: bool) -> None:
        self._rejecting = asking
        self.hint.setText(_REJECTING if asking else "Suggestions")

    def open_memo(self) -> None:
        """Open the memo of the answer; what is typed is kept as it is typed."""
        answer = self.answer
        if answer is not None:
            self.card.line.open("Memo", answer.memo, "Enter ends", typed=partial(self.verbs.type_memo, answer.id))

    def open_endorsers(self, codes: str | None = None) -> None:
        """Ask which groups said "us too"; codes that cannot be are told, and stay to be corrected."""
        answer, snapshot = self.answer, self.workspace.snapshot
        if answer is None or snapshot is None:
            return
        if self.card.flags.endorsers.isHidden():
            self.told.emit("No other group was there that could have said “us too” to this.", "notice")
            return
        known = " ".join(snapshot.group[group_id].code for group_id in snapshot.endorsers.get(answer.id, ()))
        hint = "Codes of groups; Enter notes them"
        self.card.line.open(
            "Said “us too”", known if codes is None else codes, hint, entered=partial(self._note_endorsers, answer)
        )

    def take_cue(self) -> None:
        """Let the selected words hint at the main theme from now on; without any, ask for words."""
        chips, snapshot = self.card.themes.chips, self.workspace.snapshot
        if not chips or snapshot is None:
            self.told.emit("Give the answer a theme first: its words then become a cue of that theme.", "warning")
            return
        add = partial(self.verbs.add_cue, chips[0].theme_id)
        words = self.card.text.selectedText()
        if words.strip():
            add(words)
        else:
            name = snapshot.codebook.by_id[chips[0].theme_id].name
            self.card.line.open(f"Cue for {name}", "", "Enter adds it, Esc does not", entered=add)

    def explain_next(self) -> None:
        """Explain the next of the themes that are offered; after the last one, none."""
        if self.meaning.isHidden():
            self._explained = 0
        else:
            self._explained += 1
        more = self._explained < len(self._explainable())
        self.meaning.setVisible(more)
        if more:
            self._explain(self._explainable()[self._explained])

    def _explainable(self) -> list[ThemeId]:
        themes = [chip.theme_id for chip in self.card.themes.chips]
        return list(dict.fromkeys([*(suggestion.theme_id for suggestion in self.offered()), *themes]))

    def _explain(self, theme_id: str) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self.meaning.show_theme(snapshot.codebook, ThemeId(theme_id))

    def _decide(self, theme_id: ThemeId) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and theme_id in snapshot.codebook.by_id:
            self.verbs.accept(theme_id)
            self.step(1)
        else:
            self.told.emit(f"This codebook has no {theme_id}.", "warning")

    def _make_theme(self, name: str) -> None:
        if self.current is not None:
            self.make_theme(name, [self.current])

    def _remove_nth(self, number: int) -> None:
        if 0 < number <= len(self.card.themes.chips):
            self.verbs.remove(self.card.themes.chips[number - 1].theme_id)

    def _review_and_go_on(self) -> None:
        self.verbs.review(True)
        self.step(1)

    def _go_to_particulars(self) -> None:
        if not self.card.differ.isHidden():
            self.card.differ.setFocus()

    def _want_like(self) -> None:
        if self.current is not None:
            self.like_wanted.emit(self.current)

    def _note_endorsers(self, answer: Answer, codes: str) -> None:
        try:
            self.verbs.note_endorsers(answer, codes)
        except CxError as problem:
            self.told.emit(str(problem), "warning")
            self.open_endorsers(codes)

    def _accept_many(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.workspace.do(tagging.accept_many, [(s.answer_id, s.theme_id) for s in suggestions])
        self.close_bulk()

    def _close_search(self) -> None:
        self.below.setCurrentIndex(0)
        self._take_cursor_back()

    def _take_cursor_back(self) -> None:
        self.queue.list.setFocus()
        if self.workspace.snapshot is not None:
            self._show_current(self.workspace.snapshot)

    def _hear_filtered(self) -> None:
        self.card.line.shut()
        if self.workspace.snapshot is not None:
            self.show_suggestions(self.workspace.snapshot)
        self.queue.list.setFocus()
