"""Which answers are listed: by what is left to do, by audience and by question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot

ALL, NOT_REVIEWED, NO_SUGGESTION = range(3)


class Filters(QWidget):
    """Three choices above the list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.left = _choice("What is left", ("All answers", "Not reviewed", "No suggestion"))
        self.audience = _choice(
            "Audience", ("All audiences", *(audience.label for audience in Audience), "Forms and notes")
        )
        self.question = _choice("Question", ("All", *(question.value for question in Question)))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.left, 0, 0, 1, 2)
        grid.addWidget(self.audience, 1, 0)
        grid.addWidget(self.question, 1, 1)
        grid.setColumnStretch(0, 1)
        for box in (self.left, self.audience, self.question):
            box.activated.connect(lambda _place: self.changed.emit())

    def keep(self, snapshot: Snapshot, answer: Answer, suggested: bool) -> bool:
        """Return whether an answer is to be listed."""
        left, audience, question = (box.currentIndex() for box in (self.left, self.audience, self.question))
        if left == NOT_REVIEWED and answer.reviewed:
            return False
        if left == NO_SUGGESTION and suggested:
            return False
        if audience > len(Audience) and answer.id in snapshot.counted:
            return False
        if 0 < audience <= len(Audience) and snapshot.audience_of(answer) is not tuple(Audience)[audience - 1]:
            return False
        return not question or answer.box.question is tuple(Question)[question - 1]


def _choice(name: str, words: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(words)
    return box
