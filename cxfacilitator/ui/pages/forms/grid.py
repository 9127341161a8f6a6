"""The grid: one row a form, typed in like a spreadsheet."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QComboBox, QHeaderView, QTableView, QWidget

from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.forms.cell import CellEdit, Cells
from cxfacilitator.ui.pages.forms.rows import COLUMNS, Fact, FormRows, segments
from cxfacilitator.ui.widgets import LineEdit

Index = QModelIndex | QPersistentModelIndex
_FIRST = COLUMNS.index(Box.WELL)
_WIDTHS = {Fact.CODE: 52, Fact.KIND: 72, Fact.SOURCE: 92, Fact.SEGMENT: 84, Fact.DAY: 100}
_NARROWEST = 96


class FormGrid(QTableView):
    """Typed cells leave as signals; the model shows them at once.

    Signals:
        typed: Carries row, box and all of the cell, at every key.
        noted: Carries row, fact and text, when it is finished or, for a segment or source, at every key.
        emptied: Carries a list of forms with their boxes, whose cells are to be emptied.
        removed: Carries the forms to be removed.
        pasted: Cells of a spreadsheet are to be pasted.
    """

    typed = Signal(int, object, str)
    noted = Signal(int, object, str)
    emptied = Signal(object)
    removed = Signal(object)
    pasted = Signal()

    def __init__(self, rows: FormRows) -> None:
        super().__init__()
        self.form_rows = rows
        self._own_widths = False
        self._laying_out = False
        self._editor: QWidget | None = None
        self._place: Form | None = None
        self.setModel(rows)
        self.cells = Cells(self, rows, pastes_a_table)
        self.cells.opened = self._hear_opened
        self.cells.segments = lambda: segments(rows.forms)
        self.cells.finished = lambda row, text: self.noted.emit(row, Fact.DAY, text)
        self.cells.next_wanted = self.next_form
        self.setItemDelegate(self.cells)
        self.cells.closeEditor.connect(lambda editor, _hint: self._forget_editor(editor))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(rows.sort)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._hear_resized)
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._restore)
        rows.dataChanged.connect(lambda *_: self._refill())
        self._restyle()

    @property
    def editor(self) -> QWidget | None:
        """What is being typed in."""
        return self._editor

    @property
    def selected(self) -> list[Form]:
        """The forms with a selected cell, from top to bottom."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        return [self.form_rows.form(line) for line in lines if not self.form_rows.is_empty(line)]

    def begin(self) -> None:
        """Go to the row that is empty."""
        self.go(self.form_rows.rowCount() - 1, _FIRST)

    def next_form(self) -> None:
        """Go to the first cell of the next form; below the last one, a new one repeats what stays the same."""
        line = self.currentIndex().row()
        if line >= 0 and not self.form_rows.is_empty(line):
            if self.form_rows.is_empty(line + 1):
                self.form_rows.follow(self.form_rows.form(line))
            line += 1
        self.go(max(line, 0), _FIRST)

    def go(self, line: int, column: int, typing: bool = True) -> None:
        """Put the cursor into a cell, and begin to type there."""
        index = self.model().index(line, column)
        if not index.isValid():
            return
        self.close_editor()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self.setFocus()
        if typing:
            self.edit(index)

    def close_editor(self) -> None:
        """Leave the cell that is being typed in; what was typed is in the file already."""
        if self._editor is not None:
            editor, self._editor = self._editor, None
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def show_columns(self, source: bool, unsorted: bool) -> None:
        """Show the columns that not every list of forms needs."""
        for column, shown in ((Fact.SOURCE, source), (Box.UNMARKED, unsorted)):
            place = COLUMNS.index(column)
            if self.isColumnHidden(place) == shown:
                self.setColumnHidden(place, not shown)
                self._lay_out()

    def widths(self) -> str:
        """Return the widths that somebody has chosen, for `take_widths`; empty when nobody has."""
        return " ".join(str(self.columnWidth(place)) for place in range(len(COLUMNS))) if self._own_widths else ""

    def take_widths(self, text: str) -> None:
        """Take the widths of an earlier time."""
        found = [int(word) for word in text.split() if word.isdecimal()]
        if len(found) == len(COLUMNS):
            self._own_widths = True
            self._laying_out = True
            for place, width in enumerate(found):
                if width:
                    self.setColumnWidth(place, width)
            self._laying_out = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type straight into the cell, or do what a key stands for."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        text, here = event.text(), self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            # What a line of text has no use for comes up here; Enter has closed it already.
            event.ignore()
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self.next_form()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edit(here)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._step(-1 if event.key() == Qt.Key.Key_Backtab else 1)
            case Qt.Key.Key_Delete:
                self._delete()
            case _ if (
                text.strip() and text.isprintable() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            ):
                self._begin_with(text)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between the cells."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Take the heights of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
            self._lay_out()

    def _hear_opened(self, editor: QWidget, index: Index) -> None:
        self._editor = editor
        place = QPersistentModelIndex(index)
        column = COLUMNS[index.column()]
        if isinstance(editor, CellEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.moveCursor(editor.textCursor().MoveOperation.End)
            editor.textChanged.connect(lambda: self._hear_typed(editor, place))
            editor.left.connect(self._step)
            editor.row_left.connect(self._step_row)
            editor.closed.connect(self._leave_cell)
            editor.pasted.connect(self.pasted)
        elif isinstance(editor, QComboBox):
            editor.activated.connect(lambda _line: self.noted.emit(place.row(), column, editor.currentText()))
        elif isinstance(editor, LineEdit) and column is not Fact.DAY:
            editor.textChanged.connect(
                lambda text: self.noted.emit(place.row(), column, text) if editor.isModified() else None
            )
        editor.destroyed.connect(lambda: self._forget_editor(editor))

    def _hear_typed(self, editor: CellEdit, place: QPersistentModelIndex) -> None:
        if place.isValid() and editor is self._editor:
            self.typed.emit(place.row(), COLUMNS[place.column()], editor.toPlainText())
            self.updateEditorGeometries()

    def _forget_editor(self, editor: QWidget) -> None:
        if self._editor is editor:
            self._editor = None

    def _refill(self) -> None:
        """Show in an open cell what the file says, when that is not what was typed: it was taken back."""
        index = self.currentIndex()
        if isinstance(self._editor, CellEdit) and index.isValid():
            text = str(index.data(Qt.ItemDataRole.EditRole))
            if text.split() != self._editor.toPlainText().split():
                editor, self._editor = self._editor, None
                editor.setPlainText(text)
                editor.moveCursor(editor.textCursor().MoveOperation.End)
                self._editor = editor

    def _leave_cell(self) -> None:
        self.close_editor()
        self.setFocus()

    def _step(self, step: int) -> None:
        """Go to the next cell that can be typed in, or to the one before; past the last, to the next form."""
        here = self.currentIndex()
        typing = self._editor is not None
        column = here.column() + step
        while 0 <= column < len(COLUMNS) and self.isColumnHidden(column):
            column += step
        if column >= len(COLUMNS):
            self.next_form()
        elif column > 0 or (column == 0 and not typing):
            self.go(here.row(), column, typing)
        elif here.row() > 0:
            last = max(place for place in range(len(COLUMNS)) if not self.isColumnHidden(place))
            self.go(here.row() - 1, last, typing)

    def _step_row(self, step: int) -> None:
        here = self.currentIndex()
        self.go(here.row() + step, here.column())

    def _begin_with(self, text: str) -> None:
        here = self.currentIndex()
        if not here.isValid() or COLUMNS[here.column()] is Fact.CODE:
            return
        if COLUMNS[here.column()] is Fact.KIND:
            kind = next((kind for kind in Kind if kind.letter == text.upper()), None)
            if kind is not None:
                self.noted.emit(here.row(), Fact.KIND, kind.value.capitalize())
            return
        self.edit(here)
        editor = self._editor
        if isinstance(editor, CellEdit):
            editor.insertPlainText(text)
        elif isinstance(editor, LineEdit):
            editor.setText(text)
            editor.setModified(True)
            editor.textChanged.emit(text)

    def _delete(self) -> None:
        places = [index for index in self.selectedIndexes() if not self.form_rows.is_empty(index.row())]
        if any(COLUMNS[index.column()] is Fact.CODE for index in places):
            self.removed.emit(self.selected)
        elif places:
            cells = [(self.form_rows.form(index.row()), COLUMNS[index.column()]) for index in places]
            self.emptied.emit([(form, column) for form, column in cells if isinstance(column, Box)])

    def _remember(self) -> None:
        here = self.currentIndex()
        self._place = self.form_rows.form(here.row()) if here.isValid() else None
        self._column = here.column()
        self.close_editor()

    def _restore(self) -> None:
        line = self.form_rows.line_of(self._place) if self._place is not None else -1
        if line >= 0:
            index = self.model().index(line, self._column)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _lay_out(self) -> None:
        """Give the facts what they need and the cells the rest in equal parts, unless somebody has chosen."""
        if self._own_widths or self._laying_out:
            return
        self._laying_out = True
        shown = [column for place, column in enumerate(COLUMNS) if not self.isColumnHidden(place)]
        facts = sum(theme.px(_WIDTHS[column]) for column in shown if isinstance(column, Fact))
        boxes = [column for column in shown if isinstance(column, Box)]
        share = max((self.viewport().width() - facts) // max(1, len(boxes)), theme.px(_NARROWEST))
        for column in shown:
            width = share if isinstance(column, Box) else theme.px(_WIDTHS[column])
            self.setColumnWidth(COLUMNS.index(column), width)
        self._laying_out = False

    def _hear_resized(self, _place: int, _before: int, width: int) -> None:
        if not self._laying_out and width and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._own_widths = True

    def _restyle(self) -> None:
        height = theme.px(20) * 2 + theme.px(8)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)


def pastes_a_table() -> bool:
    """Whether what was copied is more than the text of one cell: cells beside each other, or a file."""
    clipboard = QGuiApplication.clipboard()
    return "\t" in clipboard.text() or clipboard.mimeData().hasUrls()
