"""Beside the matrix: the words behind a place, or the reviewed answers that are on no theme."""

from itertools import groupby

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.matrix_layout import WHOLE_COLUMN, Column, Layout, RowKind
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.quote_list import QuoteList, answer_row
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedRow
from cxfacilitator.ui.words import BOX_WORDS, counts_in_words, groups_in_words

_NOTHING = "Nothing was written here."
_CLOSED = "Too few people for words of their own. The totals count them all the same."
_ALL_THEMED = "Every reviewed answer is on a theme."


class Side(QWidget):
    """A title, where it is, and the quotes; Enter on one leads to where it is tagged.

    Signals:
        answer_wanted: Carries the id of an answer.
        closed: The cross was clicked.
    """

    answer_wanted = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.where = label("", "muted", wrap=True)
        self.quotes = QuoteList("The words behind the place", _NOTHING, marked=True)
        self.quotes.row_activated.connect(lambda answer: self.answer_wanted.emit(answer.id))
        self.hint = Elided("Enter: where it is tagged. Esc: back.", "small")
        self.cross = QToolButton()
        self.cross.setAccessibleName("Close the quotes")
        self.cross.setToolTip("Close the quotes (Esc)")
        self.cross.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.where)
        column.addWidget(self.quotes, 1)
        column.addWidget(self.hint)
        self._restyle()

    def show_place(self, snapshot: Snapshot, layout: Layout, beside: Beside, row: int, column: int) -> None:
        """Show the words of a group on a theme, of an audience, of forms, or of all of them."""
        shown = layout.columns[column]
        self.title.setText(shown.name)
        self.title.setToolTip(shown.definition)
        self.where.setText(_where(layout, beside, row, shown, column))
        closed = bool(layout.closed) if row == WHOLE_COLUMN else layout.rows[row].audience in layout.closed
        self.quotes.nothing = _CLOSED if closed else _NOTHING
        self.quotes.show_answers(snapshot, layout.answers(row, column))

    def show_unthemed(self, snapshot: Snapshot, comparison: Comparison) -> None:
        """Show the reviewed answers that are on no theme, group by group."""
        self.title.setText("Without a theme")
        self.title.setToolTip("")
        number = len(comparison.unthemed)
        self.where.setText(f"{amount(number, 'reviewed answer')} of groups. Enter gives one a theme." if number else "")
        self.quotes.nothing = _ALL_THEMED
        rows: list[WrappedRow] = []
        for source, answers in groupby(comparison.unthemed, snapshot.source_of):
            rows.append(WrappedRow((Line(source.code, strong=True),), audience=source.audience, heading=True))
            rows += [answer_row(snapshot, answer, marked=False) for answer in answers]
        self.quotes.set_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the cross in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "cross"):
            self._restyle()

    def _restyle(self) -> None:
        self.cross.setIcon(icons.icon("close", "muted", 14))
        self.setMinimumWidth(theme.px(240))


def _where(layout: Layout, beside: Beside, row: int, column: Column, place: int) -> str:
    theme_id = column.views[0].theme.id
    if row == WHOLE_COLUMN:
        told = [
            f"{audience.label} {groups_in_words(counts.mentions, counts.groups)}"
            for audience, counts in column.counts.items()
            if counts.asked
        ]
        if not column.folded:
            told += [beside.in_words(theme_id), beside.agreeing_in_words(theme_id)]
        return "; ".join(filter(None, told))
    shown = layout.rows[row]
    if shown.group is not None:
        boxes = (BOX_WORDS[box].lower() for box in layout.boxes.get((row, place), ()))
        name = ", ".join(filter(None, (shown.group.called, shown.group.segment)))
        return ": ".join(filter(None, (name, ", ".join(boxes))))
    if shown.kind is RowKind.FORMS or shown.audience is None:
        return f"{shown.name}: {layout.text(row, place)}, never counted with the groups"
    counts = column.counts[shown.audience]
    said = groups_in_words(counts.mentions, counts.groups) if column.folded else counts_in_words(counts)
    return f"{shown.audience.label}, {said}"
