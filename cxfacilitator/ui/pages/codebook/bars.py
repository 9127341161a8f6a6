"""Bars of the codebook page: a new theme or family by name, and another theme for selected answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.choice_box import ChoiceBox


class NewBar(Bar):
    """Asks for a name, and for the family of a theme.

    Signals:
        given: Carries the name and the family's id.
    """

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.question = label(wrap=True)
        self.add = QPushButton("Add")
        self.name = LineEdit()
        self.name.setAccessibleName("Name")
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.family = ChoiceBox()
        self.family.setAccessibleName("Family")
        self.family.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add.setEnabled(False)
        self.add.clicked.connect(self.give)
        self.row.addWidget(self.question, 1)
        self.row.addWidget(self.close_button)
        self.another_row().addWidget(self.name)
        below = self.another_row()
        below.addWidget(self.family, 1)
        below.addWidget(self.add)

    def ask(self, question: str, verb: str, codebook: Codebook, family: str | None) -> None:
        """Ask for a name.

        Args:
            question: What is asked.
            verb: What the button does.
            codebook: Whose families are offered.
            family: The id of the family that is proposed; None when the name is not that of a theme.
        """
        self.question.setText(question)
        self.add.setText(verb)
        self.name.clear()
        self.family.clear()
        for each in codebook.families:
            self.family.addItem(each.name, each.id)
        self.family.setCurrentIndex(max(0, self.family.findData(family)))
        self.family.setVisible(family is not None and bool(codebook.families))
        self.show()
        self.name.setFocus()

    def give(self) -> None:
        """Give the name."""
        name = " ".join(self.name.text().split())
        if name:
            self.given.emit(name, self.family.currentData() or "")


class MoveBar(Bar):
    """Asks which theme answers are to have instead.

    Signals:
        chosen: Carries the theme's id.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.question = label("")
        self.theme = ChoiceBox()
        self.theme.setAccessibleName("Another theme")
        self.theme.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.move_button = QPushButton("Move")
        self.move_button.clicked.connect(self.give)
        self.row.addWidget(self.question, 1)
        self.row.addWidget(self.close_button)
        below = self.another_row()
        below.addWidget(self.theme, 1)
        below.addWidget(self.move_button)

    def offer(self, codebook: Codebook, here: Theme) -> None:
        """Offer all themes and codes but the one that the answers have."""
        others = [(theme.name, theme.id) for theme in codebook.themes if theme.id != here.id]
        if others != [(self.theme.itemText(place), self.theme.itemData(place)) for place in range(self.theme.count())]:
            self.theme.clear()
            for name, theme_id in others:
                self.theme.addItem(name, theme_id)
        self.setEnabled(bool(others))

    def ask(self, answers: int) -> None:
        """Ask which theme so many answers are to have."""
        self.question.setText(f"Give {amount(answers, 'answer')} another theme:")
        self.show()
        self.theme.setFocus()

    def give(self) -> None:
        """Move."""
        theme_id = self.theme.currentData()
        if theme_id is not None:
            self.chosen.emit(ThemeId(theme_id))
