"""The scores of an idea: a row of five small buttons for each criterion, one of which the digit keys are for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from cxfacilitator.domain.criteria import Criterion, CriterionId
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.number_choice import NumberChoice


class CriteriaForm(QWidget):
    """Shows the scores on all criteria.

    Signals:
        scored: A person scored; carries the criterion's id and 1-5, or None.
    """

    scored = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.criteria: tuple[Criterion, ...] = ()
        self.choices: dict[CriterionId, NumberChoice] = {}
        self._names: dict[CriterionId, QLabel] = {}
        self._marked = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    @property
    def marked(self) -> Criterion | None:
        """The criterion that the digit keys are for."""
        return self.criteria[self._marked] if self.criteria else None

    def show_scores(self, criteria: Sequence[Criterion], scores: Mapping[CriterionId, int]) -> None:
        """Show these criteria, each with its score if it has one."""
        if tuple(criteria) != self.criteria:
            self._rebuild(tuple(criteria))
        for criterion_id, choice in self.choices.items():
            choice.show_number(scores.get(criterion_id))

    def mark_next(self, step: int = 1) -> Criterion | None:
        """Let the digit keys be for the next criterion, or the one before; return it."""
        if self.criteria:
            self._marked = (self._marked + step) % len(self.criteria)
            self._show_marked()
        return self.marked

    def _rebuild(self, criteria: tuple[Criterion, ...]) -> None:
        before = self.marked.id if self.marked is not None else None
        for widget in (*self._names.values(), *self.choices.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self.criteria = criteria
        self._names, self.choices = {}, {}
        for line, criterion in enumerate(criteria):
            name, choice = label(""), NumberChoice(criterion.name)
            name.setBuddy(choice)
            choice.chosen.connect(lambda number, one=criterion.id: self.scored.emit(one, number))
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(choice, line, 1, Qt.AlignmentFlag.AlignRight)
            self._names[criterion.id], self.choices[criterion.id] = name, choice
        ids = [criterion.id for criterion in criteria]
        self._marked = ids.index(before) if before in ids else 0
        self._show_marked()

    def _show_marked(self) -> None:
        for place, criterion in enumerate(self.criteria):
            name = self._names[criterion.id]
            worse = "" if criterion.more_is_better else ", less is better"
            name.setText(f"{'▸ ' if place == self._marked else ''}{criterion.name}")
            name.setToolTip(f"{criterion.name}, 1 to 5{worse}. The digit keys score what the arrow is at (C).")
            name.setProperty("role", "strong" if place == self._marked else "")
            name.style().unpolish(name)
            name.style().polish(name)
