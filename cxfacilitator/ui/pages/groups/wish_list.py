"""Who is to sit apart or together: two people by a few letters each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Wish, WishKind, WishLevel
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.name_completer import NameCompleter

_NOBODY = "There is nobody of this name here. Type a few letters and choose one of the names that are offered."
_SAME = "A wish is about two different people."


class WishList(QWidget):
    """Lists the wishes of an audience and takes new ones.

    Signals:
        added: Carries two `ParticipantId`s, a `WishKind` and a `WishLevel`.
        dropped: Carries the `Wish`.
    """

    added = Signal(object, object, object, object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ids: dict[str, ParticipantId] = {}
        self._names = QStringListModel(self)
        self.first, self.second = self._line("First person"), self._line("Second person")
        self.kind, self.level = ChoiceBox(), ChoiceBox()
        for box, name, items in (
            (self.kind, "Apart or together", [("apart", WishKind.APART), ("together", WishKind.TOGETHER)]),
            (self.level, "How much it counts", [("must", WishLevel.MUST), ("want", WishLevel.WANT)]),
        ):
            box.setAccessibleName(name)
            for text, data in items:
                box.addItem(text, data)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self.add = QPushButton("Add this wish")
        self.add.clicked.connect(self._add)
        self.problem = label("", "warning", wrap=True)
        self.problem.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        choices = QHBoxLayout()
        choices.setSpacing(4)
        choices.addWidget(self.kind, 1)
        choices.addWidget(self.level, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.problem)
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addLayout(choices)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_wishes(self, wishes: Sequence[Wish], people: Mapping[ParticipantId, Participant]) -> None:
        """Show the wishes about these people."""
        self._ids = {_full(person): person.id for person in people.values()}
        self._names.setStringList(sorted(self._ids, key=str.casefold))
        clear(self._rows)
        for wish in wishes:
            if wish.first_id in people and wish.second_id in people:
                self._rows.addWidget(self._row(wish, people))

    def begin(self) -> None:
        """Put the cursor where the first name is typed."""
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, and add the wish from the last field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.first.hasFocus():
                self.second.setFocus()
            else:
                self._add()
        else:
            super().keyPressEvent(event)

    def _line(self, name: str) -> LineEdit:
        line = LineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setCompleter(NameCompleter(self._names, line))
        return line

    def _row(self, wish: Wish, people: Mapping[ParticipantId, Participant]) -> QWidget:
        names = [people[one].full_name or people[one].code for one in wish.pair]
        words = f"{names[0]} and {names[1]} {wish.kind.value} ({wish.level.value})"
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(words, wrap=True), 1)
        drop = QPushButton("Drop")
        drop.setProperty("quiet", True)
        drop.setAccessibleName(f"Drop the wish: {words}")
        drop.clicked.connect(lambda _checked: self.dropped.emit(wish))
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add(self) -> None:
        first, second = self._person(self.first), self._person(self.second)
        problem = _NOBODY if first is None or second is None else _SAME if first == second else ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem:
            (self.first if first is None else self.second).setFocus()
            return
        # Qt gives a StrEnum back as a plain text.
        kind, level = WishKind(self.kind.currentData()), WishLevel(self.level.currentData())
        self.added.emit(first, second, kind, level)
        self.first.clear()
        self.second.clear()
        self.first.setFocus()

    def _person(self, line: LineEdit) -> ParticipantId | None:
        """Return whom a line names: in full, or by letters that only one name has."""
        typed = line.text().strip()
        if typed in self._ids:
            return self._ids[typed]
        found = [one for name, one in self._ids.items() if typed and typed.casefold() in name.casefold()]
        return found[0] if len(found) == 1 else None


def _full(person: Participant) -> str:
    name = person.full_name
    return f"{name} ({person.code})" if name and name != person.code else person.code
