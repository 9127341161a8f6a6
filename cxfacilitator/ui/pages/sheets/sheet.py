"""The sheet as it lies on the table: five boxes that are visible together."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cxfacilitator.domain.engagement import asked
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.sheets.box import BoxView
from cxfacilitator.ui.pages.sheets.drafts import Drafts
from cxfacilitator.ui.pages.sheets.row import Row
from cxfacilitator.ui.widgets.name_completer import NameCompleter

_PLACES = {
    Box.WELL: (0, 0, 1, 1),
    Box.IMPROVE: (0, 1, 1, 1),
    Box.DIFFER: (1, 0, 1, 2),
    Box.UNMARKED: (2, 0, 1, 2),
    Box.CONTINUE: (3, 0, 1, 1),
    Box.START: (3, 1, 1, 1),
}
_ROWS = {0: (Box.WELL, Box.IMPROVE), 1: (Box.DIFFER,), 3: (Box.CONTINUE, Box.START)}
"""The boxes that stand beside each other, and so are equally high."""
_KEPT_LINES = 4
"""What a box with few lines never gives away to one with many."""


class SheetView(QWidget):
    """One group's sheet.

    Signals:
        typed, tidied: A line or its tidied wording has changed; carries the `Answer`.
        entered, left: The cursor has come to a line, or has left it; carries the `Answer`, None for a fresh line.
        pasted: Several lines came at once; carries them, and all lines of the box in their new order.
        moved: Carries an `Answer` and the box that it is to be in.
        brought_back: A line in the parking lot is wanted back; carries the `Answer`.
        state_turned: Another reason for having no lines is wanted; carries the box.
    """

    typed = Signal(object)
    tidied = Signal(object)
    entered = Signal(object)
    left = Signal(object)
    pasted = Signal(object, object)
    moved = Signal(object, object)
    brought_back = Signal(object)
    state_turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._names = QStringListModel(self)
        completer = NameCompleter(self._names, self)
        self.boxes = {
            box: BoxView(box, "Continue or start?" if box is Box.UNMARKED else box.label, completer) for box in _PLACES
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for box, view in self.boxes.items():
            self._grid.addWidget(view, *_PLACES[box])
            view.area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._share_room())
            for name in ("typed", "tidied", "entered", "left", "pasted", "moved", "brought_back"):
                getattr(view, name).connect(getattr(self, name))
            view.state_turned.connect(lambda box=box: self.state_turned.emit(box))
            view.left_by.connect(lambda step, box=box: self._go_on(box, step))
        for row in _ROWS:
            self._grid.setRowStretch(row, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.boxes[Box.DIFFER].entered.connect(lambda _answer: self._offer_names())
        self._snapshot: Snapshot | None = None
        self._read_as: object = None
        self._restyle()

    def show_sheet(self, snapshot: Snapshot, group: Group, lines: Sequence[Answer], drafts: Drafts) -> None:
        """Show a group's lines in their boxes."""
        self._snapshot = snapshot
        read_as = (group.audience, snapshot.wording, snapshot.engagement)
        if read_as != self._read_as:
            self._read_as = read_as
            self._show_questions(snapshot, group)
        aside = {line.id for line in snapshot.set_aside}
        for box, view in self.boxes.items():
            found = [line for line in lines if line.box is box]
            view.show_lines(group.id, found, drafts, aside)
            view.show_reason(snapshot.box_states.get((group.id, box)))
        self._show_unmarked()
        self._share_room()

    def show_state(self, answer: Answer, drafts: Drafts) -> None:
        """Show where one line is."""
        row = self.boxes[answer.box].row_of(answer.id)
        if row is not None:
            row.show_state(drafts.state(answer.id), drafts.reason(answer.id))

    def show_hints(self, near: Mapping[AnswerId, AnswerId]) -> None:
        """Say at each line which earlier one it is like."""
        rows = [(view, place, row) for view in self.boxes.values() for place, row in enumerate(view.rows, start=1)]
        names = {row.answer.id: f"like line {place} of {view.box.label}" for view, place, row in rows if row.answer}
        for _, _, row in rows:
            other = near.get(row.answer.id) if row.answer is not None else None
            row.show_hint(names.get(other, "") if other is not None else "")

    def show_states(self, drafts: Drafts) -> None:
        """Show where each line is."""
        for view in self.boxes.values():
            view.show_states(drafts)

    def focused(self) -> tuple[BoxView, Row] | None:
        """Return the box and the line with the cursor."""
        for view in self.boxes.values():
            row = view.focused_row()
            if row is not None:
                return view, row
        return None

    def take_cursor(self, box: Box = Box.WELL) -> None:
        """Put the cursor on the empty line of a box."""
        self.boxes[box].show()
        self.boxes[box].take_cursor()
        self._show_unmarked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Leave room for a few lines at a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _share_room(self) -> None:
        """Let boxes with few lines leave some of their height to those with many."""
        views = [[self.boxes[box] for box in boxes] for boxes in _ROWS.values()]
        heights = [max(view.height() for view in row) for row in views]
        needs = [max(view.needed_height for view in row) for row in views]
        kept = [max(view.height_for(_KEPT_LINES) for view in row) for row in views]
        for row, height in zip(_ROWS, _shared(sum(heights), needs, kept), strict=True):
            self._grid.setRowStretch(row, height)

    def _show_unmarked(self) -> None:
        """Show the box for lines of Q4 that are marked neither, while it is needed."""
        view = self.boxes[Box.UNMARKED]
        view.setVisible(bool(view.lines) or view.focused_row() is not None)

    def _show_questions(self, snapshot: Snapshot, group: Group) -> None:
        for box, view in self.boxes.items():
            words = asked(snapshot.wording, box.question, group.audience, snapshot.engagement.client)
            view.question.set_text("These lines of Q4 are marked neither." if box is Box.UNMARKED else words)

    def _offer_names(self) -> None:
        """Offer the competitors, and whoever else was named on any sheet."""
        if self._snapshot is not None:
            names = list(self._snapshot.others_named)
            if names != self._names.stringList():
                self._names.setStringList(names)

    def _go_on(self, box: Box, step: int) -> None:
        if box is Box.UNMARKED:
            self.take_cursor(Box.CONTINUE if step > 0 else Box.DIFFER)
            return
        self.take_cursor(SHEET_BOXES[(SHEET_BOXES.index(box) + step) % len(SHEET_BOXES)])

    def _restyle(self) -> None:
        for view in self.boxes.values():
            view.set_text_size()


def _shared(room: int, needs: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Share out room equally, except for what some need more and others can spare of it."""
    equal = room / len(needs)
    lacks = [max(0, need - equal) for need in needs]
    spares = [max(0, equal - max(need, least)) for need, least in zip(needs, kept, strict=True)]
    moved = min(sum(lacks), sum(spares))
    if not moved:
        return [1] * len(needs)
    gains = [moved * (lack / sum(lacks) - spare / sum(spares)) for lack, spare in zip(lacks, spares, strict=True)]
    return [round(equal + gain) for gain in gains]
