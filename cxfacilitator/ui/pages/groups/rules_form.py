"""What is asked of every seating of an audience."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import HIGH, LOW, MEDIUM, Attribute, NeverAlone, RoleWish, SeatingRules
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.text import joined
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.layouts import clear

WEIGHTS = (("Ignore", 0), ("Low", LOW), ("Medium", MEDIUM), ("High", HIGH))
SCRIBE = "scribe"


class RulesForm(QWidget):
    """Weights to mix by, one attribute to be alike in, and what nobody may be left without.

    Signals:
        changed: Carries the new `SeatingRules`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rules = SeatingRules()
        self.weights: dict[Attribute, ChoiceBox] = {}
        self._names: dict[Attribute, QWidget] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, attribute in enumerate(Attribute):
            name = label(attribute.plural.capitalize())
            box = ChoiceBox()
            for text, weight in WEIGHTS:
                box.addItem(text, weight)
            box.setAccessibleName(f"How much {attribute.plural} are mixed")
            box.currentIndexChanged.connect(lambda _row, attribute=attribute: self._weigh(attribute))
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            self.weights[attribute], self._names[attribute] = box, name
        self.same = ChoiceBox()
        self.same.setAccessibleName("What is the same at each table")
        self.same.currentIndexChanged.connect(self._take_same)
        same = QVBoxLayout()
        same.setSpacing(4)
        same.addWidget(label("The same at each table", "small"))
        same.addWidget(self.same)
        self.managers = QCheckBox("Managers apart")
        self.managers.setToolTip("Nobody sits with their own line manager; this goes before all mixing")
        self.managers.toggled.connect(lambda on: self._give(replace(self._rules, managers_apart=on)))
        self.scribe = QCheckBox("One scribe a table")
        self.scribe.setToolTip("Spreads the people who are scribes on the roster over the tables")
        self.scribe.toggled.connect(self._take_scribe)
        self.alone = ChoiceBox()
        self.alone.setAccessibleName("Of whom nobody sits alone")
        self.alone.activated.connect(self._add_alone)
        self._alone_rows = QVBoxLayout()
        self._alone_rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(label("How much each is spread over the tables", "small", wrap=True))
        column.addLayout(grid)
        column.addLayout(same)
        for chooser in (self.same, self.alone, *self.weights.values()):
            chooser.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(6)
        column.addWidget(self.managers)
        column.addWidget(self.scribe)
        column.addWidget(self.alone)
        column.addLayout(self._alone_rows)

    def show_rules(self, rules: SeatingRules, people: Sequence[Participant]) -> None:
        """Show these rules; attributes of which nothing is known are left out."""
        self._rules = rules
        values = _values(people)
        for attribute, box in self.weights.items():
            asked = rules.mix.get(attribute, 0)
            shown = len(values[attribute]) > 1
            box.setVisible(shown)
            self._names[attribute].setVisible(shown)
            with QSignalBlocker(box):
                # A weight from elsewhere that is none of the four is shown as the next one below.
                box.setCurrentIndex(max(n for n, (_, weight) in enumerate(WEIGHTS) if weight <= asked))
            box.setEnabled(attribute is not rules.same)
        known = [attribute for attribute in Attribute if len(values[attribute]) > 1 or attribute is rules.same]
        _fill(self.same, [("Nothing", None), *((a.value.capitalize(), a) for a in known)], rules.same)
        with QSignalBlocker(self.managers), QSignalBlocker(self.scribe):
            self.managers.setChecked(rules.managers_apart)
            self.scribe.setChecked(any(wish.role == SCRIBE for wish in rules.roles))
        taken = {(alone.attribute, alone.value) for alone in rules.never_alone}
        offered = [
            (f"{shown} ({attribute.value})", NeverAlone(attribute, plain))
            for attribute in known
            for plain, shown in sorted(values[attribute].items())
            if (attribute, plain) not in taken
        ]
        _fill(self.alone, [("Nobody alone of …", None), *offered], None)
        self.alone.setVisible(bool(offered))
        self._show_alone(values)

    def _show_alone(self, values: Mapping[Attribute, Mapping[str, str]]) -> None:
        clear(self._alone_rows)
        for alone in self._rules.never_alone:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = f"{values[alone.attribute].get(alone.value, alone.value)}: nobody alone"
            line.addWidget(label(words, wrap=True), 1)
            drop = QPushButton("Drop")
            drop.setProperty("quiet", True)
            drop.setAccessibleName(f"Drop: {words}")
            drop.clicked.connect(lambda _checked, alone=alone: self._drop_alone(alone))
            line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
            self._alone_rows.addWidget(row)

    def _weigh(self, attribute: Attribute) -> None:
        mix = {**self._rules.mix, attribute: self.weights[attribute].currentData()}
        self._give(replace(self._rules, mix=mix))

    def _take_same(self) -> None:
        # Qt gives a StrEnum back as a plain text.
        chosen = self.same.currentData()
        self._give(replace(self._rules, same=Attribute(chosen) if chosen else None))

    def _take_scribe(self, on: bool) -> None:
        others = tuple(wish for wish in self._rules.roles if wish.role != SCRIBE)
        self._give(replace(self._rules, roles=(*others, RoleWish(SCRIBE)) if on else others))

    def _add_alone(self) -> None:
        chosen = self.alone.currentData()
        if isinstance(chosen, NeverAlone):
            self._give(replace(self._rules, never_alone=(*self._rules.never_alone, chosen)))

    def _drop_alone(self, unwanted: NeverAlone) -> None:
        left = tuple(alone for alone in self._rules.never_alone if alone != unwanted)
        self._give(replace(self._rules, never_alone=left))

    def _give(self, rules: SeatingRules) -> None:
        if rules != self._rules:
            self._rules = rules
            self.changed.emit(rules)


def in_words(rules: SeatingRules, people: Sequence[Participant]) -> str:
    """Say in a line what the rules ask for, as far as anything is known of these people."""
    values = _values(people)
    mixed = [a.plural for a in Attribute if rules.mix.get(a, 0) and len(values[a]) > 1 and a is not rules.same]
    parts = [f"Same {rules.same.value} at each table" if rules.same is not None else ""]
    parts.append(f"mix {joined(mixed)}" if mixed else "")
    parts.append("managers apart" if rules.managers_apart and any(p.manager_id is not None for p in people) else "")
    said = "; ".join(filter(None, parts))
    return (
        f"{said[0].upper()}{said[1:]}." if said else "Nothing is known of the people, so anybody may sit with anybody."
    )


def _values(people: Sequence[Participant]) -> dict[Attribute, dict[str, str]]:
    """Return each attribute's values, as compared and as written."""
    found: dict[Attribute, dict[str, str]] = {attribute: {} for attribute in Attribute}
    for person in people:
        for attribute, values in found.items():
            if plain := attribute.of(person):
                values.setdefault(plain, str(getattr(person, attribute.value)).strip())
    return found


def _fill(box: ChoiceBox, items: Sequence[tuple[str, object]], chosen: object) -> None:
    with QSignalBlocker(box):
        box.clear()
        for text, data in items:
            box.addItem(text, data)
        box.setCurrentIndex(next((n for n, (_, data) in enumerate(items) if data == chosen), 0))
