"""The answers to people who did not come or came unasked, side by side, before anything is agreed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import amount
from cxfacilitator.services.groups import Rebalance
from cxfacilitator.ui.pages.groups.explain import with_labels
from cxfacilitator.ui.widgets import Columns, hairline, label

_VERBS = {"fewest moves": "Move the fewest", "balanced": "Take the balanced one", "fresh start": "Start afresh"}
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MendView(QWidget):
    """One column for each answer: how many move, how the mixing fares, and who moves where.

    Signals:
        agreed: Somebody chose an answer; carries the `Rebalance`.
        left: Nothing was chosen.
    """

    agreed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers: tuple[Rebalance, ...] = ()
        self.buttons: list[QPushButton] = []
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroller)

    def show_answers(self, answers: Sequence[Rebalance], names: Mapping[ParticipantId, str]) -> None:
        """Show the answers, alike ones once; the first one is ready to be taken with Enter."""
        self.answers = tuple(
            answer for place, answer in enumerate(answers) if not any(_alike(answer, one) for one in answers[:place])
        )
        self.buttons.clear()
        old = self._scroller.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        if self.answers:
            cards = [self._answer(answer, names) for answer in self.answers]
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 8, 0)
            column.addWidget(Columns(*cards, narrow=560, spacing=12))
            column.addStretch()
            self._scroller.setWidget(body)

    def begin(self) -> None:
        """Take the keys."""
        if self.buttons:
            self.buttons[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows and Enter before a button does, which would leave for the next field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from answer to answer with the arrows, take one with Enter, leave with Escape."""
        key = event.key()
        here = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), 0)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.buttons:
            self.buttons[(here + (1 if key == Qt.Key.Key_Right else -1)) % len(self.buttons)].setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.answers:
            self.agreed.emit(self.answers[here])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape and Enter from the page."""
        mine = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return)
        if mine and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _answer(self, answer: Rebalance, names: Mapping[ParticipantId, str]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(answer.kind.value.capitalize(), "heading"))
        column.addWidget(label(_figure(answer), "lead", wrap=True))
        column.addWidget(label(_mixing(answer), "muted", wrap=True))
        button = QPushButton(_VERBS[answer.kind.value])
        button.setProperty("primary", not self.buttons)
        button.setAccessibleName(f"{answer.kind.value}: {_figure(answer)}")
        button.clicked.connect(lambda _checked: self.agreed.emit(answer))
        button.installEventFilter(self)
        self.buttons.append(button)
        column.addWidget(button)
        column.addWidget(hairline())
        for text, role in _lines(answer, names):
            column.addWidget(label(text, role, wrap=True))
        column.addStretch()
        return card


def _figure(answer: Rebalance) -> str:
    moved = answer.moved
    words = f"{amount(moved, 'person moves', 'people move')}" if moved else "Nobody who sits has to move"
    return f"{words}{', the fewest possible' if moved and answer.proven else ''}."


def _mixing(answer: Rebalance) -> str:
    scores = ", ".join(f"{attribute.plural} {score}" for attribute, score in answer.plan.scores)
    sizes = answer.plan.sizes
    tables = f"{amount(len(sizes), 'table')} of {min(sizes)}" + (f"-{max(sizes)}" if max(sizes) > min(sizes) else "")
    return f"{tables}. Mixing: {scores}." if scores else f"{tables}."


def _alike(one: Rebalance, other: Rebalance) -> bool:
    return set(zip(one.labels, map(frozenset, one.plan.groups), strict=True)) == set(
        zip(other.labels, map(frozenset, other.plan.groups), strict=True)
    )


def _lines(answer: Rebalance, names: Mapping[ParticipantId, str]) -> list[tuple[str, str]]:
    found = [(with_labels(text, answer.labels), "warning") for text in answer.plan.unmet]
    for move in answer.moves:
        found.append((f"{names[move.person_id]}: {move.before or 'no seat'} → {move.after}", ""))
    found += [(f"{name} closes.", "muted") for name in answer.closed]
    opened = [name for name, table in zip(answer.labels, answer.tables, strict=True) if table is None]
    return found + [(f"{name} opens.", "muted") for name in opened]
