"""The heads of the matrix: themes under their families, and groups under their audiences."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip

from cxfacilitator.domain.matrix_layout import RowKind
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.matrix_model import MatrixModel
from cxfacilitator.ui.pages.comparison.matrix.wrapping import narrowest, pitch, wrapped
from cxfacilitator.ui.widgets.audience_mark import paint_mark

Placed = tuple[int, int, int]
"""A row that is painted: its number, its top and its height."""

_FAMILY, _FLAT = 24, 112
_LEAST, _MOST = 120, 200
_SIDE = 6
_LONGEST_WORD, _MOST_LINES = 240, 8
"""A name that needs more from left to right is cut off: one that was pasted would leave no room for the others."""


class ThemeHead(QHeaderView):
    """Names read whole: from bottom to top where columns are narrow, else from left to right.

    Attributes:
        is_flat: Names are written from left to right.

    Signals:
        column_pressed: Carries the number of a column whose name was pressed.
        family_pressed: Carries the number of a column whose family was pressed.
    """

    column_pressed = Signal(int)
    family_pressed = Signal(int)

    def __init__(self, model: MatrixModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._model = model
        self.is_flat = False
        self._lines: list[list[str]] = []
        self._fitted: tuple[object, ...] = ()
        self.current = -1
        model.modelReset.connect(self._forget)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def fit(self, room: int, least: int, most: int, lowest: int, tallest: int) -> bool:
        """Share the room among the columns and make the head as tall as the names need.

        Args:
            room: The width for all columns; where it is too little, they scroll.
            least: The narrowest that a column may be.
            most: The widest, where there is room; a name that would be too tall makes its column wider still.
            lowest: The height that the head has in any case.
            tallest: Where names from bottom to top would need more, they are written from left to right.

        Returns:
            Whether anything has another size than before.
        """
        columns = self._model.columns
        wanted = (room, least, most, lowest, tallest, theme.current().percent, [column.name for column in columns])
        if not columns or wanted == self._fitted:
            return False
        self._fitted = wanted
        names, family = [column.name for column in columns], theme.px(_FAMILY)
        metrics = QFontMetrics(theme.font(theme.SMALL))
        width = min(max(room // len(columns), least), max(least, most))
        along = _along(metrics, names, width, tallest - family - 2 * _SIDE)
        self.is_flat = width >= theme.px(_FLAT) or family + along + 2 * _SIDE > tallest
        if self.is_flat:
            longest = max(metrics.horizontalAdvance(word) for name in names for word in name.split())
            width = max(width, theme.px(_FLAT), min(longest, theme.px(_LONGEST_WORD)) + 2 * _SIDE)
            self._lines = [wrapped(metrics, name, width - 2 * _SIDE, _MOST_LINES) for name in names]
            widths = [width] * len(columns)
            along = max(map(len, self._lines)) * metrics.height()
        else:
            self._lines = [wrapped(metrics, name, along) for name in names]
            widths = [max(width, len(lines) * pitch(metrics) + 2) for lines in self._lines]
        height = max(family + along + 2 * _SIDE, lowest)
        if height == self.height() and widths == [self.sectionSize(number) for number in range(len(names))]:
            return False
        for number, wide in enumerate(widths):
            self.resizeSection(number, wide)
        self.setFixedHeight(height)
        return True

    def families(self) -> Iterator[tuple[int, int]]:
        """The first and the last column of each family."""
        columns = self._model.columns
        start = 0
        for number in range(1, len(columns) + 1):
            if number == len(columns) or columns[number].family != columns[start].family:
                yield start, number - 1
                start = number

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the families, and below them the names of their themes."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        top, bottom = theme.px(_FAMILY), self.height() - 1
        for first, last in self.families():
            left, right = self._left(first), self._left(last) + self.sectionSize(last)
            if right <= 0 or left >= self.viewport().width():
                continue
            self._paint_family(painter, first, QRect(left, 0, right - left, top))
            for number in range(first, last + 1):
                self._paint_name(
                    painter, number, QRect(self._left(number), top, self.sectionSize(number), bottom - top)
                )
            painter.setPen(theme.colour("edge"))
            painter.drawLine(left, 0, left, bottom)
        painter.setPen(theme.colour("edge"))
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is behind a name, fold or unfold a family."""
        number = self.logicalIndexAt(event.position().toPoint())
        if number >= 0 and event.button() is Qt.MouseButton.LeftButton:
            signal = self.family_pressed if event.position().y() < theme.px(_FAMILY) else self.column_pressed
            signal.emit(number)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say on a family what a click does, and on a name what it means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.logicalIndexAt(event.pos())
            if number >= 0 and event.pos().y() < theme.px(_FAMILY):
                column = self._model.columns[number]
                verb = "Unfold" if column.folded else "Fold into one column"
                QToolTip.showText(
                    event.globalPos(), f"{column.family.name}\n{verb}: click, or Space in the column", self
                )
                return True
        return super().viewportEvent(event)

    def _forget(self) -> None:
        """Fit anew: where there are other rows or columns, Qt gives all of them its own sizes."""
        self._fitted = ()

    def _left(self, number: int) -> int:
        return self.sectionViewportPosition(number)

    def _paint_family(self, painter: QPainter, first: int, area: QRect) -> None:
        column = self._model.columns[first]
        painter.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("muted"))
        left = max(area.left(), 0) + _SIDE
        words = QRect(left, area.top(), area.right() - left - 2, area.height())
        name = "▸" if column.folded else f"▾ {column.family.name}"
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_name(self, painter: QPainter, number: int, area: QRect) -> None:
        column = self._model.columns[number]
        if number == self.current:
            painter.fillRect(area, theme.colour("accent_soft"))
        painter.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold if column.folded else QFont.Weight.Normal))
        painter.setPen(theme.colour("text" if column.mentioned else "muted"))
        metrics = painter.fontMetrics()
        lines = self._lines[number]
        if self.is_flat:
            top = area.bottom() - _SIDE - len(lines) * metrics.height()
            for place, line in enumerate(lines):
                painter.drawText(area.left() + _SIDE, top + place * metrics.height() + metrics.ascent(), line)
            return
        painter.save()
        painter.translate(area.left(), area.bottom() - _SIDE)
        painter.rotate(-90)
        step = pitch(metrics)
        top = (area.width() - step * (len(lines) - 1) - metrics.height()) // 2
        for place, line in enumerate(lines):
            painter.drawText(0, top + place * step + metrics.ascent(), line)
        painter.restore()


