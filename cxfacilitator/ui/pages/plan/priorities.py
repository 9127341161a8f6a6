"""The ideas in order, how sure that order is, and impact against effort; weights beside, ranked anew at once."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxfacilitator.domain.idea_plot import Plotted, plot
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.priorities import Priority
from cxfacilitator.domain.text import joined
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import letter, on_key
from cxfacilitator.ui.pages.plan.face import UNDECIDED, Face
from cxfacilitator.ui.pages.plan.planned import Planned
from cxfacilitator.ui.pages.plan.plot import IdeaPlot
from cxfacilitator.ui.pages.plan.priority_table import PriorityTable
from cxfacilitator.ui.pages.plan.side import Side, beside
from cxfacilitator.ui.pages.plan.weights_form import PARTS, WeightsForm
from cxfacilitator.ui.pages.plan.words import Axes, axes
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.scrolled import Scrolled
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow


class PrioritiesFace(Face):
    """A ranked table, and beside it the plot with its list, or the weights."""

    name = "priorities"
    title = "Priorities"
    key = "F3"
    keys = (
        ("Up, Down", "Next idea, idea before"),
        ("Enter", "Show the idea, to score it and to decide"),
        ("P", "Go to the plot; there the arrows go from idea to idea"),
        ("W", "Go to the weights and criteria"),
        ("Space, Delete", "In the criteria: turn what a 5 means, remove one"),
        UNDECIDED,
        ("Esc", "Back to the table"),
    )

    def build(self) -> None:
        """Lay out the table above what is said of the idea under the cursor, and the side."""
        self._planned: Planned | None = None
        self.table = PriorityTable()
        self.setFocusProxy(self.table)
        self.told_rank = label("", "small", wrap=True)
        self.plot = IdeaPlot()
        self.words = label("", "small", wrap=True)
        self.list = WrappedList("Ideas by impact and effort", "There are no ideas yet.", begin=False)
        self.weights = WeightsForm()
        self.empty = EmptyState(
            "plan", "There are no ideas to rank yet.", "Go to the ideas", lambda: self.idea_wanted.emit(None)
        )
        left, plotted = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.told_rank)
        column = QVBoxLayout(plotted)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.plot, 3)
        column.addWidget(self.words)
        column.addWidget(self.list, 2)
        self.side = Side(("Plot", plotted), ("Weights", Scrolled(self.weights)))
        self.split = beside(left, self.side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.empty)
        self._wire()

    def show_planned(self, planned: Planned) -> None:
        """Rank the ideas; the cursor stays on its idea."""
        self._planned = planned
        self.split.setVisible(bool(planned.views))
        self.empty.setHidden(bool(planned.views))
        self.weights.show_weights(planned.snapshot)
        priorities = planned.priorities
        self.table.priorities.set_rows(priorities)
        if self.table.current_row() is None:
            self.table.choose_line(0)
        plotted, named = plot(each.view for each in priorities), axes(planned.snapshot)
        self.plot.show_plot(plotted, {each.view.idea.id: each.rank for each in priorities}, named)
        self.list.set_rows(_rows(plotted, named))
        self._show_current(self.table.current_row())

    def forget(self) -> None:
        """Begin anew: what was typed for another engagement may not reach this one."""
        self.weights.new.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the plot or the weights."""
        pressed = letter(event)
        if pressed == "P":
            self.side.show_part(0)
            self.plot.setFocus()
        elif pressed == "W":
            self.side.show_part(1)
            next(iter(self.weights.numbers.values())).setFocus()
        else:
            super().keyPressEvent(event)

    def _wire(self) -> None:
        do = self.workspace.do
        self.table.row_chosen.connect(self._show_current)
        self.table.row_activated.connect(lambda each: self.idea_wanted.emit(each.view.idea.id))
        self.plot.chosen.connect(self.table.choose)
        self.plot.opened.connect(self.idea_wanted)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(self.idea_wanted)
        self.weights.weights_edited.connect(lambda weights: do(service.set_weights, weights))
        self.weights.criterion_edited.connect(lambda criterion: do(service.change_criterion, criterion))
        self.weights.criterion_named.connect(lambda name: do(service.add_criterion, name))
        self.weights.criterion_unwanted.connect(lambda criterion: do(service.remove_criterion, criterion.id))
        self.workspace.refused.connect(lambda _problem: self._show_weights())
        on_key(self, "Esc", self.table.setFocus)

    def _choose(self, idea_id: IdeaId | None) -> None:
        if idea_id is not None and self.list.hasFocus():
            self.table.choose(idea_id)

    def _show_weights(self) -> None:
        if self._planned is not None:
            self.weights.show_weights(self._planned.snapshot)

    def _show_current(self, each: Priority | None) -> None:
        if each is None or self._planned is None:
            self.told_rank.setText("")
            return
        parts = joined(f"{PARTS[part][0].lower()} {100 * share:.0f}" for part, share in each.parts.items())
        ties = service.tell_ties(each, self._planned.snapshot)
        self.told_rank.setText(
            f"Rank {service.tell_rank(each)}: score {each.score:.0f} of 100 from {parts}. {ties}".strip()
        )
        idea = each.view.idea
        self.plot.choose(idea.id)
        rated = idea.impact is not None and idea.effort is not None
        self.words.setText(self.plot.in_words() if rated else f"{idea.title}: not rated yet.")


def _rows(plotted: Plotted, named: Axes) -> list[WrappedRow]:
    """The plot in words, and what is not in it."""
    rows = []
    for quarter, views in plotted.quarters.items():
        if views:
            rows.append(WrappedRow((Line(named.quarter(quarter), strong=True),), heading=True))
        for view in views:
            said = named.scores(view.idea)
            scores = Line(said[:1].upper() + said[1:], theme.SMALL, "muted")
            rows.append(WrappedRow((Line(view.idea.title), scores), view.idea.id, view.idea.id))
    if plotted.unrated:
        rows.append(WrappedRow((Line("Not rated yet", strong=True),), heading=True))
    rows += [WrappedRow((Line(view.idea.title),), view.idea.id, view.idea.id) for view in plotted.unrated]
    return rows
