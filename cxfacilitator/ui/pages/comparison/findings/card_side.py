"""One finding in full: its words, what has changed, the response, the question, its evidence and its quotes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.responses import SUGGESTED, Response
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.findings.evidence import Evidence
from cxfacilitator.ui.pages.comparison.findings.picker import QuotePicker
from cxfacilitator.ui.pages.comparison.findings.rows import CHANGED, FEW, MEANING, which_of
from cxfacilitator.ui.pages.comparison.findings.typed_field import TypedField
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.quote_list import source
from cxfacilitator.ui.workspace import Workspace

EVIDENCE, QUOTES = 0, 1


class CardSide(QWidget):
    """Shows the finding under the cursor; what is typed or chosen keeps a draft.

    Signals:
        answer_wanted: Carries the id of an answer that is to be shown where it is tagged.
    """

    answer_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._card: FindingCard | None = None
        self.title = label("", "heading", wrap=True)
        self.word, self.few = label("", "strong"), label("", "strong")
        self.note = label("", "muted", wrap=True)
        self.changed = _Changed()
        self.changed.settled.connect(self._settle)
        self.sentence = TypedField("The finding in a sentence", 2, 4, "The drafted sentence")
        self.sentence.typed.connect(self._type_sentence)
        self.response = ChoiceBox()
        self.response.setAccessibleName("The kind of response")
        self.response.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.response.activated.connect(self._choose_response)
        self.question = TypedField("The question for the debrief", 1, 3, "The question for the debrief")
        self.question.typed.connect(self._type_question)
        self.evidence = Evidence()
        self.evidence.quotes.activated.connect(self._show_answer)
        self.picker = QuotePicker(workspace)
        self.picker.activated.connect(self._show_answer)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.evidence)
        self.stack.addWidget(self.picker)
        self._lay_out()

    def show_card(self, compared: Compared, card: FindingCard) -> None:
        """Show a finding as it is in the file; what is typed and on its way there stays."""
        self._card = card
        finding = card.listed.finding
        self.title.setText(card.theme or card.heading)
        for badge, words in (
            (self.word, finding.word.value if finding and finding.word else ""),
            (self.few, FEW if finding and finding.fragile else ""),
        ):
            badge.setText(words.capitalize())
            badge.setToolTip(MEANING.get(words, ""))
            badge.setVisible(bool(words))
        self.note.setText(_note(card))
        self.note.setVisible(bool(self.note.text()))
        self.changed.show_card(card)
        which = which_of(card)
        self.sentence.show_filed(which, card.sentence)
        self._show_response(card)
        self.question.show_filed(which, card.question)
        self._show_parts(True)
        self.evidence.show_card(compared, card)
        self.picker.show_card(compared, card)
        number = len(card.quotes)
        self.tabs[QUOTES].setText(f"Quotes ({number})" if number else "Quotes")

    def show_answer(self, compared: Compared, answer: Answer) -> None:
        """Show an answer that is told word for word."""
        self._clear()
        self.title.setText(source(compared.snapshot, answer))
        self.note.setText(f"“{answer.wording}”\nEnter shows it where it is tagged.")
        self.note.show()

    def show_nothing(self) -> None:
        """Show that no finding is chosen."""
        self._clear()
        self.title.setText("")

    def settle(self) -> None:
        """Everything is in the file, or was refused: show what the file has."""
        self.sentence.settle()
        self.question.settle()
        self.picker.settle()

    def show_part(self, part: int) -> None:
        """Show the evidence or the quotes."""
        self.tabs[part].setChecked(True)
        self.stack.setCurrentIndex(part)
        if part == QUOTES:
            self.picker.refresh()

    def _clear(self) -> None:
        self._card = None
        self.word.hide()
        self.few.hide()
        self.note.hide()
        self.changed.hide()
        self._show_parts(False)
        self.evidence.show_card(None, None)
        self.picker.show_card(None, None)

    def _show_parts(self, shown: bool) -> None:
        for part in (self.sentence, self.question, self._switch, self.stack):
            part.setVisible(shown)

    def _show_response(self, card: FindingCard) -> None:
        suggested = SUGGESTED[card.listed.kind] if card.listed.kind else None
        wanted = [("", "No response chosen")] if suggested is None else []
        for response, name in service.RESPONSE_KIND.items():
            wanted.append((response.value, f"{name} (suggested)" if response is suggested else name))
        if [self.response.itemText(place) for place in range(self.response.count())] != [name for _, name in wanted]:
            self.response.clear()
            for value, name in wanted:
                self.response.addItem(name, value)
        self.response.setCurrentIndex(max(0, self.response.findData(card.response.value if card.response else "")))
        self.response.setToolTip(f"What usually fits: {card.advice}" if card.advice else "The kind of response")

    def _type_sentence(self, text: str) -> None:
        if self._card is not None and (text.strip() or self._card.listed.kind is not None):
            which = which_of(self._card)
            self._workspace.type_line(("finding", which), service.edit, which, text)

    def _type_question(self, text: str) -> None:
        if self._card is not None:
            which = which_of(self._card)
            self._workspace.type_line(("question", which), service.set_question, which, text)

    def _choose_response(self, _place: int) -> None:
        if self._card is not None:
            chosen = self.response.currentData()
            self._workspace.do(service.set_response, which_of(self._card), Response(chosen) if chosen else None)

    def _settle(self, take_draft: bool) -> None:
        if self._card is not None:
            self._workspace.do(service.settle, which_of(self._card), take_draft)

    def _show_answer(self, answer: Answer) -> None:
        self.answer_wanted.emit(answer.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title, 1)
        head.addWidget(self.word)
        head.addWidget(self.few)
        self.tabs = [QPushButton("Evidence"), QPushButton("Quotes")]
        self.tabs[EVIDENCE].setToolTip("The words that it rests on (Enter)")
        self.tabs[QUOTES].setToolTip("The words that speak for it (Q)")
        self._switch = QWidget()
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        for part, tab in enumerate(self.tabs):
            tab.setProperty("role", "small")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _checked, part=part: self.show_part(part))
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch()
        row.addWidget(self.response)
        self.tabs[EVIDENCE].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for part_of_it in (self.note, self.changed, self.sentence, self.question, self._switch):
            column.addWidget(part_of_it)
        column.addWidget(self.stack, 1)
        column.addStretch()


class _Changed(QFrame):
    """What has changed since a person decided, and whose words are to stand.

    Signals:
        settled: Carries whether the new draft is taken.
    """

    settled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "message")
        self.setProperty("kind", "warning")
        self.head, self.lines, self.draft = label("", "strong"), label("", wrap=True), label("", wrap=True)
        self.mine, self.take = QPushButton("Keep mine"), QPushButton("Take the new draft")
        self.mine.setToolTip("The finding stays in the words that it has (A)")
        self.take.setToolTip("The finding is put into the drafted words as they are now")
        self.mine.clicked.connect(lambda: self.settled.emit(False))
        self.take.clicked.connect(lambda: self.settled.emit(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for line in (self.head, self.lines, self.draft):
            column.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mine)
        row.addWidget(self.take)
        row.addStretch()
        column.addLayout(row)

    def show_card(self, card: FindingCard) -> None:
        """Show what has changed in a finding; nothing where nothing has."""
        status = card.listed.status
        self.setVisible(bool(card.changes))
        if not card.changes:
            return
        is_changed = status is Status.CHANGED
        self.head.setText(f"{CHANGED.get(status, 'No longer found')}:")
        self.lines.setText("\n".join(card.changes))
        is_reworded = bool(card.draft) and card.draft != card.sentence
        self.draft.setText(f"The draft would say now: {card.draft}" if is_reworded else "")
        self.draft.setVisible(is_reworded)
        self.mine.setVisible(is_changed)
        self.mine.setText("Keep mine" if is_reworded else "Seen")
        self.take.setVisible(is_changed and is_reworded)


def _note(card: FindingCard) -> str:
    kept = card.listed.kept
    if kept is not None and kept.dismissed:
        return f"Dismissed because: {kept.reason}"
    if card.listed.status is Status.GONE:
        return "It stays on your list, and the report leaves it out. Delete takes it off."
    return ""
