"""Paints the lines of the grid: everything that does not change from line to line is made once for each look."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.grid.rows import (
    AUDIENCE,
    CHANCE,
    COLUMNS,
    REF,
    SUGGESTED,
    THEMES,
    Heading,
    Shown,
)
from cxfacilitator.ui.widgets.audience_mark import paint_mark

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_MUTED = {SUGGESTED.key, CHANCE.key, REF.key}
_SPECIAL = {AUDIENCE.key, THEMES.key}
_CURSOR = 3
_INDENT = 11
"""As the words of a header's section have it in app.qss."""
_MOST_CUT = 20_000

Span = tuple[int, int, int]
"""A column's place among `COLUMNS`, its left edge, and its width."""


class LinePainter:
    """Paints one line at a time, because a call for each cell would cost more than the painting."""

    def __init__(self) -> None:
        self.restyle()

    def restyle(self) -> None:
        """Take colours and fonts of a new look."""
        self._body, self._small = theme.font(), theme.font(theme.SMALL)
        self._strong = theme.font(weight=QFont.Weight.DemiBold)
        self._metrics, self._small_metrics = QFontMetrics(self._body), QFontMetrics(self._small)
        self._colours = {
            role: theme.colour(role)
            for role in ("text", "muted", "line", "selection", "hover", "raised", "accent", "accent_soft")
        }
        self._gap, self._edge = theme.px(8), theme.px(12)
        self._cut: dict[tuple[str, int], str] = {}

    def paint_heading(self, painter: QPainter, area: QRect, heading: Heading) -> None:
        """Paint what the answers below have in common, and how many they are."""
        painter.fillRect(area, self._colours["raised"])
        left = area.left() + _INDENT
        if heading.audience is not None:
            paint_mark(painter, self._mark_area(left, area), heading.audience)
            left += self._edge + self._gap
        painter.setFont(self._strong)
        painter.setPen(self._colours["text"])
        painter.drawText(area.adjusted(left, 0, 0, 0), _LEFT, heading.title)
        left += QFontMetrics(self._strong).horizontalAdvance(heading.title) + self._gap
        painter.setFont(self._small)
        painter.setPen(self._colours["muted"])
        painter.drawText(area.adjusted(left, 0, 0, 0), _LEFT, f"{heading.count:,}")

    def paint_ground(self, painter: QPainter, area: QRect, selected: bool, hovered: bool, current: bool) -> None:
        """Paint what lies below the words of an answer: whether it is chosen, and where the cursor is."""
        if selected or hovered:
            painter.fillRect(area, self._colours["selection" if selected else "hover"])
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._colours["line"])
        if current:
            painter.fillRect(0, area.top(), _CURSOR, area.height() - 1, self._colours["accent"])

    def paint_answer(
        self, painter: QPainter, area: QRect, spans: Sequence[Span], shown: Shown, answer: Answer, texts: Sequence[str]
    ) -> None:
        """Paint what the columns say of an answer."""
        top, height = area.top(), area.height()
        painter.setFont(self._body)
        for muted in (False, True):
            painter.setPen(self._colours["muted" if muted else "text"])
            for place, left, width in spans:
                column, text = COLUMNS[place], texts[place]
                if not text or (column.key in _MUTED) is not muted or column.key in _SPECIAL:
                    continue
                if column.is_mark:
                    painter.drawText(QRect(left, top, width, height), _MIDDLE, text)
                else:
                    room = QRect(left + _INDENT, top, width - _INDENT - self._gap // 2, height)
                    painter.drawText(room, _RIGHT if column is CHANCE else _LEFT, self._fit(text, room.width()))
        for place, left, width in spans:
            if COLUMNS[place] is AUDIENCE:
                middle = left + (width - self._edge) // 2
                paint_mark(painter, self._mark_area(middle, area), shown.source(answer).audience)
            elif COLUMNS[place] is THEMES:
                room = QRect(left + _INDENT - self._gap // 2, top, width - _INDENT, height)
                self._paint_themes(painter, room, [shown.theme(theme_id) for theme_id in shown.themes(answer)])

    def _paint_themes(self, painter: QPainter, room: QRect, themes: Sequence[Theme]) -> None:
        """Paint chips from the left, and how many more there are where the room ends."""
        left, right = room.left(), room.right()
        painter.setFont(self._small)
        height = self._small_metrics.height() + 4
        top = room.center().y() - height // 2
        for place, found in enumerate(themes):
            more, dot = len(themes) - place - 1, self._gap if found.colour else 0
            kept = self._small_metrics.horizontalAdvance(f"+{more}") + self._gap if more else 0
            wanted = self._small_metrics.horizontalAdvance(found.name) + 2 * self._gap + dot
            if place and left + wanted > right - kept:
                painter.setPen(self._colours["muted"])
                painter.drawText(QRect(left, room.top(), right - left, room.height()), _LEFT, f"+{more + 1}")
                return
            chip = QRect(left, top, min(wanted, right - kept - left), height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours["accent_soft" if place == 0 else "raised"])
            painter.drawRoundedRect(chip, 5, 5)
            if dot:
                painter.setBrush(theme.colour(f"dot_{found.colour.value}"))
                painter.drawEllipse(QRect(left + dot // 2, chip.center().y() - dot // 2 + 1, dot, dot))
            painter.setPen(self._colours["text" if place == 0 else "muted"])
            room_left = chip.width() - 2 * self._gap - dot + 2
            words = self._small_metrics.elidedText(found.name, Qt.TextElideMode.ElideRight, room_left)
            painter.drawText(chip.adjusted(dot, 0, 0, 0), _MIDDLE, words)
            left = chip.right() + self._gap // 2

    def _mark_area(self, left: int, area: QRect) -> QRectF:
        return QRectF(left, area.center().y() - self._edge / 2, self._edge, self._edge)

    def _fit(self, text: str, width: int) -> str:
        found = self._cut.get((text, width))
        if found is None:
            if len(self._cut) > _MOST_CUT:
                self._cut.clear()
            found = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._cut[text, width] = found
        return found
