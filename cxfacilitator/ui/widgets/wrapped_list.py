"""A list whose rows are as tall as their words: quotes and findings, read from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.audience_mark import paint_mark

Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _GAP = 12, 8, 2
_SCROLL_BAR = 14
_BREAKING = QTextOption()
_BREAKING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_ENDLESS = 100_000.0
_LOWEST = 72


@dataclass(frozen=True, slots=True)
class Mark:
    """An audience's mark with a few words behind it."""

    audience: Audience
    filled: bool
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one style, broken where the row ends; marks stand above them.

    Attributes:
        size: A step of the type scale.
        role: The colour's role in the theme.
        underlined: Where in the text words are underlined, from and up to.
    """

    text: str
    size: int = theme.BODY
    role: str = "text"
    strong: bool = False
    marks: tuple[Mark, ...] = ()
    underlined: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WrappedRow:
    """One row.

    Attributes:
        key: Which row this is; the cursor stays on it when the rows are set again.
        value: What `row_chosen` and `row_activated` carry.
        audience: Puts this audience's mark before the first line.
        indent: Steps to the right.
        heading: Stands between other rows and cannot be chosen.
    """

    lines: tuple[Line, ...]
    key: object = None
    value: object = None
    audience: Audience | None = None
    indent: int = 0
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader and the clipboard."""
        parts = [
            " ".join((*(f"{mark.audience.label} {mark.text}," for mark in line.marks), line.text))
            for line in self.lines
        ]
        return "\n".join(parts)


