"""How far the review is: how many of how many, how fast it goes, and how long it still takes."""

import time

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cxfacilitator.domain.review import how_many_are_enough, per_minute, time_left, worth_reviewing
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided


class ReviewProgress(QWidget):
    """A sentence, a bar and the pace; of thousands of answers it says how many are enough."""

    def __init__(self) -> None:
        super().__init__()
        self._decided_at: list[float] = []
        self._reviewed: int | None = None
        self.sentence = Elided("", "muted")
        self.pace = label("", "muted")
        self.enough = Elided("", "small", lines=2)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sentence)
        row.addWidget(self.bar, 1)
        row.addWidget(self.pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.enough)

    def forget(self) -> None:
        """Measure anew: another engagement is open."""
        self._decided_at.clear()
        self._reviewed = None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show how far it is; one more reviewed answer is one decision, many at once say nothing of the pace."""
        total, reviewed = len(snapshot.to_review), snapshot.reviewed
        now = time.monotonic()
        if self._reviewed is not None and reviewed == self._reviewed + 1:
            self._decided_at.append(now)
        self._reviewed = reviewed
        self.sentence.set_text(f"{reviewed:,} of {total:,} reviewed; only reviewed answers count")
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(reviewed)
        speed, (_, waiting) = per_minute(self._decided_at, now), worth_reviewing(snapshot)
        self.pace.setText(f"{speed:.0f} a minute, {time_left(waiting, speed)}" if speed and waiting else "")
        self.pace.setVisible(bool(self.pace.text()))
        self.enough.set_text(how_many_are_enough(len(snapshot.form_answers), snapshot.reviewed_beside))
        self.enough.setVisible(bool(self.enough.text()))
