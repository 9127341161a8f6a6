"""The findings: drafted by rule, and kept, worded or dismissed by a person; every number opens its words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.pages.comparison.findings.bars import DismissBar, OwnBar
from cxfacilitator.ui.pages.comparison.findings.card_side import EVIDENCE, QUOTES, WORDING, CardSide
from cxfacilitator.ui.pages.comparison.findings.evidence import FIRST_KEY, MOST_NUMBERS
from cxfacilitator.ui.pages.comparison.findings.rows import decided, rows, which_of
from cxfacilitator.ui.pages.comparison.findings.sureness import Sureness
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.search_edit import SearchEdit
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.wrapped_list import WrappedList

NONE_YET, NONE_WITH_WORDS = "There are no findings yet.", "No finding has all of these words."


class FindingsFace(Face):
    """The list, and beside it the finding under the cursor."""

    name = "findings"
    title = "Findings"
    key = "F4"
    keys = (
        ("A", "Accept: keep the finding; one that has changed stays in your words"),
        ("D", "Dismiss, with a reason"),
        ("E, R, B", "Word the sentence, choose the response, word the debrief's question"),
        ("Q", "Pick quotes: Space picks, Ctrl+Up and Ctrl+Down put them in order"),
        ("Ctrl+Up, Ctrl+Down", "Put a kept finding earlier or later"),
        ("N", "Add a finding of your own"),
        ("U, Delete", "Take back what was decided; your own finding is deleted"),
        ("Enter", "Go to the words; Enter again shows one where it is tagged; Esc leads back"),
        ("0-5", "Words of all boxes, or of one"),
        ("6-9", "Words behind the first to fourth number of the sentence"),
        ("W", "How sure is this?"),
        ("Ctrl+F", "Find a theme or a word"),
        ("Ctrl+C", "Copy a quote or a finding"),
    )

    def build(self) -> None:
        """Lay out the list and the side."""
        self._compared: Compared | None = None
        self.accept = QPushButton("Accept")
        self.accept.setProperty("primary", True)
        self.accept.setToolTip("Keep this finding on the list (A)")
        self.accept.clicked.connect(self.keep)
        self.dismiss_button = QPushButton("Dismiss")
        self.dismiss_button.setToolTip("Leave it out of what leadership reads, with a reason (D)")
        self.dismiss_button.clicked.connect(self.ask_why)
        self.own_button = QPushButton("Add your own")
        self.own_button.setToolTip("Add a finding of your own (N)")
        self.own_button.clicked.connect(self.ask_own)
        self.search = SearchEdit("Find a theme or a word", "Ctrl+F")
        self.search.textChanged.connect(lambda _text: self._fill())
        self.progress = label("", "muted")
        self.progress.setToolTip("Serious answers are never averaged away; they stand at the end, word for word.")
        self.list = WrappedList("Findings", NONE_YET)
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_activated.connect(self._open)
        self.dismissing = DismissBar()
        self.dismissing.given.connect(self._dismiss)
        self.dismissing.closed.connect(self._close_bars)
        self.owning = OwnBar()
        self.owning.given.connect(self._own)
        self.owning.closed.connect(self._close_bars)
        self.sureness = Sureness(self.workspace)
        self.side = CardSide(self.workspace)
        self.side.answer_wanted.connect(self.answer_wanted)
        self.workspace.saved.connect(lambda _at: self.side.settle())
        self.workspace.refused.connect(self._hear_refused)
        self._lay_out()
        self._add_keys()
        self.setFocusProxy(self.list)

    def show_compared(self, compared: Compared) -> None:
        """Show the findings of this comparison; the one under the cursor stays under it."""
        self._compared = compared
        number, total = decided(compared.cards)
        serious = len(compared.comparison.serious) + len(compared.beside.serious)
        told = f" · {serious} serious" if serious else ""
        self.progress.setText(f"{number} of {total} decided{told}" if total else told.removeprefix(" · "))
        self.sureness.show_comparison(compared.comparison)
        self._fill()

    def primary_action(self) -> QPushButton | None:
        """Return the button that keeps a finding."""
        return self.accept

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the buttons that dismiss one, and add one's own."""
        return (self.own_button, self.dismiss_button)

    def forget(self) -> None:
        """Close what was asked: another engagement is open."""
        self.owning.words.clear()
        self.dismissing.hide()
        self.owning.hide()

    def keep(self) -> None:
        """Keep the finding at hand, and go on to the next that waits."""
        card = self.card
        if card is None:
            return
        match card.listed.status:
            case Status.DRAFT | Status.DISMISSED | Status.DISMISSED_CHANGED:
                self._go_on(card)
                self.workspace.do(service.keep, which_of(card))
            case Status.CHANGED:
                self.workspace.do(service.settle, which_of(card), False)
            case Status.KEPT | Status.GONE:
                self.told.emit("This finding is on your list already.", "notice")

    def ask_why(self) -> None:
        """Ask why the finding at hand is dismissed."""
        card = self.card
        if card is not None:
            self.owning.hide()
            kept = card.listed.kept
            called = f"“{card.heading}” on {card.theme}" if card.theme else f"“{card.heading}”"
            self.dismissing.ask(f"{called}:", kept.reason if kept else "")

    def ask_own(self) -> None:
        """Ask for a finding of one's own."""
        if self._compared is not None:
            self.dismissing.hide()
            self.owning.ask(self._compared.snapshot.codebook, self.card.listed.theme_id if self.card else None)

    def take_back(self) -> None:
        """Take back what was decided on the finding at hand."""
        card = self.card
        if card is not None and card.listed.kept is not None:
            self.workspace.do(service.take_back, which_of(card))

    def shift(self, step: int) -> None:
        """Put the finding at hand earlier or later among those that are kept."""
        card, compared = self.card, self._compared
        if card is None or compared is None or card.listed.kept is None or not card.listed.on_the_list:
            return
        shown = [row.value for row in self.list.rows if isinstance(row.value, FindingCard)]
        same = [each.listed.kept for each in shown if _stands_with(each, card)]
        ids = [kept.id for kept in same if kept is not None]
        place = ids.index(card.listed.kept.id)
        if 0 <= place + step < len(ids):
            ids.insert(place + step, ids.pop(place))
            self.workspace.do(service.arrange, ids)

    @property
    def card(self) -> FindingCard | None:
        """The finding under the cursor."""
        value = self.list.current_value()
        return value if isinstance(value, FindingCard) else None

    def _go_on(self, card: FindingCard) -> None:
        """Put the cursor on the draft after this one as soon as the list is filled anew."""
        drafts = [row for row in self.list.rows if isinstance(row.value, FindingCard) and _is_draft(row.value)]
        keys = [row.key for row in drafts]
        key = which_of(card)
        if key in keys and len(keys) > 1:
            place = keys.index(key)
            self.list.choose(keys[place + 1] if place + 1 < len(keys) else keys[place - 1])

    def _fill(self) -> None:
        if self._compared is None:
            return
        words = self.search.text().casefold().split()
        self.list.nothing = NONE_WITH_WORDS if words else NONE_YET
        self.list.set_rows(rows(self._compared, words))

    def _show_chosen(self, value: object) -> None:
        card = self.card
        self.accept.setEnabled(card is not None and card.listed.status not in (Status.KEPT, Status.GONE))
        self.dismiss_button.setEnabled(card is not None)
        if self._compared is None:
            return
        if card is not None:
            self.side.show_card(self._compared, card)
        elif isinstance(value, Answer):
            self.side.show_answer(self._compared, value)
        else:
            self.side.show_nothing()

    def _open(self, value: object) -> None:
        if isinstance(value, Answer):
            self.answer_wanted.emit(value.id)
        else:
            self.side.show_part(EVIDENCE)
            self.side.evidence.quotes.focus_first()

    def _pick(self) -> None:
        if self.card is not None:
            self.side.show_part(QUOTES)
            self.side.picker.list.setFocus()

    def _write(self, field: QWidget) -> None:
        if self.card is not None:
            self.side.show_part(WORDING)
            field.setFocus()

    def _dismiss(self, reason: str) -> None:
        card = self.card
        if card is not None:
            self._close_bars()
            if _is_draft(card):
                self._go_on(card)
            self.workspace.do(service.dismiss, which_of(card), reason)

    def _own(self, sentence: str, theme_id: ThemeId | None) -> None:
        self._close_bars()
        self.workspace.hand_in(partial(self.owning.words.put_back, sentence), service.own, sentence, theme_id)

    def _hear_refused(self, _problem: CxError) -> None:
        """Show what the file has, unless the disk has refused a line that is tried again by itself."""
        if not self.workspace.unsaved:
            self.side.settle()

    def _close_bars(self) -> None:
        self.dismissing.hide()
        self.owning.hide()
        self.list.setFocus()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.progress)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        for widget in (self.dismissing, self.owning, self.sureness):
            column.addWidget(widget)
        self.splitter = splitter(left, self.side, (2, 3), (theme.px(440), theme.px(620)))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _add_keys(self) -> None:
        wording = self.side.wording
        for key, act in (
            ("A", self.keep),
            ("D", self.ask_why),
            ("E", lambda: self._write(wording.sentence)),
            ("R", lambda: self._write(wording.response)),
            ("B", lambda: self._write(wording.question)),
            ("Q", self._pick),
            ("N", self.ask_own),
            ("U", self.take_back),
            ("W", self.sureness.head.toggle),
            ("Ctrl+F", self.search.setFocus),
            ("Esc", self._close_bars),
        ):
            on_key(self, key, act)
        for number, button in enumerate(self.side.evidence.quotes.choice.buttons):
            on_key(self, str(number), button.click)
        for place in range(MOST_NUMBERS):
            on_key(self, str(FIRST_KEY + place), self.side.evidence.numbers[place].click)
        on_key(self.list, "Delete", self.take_back)
        on_key(self.list, "Ctrl+Up", lambda: self.shift(-1))
        on_key(self.list, "Ctrl+Down", lambda: self.shift(1))
        picker = self.side.picker
        on_key(picker.list, "Space", picker.toggle)
        on_key(picker.list, "Ctrl+Up", lambda: picker.move_picked(-1))
        on_key(picker.list, "Ctrl+Down", lambda: picker.move_picked(1))


def _is_draft(card: FindingCard) -> bool:
    return card.listed.status is Status.DRAFT


def _stands_with(card: FindingCard, other: FindingCard) -> bool:
    """Whether two findings that are kept stand under the same heading."""
    return card.listed.on_the_list and (card.listed.status is Status.GONE) == (other.listed.status is Status.GONE)
