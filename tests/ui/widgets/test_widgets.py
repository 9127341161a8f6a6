import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.paths import resource
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import (
    Chip,
    Columns,
    EmptyState,
    LineEdit,
    MessageBar,
    Meter,
    NumberEdit,
    ParagraphEdit,
    paint_mark,
    paint_meter,
)

EDGE = 60


def canvas() -> QImage:
    image = QImage(EDGE, EDGE, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    return image


def mark(audience: Audience, filled: bool) -> QImage:
    image = canvas()
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, EDGE, EDGE), audience, filled)
    painter.end()
    return image


def coloured(image: QImage, x: int, y: int, role: str) -> bool:
    return image.pixelColor(x, y) == theme.colour(role)


def test_each_audience_has_its_shape_and_its_colour(qapp: QApplication) -> None:
    corner, rim = (8, 8), (EDGE // 2, 4)
    square, diamond, circle = (mark(audience, filled=True) for audience in Audience)
    for image, role in ((square, "leadership"), (diamond, "staff"), (circle, "customers")):
        assert coloured(image, EDGE // 2, EDGE // 2, role)
    assert coloured(square, *corner, "leadership")
    assert not coloured(diamond, *corner, "staff")
    assert not coloured(circle, *corner, "customers")
    assert coloured(circle, 14, 14, "customers")
    assert not coloured(diamond, 14, 14, "staff")
    assert coloured(circle, *rim, "customers")


@pytest.mark.parametrize("audience", list(Audience))
def test_an_outline_is_empty_inside(qapp: QApplication, audience: Audience) -> None:
    image = mark(audience, filled=False)
    assert image.pixelColor(EDGE // 2, EDGE // 2) == QColor("white")
    assert coloured(image, 5, EDGE // 2, audience.value)


@pytest.mark.parametrize(("share", "top", "bottom"), [(None, False, False), (0.3, True, False), (0.8, True, True)])
def test_the_meter_fills_clockwise(qapp: QApplication, share: float | None, top: bool, bottom: bool) -> None:
    image = canvas()
    painter = QPainter(image)
    paint_meter(painter, QRectF(0, 0, EDGE, EDGE), share)
    painter.end()
    assert coloured(image, EDGE // 2 + 6, 4, "accent") is top
    assert coloured(image, EDGE // 2, EDGE - 4, "accent") is bottom


def test_a_full_meter_is_a_disc(qtbot: QtBot) -> None:
    meter = Meter(EDGE)
    qtbot.addWidget(meter)
    meter.set_share(1.0)
    image = meter.grab().toImage()
    assert coloured(image, image.width() // 2, image.height() // 2 - 12, "accent")
    assert meter.toolTip() == "100% done"


def test_a_chip_says_its_meaning(qtbot: QtBot) -> None:
    chip = Chip(Audience.STAFF)
    qtbot.addWidget(chip)
    chip.set_text("4/9", "Staff: 4 of 9 groups captured")
    assert chip.text == "4/9"
    assert chip.accessibleName() == chip.toolTip() == "Staff: 4 of 9 groups captured"


def test_a_message_shows_its_kind_and_runs_its_action(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    pressed: list[str] = []
    bar.show_message("The list has 3 rows without a name.", "warning", "Show them", lambda: pressed.append("shown"))
    assert bar.isVisible()
    assert (bar.kind, bar.text) == ("warning", "The list has 3 rows without a name.")
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert pressed == ["shown"]
    assert not bar.isVisible()
    bar.show_message("All 66 people are on the roster.")
    assert not bar.button.isVisible()
    qtbot.mouseClick(bar.cross, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_the_icon_of_a_message_takes_the_colours_of_a_new_theme(qtbot: QtBot, qapp: QApplication) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("The list has 3 rows without a name.", "warning")
    light = bar._picture.pixmap().toImage()
    theme.apply(qapp, theme.load("dark"))
    QApplication.sendPostedEvents()
    assert bar._picture.pixmap().toImage() != light


def test_an_empty_page_says_one_sentence_and_offers_one_action(qtbot: QtBot) -> None:
    acted: list[bool] = []
    empty = EmptyState("roster", "Nobody is invited yet.", "Import a list", lambda: acted.append(True))
    qtbot.addWidget(empty)
    empty.show()
    assert empty.sentence.text() == "Nobody is invited yet."
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert acted == [True]
    silent = EmptyState("roster", "Nobody is invited yet.")
    qtbot.addWidget(silent)
    silent.show()
    assert not silent.button.isVisible()


def test_columns_stand_side_by_side_only_where_there_is_room(qtbot: QtBot) -> None:
    left, right = QLabel("left"), QLabel("right")
    columns = Columns(left, right, narrow=400)
    qtbot.addWidget(columns)
    columns.resize(600, 100)
    columns.show()
    assert left.geometry().top() == right.geometry().top()
    columns.resize(300, 100)
    qtbot.waitUntil(lambda: right.geometry().top() > left.geometry().top())


def test_a_paragraph_is_handed_over_once_when_the_cursor_leaves_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor, other = ParagraphEdit(), LineEdit()
    columns = Columns(editor, other)
    columns.setParent(window)
    window.show()
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    heard: list[str] = []
    editor.editing_finished.connect(lambda: heard.append(editor.toPlainText()))
    qtbot.keyClicks(editor, "Two words")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(other.hasFocus)
    editor.setFocus()
    other.setFocus()
    assert heard == ["Two words"]


def test_a_number_is_changed_by_keys_and_not_by_passing_over_it(qtbot: QtBot) -> None:
    number = NumberEdit(1, 20)
    qtbot.addWidget(number)
    number.show()
    number.setValue(5)
    qtbot.keyClick(number, Qt.Key.Key_Up)
    assert number.value() == 6
    assert number.focusPolicy() == Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize("name", sorted(path.stem for path in resource("icons").glob("*.svg")))
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, "accent", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))
