"""What lies on the wall, what is found there, and how it is looked at."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.services import parking, sheets, tagging
from cxfacilitator.ui import theme
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import shown
from tests.ui.pages.tagging.wall.hands import A, Press, Wait, drag, put_together, spot

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def test_what_is_tagged_parked_or_deleted_elsewhere_leaves_the_wall_and_comes_back_with_undo(
    face: WallFace, opened: Workspace, wait_saved: Wait, press: Press, qtbot: QtBot
) -> None:
    put_together(face, wait_saved, 0, 1)
    place = face.view.cards[A[8]].pos()
    others = {key: item.pos() for key, item in face.view.cards.items() if key != A[8]}
    opened.do(tagging.accept, A[8], ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert A[8] not in face.view.cards
    assert {key: item.pos() for key, item in face.view.cards.items()} == others
    press("z")
    assert face.view.cards[A[8]].pos() == place
    opened.do(tagging.accept, A[0], ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert face.view.cards[A[0]].card.themes == "Friendliness, courtesy & care"
    opened.do(parking.park, A[0])
    opened.do(sheets.delete, A[1])
    wait_saved(opened)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert not {A[0], A[1]} & face.view.cards.keys()
    assert face.view.laid.clusters[0].answer_ids == ()


def test_an_empty_wall_says_why_and_leads_on(face: WallFace, opened: Workspace, wait_saved: Wait, qtbot: QtBot) -> None:
    opened.do(tagging.tag_many, A, ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert face.empty.isVisible()
    assert face.empty.sentence.text() == "Every answer has a theme: nothing to sort here."
    face.empty.button.click()
    qtbot.waitUntil(lambda: face.view.laid.cards.keys() == set(A))
    assert face.view.isVisible()
    face.filters.choose(audience=Audience.LEADERSHIP)
    assert face.empty.sentence.text() == "No answer is like what you chose."


def test_keys_still_work_on_an_empty_wall(face: WallFace, press: Press, qtbot: QtBot) -> None:
    face.filters.choose(left=Left.STARRED)
    assert not face.view.isVisible()
    qtbot.waitUntil(face.empty.button.hasFocus)
    press(Key.Key_F3)
    qtbot.waitUntil(lambda: not face.isVisible())
    press(Key.Key_F4)
    qtbot.waitUntil(face.empty.button.hasFocus)
    press(" ")
    qtbot.waitUntil(face.view.hasFocus)
    assert face.view.cards


def test_the_wall_has_room_for_what_can_be_done_when_it_says_that_there_are_too_many_answers(
    face: WallFace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    face.window().resize(1366, 736)
    monkeypatch.setattr("cxfacilitator.ui.pages.tagging.wall.MOST_CARDS", 5)
    face.filters.choose(left=Left.ALL)
    qtbot.waitUntil(lambda: len(face.view.cards) == 5)
    assert face.note.text().startswith("5 of 9 answers are on the wall")
    qtbot.waitUntil(lambda: face.row.visibleRegion().boundingRect() == face.row.rect())


def test_only_what_is_chosen_lies_on_the_wall(face: WallFace, qtbot: QtBot, opened: Workspace) -> None:
    face.filters.choose(question=Question.IMPROVE)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert face.view.laid.cards.keys() == set(A[4:7])
    face.filters.choose(audience=Audience.STAFF)
    assert face.view.laid.cards.keys() == {A[4]}


def test_words_are_found_on_the_wall(face: WallFace, press: Press) -> None:
    press("/")
    press("LÄTE invo")
    assert {key for key, item in face.view.cards.items() if item.found} == {A[4], A[5], A[6]}
    assert face.row.told_of.text() == "3 cards have these words"
    face.search.clear()
    assert not any(item.found for item in face.view.cards.values())


def test_nearer_farther_and_everything(view: WallView, press: Press) -> None:
    start = view.zoom
    press("+")
    press("+")
    assert view.zoom > start
    about = QPointF(spot(view, A[0]))
    before = view.mapToScene(about.toPoint())
    turn = QWheelEvent(
        about, about, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Modifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    after = view.mapToScene(about.toPoint())
    assert (after - before).manhattanLength() < 4
    press("0")
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert all(seen.contains(item.sceneBoundingRect().center()) for item in view.cards.values())


def test_the_background_and_arrows_move_the_wall(view: WallView, press: Press) -> None:
    press("+")
    press("+")
    press("+")
    before = view.mapToScene(QPoint(0, 0))
    press(Key.Key_Right)
    moved = view.mapToScene(QPoint(0, 0))
    assert moved.x() > before.x()
    empty = next(
        point for x in range(5, view.viewport().width(), 7) for y in range(5, view.viewport().height(), 7)
        if view.thing_at(point := QPoint(x, y)) is None
    )  # fmt: skip
    drag(view, empty, empty + QPoint(60, 40))
    assert view.mapToScene(QPoint(0, 0)).x() < moved.x()


def test_enter_leads_to_the_answer_in_the_review(face: WallFace, press: Press) -> None:
    page = face.window().findChild(TaggingPage)
    assert page is not None
    press(" ")
    card = face.view.cursor_on
    press(Key.Key_Return)
    assert isinstance(page.face, ReviewFace)
    assert page.face.current == card


@pytest.mark.parametrize("percent", [100, 150])
def test_short_answers_are_read_whole_at_the_first_zoom(
    face: WallFace, qapp: QApplication, percent: int, qtbot: QtBot
) -> None:
    theme.apply(qapp, theme.load("dark", percent))
    qtbot.waitUntil(lambda: len(face.view.cards) == len(A))
    face.view.viewport().grab()
    painted = [item for item in face.view.cards.values() if item._lines]
    assert len(painted) >= 3
    for item in painted:
        for lines in item._lines.values():
            assert " ".join(" ".join(lines).split()) == item.card.wording


def test_another_engagement_begins_with_an_empty_hand(face: WallFace, press: Press) -> None:
    press(" ")
    press(" ")
    face.forget()
    assert not face.themes.isVisible()
    assert face.search.text() == ""


def test_an_answer_that_nobody_has_read_yet_lies_in_sheet_order(
    face: WallFace, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    window = face.window()
    assert isinstance(window, MainWindow)
    window.rail.entries["sheets"].click()
    opened.do(sheets.save, Answer(AnswerId("new"), "", GroupId(1), Box.WELL, 99, "Typed while the wall was away"))
    wait_saved(opened)
    face.show_snapshot(shown(opened))
    face.suggest()
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert AnswerId("new") in face.view.laid.cards
    window.rail.entries["tagging"].click()
    qtbot.waitUntil(lambda: face.suggesting.tagger is not None and not opened.jobs.busy, timeout=30_000)
    assert face.primary.isEnabled()
