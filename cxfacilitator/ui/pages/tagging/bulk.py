"""All likely suggestions in one list, to be looked through before they are accepted together."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.review import AnswerFilter
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, PERHAPS, Suggestion, Suggestions, chance_in_words
from cxfacilitator.domain.text import amount
from cxfacilitator.services import tagging
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.pages.tagging.suggestions import reasons
from cxfacilitator.ui.widgets import TableView, label
from cxfacilitator.ui.widgets.elided import Elided


@dataclass(frozen=True, slots=True)
class _Line:
    suggestion: Suggestion
    code: str
    text: str
    name: str
    chance: str
    words: str


VERY_LIKELY = 0.9
_LEAST = (("Only very likely ones", VERY_LIKELY), ("Likely ones", LIKELY), ("Likely and perhaps", PERHAPS))
_COLUMNS: tuple[Column[_Line], ...] = (
    Column("Answer", lambda line: line.code),
    Column("Wording", lambda line: line.text, tooltip=lambda line: line.text),
    Column("Theme", lambda line: line.name),
    Column("It is", lambda line: line.chance),
    Column("Why", lambda line: line.words, tooltip=lambda line: line.words),
)


_WIDTHS = {0: 96, 2: 208, 3: 80, 4: 320}
_WHY = 4
_LEAST_WORDING = 320
"""What a wording needs to be judged by; where there is no room for it, the reasons stand only below the table."""


class BulkPanel(QWidget):
    """Shows what would be accepted, and lets lines be taken out.

    Signals:
        agreed: Carries the suggestions that are left.
        closed: Nothing is to be accepted.
    """

    agreed = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._suggestions: Suggestions | None = None
        self._wanted = AnswerFilter()
        self.heading = Elided("", "heading")
        self.least = QComboBox()
        self.least.setAccessibleName("How likely a suggestion must be")
        for words, score in _LEAST:
            self.least.addItem(words, score)
        self.least.setCurrentIndex(1)
        self.least.activated.connect(lambda _place: self._list())
        self.model: TableModel[_Line] = TableModel(_COLUMNS, lambda line: line.suggestion.answer_id)
        self.table = TableView(self.model, stretch=1)
        self.table.setAccessibleName("Suggestions to accept")
        self.table.row_chosen.connect(self._show_line)
        self.wording, self.why = Elided("", "lead", lines=3), Elided("", "muted", lines=2)
        self.accept = QPushButton()
        self.accept.setProperty("primary", True)
        self.accept.clicked.connect(self._agree)
        self.leave_out = QPushButton("Leave out the chosen lines")
        self.leave_out.clicked.connect(self.drop_selected)
        self.back = QPushButton("Back")
        self.back.setProperty("quiet", True)
        self.back.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept)
        buttons.addWidget(self.leave_out)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.least)
        top.addWidget(self.back)
        column.addLayout(top)
        column.addWidget(
            label("Each of these answers will count as reviewed by you. Leave out what is wrong.", "muted", wrap=True)
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.wording)
        column.addWidget(self.why)
        column.addLayout(buttons)

    def show_suggestions(self, snapshot: Snapshot, suggestions: Suggestions, wanted: AnswerFilter) -> None:
        """List the best suggestions that are likely enough for the answers that are wanted, in sheet order."""
        self._snapshot, self._suggestions, self._wanted = snapshot, suggestions, wanted
        self.least.show()
        self._list()

    def show_these(self, snapshot: Snapshot, suggestions: Sequence[Suggestion]) -> None:
        """List these suggestions, however likely they are."""
        self._snapshot = self._suggestions = None
        self.least.hide()
        self._show(snapshot, suggestions)

    def drop_selected(self) -> None:
        """Leave the chosen lines out; the cursor goes to the line that follows them."""
        chosen = self.table.selected_rows()
        place = min((index.row() for index in self.table.selectionModel().selectedRows()), default=0)
        self.model.set_rows([line for line in self.model.rows if line not in chosen])
        self._count()
        self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave lines out with Delete, go back with Escape; no other key reaches the page below."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop_selected()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the reasons out of the table where there is no room beside the wording."""
        super().resizeEvent(event)
        self._share_width()

    def _list(self) -> None:
        snapshot, suggestions = self._snapshot, self._suggestions
        if snapshot is None or suggestions is None:
            return
        wanted = {answer.id for answer in self._wanted.chosen(snapshot, suggestions)}
        likely = tagging.likely(snapshot, suggestions, self.least.currentData())
        self._show(snapshot, [suggestion for suggestion in likely if suggestion.answer_id in wanted])

    def _show(self, snapshot: Snapshot, suggestions: Sequence[Suggestion]) -> None:
        self.model.set_rows([_line(snapshot, suggestion) for suggestion in suggestions])
        self._share_width()
        self._count()
        self._choose(0)

    def _choose(self, place: int) -> None:
        self.table.choose_line(min(place, len(self.model.rows) - 1))
        if not self.model.rows:
            self._show_line(None)

    def _share_width(self) -> None:
        self.table.leave_out(_WIDTHS, (_WHY,), _LEAST_WORDING)

    def _show_line(self, line: _Line | None) -> None:
        """Show what the line has to be judged by: all of the words, and all of the reasons."""
        self.wording.set_text(line.text if line is not None else "")
        self.why.set_text(f"{line.name}: {line.words}" if line is not None else "")

    def _count(self) -> None:
        count = len(self.model.rows)
        self.heading.set_text(f"The best suggestion of {amount(count, 'answer')}")
        self.accept.setText(f"Accept {'this one theme' if count == 1 else f'these {count:,} themes'}")
        self.accept.setEnabled(count > 0)

    def _agree(self) -> None:
        self.agreed.emit(tuple(line.suggestion for line in self.model.rows))


def _line(snapshot: Snapshot, suggestion: Suggestion) -> _Line:
    answer = snapshot.answer[suggestion.answer_id]
    words = "; ".join(reasons(snapshot, answer, suggestion))
    name = snapshot.codebook.by_id[suggestion.theme_id].name
    return _Line(suggestion, answer.ref, answer.wording, name, chance_in_words(suggestion.score), words)
