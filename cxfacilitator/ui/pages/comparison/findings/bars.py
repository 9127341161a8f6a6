"""What is asked in the page: why a finding is dismissed, and what a finding of one's own says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.ui.widgets import SpelledLine, label
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.choice_box import ChoiceBox


class DismissBar(Bar):
    """Asks why; there is no dismissing without a reason.

    Signals:
        given: Carries the reason.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.question = label("", wrap=True)
        self.reason = SpelledLine()
        self.reason.setAccessibleName("Why it is dismissed")
        self.reason.setPlaceholderText("Why? Somebody will ask.")
        self.dismiss = QPushButton("Dismiss")
        self.dismiss.setEnabled(False)
        self.dismiss.clicked.connect(self.give)
        self.reason.textChanged.connect(lambda text: self.dismiss.setEnabled(bool(text.strip())))
        self.row.addWidget(self.question, 1)
        self.row.addWidget(self.close_button)
        below = self.another_row()
        below.addWidget(self.reason, 1)
        below.addWidget(self.dismiss)
        self.hide()

    def ask(self, called: str, reason: str) -> None:
        """Ask why this finding is dismissed; a reason that was given before can be worded anew."""
        self.question.setText(f"Dismiss {called}")
        self.reason.setText(reason)
        self.show()
        self.reason.setFocus()
        self.reason.selectAll()

    def give(self) -> None:
        """Give the reason."""
        if self.reason.text().strip():
            self.given.emit(self.reason.text())


class OwnBar(Bar):
    """Asks for a finding of one's own; what is typed stays until it is added, also while the bar is closed.

    Signals:
        given: Carries the sentence and the theme's id, or None.
    """

    given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.words = SpelledLine()
        self.words.setAccessibleName("Your finding in a sentence")
        self.words.setPlaceholderText("What you found, in a sentence that you would say aloud")
        self.theme = ChoiceBox()
        self.theme.setAccessibleName("The theme that it is on")
        self.theme.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add = QPushButton("Add")
        self.add.setEnabled(False)
        self.add.clicked.connect(self.give)
        self.words.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.close_button)
        below = self.another_row()
        below.addWidget(self.theme, 1)
        below.addWidget(self.add)
        self.hide()

    def ask(self, codebook: Codebook, here: ThemeId | None) -> None:
        """Ask for a finding; the theme at hand is proposed."""
        self.theme.clear()
        self.theme.addItem("On no theme", None)
        for each in codebook.counted:
            self.theme.addItem(each.name, each.id)
        self.theme.setCurrentIndex(max(0, self.theme.findData(here)))
        self.show()
        self.words.setFocus()

    def give(self) -> None:
        """Give the finding."""
        if self.words.text().strip():
            self.given.emit(self.words.text(), self.theme.currentData())
            self.words.clear()
