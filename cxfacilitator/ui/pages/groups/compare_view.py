"""Two proposals side by side: their scores, and who sits with other people."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import GroupPlan
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.seating_cards import Seen, side_by_side
from cxfacilitator.ui.widgets.seating_view import SeatingView


class CompareView(QWidget):
    """The earlier proposal at the left, the newest at the right.

    Signals:
        taken: One of the two is to go on with; carries the `GroupPlan`.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.plans: tuple[GroupPlan, ...] = ()
        self.views = (SeatingView(compact=True, fixed=True), SeatingView(compact=True, fixed=True))
        self.buttons = (QPushButton(), QPushButton())
        self._titles, self._scores = (label("", "heading"), label("", "heading")), (_words(), _words())
        # The two scroll together, so that a group stays beside its like.
        bars = [view.verticalScrollBar() for view in self.views]
        for bar, other in (bars, bars[::-1]):
            bar.valueChanged.connect(other.setValue)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for place in (0, 1):
            head = QHBoxLayout()
            head.addWidget(self._titles[place], 1)
            head.addWidget(self.buttons[place])
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addLayout(head)
            column.addWidget(self._scores[place])
            column.addWidget(self.views[place], 1)
            row.addLayout(column, 1)
            self.buttons[place].clicked.connect(lambda _checked, place=place: self.taken.emit(self.plans[place]))
            self.buttons[place].installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from one proposal to the other with the arrows, and take one with Enter."""
        if watched in self.buttons and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.buttons[event.key() == Qt.Key.Key_Right].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.buttons[watched is self.buttons[1]].click()
                return True
        return super().eventFilter(watched, event)

    def show_plans(self, earlier: GroupPlan, newest: GroupPlan, seen: Seen) -> None:
        """Show two proposals for the same people."""
        self.plans = (earlier, newest)
        for place, cards in enumerate(side_by_side(earlier, newest, seen)):
            plan = self.plans[place]
            self._titles[place].setText(f"Proposal {plan.seed}")
            self.buttons[place].setText(f"Take proposal {plan.seed}")
            self._scores[place].setText(_scores(plan))
            self.views[place].show_cards(cards)


def _words() -> QLabel:
    made = label("", "muted", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _scores(plan: GroupPlan) -> str:
    scores = [f"{attribute.plural} {score}" for attribute, score in plan.scores]
    if plan.alike is not None:
        scores.insert(0, f"same {plan.alike[0].value} {plan.alike[1]}")
    words = ", ".join(scores)
    unmet = f" {len(plan.unmet)} not met." if plan.unmet else ""
    best = " Proven best." if plan.proven else ""
    return f"Mixing: {words}.{best}{unmet}" if words else f"Nothing is known to mix by.{unmet}"
