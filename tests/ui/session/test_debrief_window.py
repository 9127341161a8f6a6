"""The wall of the debrief: it can be read from the back of a room, and holds what it was given and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.debrief import DebriefSlide, SlideQuote
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui import theme
from cxfacilitator.ui.session.debrief_window import DebriefWindow
from cxfacilitator.ui.session.slide_painter import lay_out

THEMES = ("Friendliness, courtesy & care", "Billing, invoicing & payment", "Keeping promises & on time")
GUESSES = DebriefSlide(
    title="What did you think customers would say?",
    header=("", "Leadership", "Customers"),
    widths=(9, 6, 8),
    rows=tuple((THEMES[place % 3], "Done well", "10 of 12 groups: to improve") for place in range(5)),
)
GAP = DebriefSlide(
    "What needs an answer: change",
    "Range, availability & flexibility",
    "The leadership group named “range, availability & flexibility” as done well; 4 of 6 customer groups asked to "
    "improve it, and so did 3 of 9 staff groups.",
    tuple(
        SlideQuote("we didnt realise you have to get an off-hire number so we paid for three more weeks", audience)
        for audience in Audience
    ),
    foot="An early sign: a question to ask, not a finding. It rests on few statements.",
    agreed=("Ask twelve customers what they would rather have, Dana, by 3 December 2026",),
)
BOARD = DebriefSlide(
    title="Explain, change, stop or ask?",
    lead="All six customer groups asked to improve “billing, invoicing & payment”.",
    header=("Explain", "Change", "Stop", "Ask"),
    widths=(1, 1, 1, 1),
    rows=((*THEMES, "and 3 more"), ("", THEMES[0], "", THEMES[1])),
)
READABLE = 1 / 36
"""Of the window's height: two metres high and from eight metres, that is 14-point type at arm's length."""


@pytest.fixture
def window(qtbot: QtBot) -> DebriefWindow:
    made = DebriefWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    return made


def ground(picture: QImage) -> set[str]:
    """The colours of the edges, where nothing may be painted."""
    wide, high = picture.width(), picture.height()
    rows = {picture.pixelColor(x, y).name() for y in (1, high - 2) for x in range(wide)}
    return rows | {picture.pixelColor(x, y).name() for x in (1, wide - 2) for y in range(high)}


@pytest.mark.parametrize("slide", [GUESSES, GAP, BOARD])
@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_every_slide_is_read_from_the_back_of_the_room(
    slide: DebriefSlide, size: tuple[int, int], qtbot: QtBot
) -> None:
    pieces = lay_out(slide, *size)
    words = [piece for piece in pieces if piece.words]
    assert min(piece.size for piece in words if piece.role == "text") >= READABLE * size[1]
    assert max(piece.area.bottom() for piece in pieces) <= size[1] * 0.95
    assert max(piece.area.right() for piece in pieces) <= size[0] * 0.97
    given = {
        slide.kicker,
        slide.title,
        slide.lead,
        slide.foot,
        *slide.header,
        *(cell for row in slide.rows for cell in row),
    }
    given |= {f"“{quote.words}”" for quote in slide.quotes} | {quote.audience.label for quote in slide.quotes}
    assert {piece.words for piece in words} == {*given, *(f"Agreed: {words}" for words in slide.agreed)} - {""}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_has_the_look_of_the_app_and_can_be_blank(window: DebriefWindow, look: str, qapp: QApplication) -> None:
    theme.apply(qapp, theme.load(look))
    window.show_slide(GAP)
    picture = window.grab().toImage()
    surface = theme.colour("surface").name()
    assert ground(picture) == {surface}
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1280, 2) for y in range(0, 720, 2)}
    assert {theme.colour(audience.value).name() for audience in Audience} <= colours
    window.set_blank(True)
    blank = window.grab().toImage()
    assert {blank.pixelColor(x, y).name() for x in range(0, 1280, 8) for y in range(0, 720, 8)} == {surface}


def test_what_is_heard_is_what_is_shown(window: DebriefWindow) -> None:
    window.show_slide(BOARD)
    assert window.accessibleName().startswith("Explain, change, stop or ask? All six customer groups")
    window.show_slide(DebriefSlide())
    assert window.accessibleName() == ""


def test_with_one_screen_a_double_click_fills_it(window: DebriefWindow, qtbot: QtBot) -> None:
    window.open_on(None, window.screen().geometry())
    qtbot.waitExposed(window)
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton)
    assert not window.isFullScreen()


def test_it_closes_when_its_screen_goes_and_leaves_the_keys_to_the_page(
    window: DebriefWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    window.follow(page)
    assert not window.open_beside(page), "there is no projector"
    qtbot.waitExposed(window)
    assert page.isActiveWindow()
    with qtbot.waitSignals([window.closed, window.projector_gone]):
        qapp.screenRemoved.emit(window.screen())
    assert not window.isVisible()
