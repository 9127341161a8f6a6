"""A copy for a second person: who tags it, how much of it, and which sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_sheets import SHARE, choose_sheets
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, listed
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox

_SHARES: Mapping[str, float] = {
    "One sheet in five": SHARE,
    "One sheet in three": 1 / 3,
    "Every other sheet": 0.5,
    "All sheets": 1.0,
}
_EXPLAINED = (
    "The copy is an engagement file of its own: whole sheets, the questions and the codebook. It has no people, no "
    "photographs, no notes, and none of your tags, so that the second person decides without you. They open it, review "
    "it, and give it back."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be prepared."""

    name: str
    share: float
    seed: int


class PrepareView(QWidget):
    """Asks what a copy is to hold.

    Signals:
        agreed: Carries a `Wanted`; where the copy goes is still to be asked.
        cancelled: No copy is wanted.
    """

    agreed = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._seed = 1
        self.name = LineEdit()
        self.name.setPlaceholderText("Their name goes into the report")
        self.name.setAccessibleName("Who tags it")
        self.name.returnPressed.connect(self._agree)
        self.share = ChoiceBox()
        self.share.addItems(list(_SHARES))
        self.share.setAccessibleName("How much of it")
        self.share.currentIndexChanged.connect(self._choose)
        self.sheets = label("", wrap=True)
        self.others = QPushButton("Draw others")
        self.others.setProperty("quiet", True)
        self.others.clicked.connect(self._draw)
        self.save = QPushButton("Save the copy")
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Prepare nothing (Esc)")
        self.cancel.clicked.connect(self.cancelled)
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(12)
        drawn = QHBoxLayout()
        drawn.setSpacing(8)
        drawn.addWidget(self.sheets, 1)
        drawn.addWidget(self.others)
        for place, (text, what) in enumerate((("Tagged by", self.name), ("How much", self.share))):
            rows.addWidget(label(text), place, 0)
            rows.addWidget(what, place, 1)
        rows.addWidget(label("Drawn by lot"), 2, 0)
        rows.addLayout(drawn, 2, 1)
        rows.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        inner = QWidget()
        inner.setMaximumWidth(theme.px(640))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label("A copy for a second person", "heading"))
        column.addWidget(label(_EXPLAINED, wrap=True))
        column.addLayout(rows)
        column.addLayout(buttons)
        column.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inner, 10)
        whole.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the sheets of this engagement."""
        self._snapshot = snapshot
        self._choose()

    def _choose(self) -> None:
        if self._snapshot is None:
            return
        try:
            found = choose_sheets(self._snapshot, self._wanted.share, self._seed)
        except CxError as problem:
            self.sheets.setText(str(problem))
            self.save.setEnabled(False)
            return
        answers = sum(len(self._snapshot.answers_of[group.id]) for group in found)
        codes = listed([group.code for group in found])
        self.sheets.setText(f"{amount(len(found), 'sheet')} with {amount(answers, 'answer')}: {codes}")
        self.others.setEnabled(len(found) < len(self._snapshot.answers_of))
        self.save.setEnabled(True)

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self.name.text().strip(), _SHARES[self.share.currentText()], self._seed)

    def _draw(self) -> None:
        self._seed += 1
        self._choose()

    def _agree(self) -> None:
        if self.save.isEnabled():
            self.agreed.emit(self._wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
