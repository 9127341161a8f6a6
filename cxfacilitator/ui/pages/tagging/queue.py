"""The list of answers to look through: those that are wanted, in sheet order or the uncertain ones first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxfacilitator.domain.forms import is_loose
from cxfacilitator.domain.review import MANY
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.tagging.asking import AskingOrder
from cxfacilitator.ui.pages.tagging.filters import Filters
from cxfacilitator.ui.suggesting import Suggesting
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.marked_list import MarkedList, MarkedRow
from cxfacilitator.ui.workspace import Workspace


class AnswerQueue(QWidget):
    """Filters, the list and how many it has. The answer at hand stays in it until another is chosen.

    Signals:
        chosen: A person chose an answer in the list; carries its id.
        wanted_changed: Other answers are wanted; the first of them that waits is at hand now.
    """

    chosen = Signal(object)
    wanted_changed = Signal()

    def __init__(self, workspace: Workspace, suggesting: Suggesting) -> None:
        super().__init__()
        self._workspace = workspace
        self._suggesting = suggesting
        self._asking = AskingOrder(workspace, suggesting, self)
        self._asking.changed.connect(self._show_again)
        self._current: AnswerId | None = None
        self._rows: dict[AnswerId, tuple[Answer, object, MarkedRow]] = {}
        self._listed: Sequence[Answer] = ()
        self._seen: Snapshot | None = None
        self.filters = Filters()
        self.filters.changed.connect(self._hear_changed)
        self.list = MarkedList()
        self.list.setAccessibleName("Answers")
        self.list.row_chosen.connect(self.chosen)
        self.count = label("", "small")
        self.filters.clear.setProperty("inline", True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.count)
        bottom.addWidget(self.filters.clear)
        bottom.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filters)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)

    @property
    def current(self) -> AnswerId | None:
        """The answer at hand."""
        return self._current

    @current.setter
    def current(self, answer_id: AnswerId | None) -> None:
        self._current = answer_id
        rows = self.list.rows_model.rows
        if answer_id is not None and self._seen is not None and all(row.id != answer_id for row in rows):
            self._show_rows(self._seen)
        self.list.choose(answer_id)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """List what is wanted now, with the answer at hand."""
        self.filters.show_snapshot(snapshot)
        wanted, suggested = self.filters.wanted, self._suggesting.suggestions
        listed = self._with_current(snapshot, wanted.chosen(snapshot, suggested))
        if self.filters.uncertain_first:
            # The answer at hand stays under the cursor.
            listed = sorted(self._asking.sorted(snapshot, listed), key=lambda answer: answer.id != self._current)
        if self._current not in snapshot.answer:
            waiting = (answer.id for answer in listed if not answer.reviewed)
            self._current = next(waiting, listed[0].id if listed else None)
        self._listed, self._seen = listed, snapshot
        self._show_rows(snapshot)
        total = len(snapshot.to_review)
        self.count.setText(f"{len(listed):,} of {total:,} answers" if len(listed) < total else f"{total:,} answers")

    def forget(self) -> None:
        """Let go of everything: another engagement is open."""
        self._current, self._seen, self._listed = None, None, ()
        self._asking.forget()
        self._rows.clear()
        self.list.set_rows(())

    def beside(self, step: int) -> AnswerId | None:
        """Return the answer so many rows below the one at hand; None where the list ends."""
        place = next((place for place, answer in enumerate(self._listed) if answer.id == self._current), -1) + step
        return self._listed[place].id if 0 <= place < len(self._listed) else None

    def _show_rows(self, snapshot: Snapshot) -> None:
        rows = [self._row(snapshot, answer) for answer in self._near(self._listed)]
        self.list.set_rows(rows, self._current)
        self.count.setToolTip(f"{len(rows):,} of them are in the list" if len(rows) < len(self._listed) else "")

    def _with_current(self, snapshot: Snapshot, listed: Sequence[Answer]) -> Sequence[Answer]:
        """The answer at hand stays where it was, even if it is not wanted any more."""
        current = snapshot.answer.get(self._current) if self._current is not None else None
        if current is None or any(answer is current for answer in listed):
            return listed
        kept = {answer.id for answer in listed} | {current.id}
        return [answer for answer in snapshot.to_review if answer.id in kept]

    def _near(self, listed: Sequence[Answer]) -> Sequence[Answer]:
        """Those in the list around the answer at hand, which are more than anybody looks through in a day."""
        place = next((place for place, answer in enumerate(listed) if answer.id == self._current), 0)
        start = max(0, (place - MANY // 2) // MANY * MANY)
        return listed[start : start + 2 * MANY]

    def _row(self, snapshot: Snapshot, answer: Answer) -> MarkedRow:
        """Make a row, or take the one that was made for the same answer before."""
        source = snapshot.source_of(answer)
        known = self._rows.get(answer.id)
        if known is not None and known[0] is answer and known[1] is source:
            return known[2]
        question = "" if is_loose(source, answer) else answer.box.question.value
        row = MarkedRow(answer.id, source.audience, source.code, answer.wording, question, answer.reviewed)
        self._rows[answer.id] = (answer, source, row)
        return row

    def _show_again(self) -> None:
        if self._workspace.snapshot is not None:
            self.show_snapshot(self._workspace.snapshot)

    def _hear_changed(self) -> None:
        self._current = None
        self.wanted_changed.emit()
