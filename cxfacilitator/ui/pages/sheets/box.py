"""One box of the sheet: the question as this audience reads it, a counter or why it is empty, and its lines."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, BoxState
from cxfacilitator.domain.text import amount
from cxfacilitator.services import sheets
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.drafts import Drafts
from cxfacilitator.ui.pages.sheets.row import Row
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided

LEAST_LINES = 2
LINE_HEIGHT = 25
STATE_WORDS = {None: "Nothing written?", BoxState.BLANK: "✓ Left blank", BoxState.NOT_ASKED: "✓ Not asked"}


class BoxView(QFrame):
    """The lines of one box; the last one is always empty, to type in.

    Signals:
        typed: A line has changed; carries the `Answer`.
        pasted: Several lines came at once; carries them, and all lines of the box in their new order.
        moved: Carries an `Answer` and the box that it is to be in.
        left_by: The cursor goes on to another box; carries -1 or 1.
        entered, left: The cursor has come to a line, or has left it; carries the `Answer`, None for a fresh line.
        tidied: A line's tidied wording has changed; carries the `Answer`.
        brought_back: A line in the parking lot is wanted back; carries the `Answer`.
        state_turned: Another reason for having no lines is wanted.
    """

    typed = Signal(object)
    pasted = Signal(object, object)
    moved = Signal(object, object)
    left_by = Signal(int)
    entered = Signal(object)
    left = Signal(object)
    tidied = Signal(object)
    brought_back = Signal(object)
    state_turned = Signal()

    def __init__(self, box: Box, name: str, completer: QCompleter) -> None:
        super().__init__()
        self.box = box
        self.rows: list[Row] = []
        self._group = GroupId(0)
        self._completer = completer
        self.setProperty("role", "box")
        self.name = label(name, "strong")
        self.question = Elided("", "muted", lines=2)
        self.counter = label("", "small")
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.area = QScrollArea()
        self.state = QPushButton(self.area)
        self.state.setProperty("role", "why")
        self.state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.state.setToolTip("Left blank, or not asked: the two are not the same (Ctrl+B)")
        self.state.clicked.connect(lambda _checked: self.state_turned.emit())
        self.said_why: BoxState | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget, share in ((self.name, 0), (self.question, 1), (self.counter, 0)):
            head.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch()
        self.area.setWidget(self._inner)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self.reveal(self.focused_row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.area, 1)

    @property
    def lines(self) -> list[Answer]:
        """The answers that are shown, from the top."""
        return [row.answer for row in self.rows if row.answer is not None and not row.blank]

    @property
    def needed_height(self) -> int:
        """How high the box wants to be, so that all its lines can be seen."""
        return self._around + self._inner.sizeHint().height()

    def height_for(self, lines: int) -> int:
        """Return how high the box has to be, so that so many lines can be seen."""
        return self._around + theme.px(LINE_HEIGHT) * lines

    @property
    def _around(self) -> int:
        return self.height() - self.area.viewport().height()

    def show_lines(
        self, group: GroupId, lines: Sequence[Answer], drafts: Drafts, parked: Collection[AnswerId] = ()
    ) -> None:
        """Show these lines; lines that are there already keep their place, and the cursor."""
        if group != self._group:
            self._group = group
            self._make_over(lines, parked)
        known = {row.answer.id: row for row in self.rows if row.answer is not None}
        shown: list[Row] = []
        for line in lines:
            row = known.pop(line.id, None) or self._new_row()
            if row.answer != line or row.edit.text() != line.text or row.parked != (line.id in parked):
                row.show_answer(line, line.id in parked)
            shown.append(row)
        for row in known.values():
            if row.focused:
                row.erase()
                shown.insert(_place(row, shown), row)
        fresh = [row for row in self.rows if row.answer is None]
        keep = next((row for row in fresh if row.focused), fresh[-1] if fresh else None)
        if keep is not None:
            shown.append(keep)
        self._drop([row for row in self.rows if row not in shown])
        self.rows = shown
        self._tidy()
        self.show_states(drafts)

    def show_states(self, drafts: Drafts) -> None:
        """Show where each line is."""
        for row in self.rows:
            if row.answer is not None:
                row.show_state(drafts.state(row.answer.id), drafts.reason(row.answer.id))

    def show_reason(self, state: BoxState | None) -> None:
        """Show why the box has no lines; None when nobody has said so."""
        if state is not self.said_why:
            self.said_why = state
            self.state.setProperty("said", state is not None)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)
        self.state.setText(STATE_WORDS[state])
        self._place_state()

    def take_cursor(self, place: int = -1) -> None:
        """Put the cursor on a line; by default on the last, the empty one."""
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].take_cursor()

    def row_of(self, answer_id: AnswerId) -> Row | None:
        """Return the line that shows an answer."""
        return next((row for row in self.rows if row.answer is not None and row.answer.id == answer_id), None)

    def focused_row(self) -> Row | None:
        """Return the line with the cursor."""
        return next((row for row in self.rows if row.focused), None)

    def set_text_size(self) -> None:
        """Leave room for a few lines at the present text size."""
        if self.box is Box.UNMARKED:
            self.area.setFixedHeight(theme.px(LINE_HEIGHT) * LEAST_LINES)
        else:
            self.area.setMinimumHeight(theme.px(LINE_HEIGHT) * LEAST_LINES)
        # Its room is there before the first letter is, which must not move the lines.
        self.counter.setMinimumWidth(theme.px(16))
        self.question.set_lines(2 if theme.current().percent <= 125 else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reason for having no lines at the right of the first one."""
        super().resizeEvent(event)
        self._place_state()

    def _place_state(self) -> None:
        self.state.adjustSize()
        self.state.move(self.area.width() - self.state.width() - theme.px(4), theme.px(3))
        self.state.raise_()

    def _make_over(self, lines: Sequence[Answer], parked: Collection[AnswerId]) -> None:
        """Let the rows show another sheet's lines: new rows for each sheet would take ten times as long."""
        left = self.focused_row()
        if left is not None:
            # Else Qt hands the cursor on from line to line as they are taken away.
            left.drop_cursor()
        filled = [row for row in self.rows if row.answer is not None]
        for row, line in zip(filled, lines, strict=False):
            row.show_answer(line, line.id in parked)
            row.show_hint("")
        self._drop(filled[len(lines) :])
        for row in self.rows:
            if row.answer is None:
                row.erase()
        self.area.verticalScrollBar().setValue(0)

    def _new_row(self) -> Row:
        row = Row(self.box, self._completer)
        connections: tuple[tuple[object, Callable[..., None]], ...] = (
            (row.typed, lambda: self._type(row)),
            (row.tidied, lambda: self._tidy_line(row)),
            (row.entered, lambda: self._enter(row)),
            (row.left, lambda: self._leave(row)),
            (row.returned, lambda: self._return(row)),
            (row.stepped, lambda step: self._step(row, step)),
            (row.tabbed, self.left_by.emit),
            (row.erased, lambda: self._erase(row)),
            (row.pasted, lambda lines: self._paste(row, lines)),
            (row.sorted, lambda box: self._sort(row, box)),
            (row.brought_back, lambda: self.brought_back.emit(row.answer)),
        )
        for signal, slot in connections:
            signal.connect(slot)  # type: ignore[attr-defined]
        return row

    def _type(self, row: Row) -> None:
        if row.answer is None and row.blank:
            return
        if row.answer is None:
            position, now = self._last_position(row) + 1, datetime.now().astimezone()
            row.answer = Answer(sheets.new_id(), "", self._group, self.box, position, "", typed_at=now)
        was_blank = not row.answer.text.strip()
        row.answer = row.fill(row.answer)
        if row.blank or was_blank:
            self._tidy()
        self.typed.emit(row.answer)

    def _tidy_line(self, row: Row) -> None:
        if row.answer is not None:
            row.answer = row.fill(row.answer)
            self.tidied.emit(row.answer)

    def _paste(self, row: Row, lines: Sequence[str]) -> None:
        """Put lines behind the present one, or into it when it is empty; the ones below move down."""
        above = sum(not other.blank for other in self.rows[: self.rows.index(row) + 1])
        order, now = self.lines, datetime.now().astimezone()
        new = [
            Answer(sheets.new_id(), "", self._group, self.box, above + place, line, typed_at=now)
            for place, line in enumerate(lines, start=1)
        ]
        self.pasted.emit(new, [*order[:above], *new, *order[above:]])
        last = self.row_of(new[-1].id)
        self.take_cursor(self.rows.index(last) + 1 if last is not None else -1)

    def _return(self, row: Row) -> None:
        if row.blank and row is self.rows[-1]:
            self.left_by.emit(1)
        else:
            self.take_cursor(self.rows.index(row) + 1)

    def _step(self, row: Row, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.take_cursor(place)

    def _erase(self, row: Row) -> None:
        place = self.rows.index(row)
        if place > 0:
            self.take_cursor(place - 1)
        elif len(self.rows) > 1:
            self.take_cursor(1)

    def _sort(self, row: Row, box: Box) -> None:
        if row.answer is not None:
            self.moved.emit(row.answer, box)

    def _enter(self, row: Row) -> None:
        self._tidy()
        # The line that is left may be about to change the layout, so the place is known only afterwards.
        QTimer.singleShot(0, self, lambda: self.reveal(row))
        self.entered.emit(row.answer)

    def _leave(self, row: Row) -> None:
        if row.answer is not None:
            self.left.emit(row.answer)

    def reveal(self, row: Row | None) -> None:
        """Scroll to where a line can be seen."""
        if row is not None and row in self.rows:
            self.area.ensureWidgetVisible(row, 0, 4)

    def _tidy(self) -> None:
        """Keep exactly one empty line, the last; an emptied line stays for as long as the cursor is on it."""
        empty = [row for row in self.rows[:-1] if row.blank and not row.focused]
        if len(self.rows) > 1 and self.rows[-1].blank and not self.rows[-1].focused and self.rows[-2].blank:
            empty.append(self.rows[-1])
        self._drop(empty)
        self.rows = [row for row in self.rows if row not in empty]
        self._lay_out()

    def _lay_out(self) -> None:
        if not self.rows or not self.rows[-1].blank:
            self.rows.append(self._new_row())
        for place, row in enumerate(self.rows):
            if self._lines.indexOf(row) != place:
                self._lines.insertWidget(place, row)
        filled = [row for row in self.rows if not row.blank]
        count = sum(not row.parked for row in filled)
        aside = len(filled) - count
        self.counter.setText(f"{count} + {aside} parked" if aside else str(count) if count else "")
        self.counter.setToolTip(amount(count, "line"))
        self.state.setVisible(not filled and self.box is not Box.UNMARKED)

    def _drop(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._lines.removeWidget(row)
            if row.focused:
                row.drop_cursor()
            row.hide()
            row.blockSignals(True)
            row.deleteLater()
        if rows:
            self.rows = [row for row in self.rows if row not in rows]

    def _last_position(self, row: Row) -> int:
        others = (other.answer.position for other in self.rows if other is not row and other.answer is not None)
        return max(others, default=0)


def _place(row: Row, shown: Sequence[Row]) -> int:
    position = row.answer.position if row.answer else 0
    return sum(1 for other in shown if other.answer is not None and other.answer.position < position)
