"""The tables as they are or as they are proposed, and what may stand in their place."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import GroupPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups as service
from cxfacilitator.ui.pages.groups.compare_view import CompareView
from cxfacilitator.ui.pages.groups.mend_view import MendView
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.seating_cards import Seen, formed_cards, proposed_cards
from cxfacilitator.ui.widgets.seating_view import SeatingView

_HINT = "Drag somebody to another table, or choose them with the arrows: M moves, X swaps, P pins, L locks the table."


class Room(QWidget):
    """Shows cards, two proposals side by side, or the answers of a re-balance, with a line about what can be done."""

    def __init__(self, go_to_roster: Callable[[], object], propose: Callable[[], object]) -> None:
        super().__init__()
        self.best: service.BestTable | None = None
        self._snapshot: Snapshot | None = None
        self._seen = Seen()
        self._plan: GroupPlan | None = None
        self.status = label("", "muted", wrap=True)
        self.tables = SeatingView()
        self.tables.chosen_changed.connect(lambda _person: self.say(""))
        self.tables.asking.connect(self.say)
        self.nobody = EmptyState("groups", "", "Go to the roster", go_to_roster)
        self.nothing = EmptyState("groups", "", "Propose groups", propose)
        self.mending = MendView()
        self.comparing = CompareView()
        self.middle = QStackedWidget()
        for widget in (self.tables, self.nobody, self.nothing, self.mending, self.comparing):
            self.middle.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.status)
        column.addWidget(self.middle, 1)

    @property
    def shown(self) -> QWidget | None:
        """What is on the screen: the tables, an empty state, the answers or the comparison."""
        return self.middle.currentWidget()

    def show_room(self, snapshot: Snapshot, seen: Seen, plan: GroupPlan | None, beside: GroupPlan | None) -> None:
        """Show a proposal, or the groups as they are.

        Args:
            snapshot: The newest news of the file.
            seen: The audience that is looked at.
            plan: A proposal; None shows the groups.
            beside: An earlier proposal to compare it with.
        """
        self._snapshot, self._seen, self._plan = snapshot, seen, plan
        cards = proposed_cards(plan, seen, service.targets(snapshot, plan)) if plan is not None else formed_cards(seen)
        self.tables.show_cards(cards)
        self.nobody.sentence.setText(
            f"Nobody is on the roster of {seen.audience.value} yet. Import the list there, or just tell how many come."
        )
        self.nothing.sentence.setText(
            f"{len(seen.people)} people can be seated. A proposal changes nothing until you form the groups."
        )
        if plan is not None and beside is not None:
            self.comparing.show_plans(beside, plan, seen)
            self.middle.setCurrentWidget(self.comparing)
        elif plan is None and self.mending.answers:
            self.middle.setCurrentWidget(self.mending)
        elif plan is not None or seen.groups:
            self.middle.setCurrentWidget(self.tables)
        else:
            self.middle.setCurrentWidget(self.nothing if seen.people else self.nobody)
        self.say("")

    def say(self, asking: str) -> None:
        """Say what a key waits for; with an empty text, what can be done."""
        self.best = None
        if asking:
            text = asking
        elif self.shown is self.mending:
            text = "Nothing changes until you take one of these. Locked tables and pinned people stay in all of them."
        elif self.shown is self.comparing:
            text = "Marked people sit with mostly other people than in the other proposal."
        elif self._plan is not None:
            text = f"Proposal {self._plan.seed}. Nothing changes until you form the groups; drag people to adjust it."
        else:
            text = self._late_comer_words() or (_HINT if self._seen.groups else "")
        self.status.setText(text)
        self.status.setVisible(self.shown in (self.tables, self.mending, self.comparing))

    def _late_comer_words(self) -> str:
        """Say where somebody without a seat sits best, and remember it for Enter."""
        person, card = self.tables.chosen, self.tables.card_of(self.tables.chosen)
        if self._snapshot is None or person is None or card is None or card.number:
            return ""
        name = service.called(self._snapshot.participant[person]).rstrip(".")
        tables = service.best_tables(self._snapshot, person)
        if not tables:
            return f"{name}: no table has a free seat. Re-balance with B, or press M and a table's number."
        self.best = tables[0]
        why = self.best.words[0].lower() + self.best.words[1:].rstrip(".")
        return f"{name}: best at {self.best.group.label} ({why}). Enter seats; M and a number chooses another table."
