"""What importing a list would do, in sentences beside a preview; nothing happens before a person agrees."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.ui.models import TableModel
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.reading_view import Side
from cxfacilitator.ui.widgets.table_view import TableView

MOST_SHOWN = 1000
"""Rows of a preview: enough to see how a list was read."""


class PlanFrame(QWidget):
    """The frame of a plan: what it says, how its list was read, a preview, and two buttons.

    Whoever extends it makes the widgets for the choices, calls `lay_out`, and fills it in `show_plan`.

    Attributes:
        plan: The plan that is shown; None while there is none, or the list cannot be read.
        active: A plan, or the reason why there is none, is shown.

    Signals:
        agreed: The plan is to be applied as it is now; carries it.
        chosen: The list is to be read otherwise; carries the choices.
        cancelled: Nothing is to be done.
    """

    agreed = Signal(object)
    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, preview: TableModel[Any], choices: str, nothing: str) -> None:
        """Make what every plan has.

        Args:
            preview: The rows that would be taken over.
            choices: What can be chosen about reading the list, in words.
            nothing: What Cancel does, in words.
        """
        super().__init__()
        self.plan: Any = None
        self.active = False
        self.found = "what was understood"
        self.heading = label("", "heading", wrap=True)
        self.read_from = label("", "muted", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
        self.correct = QPushButton()
        self.correct.setCheckable(True)
        self.correct.setProperty("quiet", True)
        self.correct.setToolTip(f"{choices} (F4)")
        self.correct.toggled.connect(self.turn)
        self.apply = QPushButton()
        self.apply.setProperty("primary", True)
        self.apply.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip(f"{nothing} (Esc)")
        self.cancel.clicked.connect(self.cancelled)
        self.preview = preview
        self.table = TableView(preview)
        self.rest = label("", "small")
        self.rest.hide()

    def lay_out(self, choices: QWidget, above: Iterable[QWidget | QLayout] = ()) -> None:
        """Put everything in its place.

        Args:
            choices: Shown in the place of the sentences when it is to be corrected how the list was read.
            above: What is always seen between the heading and the sentences.
        """
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 12, 0)
        words.addLayout(self._words)
        words.addStretch()
        self.sides = QStackedWidget()
        for side in (inner, choices):
            self.sides.addWidget(Side(side))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.heading)
        left.addWidget(self.read_from)
        for part in above:
            if isinstance(part, QWidget):
                left.addWidget(part)
            else:
                left.addLayout(part)
        left.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.sides, 1)
        left.addLayout(buttons)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(32)
        halves.addLayout(left, 2)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.table, 1)
        right.addWidget(self.rest)
        halves.addLayout(right, 3)
        self.turn(False)

    def show_preview(self, rows: Iterable[Any]) -> None:
        """Show the first of these rows, and only the columns in which they say something."""
        found = tuple(rows)
        shown = found[:MOST_SHOWN]
        self.preview.set_rows(shown)
        self.rest.setText(f"These are the first {len(shown):,} of {len(found):,} rows.")
        self.rest.setVisible(len(shown) < len(found))
        self.table.show_columns([any(map(column.text, shown)) for column in self.preview.columns])
        self.table.fit_columns()
        self.table.setVisible(bool(found))
        self.apply.setEnabled(bool(found))

    def show_words(self, sentences: Iterable[str], buttons: Iterable[QPushButton] = ()) -> None:
        """Show what there is to know about the plan, and what can be changed about it with one click."""
        clear(self._words)
        for sentence in sentences:
            self._words.addWidget(label(sentence, wrap=True))
        for button in buttons:
            button.setProperty("quiet", True)
            self._words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_reason(self, heading: str, reason: str) -> None:
        """Say why there is no plan."""
        self.plan, self.active = None, True
        self.heading.setText(heading)
        self.read_from.setText(reason)
        self.show_preview(())

    def turn(self, choosing: bool) -> None:
        """Show the choices in the place of the sentences, or the sentences again."""
        self.sides.setCurrentIndex(int(choosing))
        self.correct.setText(f"Back to {self.found}" if choosing else "Correct how it was read")

    def leave(self) -> None:
        """Forget the plan."""
        self.plan, self.active = None, False
        self.correct.setChecked(False)

    def hasHeightForWidth(self) -> bool:
        """Take the height that there is: the sentences scroll, and the buttons below them are always seen."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Escape; agree with Enter wherever nothing else is typed or chosen."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.correct.toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
                focus.click()
            elif not isinstance(focus, QComboBox | LineEdit):
                self._agree()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        if self.plan is not None and self.apply.isEnabled():
            self.agreed.emit(self.plan)
