"""The sheet as it lies on the table: five boxes that are visible together."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cxfacilitator.domain.engagement import asked
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box
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


class SheetView(QWidget):
    """One group's sheet.

    Signals:
        typed, left: A line has changed, or the cursor has left it; carries the `Answer`.
        pasted: Several lines came at once; carries all that changed by it.
        moved: Carries an `Answer` and the box that it is to be in.
    """

    typed = Signal(object)
    left = Signal(object)
    pasted = Signal(object)
    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._names = QStringListModel(self)
        completer = NameCompleter(self._names, self)
        self.boxes = {
            box: BoxView(box, "Continue or start?" if box is Box.UNMARKED else box.label, completer) for box in _PLACES
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for box, view in self.boxes.items():
            grid.addWidget(view, *_PLACES[box])
            view.typed.connect(self.typed)
            view.left.connect(self.left)
            view.pasted.connect(self.pasted)
            view.moved.connect(self.moved)
            view.left_by.connect(lambda step, box=box: self._go_on(box, step))
        for row, share in ((0, 1), (1, 1), (3, 1)):
            grid.setRowStretch(row, share)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._restyle()

    def show_sheet(self, snapshot: Snapshot, group: Group, lines: Sequence[Answer], drafts: Drafts) -> None:
        """Show a group's lines in their boxes."""
        engagement = snapshot.engagement
        names = dict.fromkeys(
            (*engagement.competitors, *sorted({a.competitor for a in snapshot.answers if a.competitor}))
        )
        if list(names) != self._names.stringList():
            self._names.setStringList(list(names))
        for box, view in self.boxes.items():
            words = asked(snapshot.wording, box.question, group.audience, engagement.client)
            view.question.set_text("These lines of Q4 are marked neither." if box is Box.UNMARKED else words)
            found = [line for line in lines if line.box is box]
            view.show_lines(group.id, found, drafts)
            view.setVisible(box is not Box.UNMARKED or bool(found))

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
        self.boxes[box].take_cursor()

    def changeEvent(self, event: QEvent) -> None:
        """Leave room for a few lines at a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _go_on(self, box: Box, step: int) -> None:
        if box is Box.UNMARKED:
            self.take_cursor(Box.CONTINUE if step > 0 else Box.DIFFER)
            return
        self.take_cursor(SHEET_BOXES[(SHEET_BOXES.index(box) + step) % len(SHEET_BOXES)])

    def _restyle(self) -> None:
        for view in self.boxes.values():
            view.set_text_size()
