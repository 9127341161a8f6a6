"""What is painted in the cells of the matrix: marks, heat or words; and figures in totals and beside the groups."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.matrix_layout import Row, RowKind
from cxfacilitator.domain.sheets import SHEET_BOXES, Box
from cxfacilitator.ui import theme
from cxfacilitator.ui.models.matrix_model import MatrixModel
from cxfacilitator.ui.pages.comparison.matrix.wrapping import pitch, wrapped

Span = tuple[int, int, int]
"""A column that is painted: its number, its left edge and its width."""

GLYPHS = {Box.WELL: "+", Box.IMPROVE: "−", Box.DIFFER: "≠", Box.CONTINUE: "C", Box.START: "S", Box.UNMARKED: "?"}
SIGN = {State.STRENGTH: "+", State.CONCERN: "−", State.DIVIDED: "±", State.MENTIONED: "", State.SILENT: ""}
_PLACES = {Box.WELL: (0, 0), Box.IMPROVE: (1, 0), Box.DIFFER: (2, 0), Box.CONTINUE: (0, 1), Box.START: (1, 1)}
_PALEST, _DEEPEST = 0.12, 0.44
_SIDE = 6
_MOST_KEPT = 24_000_000
"""Pixels of rows that were painted: a few screens full, whatever the text size."""


class Look(StrEnum):
    """What the cells of groups show."""

    MARKS = "Marks"
    HEAT = "Heat"
    WORDS = "Words"


_SIGNS = "Totals: + strength,\n− concern, ± divided"
LEGENDS = {
    Look.MARKS: f"+ done well\n− to improve\n≠ others differ\nC continue, S start\n{_SIGNS}",
    Look.HEAT: f"In how many of its five boxes a group speaks of it; the colour repeats the number.\n{_SIGNS}",
    Look.WORDS: "The first words of each answer",
}
"""What a look means, for the corner of the table."""


class CellPainter:
    """Paints one row after the other, family by family; what was painted is kept and shown again."""

    def __init__(self, model: MatrixModel) -> None:
        self.look = Look.MARKS
        self._model = model
        self._stamps: dict[tuple[tuple[Box, ...], Audience | None, Look, int, int, float], QPixmap] = {}
        self._tiles: dict[tuple[int, int], QPixmap] = {}
        self._kept = 0

    def restyle(self) -> None:
        """Paint everything anew: colours or text size are others."""
        self._stamps.clear()
        self.forget()

    def forget(self) -> None:
        """Paint every row anew: what it says, or where its columns are, is different."""
        self._tiles.clear()
        self._kept = 0

    def forget_rows(self, rows: Collection[int]) -> None:
        """Paint some rows anew: they say something else."""
        for key in [key for key in self._tiles if key[0] in rows]:
            tile = self._tiles.pop(key)
            self._kept -= tile.width() * tile.height()

    def paint_row(
        self, painter: QPainter, number: int, top: int, height: int, families: Sequence[Sequence[Span]]
    ) -> None:
        """Paint the cells of a row, in these families, from its top downwards."""
        ratio = painter.device().devicePixelRatioF()
        for spans in families:
            key = (number, spans[0][0])
            tile = self._tiles.get(key)
            if tile is None:
                tile = self._tiles[key] = self._draw(number, height, spans, ratio)
                self._kept += tile.width() * tile.height()
                while self._kept > _MOST_KEPT and len(self._tiles) > 1:
                    oldest = self._tiles.pop(next(iter(self._tiles)))
                    self._kept -= oldest.width() * oldest.height()
            painter.drawPixmap(spans[0][1], top, tile)

    def _draw(self, number: int, height: int, placed: Sequence[Span], ratio: float) -> QPixmap:
        """Draw a row's cells in one family."""
        start = placed[0][1]
        spans = [(column, left - start, width) for column, left, width in placed]
        width = spans[-1][1] + spans[-1][2]
        tile = QPixmap(QSize(width, height) * ratio)
        tile.setDevicePixelRatio(ratio)
        row = self._model.rows[number]
        tile.fill(theme.colour("raised" if row.kind in (RowKind.BAND, RowKind.TOTAL) else "surface"))
        painter = QPainter(tile)
        match row.kind:
            case RowKind.GROUP if self.look is not Look.WORDS:
                self._stamp_row(painter, number, row, height, spans)
            case RowKind.GROUP:
                self._write_row(painter, number, height, spans)
            case RowKind.FORMS:
                self._write_figures(painter, number, height, spans)
            case RowKind.TOTAL:
                self._write_totals(painter, row, height, spans)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, height - 1, width, height - 1)
        painter.end()
        return tile

    def _stamp_row(self, painter: QPainter, number: int, row: Row, height: int, spans: Sequence[Span]) -> None:
        boxes, stamps, look, audience = self._model.layout_shown.boxes, self._stamps, self.look, row.audience
        ratio = painter.device().devicePixelRatioF()
        for column, left, width in spans:
            found = boxes.get((number, column), ())
            key = (found, audience, look, width, height, ratio)
            stamp = stamps.get(key)
            if stamp is None:
                stamp = stamps[key] = _stamp(found, audience, look, QSize(width, height), ratio)
            painter.drawPixmap(left, 0, stamp)

    def _write_row(self, painter: QPainter, number: int, height: int, spans: Sequence[Span]) -> None:
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        step = pitch(metrics)
        for column, left, width in spans:
            lines = self._words(metrics, number, column, width - 2 * _SIDE, (height - 4) // step)
            painter.setPen(theme.colour("text" if lines else "edge"))
            if not lines:
                painter.drawText(QRect(left, 0, width, height), Qt.AlignmentFlag.AlignCenter, "·")
            for place, line in enumerate(lines):
                painter.drawText(left + _SIDE, 1 + place * step + metrics.ascent(), line)

    def _words(self, metrics: QFontMetrics, row: int, column: int, width: int, most: int) -> list[str]:
        answers = self._model.layout_shown.cells.get((row, column), ())
        told = [f"{GLYPHS[answer.box]} {answer.wording}" for answer in answers]
        if len(told) > most:
            told = [*told[: most - 1], f"and {len(told) - most + 1} more"]
        each = max(1, most // len(told)) if told else 1
        return [line for text in told for line in wrapped(metrics, text, width, each)]

    def _write_figures(self, painter: QPainter, number: int, height: int, spans: Sequence[Span]) -> None:
        painter.setFont(theme.font(theme.SMALL))
        for column, left, width in spans:
            said, of = self._model.layout_shown.said(number, column)
            painter.setPen(theme.colour("muted" if said else "edge"))
            text = f"{said} of {of}" if said else "·"
            painter.drawText(QRect(left, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)

    def _write_totals(self, painter: QPainter, row: Row, height: int, spans: Sequence[Span]) -> None:
        assert row.audience is not None
        centre = Qt.AlignmentFlag.AlignCenter
        plain, strong = theme.font(theme.SMALL), theme.font(theme.SMALL, QFont.Weight.DemiBold)
        large = theme.font(theme.BODY, QFont.Weight.Bold)
        half = height // 2
        for column, left, width in spans:
            heading = self._model.columns[column]
            counts = heading.counts[row.audience]
            area = QRect(left, 0, width, height)
            if not counts.mentions:
                painter.setFont(plain)
                painter.setPen(theme.colour("edge"))
                painter.drawText(area, centre, "·")
                continue
            if self.look is Look.HEAT:
                painter.fillRect(area.adjusted(1, 1, -1, -2), _tint(row.audience, counts.mentions / counts.groups))
            sign = "" if heading.folded else SIGN[counts.state]
            painter.setFont(strong if sign else plain)
            painter.setPen(theme.colour("text" if sign or heading.folded or self.look is Look.HEAT else "muted"))
            words = area.adjusted(0, 2, 0, -half + 3) if sign else area
            painter.drawText(words, centre, f"{counts.mentions} of {counts.groups}")
            if sign:
                painter.setFont(large)
                painter.drawText(area.adjusted(0, half - 1, 0, -2), centre, sign)


def _tint(audience: Audience, share: float) -> QColor:
    shade = QColor(theme.colour(audience.value))
    shade.setAlphaF(_PALEST + (_DEEPEST - _PALEST) * share)
    return shade


def _stamp(boxes: tuple[Box, ...], audience: Audience | None, look: Look, size: QSize, ratio: float) -> QPixmap:
    """Draw the inside of a group's cell, in marks or in heat."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("surface"))
    painter = QPainter(picture)
    area = QRectF(QPointF(0, 0), size)
    on_sheet = [box for box in boxes if box in SHEET_BOXES]
    if boxes and audience is not None:
        share = (len(on_sheet) - 1) / (len(SHEET_BOXES) - 1) if look is Look.HEAT else 0.0
        painter.fillRect(area.adjusted(1, 1, -1, -2), _tint(audience, max(share, 0.0)))
    if not boxes:
        painter.setPen(theme.colour("edge"))
        painter.setFont(theme.font(theme.SMALL))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "·")
    elif look is Look.HEAT:
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(len(on_sheet)))
    else:
        _draw_marks(painter, area, boxes)
    painter.end()
    return picture


def _draw_marks(painter: QPainter, area: QRectF, boxes: tuple[Box, ...]) -> None:
    """Draw the marks: every box has its own place, so that columns of marks can be followed."""
    wide, tall = min((area.width() - 4) / 3, theme.px(20)), (area.height() - 4) / 2
    left = (area.width() - 3 * wide) / 2
    for box in boxes:
        strong = box in (Box.WELL, Box.IMPROVE)
        weight = QFont.Weight.Bold if strong else QFont.Weight.DemiBold
        painter.setFont(theme.font(theme.BODY if strong else theme.SMALL, weight))
        painter.setPen(theme.colour("text" if strong else "muted"))
        across, down = _PLACES.get(box, (2, 1))
        place = QRectF(left + across * wide, 2 + down * tall, wide, tall)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, GLYPHS[box])