class WrappedList(QListView):
    """Shows rows of any height; Ctrl+C copies the row under the cursor.

    Signals:
        row_chosen: The cursor moved to another row; carries its value, or None.
        row_activated: Enter or a double click; carries the row's value.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)

    def __init__(self, name: str, nothing: str = "", begin: bool = True) -> None:
        """Make an empty list.

        Args:
            name: What the list shows, for the screen reader.
            nothing: Shown while there are no rows.
            begin: Put the cursor on the first row at once, and not only when the list gets the keys.
        """
        super().__init__()
        self.nothing = nothing
        self._begin = begin
        self.rows_model = _Rows()
        self._key: object = None
        self.setAccessibleName(name)
        self.setModel(self.rows_model)
        self.setItemDelegate(RowPainter(self))
        self.setMouseTracking(True)
        self.setMinimumHeight(_LOWEST)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._choose)
        self.doubleClicked.connect(self._activate)

    @property
    def rows(self) -> tuple[WrappedRow, ...]:
        """The rows from top to bottom, headings too."""
        return self.rows_model.rows

    @property
    def room(self) -> int:
        """The width for a row, whether or not there is a scroll bar."""
        return self.width() - 2 * self.frameWidth() - _SCROLL_BAR

    def sizeHint(self) -> QSize:
        """Ask for the least height: a list takes what is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def set_rows(self, rows: Sequence[WrappedRow]) -> None:
        """Show these rows; the cursor stays on the row of the same key, or goes to the first that can be chosen."""
        kept = self._key
        self.rows_model.set_rows(rows)
        if not self.choose(kept) and self._begin:
            self.choose_first()
        if not self.currentIndex().isValid():
            self._key = None
            self.row_chosen.emit(None)

    def choose(self, key: object) -> bool:
        """Put the cursor on the row of this key; False when there is none."""
        for number, row in enumerate(self.rows):
            if not row.heading and row.key is not None and row.key == key:
                self.setCurrentIndex(self.rows_model.index(number))
                return True
        return False

    def choose_first(self) -> bool:
        """Put the cursor on the first row that can be chosen; False when there is none."""
        for number, row in enumerate(self.rows):
            if not row.heading:
                self.setCurrentIndex(self.rows_model.index(number))
                self.scrollToTop()
                return True
        return False

    def current_value(self) -> Any:
        """Return the value of the row under the cursor, or None."""
        index = self.currentIndex()
        return self.rows[index.row()].value if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C, activate with Enter; letters and digits are left to the page."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            QGuiApplication.clipboard().setText(self.rows[index.row()].spoken)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(index)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over headings at the ends, where Qt would stay."""
        index = super().moveCursor(action, modifiers)
        step = 1 if index.row() < self.currentIndex().row() else -1
        while index.isValid() and self.rows[index.row()].heading:
            index = self.rows_model.index(index.row() + step)
        return index if index.isValid() else self.currentIndex()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or say that there are none."""
        super().paintEvent(event)
        if not self.rows and self.nothing:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.colour("muted"))
            area = self.viewport().rect().adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self.nothing)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew in another width, which a list from top to bottom does not do; keep the cursor seen."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        elif event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows anew in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.rows[index.row()]
            self._key = row.key
            self.row_chosen.emit(row.value)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid() and not self.rows[index.row()].heading:
            self.row_activated.emit(self.rows[index.row()].value)


class _Rows(QAbstractListModel):
    """The rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[WrappedRow, ...] = ()

    def set_rows(self, rows: Sequence[WrappedRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowPainter(QStyledItemDelegate):
    """Measures and paints a row line by line; what extends it lays rows out in another way."""

    def __init__(self, view: WrappedList) -> None:
        super().__init__(view)
        self.view = view
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a row, measured once for each width and text size."""
        row, room = self.view.rows[index.row()], self.view.room
        key = (row.lines, row.indent, row.audience is None, row.heading, room, theme.current().percent)
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            self._heights[key] = round(self.lay_out(row, None, QPointF()))
        return QSize(room, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what lies behind a row, the line below it, and what it says."""
        row = self.view.rows[index.row()]
        area: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if not row.heading and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        elif not row.heading and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self.lay_out(row, painter, area.topLeft())
        painter.restore()

    def lay_out(self, row: WrappedRow, painter: QPainter | None, corner: QPointF) -> float:
        """Go down the lines, painting them if there is a painter; return the height."""
        room = self.view.room
        left = _SIDE + row.indent * theme.px(20)
        first = True
        height = float(_ABOVE + (theme.px(12) if row.heading else 0))
        for line in row.lines:
            weight = QFont.Weight.DemiBold if line.strong else QFont.Weight.Normal
            font = theme.font(line.size, weight)
            start = left
            if row.audience is not None:
                edge = theme.px(12)
                if first and painter is not None:
                    paint_mark(
                        painter, QRectF(corner.x() + left, corner.y() + height + theme.px(4), edge, edge), row.audience
                    )
                start += edge + 8
            if line.marks:
                height += self._marks(line, QRectF(start, height, room - start - _SIDE, 0), painter, corner)
            if line.text:
                laid, tall = _broken(line.text, font, max(40, room - start - _SIDE), line.underlined)
                if painter is not None:
                    painter.setPen(theme.colour(line.role))
                    laid.draw(painter, QPointF(corner.x() + start, corner.y() + height))
                height += tall
            height += _GAP
            first = False
        return height + _ABOVE - _GAP

    def _marks(self, line: Line, area: QRectF, painter: QPainter | None, corner: QPointF) -> float:
        """Set the marks one behind the other, on as many lines as they need; return the height that they take."""
        font = theme.font(line.size)
        edge, left, top, tall = theme.px(11), area.left(), area.top(), 0.0
        for mark in line.marks:
            laid, tall = _broken(mark.text, font, _ENDLESS)
            wide = edge + 5 + (laid.lineAt(0).naturalTextWidth() if laid.lineCount() else 0.0)
            if left > area.left() and left + wide > area.right():
                left, top = area.left(), top + tall
            if painter is not None:
                place = QRectF(corner.x() + left, corner.y() + top + (tall - edge) / 2, edge, edge)
                paint_mark(painter, place, mark.audience, mark.filled)
                painter.setPen(theme.colour("text" if mark.filled else "muted"))
                laid.draw(painter, QPointF(place.right() + 5, corner.y() + top))
            left += wide + 14
        return top + tall - area.top()


def _broken(
    text: str, font: QFont, width: float, underlined: Sequence[tuple[int, int]] = ()
) -> tuple[QTextLayout, float]:
    """Break a text into lines at words, or anywhere when a word is longer than the line."""
    layout = QTextLayout(text.replace("\n", " "), font)
    # A list may have hundreds of rows, which are all measured before the first is painted.
    if underlined:
        layout.setFormats([_underline(text, *span) for span in underlined])
    layout.setTextOption(_BREAKING)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def _underline(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setFontWeight(QFont.Weight.DemiBold)
    made = QTextLayout.FormatRange()
    # Qt counts letters beyond the first plane of Unicode twice.
    made.start, to = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
    made.length = to - made.start
    made.format = look
    return made
