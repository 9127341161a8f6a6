"""What the tests of the wall share: its cards, and a hand that pushes them together."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.wall import ClusterId
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
Press = Callable[..., None]
Wait = Callable[[Workspace], None]
LINES = (
    (1, Box.WELL, "the crew are friendly"),
    (1, Box.WELL, "friendly crew on every boat"),
    (1, Box.WELL, "a friendly crew"),
    (2, Box.WELL, "crew always friendly to us"),
    (1, Box.IMPROVE, "invoices come six weeks late"),
    (2, Box.IMPROVE, "late invoices"),
    (2, Box.IMPROVE, "the invoice is always late"),
    (2, Box.START, "a printed map of the harbour"),
    (1, Box.START, "sell soup in winter"),
)
A = [AnswerId(f"a{number}") for number in range(len(LINES))]


def spot(view: WallView, thing: AnswerId | ClusterId) -> QPoint:
    """Where a card, or the title of a cluster, is on the screen."""
    item = view.cards.get(thing) if isinstance(thing, str) else None
    if item is not None:
        return view.mapFromScene(item.mapToScene(item.boundingRect().center()))
    panel = view.panels[ClusterId(int(thing))]
    return view.mapFromScene(panel.mapToScene(panel.title_area().center()))


def drag(view: WallView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.mousePress(view.viewport(), LEFT, held, start)
    for step in (1, 2, 3):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 3)
    QTest.mouseRelease(view.viewport(), LEFT, held, end)


def put_together(face: WallFace, wait_saved: Wait, *numbers: int) -> ClusterId:
    """Make a cluster by dragging; the first card is where it begins."""
    first, *others = numbers
    for number in others:
        drag(face.view, spot(face.view, A[number]), spot(face.view, A[first]))
        wait_saved(face.workspace)
    found = face.view.laid.cluster_of[A[first]]
    assert set(found.answer_ids) == {A[number] for number in numbers}
    return found.id
