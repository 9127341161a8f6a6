"""The matrix of groups and themes on the screen: marks in cells, themes above, groups at the left."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import Box
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.matrix_model import SIGN, MatrixModel
from cxfacilitator.ui.widgets.audience_mark import paint_mark

Index = QModelIndex | QPersistentModelIndex
GLYPHS = {Box.WELL: "+", Box.IMPROVE: "−", Box.DIFFER: "≠", Box.CONTINUE: "C", Box.START: "S", Box.UNMARKED: "?"}
_PLACES = {Box.WELL: (0, 0), Box.IMPROVE: (1, 0), Box.DIFFER: (2, 0), Box.CONTINUE: (0, 1), Box.START: (1, 1)}
_ROW, _TOTALS, _COLUMN, _FAMILY, _NAMES, _GROUPS = 34, 42, 46, 22, 132, 152
_LOWEST, _TALLEST = 192, 144


class MatrixTable(QTableView):
    """Groups in rows, themes in columns; the row and column heads stay in place while the cells scroll.

    Signals:
        place_chosen: The cursor moved, or a theme's head was pressed; carries a `Place`.
        place_activated: Enter on a cell.
    """

    place_chosen = Signal(object)
    place_activated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.matrix_model = MatrixModel()
        self.setAccessibleName("Groups and themes")
        self.setModel(self.matrix_model)
        self.setItemDelegate(_Cell(self))
        self.setHorizontalHeader(_ThemeHead(self))
        self.setVerticalHeader(_GroupHead(self))
        self.setMinimumHeight(_LOWEST)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().sectionClicked.connect(self._choose_theme)
        self.selectionModel().currentChanged.connect(self._choose)
        self.matrix_model.modelReset.connect(self._restyle)
        self.matrix_model.dataChanged.connect(lambda *_: self._choose(self.currentIndex()))

    def sizeHint(self) -> QSize:
        """Ask for the least height: the table takes what is left."""
        return QSize(super().sizeHint().width(), _LOWEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the quotes; the arrow keys move as in every table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.place_activated.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.place_chosen.emit(self.matrix_model.place(index.row(), index.column()))

    def _choose_theme(self, column: int) -> None:
        self.place_chosen.emit(self.matrix_model.place(-1, column))

    def _restyle(self) -> None:
        metrics = QFontMetrics(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        most = max((counts.groups for view in self.matrix_model.views for counts in view.counts.values()), default=0)
        wide = max(theme.px(_COLUMN), metrics.horizontalAdvance(f"{most} of {most}") + 10)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(wide)
        across.setDefaultSectionSize(wide)
        down.setMinimumSectionSize(theme.px(_ROW))
        down.setDefaultSectionSize(theme.px(_ROW))
        for number, row in enumerate(self.matrix_model.rows):
            if row.group is None:
                self.setRowHeight(number, theme.px(_TOTALS))
        down.setFixedWidth(theme.px(_GROUPS))


class _Cell(QStyledItemDelegate):
    """Paints marks or totals; each kind of cell is drawn once and stamped from then on."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self._stamps: dict[tuple[frozenset[Box], Audience, int, int, str, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._table.matrix_model
        row, column = index.row(), index.column()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        shown = model.rows[row]
        if shown.group is None:
            painter.fillRect(area, theme.colour("raised"))
            self._totals(painter, area, row, column)
        else:
            look = theme.current()
            boxes, ratio = model.boxes(row, column), painter.device().devicePixelRatioF()
            key = (boxes, shown.audience, area.width(), area.height(), look.name, look.percent, ratio)
            stamp = self._stamps.get(key)
            if stamp is None:
                stamp = self._stamps[key] = _stamp(boxes, shown.audience, area.size(), ratio)
            painter.drawPixmap(area.topLeft(), stamp)
        if _begins_family(model, column):
            painter.setPen(theme.colour("edge"))
            painter.drawLine(area.topLeft(), area.bottomLeft())
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _totals(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        counts = self._table.matrix_model.counts(row, column)
        centre = Qt.AlignmentFlag.AlignHCenter
        if not counts.mentions:
            painter.setPen(theme.colour("edge"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "·")
            return
        sign = SIGN[counts.state]
        weight = QFont.Weight.DemiBold if sign else QFont.Weight.Normal
        painter.setFont(theme.font(theme.SMALL, weight))
        painter.setPen(theme.colour("text" if sign else "muted"))
        half = area.height() // 2
        painter.drawText(
            area.adjusted(0, 4, 0, -half + 4),
            centre | Qt.AlignmentFlag.AlignVCenter,
            f"{counts.mentions} of {counts.groups}",
        )
        painter.setFont(theme.font(theme.LEAD, QFont.Weight.Bold))
        painter.drawText(area.adjusted(0, half - 2, 0, -4), centre | Qt.AlignmentFlag.AlignVCenter, sign)


def _stamp(boxes: frozenset[Box], audience: Audience, size: QSize, ratio: float) -> QPixmap:
    """Draw the inside of a group's cell: every box has its own place, so that columns of marks can be followed."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("surface"))
    painter = QPainter(picture)
    area = QRectF(0, 0, size.width(), size.height())
    if boxes:
        tint = QColor(theme.colour(audience.value))
        tint.setAlphaF(0.12)
        painter.fillRect(area.adjusted(1, 1, -1, -1), tint)
    painter.setPen(theme.colour("line"))
    painter.drawLine(area.bottomLeft() - QPoint(0, 1), area.bottomRight() - QPoint(0, 1))
    wide, tall = (area.width() - 4) / 3, (area.height() - 4) / 2
    for box in boxes:
        strong = box in (Box.WELL, Box.IMPROVE)
        painter.setFont(
            theme.font(theme.BODY if strong else theme.SMALL, QFont.Weight.Bold if strong else QFont.Weight.DemiBold)
        )
        painter.setPen(theme.colour("text" if strong else "muted"))
        across, down = _PLACES.get(box, (2, 1))
        painter.drawText(
            QRectF(2 + across * wide, 2 + down * tall, wide, tall), Qt.AlignmentFlag.AlignCenter, GLYPHS[box]
        )
    if not boxes:
        painter.setPen(theme.colour("line"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "·")
    painter.end()
    return picture


def _names_height() -> int:
    """The room for a theme's name: with large text names are cut off rather than rows pushed out."""
    return min(theme.px(_NAMES), _TALLEST)


def _begins_family(model: MatrixModel, column: int) -> bool:
    return column == 0 or model.views[column].theme.family != model.views[column - 1].theme.family


class _ThemeHead(QHeaderView):
    """Themes from bottom to top, and above them the families that they belong to."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._model = table.matrix_model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, theme.px(_FAMILY) + _names_height())

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        view = self._model.views[column]
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("edge"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if _begins_family(self._model, column):
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        said = any(counts.mentions for counts in view.counts.values())
        font = theme.font(theme.SMALL)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if said else "muted"))
        painter.translate(rect.left(), rect.bottom() - 6)
        painter.rotate(-90)
        _in_two_lines(painter, view.theme.name, _names_height() - 10, rect.width())
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        columns = range(len(self._model.views))
        starts = [column for column in columns if _begins_family(self._model, column)]
        for number, start in enumerate(starts):
            last = starts[number + 1] - 1 if number + 1 < len(starts) else len(columns) - 1
            left = self.sectionViewportPosition(start)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            area = QRect(max(left, 0), 0, right - max(left, 0), theme.px(_FAMILY))
            if area.right() < 0 or left > self.viewport().width():
                continue
            painter.fillRect(area.adjusted(1, 0, 0, 0), theme.colour("surface"))
            painter.setPen(theme.colour("muted"))
            name = self._model.families.get(self._model.views[start].theme.family, "")
            words = area.adjusted(6, 0, -4, 0)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


def _in_two_lines(painter: QPainter, name: str, room: int, width: int) -> None:
    """Write a theme's name on one line or two, cut off where both are full."""
    metrics = painter.fontMetrics()
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < 2 and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    top = (width - metrics.height() * len(lines)) // 2
    for number, line in enumerate(lines):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        painter.drawText(0, top + number * metrics.height() + metrics.ascent(), shown)


class _GroupHead(QHeaderView):
    """The audience with its mark, then its groups."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._model = table.matrix_model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        row = self._model.rows[section]
        totals = row.group is None
        painter.save()
        painter.fillRect(rect, theme.colour("raised" if totals else "surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        edge = theme.px(12)
        left = rect.left() + 12
        if totals:
            paint_mark(painter, QRectF(left, rect.center().y() - edge / 2, edge, edge), row.audience)
        left += edge + 8
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold if totals else QFont.Weight.Normal))
        painter.setPen(theme.colour("text"))
        words = QRect(left, rect.top(), rect.right() - left - 6, rect.height())
        name = str(self._model.headerData(section, Qt.Orientation.Vertical))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
