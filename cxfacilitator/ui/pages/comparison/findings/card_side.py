"""One finding in full: the words that it rests on, its own words, and the quotes that speak for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.findings.evidence import Evidence
from cxfacilitator.ui.pages.comparison.findings.picker import QuotePicker
from cxfacilitator.ui.pages.comparison.findings.rows import DIFFERENCE, FEW, MEANING, which_of
from cxfacilitator.ui.pages.comparison.findings.wording import Wording
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.quote_list import source
from cxfacilitator.ui.workspace import Workspace

EVIDENCE, WORDING, QUOTES = range(3)
_TABS = (
    ("Evidence", "The words that it rests on (Enter)"),
    ("Wording", "Its sentence (E), the kind of response (R) and the question for the debrief (B)"),
    ("Quotes", "The words that speak for it (Q)"),
)


class CardSide(QWidget):
    """Shows the finding under the cursor in three parts.

    Signals:
        answer_wanted: Carries the id of an answer that is to be shown where it is tagged.
    """

    answer_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._card: FindingCard | None = None
        self._turned = False
        self.title = label("", "heading", wrap=True)
        self.sure = label("", "strong", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.evidence = Evidence()
        self.evidence.quotes.activated.connect(self._show_answer)
        self.wording = Wording(workspace)
        self.picker = QuotePicker(workspace)
        self.picker.activated.connect(self._show_answer)
        self.stack = QStackedWidget()
        for part in (self.evidence, self.wording, self.picker):
            self.stack.addWidget(part)
        self._lay_out()

    def show_card(self, compared: Compared, card: FindingCard) -> None:
        """Show a finding as it is in the file; of one that has changed since, first what has changed."""
        is_other = self._card is None or which_of(card) != which_of(self._card)
        self._card = card
        finding = card.listed.finding
        self.title.setText(card.theme or card.heading)
        self._show_sureness(finding)
        self.note.setText(_note(card))
        self.note.setVisible(bool(self.note.text()))
        self._show_parts(True)
        self.evidence.show_card(compared, card)
        self.wording.show_card(card)
        self.picker.show_card(compared, card)
        number = len(card.quotes)
        self.tabs[QUOTES].setText(f"Quotes ({number})" if number else "Quotes")
        self.tabs[WORDING].setText("Wording: changed" if card.changes else "Wording")
        if is_other and (card.changes or self._turned):
            self.show_part(WORDING if card.changes else EVIDENCE)
            self._turned = bool(card.changes)

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
        self.wording.settle()
        self.picker.settle()

    def show_part(self, part: int) -> None:
        """Show the evidence, the wording or the quotes."""
        self._turned = False
        self.tabs[part].setChecked(True)
        self.stack.setCurrentIndex(part)
        if part == QUOTES:
            self.picker.refresh()

    def _clear(self) -> None:
        self._card = None
        self.sure.hide()
        self.note.hide()
        self._show_parts(False)
        self.evidence.show_card(None, None)
        self.picker.show_card(None, None)

    def _show_sureness(self, finding: Finding | None) -> None:
        """Say how clear the difference is, and what one answer could change; what that means is in the tooltip."""
        word = finding.word if finding else None
        few = FEW if finding and finding.fragile else ""
        told = [DIFFERENCE[word] if word else "", few if word else few.capitalize()]
        self.sure.setText(" · ".join(filter(None, told)))
        self.sure.setToolTip("\n".join(MEANING[each] for each in (word, few) if each))
        self.sure.setVisible(bool(self.sure.text()))

    def _show_parts(self, shown: bool) -> None:
        self._switch.setVisible(shown)
        self.stack.setVisible(shown)

    def _show_answer(self, answer: Answer) -> None:
        self.answer_wanted.emit(answer.id)

    def _lay_out(self) -> None:
        self._switch = QWidget()
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        self.tabs: list[QPushButton] = []
        for part, (name, meaning) in enumerate(_TABS):
            tab = QPushButton(name)
            tab.setProperty("role", "small")
            tab.setCheckable(True)
            tab.setToolTip(meaning)
            tab.clicked.connect(lambda _checked, part=part: self.show_part(part))
            group.addButton(tab)
            self.tabs.append(tab)
            row.addWidget(tab)
        row.addStretch()
        self.tabs[EVIDENCE].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.sure, self.note, self._switch):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addStretch()


def _note(card: FindingCard) -> str:
    kept = card.listed.kept
    if kept is not None and kept.dismissed:
        return f"Dismissed because: {kept.reason}"
    if card.listed.status is Status.GONE:
        return "It stays on your list, and the report leaves it out. Delete takes it off."
    return ""
