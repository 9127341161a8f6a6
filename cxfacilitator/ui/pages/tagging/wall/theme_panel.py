"""Give the cards of a cluster a theme: one of the codebook, or a new one that has the cluster's name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QSizePolicy, QVBoxLayout

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.codebook_names import new_theme
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.search import ThemeSearch
from cxfacilitator.ui.widgets import LineEdit, hairline
from cxfacilitator.ui.widgets.elided import Elided


class ThemePanel(QFrame):
    """Asks for a theme beside the wall.

    Signals:
        chosen: Carries the id of a theme of the codebook.
        made: Carries a new `Theme`.
        closed: No theme is wanted.
    """

    chosen = Signal(str)
    made = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._codebook: Codebook | None = None
        # Not wrapping labels: the page would leave room for them as if they were a letter wide.
        self.heading = Elided("", "strong", lines=2)
        self.loses = Elided("", "muted", lines=2)
        self.name = LineEdit()
        self.name.setAccessibleName("Name of the new theme")
        self.name.setPlaceholderText("A new theme: its name")
        self.name.returnPressed.connect(self._make)
        self.family = QComboBox()
        self.family.setAccessibleName("Family of the new theme")
        self.make = QPushButton("Make the theme")
        self.make.clicked.connect(self._make)
        self.name.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self.search = ThemeSearch()
        self.search.line.setPlaceholderText("Or one of the codebook")
        self.search.chosen.connect(self.chosen)
        self.search.line.closed.connect(self.closed)
        self.search.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.search.list.setMinimumHeight(64)
        cancel = QPushButton("Close")
        cancel.setProperty("quiet", True)
        cancel.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.loses)
        for widget in (self.name, self.family, self.make):
            column.addWidget(widget)
        column.addWidget(hairline())
        column.addWidget(self.search)
        column.addWidget(self.search.list, 1)
        column.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def ask(self, codebook: Codebook, cards: str, name: str, loses: str) -> None:
        """Ask for a theme.

        Args:
            codebook: Where it is looked for.
            cards: What it is for, for example `5 cards of “Tell us before”`.
            name: A first idea for the name of a new one.
            loses: The theme that they lose; empty when they lose none.
        """
        self._codebook = codebook
        self.setFixedWidth(theme.px(300))
        self.heading.set_text(f"A theme for {cards}")
        self.loses.set_text(f"It takes the place of “{loses}”.")
        self.loses.setVisible(bool(loses))
        self.family.clear()
        for family in codebook.families:
            self.family.addItem(family.name, family.id)
        self.family.setVisible(bool(codebook.families))
        self.name.setText(name)
        self.make.setEnabled(bool(name))
        self.search.set_codebook(codebook)
        self.search.open()
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; letters that nobody here wants do nothing on the wall."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def _make(self) -> None:
        name = self.name.text().strip()
        if name and self._codebook is not None:
            self.made.emit(new_theme(self._codebook, str(self.family.currentData() or ""), name))
