"""Ways to begin a codebook: the one that comes with the app, one's own, one from a file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.ui.widgets import EmptyState, label

_EMPTY = (
    "There are no themes yet. A theme is a label for what answers are about: begin with the ones that fit most "
    "companies, with your own, or with those of an earlier engagement."
)


class EmptyBook(EmptyState):
    """What is shown in the place of the themes while there are none.

    Signals:
        default_wanted, theme_wanted, file_wanted: The default codebook, a first theme, or the codebook of a file.
    """

    default_wanted = Signal()
    theme_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("codebook", _EMPTY, "Start with the default codebook")
        self.button.clicked.connect(self.default_wanted)
        self.own = QPushButton("Add the first theme")
        self.own.clicked.connect(self.theme_wanted)
        self.file = QPushButton("Take one from a file")
        self.file.clicked.connect(self.file_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.own)
        row.addWidget(self.file)
        row.addStretch()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.indexOf(self.button) + 1, row)


class StartBar(QWidget):
    """Offers to begin with another codebook, as long as nothing is tagged.

    Signals:
        default_wanted, empty_wanted, file_wanted: What to begin with.
    """

    default_wanted = Signal()
    empty_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.default = QPushButton("The default one")
        self.default.clicked.connect(self.default_wanted)
        self.empty = QPushButton("An empty one")
        self.empty.clicked.connect(self.empty_wanted)
        self.file = QPushButton("A file")
        self.file.clicked.connect(self.file_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.default, self.empty, self.file):
            button.setProperty("role", "small")
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label("Nothing is tagged yet. Start with another codebook:", "small", wrap=True))
        column.addLayout(row)
