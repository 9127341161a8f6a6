"""What the three audiences say of one theme, side by side, word for word."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.widgets.audience_mark import AudienceMark
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.quote_list import QuoteList
from cxfacilitator.ui.words import BOX_WORDS, counts_in_words, groups_in_words

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
    """Three columns of quotes, one for each audience, filtered by box.

    Signals:
        activated: Enter or a double click on a quote; carries the answer.
        boxes_chosen: A box was chosen, or all of them.
    """

    activated = Signal(object)
    boxes_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = BoxChoice()
        self.choice.chosen.connect(self._choose)
        self.lists = {a: QuoteList(f"What {a.value} say", "No answers here.") for a in Audience}
        for each in self.lists.values():
            each.row_activated.connect(self.activated)
        self.counts = {audience: label("", "small", wrap=True) for audience in Audience}
        self._snapshot: Snapshot | None = None
        self._view: ThemeView | None = None
        self._beside: Beside | None = None
        self._only: frozenset[AnswerId] | None = None
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for audience in Audience:
            columns.addLayout(self._column(audience), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.choice)
        whole.addLayout(columns, 1)

    def show_theme(
        self,
        snapshot: Snapshot | None,
        view: ThemeView | None,
        beside: Beside | None = None,
        only: Collection[AnswerId] | None = None,
    ) -> None:
        """Show what groups say of a theme, and beside them forms; None clears all.

        Args:
            snapshot: The engagement.
            view: The theme.
            beside: What forms, notes and reviews say.
            only: Show no other answers of groups than these, whatever their box.
        """
        self._snapshot, self._view, self._beside = snapshot, view, beside
        self._only = frozenset(only) if only is not None else None
        for widget in (self.choice, *self.lists.values()):
            widget.setEnabled(view is not None)
        self._show()

    def focus_first(self) -> None:
        """Put the cursor into the first column that has quotes."""
        filled = [each for each in self.lists.values() if each.rows]
        if filled:
            filled[-1].setFocus()

    def _choose(self, _box: Box | None) -> None:
        self._only = None
        self._show()
        self.boxes_chosen.emit()

    def _show(self) -> None:
        box = self.choice.box
        for audience, shown in self.lists.items():
            if self._snapshot is None or self._view is None:
                shown.set_rows(())
                self.counts[audience].setText("")
                continue
            mine = self._view.answers[audience]
            if self._only is not None:
                self._show_only([answer for answer in mine if answer.id in self._only], audience)
                continue
            answers: Sequence[Answer] = [answer for answer in mine if box in (None, answer.box)]
            said = len({answer.group_id for answer in answers})
            words = counts_in_words(self._view.counts[audience], box, said)
            if audience is Audience.CUSTOMERS and self._beside is not None:
                theme_id, boxes = self._view.theme.id, (box,) if box else ()
                answers = [*answers, *self._beside.on(theme_id, *boxes)]
                words = "; ".join(filter(None, (words, self._beside.in_words(theme_id, *boxes))))
            shown.show_answers(self._snapshot, answers)
            self.counts[audience].setText(words)

    def _show_only(self, answers: Sequence[Answer], audience: Audience) -> None:
        assert self._snapshot is not None
        assert self._view is not None
        said = len({answer.group_id for answer in answers})
        self.lists[audience].show_answers(self._snapshot, answers)
        self.counts[audience].setText(groups_in_words(said, self._view.counts[audience].groups) if said else "")

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
