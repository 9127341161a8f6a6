"""What the parts of the score count for, and what people judge ideas by; every change ranks the ideas anew."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.criteria import Criterion
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart, shares
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets import LineEdit, NumberEdit, TableView, label

PARTS: Mapping[ScorePart, tuple[str, str]] = {
    ScorePart.REACH: ("Reach", "groups that ask for it, customers double"),
    ScorePart.PAIN: ("Pain", "customer groups that want it improved"),
    ScorePart.BREADTH: ("Breadth", "audiences that ask for it"),
    ScorePart.RIVAL: ("Rival", "groups that see others do it better"),
}
_SCALE = 100
_ROWS = 5
_NAME, _WEIGHT, _MEANS = range(3)


class WeightsForm(QWidget):
    """Four numbers, and a table of criteria that is typed in.

    Signals:
        weights_edited: Carries the weights by part.
        criterion_edited: Carries the changed `Criterion`.
        criterion_named: A new one is wanted; carries its name.
        criterion_unwanted: Carries a `Criterion`.
    """

    weights_edited = Signal(object)
    criterion_edited = Signal(object)
    criterion_named = Signal(str)
    criterion_unwanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._weights: Mapping[ScorePart, float] = DEFAULT_WEIGHTS
        self.numbers = {part: NumberEdit(0, 999) for part in ScorePart}
        self._shares = {part: label("", "muted") for part in ScorePart}
        self.usual = QPushButton("As usual")
        self.usual.setProperty("quiet", True)
        self.usual.setToolTip("Give the four parts the weights that they have at first")
        self.usual.clicked.connect(lambda _checked: self.weights_edited.emit(DEFAULT_WEIGHTS))
        self.criteria = TableModel[Criterion](self._columns(), row_id=lambda criterion: criterion.id)
        self.table = _CriteriaTable(self.criteria)
        self.table.turned.connect(self._turn)
        self.table.unwanted.connect(self.criterion_unwanted)
        self.new = LineEdit()
        self.new.setPlaceholderText("Another criterion")
        self.new.setAccessibleName("Another criterion")
        self.new.returnPressed.connect(self._add)
        head = QHBoxLayout()
        head.addWidget(label("The score is made of what the sheets say", "strong"), 1)
        head.addWidget(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._parts())
        column.addSpacing(8)
        column.addWidget(label("People judge ideas by", "strong"))
        column.addWidget(self.table, 1)
        column.addWidget(self.new)
        column.addWidget(
            label(
                "Judged stands beside the score and is never mixed into it. Space turns what a 5 means.", "small", True
            )
        )

    def show_weights(self, snapshot: Snapshot) -> None:
        """Show the weights and criteria; what is being typed stays."""
        self._weights = snapshot.weights
        for part, share in zip(ScorePart, shares(snapshot.weights), strict=True):
            number, wanted = self.numbers[part], round(snapshot.weights[part] * _SCALE)
            if not number.hasFocus() or number.value() != wanted:
                number.blockSignals(True)
                number.setValue(wanted)
                number.blockSignals(False)
            self._shares[part].setText(f"{share:.0%}")
        self.usual.setEnabled(dict(snapshot.weights) != dict(DEFAULT_WEIGHTS))
        self.criteria.set_rows(snapshot.criteria)
        if self.table.current_row() is None:
            self.table.choose_line(0)
        self.table.fit_columns()

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (part, (name, meaning)) in enumerate(PARTS.items()):
            number = self.numbers[part]
            number.setAccessibleName(f"{name}: {meaning}")
            number.valueChanged.connect(lambda value, part=part: self._weigh(part, value))
            number.setMaximumWidth(theme.px(72))
            words = label(meaning, "small", wrap=True)
            words.setMinimumWidth(theme.px(96))
            for column, widget in enumerate((label(name), words, number)):
                grid.addWidget(widget, line, column)
            grid.addWidget(self._shares[part], line, 3, Qt.AlignmentFlag.AlignRight)
        return grid

    def _columns(self) -> tuple[Column[Criterion], ...]:
        return (
            Column(
                "Criterion",
                lambda each: each.name,
                edit=lambda each, text: self.criterion_edited.emit(replace(each, name=text)),
            ),
            Column("Weight", lambda each: f"{each.weight:g}", RIGHT, edit=self._weigh_criterion),
            Column("A 5 is", lambda each: "good" if each.more_is_better else "bad"),
        )

    def _weigh(self, part: ScorePart, value: int) -> None:
        self.weights_edited.emit({**self._weights, part: value / _SCALE})

    def _weigh_criterion(self, criterion: Criterion, text: str) -> None:
        try:
            weight = float(text.replace(",", "."))
        except ValueError:
            weight = -1.0  # refused in words, as every weight that is none
        self.criterion_edited.emit(replace(criterion, weight=weight))

    def _turn(self, criterion: Criterion) -> None:
        self.criterion_edited.emit(replace(criterion, more_is_better=not criterion.more_is_better))

    def _add(self) -> None:
        if self.new.text().strip():
            self.criterion_named.emit(self.new.text())
            self.new.clear()


class _CriteriaTable(TableView):
    """Criteria that are typed in.

    Signals:
        turned: Space on a criterion; carries it.
        unwanted: Delete on a criterion; carries it.
    """

    turned = Signal(object)
    unwanted = Signal(object)

    def __init__(self, model: TableModel[Criterion]) -> None:
        super().__init__(model, stretch=_NAME, whole_rows=False, sortable=False)
        self.setAccessibleName("Criteria")

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(super().minimumSizeHint().width(), _ROWS * theme.px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with Space, remove with Delete, type over with anything else."""
        row = self.current_row()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self.turned.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)
