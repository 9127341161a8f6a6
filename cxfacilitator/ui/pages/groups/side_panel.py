"""What stands beside the tables: the ways to split, what is asked for, why these groups, and who is to be told."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import LARGEST, SMALLEST, GroupPlan, SeatingRules, SplitChoice, Wish
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import groups as service
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.groups.explain import Explanation
from cxfacilitator.ui.pages.groups.rules_form import RulesForm, in_words
from cxfacilitator.ui.pages.groups.wish_list import WishList
from cxfacilitator.ui.widgets import TableView, label
from cxfacilitator.ui.widgets.disclosure import Disclosure
from cxfacilitator.ui.widgets.seating_cards import Seen, headcount_words, other_headcounts, warnings

_MOST_ROWS = 5


class SidePanel(QScrollArea):
    """Everything about a seating but the tables themselves.

    Signals:
        split_taken: Somebody chose a split with Enter or a double click.
        print_wanted: The moves are to be printed.
    """

    split_taken = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headcount = label("", "heading", wrap=True)
        self.who = label("", "muted", wrap=True)
        self.choices = TableModel[SplitChoice](
            (Column("Ways to split", lambda choice: choice.words, tooltip=lambda choice: choice.words),),
            row_id=lambda choice: choice.sizes,
        )
        self.choice_table = TableView(self.choices)
        self.choice_table.horizontalHeader().hide()
        self.choice_table.row_activated.connect(lambda _row: self.split_taken.emit())
        self.new_mates = QCheckBox("With new table-mates")
        self.new_mates.setToolTip("Seat people with others than they sit with now, or have sat with before")
        self.warning = label("", "warning", wrap=True)
        self.rules = RulesForm()
        self.rules_words = label("", "muted", wrap=True)
        self.wishes = WishList()
        self.explanation = Explanation()
        self.rules_part = Disclosure("Rules", self.rules)
        self.rules_part.head.toggled.connect(self.rules_words.setHidden)
        self.wishes_part = Disclosure("Wishes", self.wishes)
        self.explain_part = Disclosure("Why these groups", self.explanation, shown=True)
        self.moves = label("", wrap=True)
        self.moves.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.moves_part = Disclosure("Moves to tell", self._moves_body())
        for part in (self.rules_part, self.wishes_part, self.moves_part):
            part.head.toggled.connect(lambda shown, part=part: self._bring(part) if shown else None)
        self._moves_wanted = False
        column = self._column()
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._keep_fields())
        for widget in (self.headcount, self.who, self.choice_table, self.new_mates, self.warning):
            column.addWidget(widget)
        for below in (self.explain_part, self.moves_part, self.rules_part, self.rules_words, self.wishes_part):
            column.addWidget(below)
        column.addStretch()

    @property
    def choice(self) -> SplitChoice | None:
        """The split that is chosen."""
        chosen = self.choice_table.current_row()
        return chosen if isinstance(chosen, SplitChoice) else None

    def show_seen(self, seen: Seen, snapshot: Snapshot, rules: SeatingRules) -> None:
        """Show how the people can be split, and what is asked for."""
        self._show_split(seen, snapshot, rules)
        people = {person.id: person for person in seen.people}
        about = [wish for wish in snapshot.wishes if wish.first_id in people and wish.second_id in people]
        self.rules.show_rules(rules, seen.people)
        self.rules_words.setText(in_words(rules, seen.people))
        self.wishes.show_wishes(about, people)
        self.wishes_part.set_title(f"Wishes ({len(about)})" if about else "Wishes")
        self.warning.setText(" ".join(warnings(seen)))
        self.warning.setVisible(bool(self.warning.text()))
        found = [move for move in service.moves(snapshot, seen.audience) if move.person_id in people]
        names = service.full_names(people.values())
        self.moves.setText(
            "\n".join(f"{names[move.person_id]}: {move.before} → {move.after or 'no seat'}" for move in found)
        )
        self.moves_part.set_title(f"Moves to tell ({len(found)})")
        self.moves_part.setVisible(bool(found))
        if found and self._moves_wanted:
            self._moves_wanted = False
            self._bring(self.moves_part)

    def explain(
        self,
        plan: GroupPlan | None,
        labels: Sequence[str],
        names: Mapping[ParticipantId, str],
        prices: Mapping[Wish, str],
    ) -> None:
        """Say why the tables are as they are."""
        self.explanation.show_plan(plan, labels, names, prices)
        self.explain_part.setVisible(plan is not None)

    def expect_moves(self) -> None:
        """Show who is to be told as soon as the moves are known."""
        self.moves_part.unfold()
        self._moves_wanted = True

    def begin_wish(self) -> None:
        """Put the cursor where a wish is typed."""
        self.wishes_part.unfold()
        self.wishes.begin()
        self._bring(self.wishes.add)

    def begin_afresh(self) -> None:
        """Forget which split was chosen."""
        self.choice_table.clearSelection()

    def _show_split(self, seen: Seen, snapshot: Snapshot, rules: SeatingRules) -> None:
        count = len(seen.people)
        choices = service.splits(snapshot, seen.audience, seen.session_code)
        if choices and not choices[0].exact and not any(group.locked for group in seen.groups):
            self.headcount.setText(
                f"{amount(count, 'person', 'people')} cannot be split into groups of {SMALLEST}-{LARGEST}"
            )
            self.who.setText(other_headcounts(count))
        else:
            self.headcount.setText(f"{amount(count, 'person', 'people')} to seat")
            self.who.setText(headcount_words(seen, snapshot))
        if rules.same is not None:
            self.who.setText(f"Tables are as large as it takes to keep the same {rules.same.value} together.")
        self.choices.set_rows(choices)
        if choices and self.choice is None:
            self.choice_table.choose(choices[0].sizes)
        self.choice_table.be_as_tall_as(min(max(len(choices), 1), _MOST_ROWS))
        self.choice_table.setVisible(rules.same is None and bool(choices))
        again = bool(seen.groups) or bool(snapshot.met)
        self.new_mates.setVisible(again)
        if not again:
            with QSignalBlocker(self.new_mates):
                self.new_mates.setChecked(False)

    def _keep_fields(self) -> None:
        """Keep the fields of a wish on the screen while one is typed: another wish pushes them down."""
        focused = QApplication.focusWidget()
        if focused is not None and self.wishes.isAncestorOf(focused):
            self.ensureWidgetVisible(self.wishes.add, 0, 8)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part as soon as it has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 8))

    def _moves_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.moves)
        paper = QPushButton("Print the moves")
        paper.setProperty("quiet", True)
        paper.clicked.connect(self.print_wanted)
        column.addWidget(paper, 0, Qt.AlignmentFlag.AlignLeft)
        return body

    def _column(self) -> QVBoxLayout:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return column
