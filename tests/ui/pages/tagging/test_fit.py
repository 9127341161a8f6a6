"""What of an answer can be seen without scrolling: on small screens, with large text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.workspace import Workspace
from tests.files import made
from tests.ui.pages.tagging.hands import two_sheets

ANSWERS = (
    (1, Box.WELL, "the first crew answered the phone"),
    (1, Box.WELL, "polite crew with expert advice who answer the phone, and the price is fair"),
    (1, Box.WELL, "the last crew answered the phone"),
    (1, Box.DIFFER, "polite crew with expert advice who answer the phone, and the price is fair"),
)
PLAIN, OF_Q3 = AnswerId("a1"), AnswerId("a3")
LOOKS = [
    (1366, 736, 100),
    (1280, 688, 100),
    (1366, 736, 125),
    (1366, 736, 150),
    (1920, 1048, 150),
]
"""Widths and heights of the window, and sizes of the text."""


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Workspace:
    """A workspace with answers that speak about many things, one of them about others."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(made(tmp_path / "engagement.cxfac", lambda path: two_sheets(path, ANSWERS)))
    return workspace


def look(window: MainWindow, width: int, height: int, percent: int) -> None:
    """Show the window in a size, with a size of the text, and lay everything out."""
    window.look.set_text_size(percent)
    window.resize(width, height)
    for _ in range(3):
        QApplication.sendPostedEvents()


def seen(widget: QWidget) -> bool:
    """Return whether all of it is in sight."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_answer_and_all_its_suggestions_are_in_sight(window: MainWindow, review: ReviewFace, qtbot: QtBot) -> None:
    for answer in (PLAIN, OF_Q3):
        review.show_answer(answer)
        assert len(review.offered()) == 3
        for width, height, percent in LOOKS:
            look(window, width, height, percent)
            asked = (review.card, review.search, *review.offers.rows)
            qtbot.waitUntil(lambda asked=asked: all(map(seen, asked)))
            assert review.card.differ.isVisible() == (answer == OF_Q3)


def test_in_the_largest_text_the_answer_and_the_first_suggestion_are_in_sight(
    window: MainWindow, review: ReviewFace
) -> None:
    look(window, 1366, 736, 200)
    for answer in (PLAIN, OF_Q3):
        review.show_answer(answer)
        look(window, 1366, 736, 200)
        assert seen(review.card)
        assert seen(review.offers.rows[0])


def test_what_had_to_give_way_comes_back(window: MainWindow, review: ReviewFace) -> None:
    review.show_answer(PLAIN)
    row, card = review.offers.rows[0], review.card
    look(window, 1366, 736, 200)
    assert not row.reason.isVisible()
    assert not row.chance.isVisible()
    assert row.reason.text() in row.toolTip()
    assert not card.above.isVisible()
    assert card.flags.by_key["E"].text() == "E"
    assert card.flags.by_key["E"].accessibleName() == "effort"
    look(window, 1920, 1048, 100)
    assert row.reason.isVisible()
    assert row.chance.isVisible()
    assert card.above.text() == "the first crew answered the phone"
    assert card.above.isVisible()
    assert card.flags.by_key["E"].text() == "E  effort"


def test_the_row_of_the_answer_stays_in_sight(window: MainWindow, review: ReviewFace) -> None:
    review.show_answer(OF_Q3)
    look(window, 1366, 736, 200)
    listed = review.queue.list
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))
