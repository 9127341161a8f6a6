"""The counts face: what was reviewed, and apart from it what the machine would add; complete by key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.services import tagging
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.counts import CountsFace
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Press = Callable[..., None]
CARE, BILL = ThemeId("PEO-CARE"), ThemeId("OFF-BILL")


def counted(face: CountsFace, theme: ThemeId) -> tuple[int, int, int]:
    """Groups and answers reviewed, and what the machine would add."""
    row = next(row for row in face.model.rows if row.theme.id == theme)
    return row.groups, row.answers, row.guessed


def test_what_is_accepted_moves_from_the_machine_to_the_counts(
    page: TaggingPage, opened: Workspace, wait_saved: Callable[[Workspace], None]
) -> None:
    page.show_face("counts")
    face = page.face
    assert isinstance(face, CountsFace)
    groups, answers, guessed = counted(face, CARE)
    assert (groups, answers) == (0, 0)
    assert guessed >= 1
    assert face.groups.text.text() == "none of 5 answers reviewed"
    opened.do(tagging.accept, AnswerId("a0"), CARE)
    wait_saved(opened)
    groups, answers, left = counted(face, CARE)
    assert (groups, answers) == (1, 1)
    assert left <= guessed
    assert face.groups.text.text() == "1 of 5 reviewed, 100% of them with a theme"
    assert not face.comments.bar.isVisible()
    opened.undo()
    wait_saved(opened)
    assert counted(face, CARE) == (0, 0, guessed)


def test_enter_shows_the_answers_of_the_theme(
    page: TaggingPage, opened: Workspace, press: Press, qtbot: QtBot, wait_saved: Callable[[Workspace], None]
) -> None:
    opened.do(tagging.accept, AnswerId("a1"), BILL)
    wait_saved(opened)
    press(Key.Key_F5)
    face = page.face
    assert isinstance(face, CountsFace)
    qtbot.waitUntil(face.table.hasFocus)
    face.table.choose(BILL)
    press(Key.Key_Return)
    review = page.face
    assert isinstance(review, ReviewFace)
    assert review.queue.filters.wanted.theme == BILL
    assert review.current == "a1"


def test_s_sorts_by_the_next_column_and_comes_back_to_the_codebook(
    page: TaggingPage, opened: Workspace, press: Press, wait_saved: Callable[[Workspace], None], qtbot: QtBot
) -> None:
    opened.do(tagging.accept, AnswerId("a1"), BILL)
    wait_saved(opened)
    press(Key.Key_F5)
    face = page.face
    assert isinstance(face, CountsFace)
    qtbot.waitUntil(face.table.hasFocus)
    tops = []
    for _ in range(4):
        press("s")
        face.table.choose_line(0)
        tops.append(face.table.current_row())
    assert [row.theme.id for row in tops[:2]] == [BILL, BILL]
    assert tops[2].guessed == max(row.guessed for row in face.model.rows)
    assert tops[3] == face.model.rows[0]


def test_a_stopped_reading_says_so_and_goes_on(page: TaggingPage, opened: Workspace, qtbot: QtBot) -> None:
    page.suggesting.paused = True
    page.suggesting.changed.emit()
    assert "paused" in page.notice.text
    assert page.notice.isVisible()
    QTest.mouseClick(page.notice.button, Qt.MouseButton.LeftButton)
    assert not page.suggesting.paused
    qtbot.waitUntil(lambda: page.suggesting.tagger is not None and not page.suggesting.waiting)
    assert page.notice.text == ""
    assert not page.notice.isVisible()
