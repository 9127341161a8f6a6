"""A small picture of the page that is read in one minute, with the cover behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.report.charts.style import (
    FOOTER_PT,
    INK,
    LEAD_PT,
    PAPER,
    RULE,
    SECONDARY,
    STYLE,
    TABLE_PT,
    TEXT_PT,
    TITLE_PT,
)
from cxfacilitator.report.charts.surface import Inside
from cxfacilitator.services.report import Outline
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.painter_surface import PainterSurface

_BEHIND = 26.0
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 57.0, 51.0, 48.0, 40.0, 14.0


class ReportPicture(QWidget):
    """Paints the report's own words and chart at the size that there is room for; paper is white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._outline: Outline | None = None
        self._paper = Paper.A4
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_outline(self, outline: Outline | None, paper: Paper) -> None:
        """Show these words on this paper."""
        self._outline, self._paper = outline, paper
        self.setAccessibleName(f"First page: {outline.headline}" if outline else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a page of a readable size."""
        return QSize(300, 380)

    def minimumSizeHint(self) -> QSize:
        """Return what can still be told for a page."""
        return QSize(160, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cover, and the summary on top of it."""
        if self._outline is None:
            return
        wide, tall = self._paper.size
        scale = min((self.width() - _BEHIND - 4) / wide, (self.height() - _BEHIND - 6) / tall)
        page = QRectF(0, 0, wide * scale, tall * scale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cover, summary = page.translated(_BEHIND, 1), page.translated(1, _BEHIND)
        _sheet(painter, cover)
        self._cover(PainterSurface(painter, cover.left(), cover.top(), scale))
        _sheet(painter, summary)
        self._summary(PainterSurface(painter, summary.left(), summary.top(), scale), self._outline)
        painter.end()

    def _cover(self, surface: PainterSurface) -> None:
        for number, audience in enumerate(Audience):
            surface.rectangle((0, 14.0 * number), (self._paper.size[0], 14), STYLE[audience].mark)
        surface.end()

    def _summary(self, surface: PainterSurface, outline: Outline) -> None:
        wide, tall = self._paper.size
        room, left = wide - _LEFT - _RIGHT, _LEFT
        top = surface.paragraph((left, _TOP), room, "On one page", TABLE_PT, SECONDARY, bold=True) + 2
        top = surface.paragraph((left, top), room, outline.headline, TITLE_PT, INK, bold=True) + 6
        top = surface.paragraph((left, top), room, outline.lead, LEAD_PT, INK) + _GAP
        if outline.chart.rows:
            outline.chart.draw(Inside(surface, left, top), room)
            top += outline.chart.height() + _GAP
        column, bottoms = (room - _GAP) / 2, [top]
        for number, (heading, lines) in enumerate(outline.boxes):
            if number % 2 == 0:
                top = max(bottoms)
            at = (left + (number % 2) * (column + _GAP), top)
            surface.line(at, (at[0] + column, at[1]), INK, 0.8)
            end = surface.paragraph((at[0], at[1] + 6), column, heading, TABLE_PT, INK, bold=True)
            for line in lines:
                end = surface.paragraph((at[0], end), column, line, TABLE_PT, INK)
            bottoms.append(end + _GAP)
        end = max(bottoms)
        for number, decision in enumerate(outline.decisions, 1):
            end = surface.paragraph((left, end), room, f"{number}.  {decision}", TEXT_PT, INK) + 3
        foot = tall - _BOTTOM
        surface.rectangle((left, foot - 24), (room, 60), PAPER)
        surface.line((left, foot), (left + room, foot), RULE, 0.5)
        surface.text((left, foot + 12), outline.footer, FOOTER_PT, SECONDARY)
        surface.end()


def _sheet(painter: QPainter, page: QRectF) -> None:
    """Lay a sheet of paper, with a little shadow; nothing is drawn beside it."""
    painter.setClipping(False)
    painter.fillRect(page.translated(2, 3), QColor(0, 0, 0, 28))
    painter.fillRect(page, QColor(PAPER))
    painter.setPen(theme.colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(page)
    painter.setClipRect(page)
