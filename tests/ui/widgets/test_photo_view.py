"""Photographs on the screen: fitted, near, turned, straight, one after the other."""

import io
from collections.abc import Callable
from functools import cache

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import photos
from cxfacilitator.services.photos import Pasted
from cxfacilitator.ui.widgets.photo_canvas import LARGEST, PhotoCanvas
from cxfacilitator.ui.widgets.photo_view import PhotoView
from cxfacilitator.ui.workspace import Workspace
from tests.photographs import jpeg, photograph, sheet

Wait = Callable[[Workspace], None]


@cache
def plain(grey: int) -> bytes:
    """A light picture whose upper left quarter is dark."""
    picture = Image.new("L", (400, 300), 255 - grey)
    ImageDraw.Draw(picture).rectangle((0, 0, 199, 149), fill=20)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


@cache
def real() -> bytes:
    return jpeg(photograph(sheet("S3"), 3, angle=20, size=(1400, 1050))[0])


@pytest.fixture
def view(opened: Workspace, qtbot: QtBot) -> PhotoView:
    """A view that shows all photographs of the engagement, after each change."""
    made = PhotoView(opened)
    qtbot.addWidget(made)

    def show(snapshot: Snapshot) -> None:
        made.show_photos(snapshot.photos)

    opened.changed.connect(show)
    made.resize(500, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def attach(view: PhotoView, qtbot: QtBot, *pictures: bytes) -> None:
    view.workspace.do(photos.attach, [Pasted(f"IMG {n}.png", data) for n, data in enumerate(pictures, 1)])
    seen(view, qtbot)


def seen(view: PhotoView, qtbot: QtBot) -> None:
    """Wait until the photograph that is wanted is on the canvas."""
    workspace = view.workspace
    qtbot.waitUntil(
        lambda: not workspace.busy and not workspace.jobs.busy and not view.canvas.image.isNull(), timeout=30_000
    )


def dark(view: PhotoView) -> tuple[bool, bool]:
    """Whether the dark quarter is at the left, and at the top, of what is on the screen."""
    picture = view.canvas.grab().toImage()
    wide, high = picture.width(), picture.height()
    found = [
        (x / wide, y / high)
        for x in range(0, wide, 7)
        for y in range(0, high, 7)
        if picture.pixelColor(x, y).lightness() < 60
    ]
    assert found
    return sum(x for x, _ in found) / len(found) < 0.5, sum(y for _, y in found) / len(found) < 0.5


def key(view: PhotoView, which: Qt.Key, shift: bool = False) -> None:
    mod = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(view.canvas, which, mod)


def test_without_photographs_there_is_a_sentence(view: PhotoView) -> None:
    view.show_photos((), "No photograph of S3 yet.")
    assert view.sentence.isVisible()
    assert view.sentence.text() == "No photograph of S3 yet."
    assert not view.bar.isVisible()


def test_r_turns_and_it_is_remembered_and_undone(view: PhotoView, qtbot: QtBot, wait_saved: Wait) -> None:
    attach(view, qtbot, plain(10))
    assert dark(view) == (True, True)
    before = view.canvas.image
    key(view, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: view.canvas.image.size() == before.size().transposed())
    assert dark(view) == (False, True)
    assert view.workspace.snapshot is not None
    assert view.workspace.snapshot.photos[0].quarter_turns == 1
    key(view, Qt.Key.Key_R, shift=True)
    qtbot.waitUntil(lambda: view.canvas.image.size() == before.size())
    key(view, Qt.Key.Key_R, shift=True)
    qtbot.waitUntil(lambda: view.canvas.image.size() == before.size().transposed())
    assert dark(view) == (True, False)
    view.workspace.undo()
    # Turning several times is one step.
    qtbot.waitUntil(lambda: view.canvas.image.size() == before.size())
    wait_saved(view.workspace)
    assert view.workspace.undo_label == "Attach 1 photograph"


def test_s_shows_it_straight_or_as_it_was_taken(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, real())
    straight = view.canvas.image
    assert view.straight.isChecked()
    assert straight.width() / straight.height() == pytest.approx(297 / 210, abs=0.15)
    key(view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: view.canvas.image.width() == 1400)
    assert not view.straight.isChecked()
    view.straight.click()
    qtbot.waitUntil(lambda: view.canvas.image.size() == straight.size())


def test_what_cannot_be_straightened_says_so(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, plain(10))
    assert not view.straight.isEnabled()
    assert "were not found" in view.straight.toolTip()
    key(view, Qt.Key.Key_S)
    assert not view.workspace.busy


def test_one_after_the_other_and_only_one_in_memory(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, plain(10), plain(60), plain(110))
    heard: list[object] = []
    view.turned_to.connect(heard.append)
    assert view.where.text() == "1 of 3"
    assert not view.before.isEnabled()
    key(view, Qt.Key.Key_PageUp)
    assert view.place == 0
    for place in (1, 2):
        key(view, Qt.Key.Key_PageDown)
        # Until the next one is drawn there is nothing rather than the wrong one.
        assert view.canvas.image.isNull()
        seen(view, qtbot)
        assert view.where.text() == f"{place + 1} of 3"
    assert heard == list(view.photos[1:])
    assert not view.next.isEnabled()
    assert view.canvas.image.pixelColor(390, 290).lightness() == pytest.approx(255 - 110, abs=4)


def test_the_one_in_view_stays_when_others_come_or_go(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, plain(10), plain(60))
    key(view, Qt.Key.Key_PageDown)
    seen(view, qtbot)
    shown, image = view.photo, view.canvas.image
    view.workspace.do(photos.attach, [Pasted("new.png", plain(120))])
    qtbot.waitUntil(lambda: len(view.photos) == 3)
    assert view.photo == shown
    assert view.canvas.image == image
    first = view.photos[0]
    view.workspace.do(photos.remove, first.id)
    qtbot.waitUntil(lambda: len(view.photos) == 2)
    assert view.photo == shown
    assert (view.where.text(), view.canvas.image) == ("1 of 2", image)


def test_leafing_quickly_ends_on_the_right_one(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, *(plain(grey) for grey in (5, 35, 65, 95, 125)))
    for _ in range(4):
        key(view, Qt.Key.Key_PageDown)
    key(view, Qt.Key.Key_PageUp)
    seen(view, qtbot)
    assert view.where.text() == "4 of 5"
    assert view.canvas.image.pixelColor(390, 290).lightness() == pytest.approx(255 - 95, abs=4)


def test_a_part_of_a_straight_sheet_is_shown_from_near(view: PhotoView, qtbot: QtBot) -> None:
    attach(view, qtbot, real())
    assert view.canvas.fits
    view.look_at(QRectF(0.5, 0.5, 0.5, 0.5))
    near = view.canvas.zoom
    assert not view.canvas.fits
    key(view, Qt.Key.Key_0)
    assert view.canvas.fits
    # The same part again does not take away what somebody has chosen to look at.
    view.look_at(QRectF(0.5, 0.5, 0.5, 0.5))
    assert view.canvas.fits
    view.look_at(QRectF(0, 0.5, 0.5, 0.5))
    assert view.canvas.zoom == pytest.approx(near)
    key(view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: view.canvas.image.width() == 1400)
    # Where the box is on a photograph that is not straight, nobody knows.
    assert view.canvas.fits


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    made = PhotoCanvas()
    qtbot.addWidget(made)
    made.resize(408, 308)
    with qtbot.waitExposed(made):
        made.show()
    image = QImage(1000, 750, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    made.show_image(image)
    return made


def turn_wheel(canvas: PhotoCanvas, at: QPointF, steps: int) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_it_fits_its_room_whatever_that_is(canvas: PhotoCanvas) -> None:
    assert canvas.zoom == pytest.approx(0.4)
    canvas.resize(208, 308)
    assert canvas.zoom == pytest.approx(0.2)
    canvas.resize(4000, 3000)
    # A small picture is not blown up.
    assert canvas.zoom == 1


def test_the_wheel_zooms_about_the_pointer(canvas: PhotoCanvas) -> None:
    at = QPointF(100, 80)
    place = canvas.place_of(at)
    turn_wheel(canvas, at, 3)
    assert canvas.zoom == pytest.approx(0.4 * 1.25**3)
    assert (canvas.place_of(at) - place).manhattanLength() < 1
    turn_wheel(canvas, at, 40)
    assert canvas.zoom == LARGEST
    turn_wheel(canvas, at, -60)
    assert canvas.fits


def test_dragging_moves_it_and_never_out_of_the_room(canvas: PhotoCanvas) -> None:
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    middle = QPointF(204, 154)
    before = canvas.place_of(middle)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(160, 150))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(160, 150))
    moved = canvas.place_of(middle) - before
    assert moved.x() == pytest.approx(40 / canvas.zoom)
    assert moved.y() == pytest.approx(0)
    for _ in range(30):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.place_of(QPointF(408, 308)).x() == pytest.approx(1000)
    assert canvas.place_of(QPointF(408, 308)).y() == pytest.approx(750)
    for _ in range(30):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
        QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.place_of(QPointF(0, 0)).manhattanLength() < 1e-6


def test_two_clicks_show_a_place_from_near_and_all_again(canvas: PhotoCanvas) -> None:
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert canvas.zoom > 0.9
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert canvas.fits
