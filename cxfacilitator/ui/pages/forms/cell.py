"""One cell while it is typed in, and all cells as they are painted."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.table_model import EMPTY
from cxfacilitator.ui.pages.forms.rows import COLUMNS, Fact, FormRows
from cxfacilitator.ui.widgets import LineEdit, SpelledText
from cxfacilitator.ui.widgets.choice_box import ChoiceBox

Index = QModelIndex | QPersistentModelIndex
LINES = 2
"""What is seen of a cell without going into it."""
_MOST_LINES = 8


class CellEdit(SpelledText):
    """The answers in a cell, one a line; the keys of the grid leave it.

    Signals:
        left: Carries a step to the right (1) or to the left (-1).
        row_left: Carries a step down or up.
        closed: Esc.
        pasted: Cells of a spreadsheet are to be pasted, which are more than a text.
    """

    left = Signal(int)
    row_left = Signal(int)
    closed = Signal()
    pasted = Signal()

    def __init__(self, parent: QWidget, is_table: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_table = is_table
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "cell")
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(4))

    @property
    def height_wanted(self) -> int:
        """The height of all lines, within reason."""
        layout = self.document().documentLayout()
        lines = min(max(int(layout.documentSize().height()), LINES), _MOST_LINES)
        return QFontMetrics(theme.font()).lineSpacing() * lines + 2 * theme.px(4) + 2

    @property
    def fits(self) -> bool:
        """Whether all lines are seen at once."""
        return self.document().documentLayout().documentSize().height() <= _MOST_LINES

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or leave the cell."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Tab:
                self.left.emit(1)
            case Qt.Key.Key_Backtab:
                self.left.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._on_empty_line():
                self.left.emit(1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Up if self._line() == 0:
                self.row_left.emit(-1)
            case Qt.Key.Key_Down if self._line() == self.blockCount() - 1:
                self.row_left.emit(1)
            case Qt.Key.Key_V if control and self._is_table():
                self.pasted.emit()
            case _:
                super().keyPressEvent(event)

    def _line(self) -> int:
        return self.textCursor().blockNumber()

    def _on_empty_line(self) -> bool:
        return not self.textCursor().block().text().strip()


class Cells(QStyledItemDelegate):
    """Paints two lines of a cell, and makes what it is typed in."""

    def __init__(self, grid: QAbstractItemView, rows: FormRows, is_table: Callable[[], bool]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = rows
        self._is_table = is_table
        self.opened: Callable[[QWidget, Index], None] = lambda _editor, _index: None
        self.segments: Callable[[], list[str]] = list
        self.finished: Callable[[int, str], None] = lambda _row, _text: None
        self.next_wanted: Callable[[], None] = lambda: None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make what fits the column."""
        editor: QWidget
        match COLUMNS[index.column()]:
            case Box():
                editor = CellEdit(parent, self._is_table)
            case Fact.KIND:
                choice = ChoiceBox(parent)
                choice.addItems([kind.value.capitalize() for kind in Kind])
                editor = choice
            case fact:
                line = LineEdit(parent)
                if fact is Fact.SEGMENT:
                    line.offer(self.segments())
                elif fact is Fact.DAY:
                    line.setPlaceholderText("3/5 or 3 May")
                editor = line
        editor.setAccessibleName(str(self._rows.headerData(index.column(), Qt.Orientation.Horizontal)))
        self.opened(editor, index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell says, unless somebody has just typed it there."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, LineEdit) and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over a day; everything else was handed over as it was typed."""
        if COLUMNS[index.column()] is Fact.DAY and isinstance(editor, LineEdit) and editor.isModified():
            editor.setModified(False)
            self.finished(index.row(), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lie over the cell, and over those below it as far as the text is longer."""
        rect: QRect = option.rect
        if isinstance(editor, CellEdit):
            editor.setGeometry(rect)
            tall = max(editor.height_wanted, rect.height())
            room = self._grid.viewport().height()
            top = max(0, min(rect.top(), room - tall))
            rect = QRect(rect.left(), top, rect.width(), min(tall, room))
        editor.setGeometry(rect)
        if isinstance(editor, CellEdit) and editor.fits:
            editor.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the next form from everywhere; a cell of answers minds all other keys itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _goes_on(event):
            self.next_wanted()
            return True
        if isinstance(watched, CellEdit) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint background and text."""
        form, column = self._rows.form(index.row()), COLUMNS[index.column()]
        text = self._rows.text(form, column)
        coming = self._rows.is_empty(index.row())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        role = "selection_text" if selected else "muted" if coming or not text else "text"
        painter.setPen(theme.colour("danger" if self._rows.reason(form, column) else role))
        font = theme.font()
        painter.setFont(font)
        inner = option.rect.adjusted(theme.px(8), theme.px(4), -theme.px(8), -theme.px(4))
        shown = "\n".join(fitted(text or EMPTY, inner.width(), LINES))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _goes_on(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def fitted(text: str, width: int, most: int) -> list[str]:
    """Break a text into so many lines of a width; what is left over is counted or cut off."""
    metrics = QFontMetrics(theme.font())
    answers = text.split("\n")
    if len(answers) > 1:
        shown = answers[:most]
        left = len(answers) - most
        more = f"  +{left}" if left > 0 else ""
        room = width - metrics.horizontalAdvance(more)
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in shown[:-1]]
        return [*lines, metrics.elidedText(shown[-1], Qt.TextElideMode.ElideRight, room) + more]
    layout = QTextLayout(text[:400], theme.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
