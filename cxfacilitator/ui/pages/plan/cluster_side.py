"""Beside the list: the cards of a suggestion with its reason, or a card that belongs to no idea yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui.pages.plan.rows import PlanRow
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.quote_list import QuoteList

_WAITING = (
    "These propose something and belong to no idea yet. Mark those that propose the same with Space and put them "
    "together with M, or drag a card onto an idea. A card may stay alone."
)


class ClusterSide(QWidget):
    """Shows words and, for a suggestion, asks for a yes or a no.

    Signals:
        accepted: The suggested cards are to be put together.
        refused: They are not.
    """

    accepted = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "strong", wrap=True)
        self.reason = label("", "muted", wrap=True)
        self.quotes = QuoteList("The words of the cards", marked=True)
        self.accept = QPushButton("Put together")
        self.accept.setToolTip("A")
        self.accept.clicked.connect(self.accepted)
        self.refuse = QPushButton("Leave apart")
        self.refuse.setProperty("quiet", True)
        self.refuse.setToolTip("Delete")
        self.refuse.clicked.connect(self.refused)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.refuse)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.reason)
        column.addLayout(buttons)
        column.addWidget(self.quotes, 1)

    def show_row(self, snapshot: Snapshot, row: PlanRow) -> None:
        """Show a suggestion, the cards that wait, or one of them."""
        proposal = row.proposal
        for button in (self.accept, self.refuse):
            button.setVisible(proposal is not None)
        answers = row.cards
        if proposal is not None:
            answers = tuple(snapshot.answer[answer_id] for answer_id in proposal.answer_ids)
            self.title.setText(f"Do these {amount(len(answers), 'card')} propose the same?")
            self.reason.setText(service.tell_proposal(proposal, snapshot))
        else:
            self.title.setText("In no idea yet")
            self.reason.setText(_WAITING)
        self.quotes.show_answers(snapshot, answers)
