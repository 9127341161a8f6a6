"""What the three audiences say of one theme, side by side, word for word."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.widgets.audience_mark import AudienceMark
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.quote_list import QuoteList
from cxfacilitator.ui.words import BOX_WORDS, counts_in_words

_CHOICES: tuple[tuple[Box | None, str], ...] = ((None, "All"), *((box, BOX_WORDS[box]) for box in SHEET_BOXES))


class BoxChoice(QWidget):
    """One box of the sheet, or all of them.

    Signals:
        chosen: Carries the box, or None for all.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (_, words) in enumerate(_CHOICES):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setToolTip(f"Show only these answers ({number})" if number else "Show all answers (0)")
            button.clicked.connect(lambda _checked, number=number: self.chosen.emit(_CHOICES[number][0]))
            self._group.addButton(button)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        self.buttons[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def box(self) -> Box | None:
        """The box that is chosen; None for all."""
        return next(box for (box, _), button in zip(_CHOICES, self.buttons, strict=True) if button.isChecked())

    def choose(self, number: int) -> None:
        """Choose by number: 0 for all, 1-5 for the boxes of the sheet."""
        self.buttons[number].click()


class ThemeQuotes(QWidget):
    """Three columns of quotes, one for each audience, filtered by box."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.response = label("", "muted", wrap=True)
        self.choice = BoxChoice()
        self.choice.chosen.connect(lambda _box: self._show())
        self.lists = {a: QuoteList(f"What {a.value} say", "No answers here.") for a in Audience}
        self.counts = {audience: label("", "small", wrap=True) for audience in Audience}
        self._snapshot: Snapshot | None = None
        self._view: ThemeView | None = None
        self._beside: Beside | None = None
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for audience in Audience:
            columns.addLayout(self._column(audience), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for widget in (self.title, self.response, self.choice):
            whole.addWidget(widget)
        whole.addLayout(columns, 1)

    def show_theme(
        self, snapshot: Snapshot | None, view: ThemeView | None, response: str, beside: Beside | None = None
    ) -> None:
        """Show a theme with the response that usually fits, and what forms say of it; None clears all."""
        self._snapshot, self._view, self._beside = snapshot, view, beside
        self.title.setText(view.theme.name if view else "")
        self.title.setToolTip(view.theme.definition if view else "")
        self.response.setText(f"What usually fits: {response}" if response else "")
        for widget in (self.choice, *self.lists.values()):
            widget.setEnabled(view is not None)
        self._show()

    def focus_first(self) -> None:
        """Put the cursor into the first column that has quotes."""
        filled = [each for each in self.lists.values() if each.rows]
        if filled:
            filled[-1].setFocus()

    def _show(self) -> None:
        box = self.choice.box
        for audience, shown in self.lists.items():
            if self._snapshot is None or self._view is None:
                shown.set_rows(())
                self.counts[audience].setText("")
                continue
            answers: Sequence[Answer] = [a for a in self._view.answers[audience] if box in (None, a.box)]
            said = len({answer.group_id for answer in answers})
            words = counts_in_words(self._view.counts[audience], box, said)
            if audience is Audience.CUSTOMERS and self._beside is not None:
                theme_id, boxes = self._view.theme.id, (box,) if box else ()
                answers = [*answers, *self._beside.on(theme_id, *boxes)]
                words = "; ".join(filter(None, (words, self._beside.in_words(theme_id, *boxes))))
            shown.show_answers(self._snapshot, answers)
            self.counts[audience].setText(words)

    def _column(self, audience: Audience) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(AudienceMark(audience, size=12))
        head.addWidget(label(audience.label, "strong"))
        head.addStretch()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.counts[audience])
        column.addWidget(self.lists[audience], 1)
        return column
