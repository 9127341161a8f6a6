"""Which answers are listed, and in which order: six small choices, and a way back to all answers."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.review import AnswerFilter, Left
from cxfacilitator.domain.snapshot import Snapshot

_WHO: tuple[tuple[str, Any], ...] = (
    *((audience.label, audience) for audience in Audience),
    ("Forms and notes", True),
    ("Forms", Kind.FORM),
    ("Notes", Kind.NOTE),
    ("Reviews", Kind.REVIEW),
)


class Filters(QWidget):
    """The choices above a list of answers.

    Signals:
        changed: A person chose something else.
    """

    changed = Signal()

    def __init__(self, across: int = 2) -> None:
        """Lay the choices out.

        Args:
            across: How many stand side by side.
        """
        super().__init__()
        self.left = _Choice("What is left", ((left.value, left) for left in Left))
        self.order = _Choice("Order", (("Sheet order", False), ("Uncertain first", True)))
        self.audience = _Choice("Audience", (("All audiences", None), *_WHO))
        self.question = _Choice("Question", (("All questions", None), *((q.value, q) for q in Question)))
        self.group = _Choice("Group")
        self.theme = _Choice("Theme")
        self._snapshot: Snapshot | None = None
        self.clear = QPushButton("Show all answers")
        self.clear.setProperty("quiet", True)
        self.clear.clicked.connect(self.show_all)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._choices = (self.left, self.order, self.audience, self.question, self.group, self.theme)
        for place, choice in enumerate(self._choices):
            grid.addWidget(choice, place // across, place % across)
            choice.activated.connect(self._change)
        grid.addWidget(self.clear, len(self._choices) // across, 0, 1, across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.show_all()

    @property
    def wanted(self) -> AnswerFilter:
        """What is chosen."""
        who = self.audience.value
        return AnswerFilter(
            self.left.value,
            audience=who if isinstance(who, Audience) else None,
            beside=who is True,
            kind=who if isinstance(who, Kind) else None,
            question=self.question.value,
            group=self.group.value,
            theme=self.theme.value,
        )

    @property
    def uncertain_first(self) -> bool:
        """Whether what teaches most is listed first."""
        return bool(self.order.value)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer the groups and themes that there are; one that is gone is not wanted any more."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.groups is not snapshot.groups:
            self.group.offer((("All groups", None), *((group.code, group.id) for group in snapshot.groups)))
        if before is None or before.codebook is not snapshot.codebook:
            self.theme.offer((("All themes", None), *((theme.name, theme.id) for theme in snapshot.codebook.themes)))
        self._show_clear()

    def choose(self, **wanted: object) -> None:
        """Choose by name of the choice, for example `left=Left.STARRED`, as a person would."""
        for name, value in wanted.items():
            choice: _Choice = getattr(self, name)
            choice.take(value)
        self._change()

    def show_all(self) -> None:
        """List all answers again; the order stays."""
        for choice in self._choices:
            if choice is not self.order:
                choice.setCurrentIndex(0)
        self._change()

    def remembered(self) -> dict[str, str]:
        """Return what is listed first: what is left to do, and the order."""
        return {"left": self.left.currentText(), "order": self.order.currentText()}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose it again."""
        self.left.setCurrentText(remembered.get("left", ""))
        self.order.setCurrentText(remembered.get("order", ""))
        self._show_clear()

    def _change(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(self.wanted != AnswerFilter())


class _Choice(QComboBox):
    """One choice; the first line leaves nothing out. Enter opens it, and no key reaches the page."""

    def __init__(self, name: str, lines: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__()
        # Qt would give an enum back as the text that it is made of.
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumContentsLength(9)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(lines)

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self._values[self.currentIndex()] if self._values else None

    def offer(self, lines: Iterable[tuple[str, Any]]) -> None:
        """Offer these lines; what was chosen stays chosen where it is still there."""
        chosen, found = self.value, list(lines)
        self.clear()
        self.addItems([text for text, _ in found])
        self._values = [value for _, value in found]
        self.take(chosen)

    def take(self, value: object) -> None:
        """Choose a value, or the first where there is no such."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """End what is chosen in an ellipsis where there is no room for all of it."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(control, option)
        room = self.style().subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; the arrows and letters choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            super().keyPressEvent(event)
        event.accept()
