"""The words of a finding: what has changed since, its sentence, the kind of response, and the debrief's question."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.responses import SUGGESTED, Response
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison.findings.rows import CHANGED, which_of
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.typed_field import TypedField
from cxfacilitator.ui.workspace import Workspace


class Wording(QScrollArea):
    """The fields of one finding; what is typed or chosen is in the file at once, and keeps a draft."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._card: FindingCard | None = None
        self.changed = Changed()
        self.changed.settled.connect(self._settle)
        self.sentence = TypedField("The finding in a sentence", 2, 5)
        self.sentence.typed.connect(self._type_sentence)
        self.sentence.left.connect(self._leave_sentence)
        self.response = ChoiceBox()
        self.response.setAccessibleName("The kind of response")
        self.response.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.response.activated.connect(self._choose_response)
        self.advice = label("", "muted", wrap=True)
        self.question = TypedField("The question for the debrief", 2, 5)
        self.question.typed.connect(self._type_question)
        self._lay_out()

    def show_card(self, card: FindingCard) -> None:
        """Show the words that are in the file; what is typed and on its way there stays."""
        self._card = card
        which = which_of(card)
        self.changed.show_card(card)
        self.sentence.show_filed(which, card.sentence)
        self._show_response(card)
        self.question.show_filed(which, card.question)

    def sizeHint(self) -> QSize:
        """Ask for little: the fields scroll where there is no room for all of them."""
        return self.minimumSizeHint()

    def settle(self) -> None:
        """Everything is in the file, or was refused: show what the file has."""
        self.sentence.settle()
        self.question.settle()

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
        self.advice.setText(f"What usually fits: {card.advice}" if card.advice else "")
        self.advice.setVisible(bool(card.advice))

    def _type_sentence(self, text: str) -> None:
        if self._card is not None and (text.strip() or self._card.listed.kind is not None):
            which = which_of(self._card)
            self._workspace.type_line(("finding", which), service.edit, which, text)

    def _leave_sentence(self) -> None:
        """Show what the file has in the place of words that were not sent: one's own finding is never empty."""
        if not self._workspace.busy and not self._workspace.unsaved:
            self.sentence.settle()

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

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.changed)
        for name, field in (
            ("In a sentence (E)", self.sentence),
            ("Kind of response (R)", self.response),
            ("Question for the debrief (B)", self.question),
        ):
            column.addSpacing(8)
            column.addWidget(label(name, "small"))
            if field is self.response:
                row = QHBoxLayout()
                row.setSpacing(12)
                row.addWidget(field)
                row.addWidget(self.advice, 1)
                column.addLayout(row)
            else:
                column.addWidget(field)
        column.addStretch()
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class Changed(QFrame):
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
