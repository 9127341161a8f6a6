"""The wall as a surface: what lies on it, where the cursor is, zooming and panning."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import ClusterId, Laid
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.wall.items import Card, CardItem, ClusterItem, WallItem, in_words, point

Thing = AnswerId | ClusterId
"""What the cursor can be on."""

STEP, NEAREST, FARTHEST = 1.25, 2.0, 0.12
START = 0.45
"""From so near the wall is shown at first: most answers can be read whole."""
_MARGIN = 24


class WallCanvas(QGraphicsView):
    """Shows cards and clusters where they lie; it changes nothing.

    Attributes:
        laid: What lies where.
        cursor: What the keys act on; None for nothing.
        chosen: The cards that the next key or drag is about.

    Signals:
        looked_at: The cursor went somewhere else, or other cards were chosen.
    """

    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.laid = Laid()
        self.cursor_on: Thing | None = None
        self.chosen: frozenset[AnswerId] = frozenset()
        self.cards: dict[AnswerId, CardItem] = {}
        self.panels: dict[ClusterId, ClusterItem] = {}
        self._fits, self._at_least = True, START
        scene = QGraphicsScene(self)
        # Looking all few hundred items through is faster than keeping an index of what moves.
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Affinity wall")

    @property
    def zoom(self) -> float:
        """Screen pixels for each pixel of natural size."""
        return self.transform().m11()

    def show_wall(self, laid: Laid, cards: Mapping[AnswerId, Card]) -> None:
        """Show what lies where; the cursor and what is chosen stay where they still exist."""
        self.laid = laid
        for answer_id in self.cards.keys() - laid.cards.keys():
            self.scene().removeItem(self.cards.pop(answer_id))
        for cluster_id in self.panels.keys() - laid.cluster.keys():
            self.scene().removeItem(self.panels.pop(cluster_id))
        for answer_id, place in laid.cards.items():
            item = self.cards.get(answer_id)
            if item is None:
                item = self.cards[answer_id] = CardItem(cards[answer_id])
                self.scene().addItem(item)
            item.show_card(cards[answer_id])
            item.setPos(point(place))
            item.setZValue(1)
        for cluster in laid.clusters:
            panel = self.panels.get(cluster.id)
            if panel is None:
                panel = self.panels[cluster.id] = ClusterItem(cluster)
                self.scene().addItem(panel)
            audiences = Counter(cards[answer_id].audience for answer_id in cluster.answer_ids)
            panel.show_cluster(cluster, audiences)
            panel.setPos(point(cluster.place))
            panel.setZValue(0)
        self._make_room()
        if self._fits:
            self.fit(self._at_least)
        self.look(self.cursor_on, self.chosen)

    def look(self, cursor: Thing | None, chosen: Iterable[AnswerId] = (), bring: bool = False) -> None:
        """Put the cursor on something, or on nothing, and choose cards.

        Args:
            cursor: What the keys act on.
            chosen: The cards that are chosen.
            bring: Bring what the cursor is on into view.
        """
        self.cursor_on = cursor if self.item(cursor) is not None else None
        self.chosen = frozenset(chosen) & self.laid.cards.keys()
        for answer_id, card in self.cards.items():
            card.set_state(has_cursor=answer_id == self.cursor_on, chosen=answer_id in self.chosen)
        for cluster_id, panel in self.panels.items():
            panel.set_state(has_cursor=cluster_id == self.cursor_on)
        item = self.item(self.cursor_on)
        if bring and item is not None:
            self._bring(item)
        self.setAccessibleDescription(self.in_words())
        self.looked_at.emit()

    def in_words(self) -> str:
        """Say what the cursor is on."""
        item = self.item(self.cursor_on)
        if isinstance(item, CardItem):
            card = item.card
            parts = (card.code, card.audience.label, card.wording, card.themes and f"has {card.themes}")
            return "  ·  ".join(part for part in parts if part)
        return in_words(item.cluster) if isinstance(item, ClusterItem) else ""

    def item(self, thing: Thing | None) -> WallItem | None:
        """Return what something looks like."""
        return self.cards.get(thing) if isinstance(thing, str) else self.panels.get(thing) if thing else None

    def mark_found(self, found: Set[AnswerId]) -> None:
        """Mark the cards that a search has found."""
        for answer_id, card in self.cards.items():
            card.set_state(found=answer_id in found)

    def fit(self, at_least: float = 0.0) -> None:
        """Show all that lies on the wall, or as much from its upper left corner as can be shown at a zoom."""
        self._fits, self._at_least = True, at_least
        everything = self._everything()
        if everything.isEmpty():
            return
        view = QRectF(self.viewport().rect()).adjusted(_MARGIN / 2, _MARGIN / 2, -_MARGIN / 2, -_MARGIN / 2)
        all_of_it = min(1.0, view.width() / everything.width(), view.height() / everything.height())
        self._set_zoom(max(all_of_it, at_least))
        seen = QSizeF(view.size() / self.zoom)
        centre = everything.center()
        if everything.width() > seen.width():
            centre.setX(everything.left() + seen.width() / 2)
        if everything.height() > seen.height():
            centre.setY(everything.top() + seen.height() / 2)
        self.centerOn(centre)

    def zoom_by(self, steps: float, about: QPoint | None = None) -> None:
        """Zoom in or out; what is under a point of the screen stays there, or what is in the middle."""
        self._fits = False
        about = about if about is not None else self.viewport().rect().center()
        before = self.mapToScene(about)
        self._set_zoom(self.zoom * STEP**steps)
        shift = self.mapFromScene(before) - about
        self.pan(shift.x(), shift.y())

    def pan(self, across: int, down: int) -> None:
        """Move what is in view by so many pixels of the screen."""
        self._fits = False
        across_bar, down_bar = self.horizontalScrollBar(), self.verticalScrollBar()
        across_bar.setValue(across_bar.value() + across)
        down_bar.setValue(down_bar.value() + down)

    def thing_at(self, where: QPoint, without: Collection[WallItem] = ()) -> Thing | None:
        """Return the card or cluster at a point of the screen; some may be looked through."""
        for item in self.items(where):
            if item not in without:
                if isinstance(item, CardItem):
                    return item.card.id
                if isinstance(item, ClusterItem):
                    return item.cluster.id
        return None

    def thing_towards(self, across: int, down: int) -> Thing | None:
        """Return what lies nearest in a direction from the cursor; from nothing, what is in the middle of the view."""
        start = self.item(self.cursor_on)
        here = _middle(start) if start is not None else self.mapToScene(self.viewport().rect().center())
        best = float("inf")
        thing: Thing | None = None
        things: list[tuple[Thing, WallItem]] = [*self.cards.items(), *self.panels.items()]
        for key, item in things:
            if item is start:
                continue
            way = _middle(item) - here
            along = way.x() * across + way.y() * down if start is not None else 0.0
            aside = abs(way.x() * down) + abs(way.y() * across) if start is not None else way.manhattanLength()
            if start is not None and (along <= 1 or aside > 2 * along):
                continue
            if along + 2 * aside < best:
                best, thing = along + 2 * aside, key
        return thing

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer with Ctrl; without it, move up and down, or with Shift from side to side."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(turned.y() / 120, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(turned.y() or turned.x()), 0)
        else:
            self.pan(-turned.x(), -turned.y())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on showing all as long as nobody has zoomed."""
        super().resizeEvent(event)
        self._make_room()
        if self._fits:
            self.fit(self._at_least)

    def _everything(self) -> QRectF:
        everything = QRectF()
        for item in (*self.cards.values(), *self.panels.values()):
            everything = everything.united(item.sceneBoundingRect())
        return everything

    def _make_room(self) -> None:
        """Leave a screen of empty wall around everything, for cards to be put there."""
        scale = max(self.zoom, FARTHEST)
        wide, high = self.viewport().width() / scale, self.viewport().height() / scale
        self.setSceneRect(self._everything().adjusted(-wide, -high, wide, high))

    def _set_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, FARTHEST), NEAREST)
        self.resetTransform()
        self.scale(zoom, zoom)
        self._make_room()

    def _bring(self, item: WallItem) -> None:
        area = self.mapFromScene(item.sceneBoundingRect()).boundingRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        view = self.viewport().rect()
        across = min(0, area.left() - view.left()) or max(0, area.right() - view.right())
        down = min(0, area.top() - view.top()) or max(0, area.bottom() - view.bottom())
        if across or down:
            self.pan(across, down)

    def restyle(self) -> None:
        """Make everything anew in the look of today: sizes depend on it."""
        self.scene().clear()
        self.cards.clear()
        self.panels.clear()
        self.setBackgroundBrush(theme.colour("background"))


def _middle(item: WallItem) -> QPointF:
    area = item.title_area() if isinstance(item, ClusterItem) else item.boundingRect()
    return item.mapToScene(area.center())
