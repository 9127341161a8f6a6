"""The parts of the report: ticked ones stand in it, in this order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from cxfacilitator.domain.report_setup import LEVELS, Part, ReportSetup
from cxfacilitator.services.report import PART_NAMES, PartTold
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.widgets.tick_list import TickList, TickRow, TickRows

_CTRL = Qt.KeyboardModifier.ControlModifier


def all_in_order(chosen: Sequence[Part]) -> tuple[Part, ...]:
    """Return all parts: the chosen ones as they stand, each other one behind the part that it usually follows.

    >>> all_in_order([Part.GAPS, Part.SUMMARY])[:4] == (Part.COVER, Part.GAPS, Part.INSIDE, Part.ROUNDS)
    True
    """
    found = list(chosen)
    usual = list(Part)
    for place, part in enumerate(usual):
        if part not in chosen:
            found.insert(found.index(usual[place - 1]) + 1 if place else 0, part)
    return tuple(found)


class Parts(QWidget):
    """All parts with a tick each, what the one under the cursor says, and two buttons to move it.

    Signals:
        chosen: Carries the parts in order; none for those of the level.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._setup = ReportSetup()
        self._told: Mapping[Part, PartTold] = {}
        self.list = _PartList()
        self.list.toggled.connect(self._tick)
        self.list.moved.connect(self._move)
        self.list.dropped.connect(self._drop)
        self.list.row_chosen.connect(lambda _part: self._show_current())
        self.says = label("", "small", wrap=True)
        self.earlier = text_button("Earlier", "Earlier in the report (Ctrl+Up)", lambda: self._move(-1), quiet=True)
        self.later = text_button("Later", "Later in the report (Ctrl+Down)", lambda: self._move(1), quiet=True)
        self.usual = text_button(
            "As usual", "The parts that the level has, in their usual order", lambda: self._choose(()), quiet=True
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.earlier, self.later, self.usual):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.says)
        column.addLayout(row)

    def show_setup(self, setup: ReportSetup) -> None:
        """Show which parts are chosen."""
        self._setup = setup
        self._fill()

    def show_told(self, told: Sequence[PartTold]) -> None:
        """Show what each part says; one that says nothing cannot be ticked."""
        self._told = {each.part: each for each in told}
        self._fill()

    def _fill(self) -> None:
        chosen = self._setup.choices.parts
        rows = []
        for part in all_in_order(chosen):
            told = self._told.get(part)
            silent = told is not None and not told.says
            name = PART_NAMES[part]
            rows.append(TickRow(part.value, name, "nothing yet" if silent else "", part in chosen, not silent))
        self.list.set_rows(rows)
        self.list.fit()
        self.usual.setEnabled(bool(self._setup.parts))
        self._show_current()

    def _show_current(self) -> None:
        if not self.list.current_id:
            return
        part = Part(self.list.current_id)
        told, chosen = self._told.get(part), self._setup.choices.parts
        self.says.setText((told.says or f"Left out: {told.waits_for}.") if told else "")
        self.earlier.setEnabled(part in chosen[1:])
        self.later.setEnabled(part in chosen[:-1])

    def _tick(self, name: str, ticked: bool) -> None:
        part, chosen = Part(name), self._setup.choices.parts
        kept = {*chosen, part} if ticked else {*chosen} - {part}
        self._choose(tuple(each for each in all_in_order(chosen) if each in kept))

    def _move(self, by: int) -> None:
        chosen = list(self._setup.choices.parts)
        part = Part(self.list.current_id)
        if part not in chosen or not 0 <= chosen.index(part) + by < len(chosen):
            return
        place = chosen.index(part)
        chosen[place], chosen[place + by] = chosen[place + by], part
        self._choose(tuple(chosen))

    def _drop(self, place: int) -> None:
        """Have the part under the cursor before the next part of the report from a row on."""
        chosen, part = self._setup.choices.parts, Part(self.list.current_id)
        below = [each for each in all_in_order(chosen)[place:] if each in chosen and each is not part]
        moved = [each for each in chosen if each is not part]
        moved.insert(moved.index(below[0]) if below else len(moved), part)
        if part in chosen and tuple(moved) != chosen:
            self._choose(tuple(moved))

    def _choose(self, parts: tuple[Part, ...]) -> None:
        self.chosen.emit(() if parts == LEVELS[self._setup.level] else parts)


class _PartRows(TickRows):
    """Rows that can be dragged between others where they are ticked."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].ticked else usual

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows can be moved."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


class _PartList(TickList):
    """Ticks that can be moved.

    Signals:
        moved: The part under the cursor is to go up or down; carries -1 or 1.
        dropped: It was dragged; carries the row that it is to come before.
    """

    moved = Signal(int)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__("Parts of the report", _PartRows())
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)

    def fit(self) -> None:
        """Be as high as all rows: what stands around it scrolls; a list that scrolls within that is lost twice."""
        super().fit()
        self.setMinimumHeight(self.maximumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Ctrl and the arrows."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & _CTRL:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say between which rows a part was let go; the rows themselves move when the file has it."""
        event.setDropAction(Qt.DropAction.CopyAction)  # or Qt would take the row out of the list by itself
        event.accept()
        at = event.position().toPoint()
        index = self.indexAt(at)
        below = index.isValid() and at.y() > self.visualRect(index).center().y()
        self.dropped.emit(index.row() + below if index.isValid() else len(self.rows_model.rows))
