"""What a card and a cluster look like on the wall, near and from afar."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.wall import ACROSS, CARD_HEIGHT, DOWN, GAP, Cluster, Place
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import paint_mark
from cxfacilitator.ui.widgets.elided import fitted

WIDTH = 216
"""The width of a card in logical pixels at 100 % text and natural size."""
READABLE = 10.5
"""Letters that would be smaller on the screen, in pixels at 100 % text, are written larger."""
SIZES = (theme.BODY, 16, 18, 20, 22, 24, 26, 28, 32, 36)
"""From near to far; from still farther a card is only its mark."""
TITLES = (theme.LEAD, theme.HEADING, theme.TITLE, theme.DISPLAY)
_PAD, _MARK, _RADIUS = 10, 13, 6


@dataclass(frozen=True, slots=True)
class Card:
    """An answer as the wall shows it.

    Attributes:
        themes: The names of its themes; empty when it has none.
    """

    id: AnswerId
    audience: Audience
    code: str
    wording: str
    starred: bool = False
    themes: str = ""


def unit() -> float:
    """Return the width of a card in the units of the scene."""
    return float(theme.px(WIDTH))


def point(place: Place) -> QPointF:
    """Return where a place of the wall is in the scene."""
    return QPointF(place.x, place.y) * unit()


def place(point: QPointF) -> Place:
    """Return which place of the wall a point of the scene is."""
    return Place(point.x() / unit(), point.y() / unit())


class WallItem(QGraphicsItem):
    """Something that lies on the wall.

    Attributes:
        lit: It is where something is about to be put.
        has_cursor: The keys act on it.
    """

    def __init__(self) -> None:
        super().__init__()
        # Painted once for each zoom; what is panned is only copied.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.lit = False
        self.has_cursor = False

    def set_state(self, **state: bool) -> None:
        """Set some of the attributes; repaints only for a change."""
        if any(getattr(self, name) is not on for name, on in state.items()):
            for name, on in state.items():
                setattr(self, name, on)
            self.update()

    def frame(self, painter: QPainter, area: QRectF, fill: QColor, edge: QPen) -> None:
        """Paint a rounded rectangle, with the mark of the cursor if it is here."""
        if self.lit:
            fill, edge = theme.colour("accent_soft"), _pen("accent", 2)
        if self.has_cursor:
            edge = _pen("focus", 3)
        painter.setPen(edge)
        painter.setBrush(fill)
        painter.drawRoundedRect(area, theme.px(_RADIUS), theme.px(_RADIUS))


class CardItem(WallItem):
    """A card.

    Attributes:
        chosen: It is one of those that the next key or drag is about.
        found: It has the words that are searched for.
        carried: It is being put somewhere else.
    """

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card
        self.chosen = self.found = self.carried = False
        self._lines: dict[int, Sequence[str]] = {}
        self._area = QRectF(0, 0, unit(), unit() * CARD_HEIGHT)

    def show_card(self, card: Card) -> None:
        """Show what has changed about the answer."""
        if card != self.card:
            self.card = card
            self._lines.clear()
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the card with its frame."""
        return self._area.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint it as large as it can be read from here."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        fill = "warning_soft" if self.found else "selection" if self.chosen else "surface"
        edge = _pen("accent", 2) if self.chosen else _pen("line", 1)
        if self.carried:
            edge.setStyle(Qt.PenStyle.DashLine)
        self.frame(painter, self._area, theme.colour(fill), edge)
        size = next((size for size in SIZES if size * scale >= READABLE), None)
        if size is None:
            side = self._area.height() * 0.5
            where = QRectF(0, 0, side, side)
            where.moveCenter(self._area.center())
            paint_mark(painter, where, self.card.audience)
            return
        if size == theme.BODY:
            self._paint_head(painter)
            self._paint_wording(painter, size, theme.px(_PAD) + _line(theme.font(size)))
        else:
            self._paint_corner(painter)
            self._paint_wording(painter, size, theme.px(_PAD) / 2)

    def _paint_head(self, painter: QPainter) -> None:
        pad, side, face = theme.px(_PAD), theme.px(_MARK), theme.font(theme.SMALL)
        room = QRectF(pad, pad * 0.7, self._area.width() - 2 * pad, _line(theme.font()))
        paint_mark(painter, QRectF(pad, room.center().y() - side / 2, side, side), self.card.audience)
        room.setLeft(room.left() + side + pad * 0.6)
        painter.setFont(face)
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.card.code)
        room.setLeft(room.left() + QFontMetrics(face).horizontalAdvance(f"{self.card.code}  "))
        if self.card.starred:
            self._paint_star(painter, room)
            room.setRight(room.right() - side - pad * 0.6)
        themes = QFontMetrics(face).elidedText(self.card.themes, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setFont(face)
        painter.setPen(theme.colour("accent"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), themes)

    def _paint_corner(self, painter: QPainter) -> None:
        """From afar the words have the room; the mark is a corner, as large as it can be told by."""
        side = self._area.height() * 0.17
        corner = QRectF(self._area.right() - side * 1.3, self._area.bottom() - side * 1.3, side, side)
        paint_mark(painter, corner, self.card.audience)
        if self.card.starred:
            self._paint_star(painter, corner.translated(-side * 1.3, 0))

    def _paint_star(self, painter: QPainter, room: QRectF) -> None:
        face = theme.font(theme.BODY)
        face.setPixelSize(max(1, int(room.height())))
        painter.setFont(face)
        painter.setPen(theme.colour("warning"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "★")

    def _paint_wording(self, painter: QPainter, size: int, top: float) -> None:
        face, pad = theme.font(size), theme.px(_PAD)
        high = _line(face)
        if size not in self._lines:
            most = max(1, int((self._area.height() - top - pad * 0.3) // high))
            lines = fitted(self.card.wording, face, int(self._area.width() - 2 * pad), most)
            if len(lines) == most and size != theme.BODY:  # the last line leaves the corner to the mark
                room = int(self._area.width() - 2 * pad - self._area.height() * 0.2)
                lines[-1] = QFontMetrics(face).elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
            self._lines[size] = lines
        painter.setFont(face)
        painter.setPen(theme.colour("selection_text" if self.chosen else "text"))
        ascent = QFontMetrics(face).ascent()
        for number, line in enumerate(self._lines[size]):
            painter.drawText(QPointF(pad, top + number * high + ascent), line)


class ClusterItem(WallItem):
    """The panel under the cards of a cluster, with its title."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self.cluster = cluster
        self.audiences: Counter[Audience] = Counter()
        self._area = _panel(cluster)

    def show_cluster(self, cluster: Cluster, audiences: Counter[Audience]) -> None:
        """Show the cluster as it is now.

        Args:
            cluster: Its name and its cards.
            audiences: How many of its cards each audience wrote.
        """
        if (cluster, audiences) != (self.cluster, self.audiences):
            self.prepareGeometryChange()
            self.cluster, self.audiences, self._area = cluster, audiences, _panel(cluster)
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the panel with its frame."""
        return self._area.adjusted(-2, -2, 2, 2)

    def title_area(self) -> QRectF:
        """Return where its name is written."""
        return QRectF(0, self._area.top(), self._area.width() + 2 * self._area.left(), unit() * DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the panel and its title; a suggested one is dashed."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        edge = _pen("accent" if self.cluster.suggested else "edge", 1.5)
        if self.cluster.suggested:
            edge.setStyle(Qt.PenStyle.DashLine)
        fill = theme.colour("background" if self.cluster.suggested else "raised")
        self.frame(painter, self._area, fill, edge)
        size = next((size for size in TITLES if size * scale >= READABLE + 2), TITLES[-1])
        room = self.title_area()
        if size < theme.TITLE:
            room.setRight(room.right() - self._paint_counts(painter, room, size) - theme.px(8))
        face = theme.font(size, QFont.Weight.DemiBold)
        painter.setFont(face)
        named = self.cluster.name and not self.cluster.suggested
        painter.setPen(theme.colour("text" if named else "accent" if self.cluster.suggested else "muted"))
        title = f"{self.cluster.name or 'Alike'}?" if self.cluster.suggested else self.cluster.name or "No name yet"
        short = QFontMetrics(face).elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)

    def _paint_counts(self, painter: QPainter, room: QRectF, size: int) -> float:
        """Paint how many cards each audience has here, and return how much room that took."""
        face = theme.font(size - 2)
        painter.setFont(face)
        side, right = theme.px(_MARK) * 0.9, room.right()
        for audience in reversed(Audience):
            count = self.audiences[audience]
            if count:
                wide = QFontMetrics(face).horizontalAdvance(str(count))
                painter.setPen(theme.colour("muted"))
                area = QRectF(right - wide, room.top(), wide, room.height())
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(count))
                mark = QRectF(right - wide - 4 - side, room.center().y() - side / 2, side, side)
                paint_mark(painter, mark, audience)
                right = mark.left() - theme.px(8)
        return room.right() - right


def in_words(cluster: Cluster) -> str:
    """Say what a cluster is, for the line below the wall and for a screen reader."""
    cards = amount(len(cluster.answer_ids), "card")
    if cluster.suggested:
        return f"Suggested by the machine: {cards} that say something alike. Look whether they belong together."
    return f"{cluster.name or 'A cluster without a name'}: {cards}"


def _panel(cluster: Cluster) -> QRectF:
    edge = GAP * 0.3
    wide, high = cluster.columns * ACROSS - GAP, (1 + 2 * cluster.rows) * DOWN - GAP
    return QRectF(-edge * unit(), -edge * unit(), (wide + 2 * edge) * unit(), (high + 2 * edge) * unit())


def _line(face: QFont) -> float:
    return QFontMetrics(face).height() * 0.96


def _pen(role: str, width: float) -> QPen:
    pen = QPen(theme.colour(role), width)
    pen.setCosmetic(True)
    return pen