def _along(metrics: QFontMetrics, names: Sequence[str], width: int, most: int) -> int:
    """Return how tall names from bottom to top are in columns of a width; about the most there should be, if more."""
    lines = max(1, (width - 2) // pitch(metrics))
    return max(narrowest(metrics, name, lines, most) for name in names)


class GroupHead(QHeaderView):
    """Names of groups; heads of bands and totals have the mark of their audience, and stay in view."""

    def __init__(self, model: MatrixModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._model = model
        self.placed: list[Placed] = []
        self._fitted: tuple[object, ...] = ()
        self._tiles: dict[tuple[int, bool], QPixmap] = {}
        self.current = -1
        model.modelReset.connect(self._forget)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def fit(self) -> bool:
        """Make the head as wide as the names need, within bounds; return whether anything was different."""
        names = [row.name for row in self._model.rows]
        if (theme.current().percent, names) == self._fitted:
            return False
        self._fitted = (theme.current().percent, names)
        metrics = QFontMetrics(theme.font(theme.BODY, QFont.Weight.DemiBold))
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        width = longest + theme.px(12) + 28
        self.setFixedWidth(min(max(width, theme.px(_LEAST)), theme.px(_MOST)))
        return True

    def sizeHint(self) -> QSize:
        """Return the width that was fitted."""
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows where the table has put them, those that stay in view last."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        ratio = self.devicePixelRatioF()
        for number, top, height in self.placed:
            key = (number, number == self.current)
            if key not in self._tiles:
                self._tiles[key] = self._draw(number, QSize(self.viewport().width(), height), ratio)
            painter.drawPixmap(0, top, self._tiles[key])
        painter.end()

    def forget(self) -> None:
        """Paint every row anew: names, sizes or colours are different."""
        self._tiles.clear()

    def _draw(self, number: int, size: QSize, ratio: float) -> QPixmap:
        """Draw a row once; it is shown again and again while it scrolls."""
        tile = QPixmap(size * ratio)
        tile.setDevicePixelRatio(ratio)
        painter = QPainter(tile)
        self._paint_row(painter, number, QRect(QPoint(0, 0), size))
        painter.end()
        return tile

    def _forget(self) -> None:
        self._fitted = ()

    def _paint_row(self, painter: QPainter, number: int, area: QRect) -> None:
        row = self._model.rows[number]
        heading = row.kind in (RowKind.BAND, RowKind.TOTAL)
        ground = "accent_soft" if number == self.current else "raised" if heading else "surface"
        painter.fillRect(area, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        edge, left = theme.px(12), area.left() + 8
        if heading and row.audience is not None:
            paint_mark(painter, QRectF(left, area.center().y() + 1 - edge / 2, edge, edge), row.audience)
        left += edge + 8 if row.audience is not None or not heading else 0
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold if heading else QFont.Weight.Normal))
        painter.setPen(theme.colour("text"))
        words = QRect(left, area.top(), area.right() - left - 4, area.height())
        shown = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
