"""What stands below the rows: how many they are, and the words of the one under the cursor."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided


class Foot(QWidget):
    """Shows the answer under the cursor in full; its buttons appear when there is something to do with them."""

    def __init__(self) -> None:
        super().__init__()
        self.particulars = Elided("", "muted")
        self.wording = Elided("", "lead", lines=2)
        self.count = label("", "muted")
        self.again = QPushButton("Put in order again")
        self.again.setProperty("quiet", True)
        self.again.setToolTip("Sort, filter and group anew: what was decided since may belong elsewhere (F7)")
        self.again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back = QPushButton("Back to all answers")
        self.back.setToolTip("Back to all answers (Esc)")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.particulars, 1)
        row.addWidget(self.count)
        row.addWidget(self.again)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.wording)

    def show_answer(self, snapshot: Snapshot | None, answer: Answer | None, chosen: int) -> None:
        """Show an answer, who said it, and how many are chosen beside it."""
        parts = [f"{chosen:,} answers chosen"] if chosen > 1 else []
        if snapshot is not None and answer is not None:
            source = snapshot.source_of(answer)
            parts += [f"{source.code} {source.label}".strip(), source.audience.label]
            parts += [f"memo: {answer.memo}"] if answer.memo else []
        self.particulars.set_text(" · ".join(parts))
        self.wording.set_text(answer.wording if answer is not None else "")
