"""The page that shows the faces: one at a time, by button and by key, remembered, with its own keys and main button."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.review import ENOUGH
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.grid import GridFace
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot

Key = Qt.Key
Press = Callable[..., None]


def test_every_face_has_a_name_a_title_and_a_key_of_its_own() -> None:
    for named in ("name", "title", "key"):
        said = [getattr(face, named) for face in TaggingPage.kinds]
        assert all(said)
        assert len(set(said)) == len(said)


def test_keys_and_buttons_lead_from_face_to_face(page: TaggingPage, review: ReviewFace, press: Press) -> None:
    for face in TaggingPage.kinds:
        press(getattr(Key, f"Key_{face.key}"))
        assert type(page.face) is face
        assert page.buttons[face.name].isChecked()
        assert page.face.isVisible()
    QTest.mouseClick(page.buttons["review"], Qt.MouseButton.LeftButton)
    assert page.face is review
    assert len(page.faces) == len(TaggingPage.kinds)


def test_the_keys_that_f1_lists_are_those_of_the_face(
    page: TaggingPage, window: MainWindow, review: ReviewFace, press: Press
) -> None:
    press(Key.Key_F1)
    assert "Unclear: ask the scribe; next answer" in window.keys_panel.texts()
    assert GridFace.key in window.keys_panel.texts()
    press(Key.Key_F3)
    assert "Unclear: ask the scribe; next answer" not in window.keys_panel.texts()
    for _, meaning in GridFace.keys:
        assert meaning in window.keys_panel.texts()


def test_the_main_button_is_that_of_the_face(page: TaggingPage, window: MainWindow, review: ReviewFace) -> None:
    assert review.primary.isVisible()
    assert window.header.isAncestorOf(review.primary)
    page.show_face("grid")
    assert not review.primary.isVisible()
    page.show_face("review")
    assert review.primary.isVisible()


def test_the_face_and_its_choices_are_there_again_at_the_next_start(
    page: TaggingPage, window: MainWindow, review: ReviewFace, opened: Workspace, settings: Settings, qtbot: QtBot
) -> None:
    review.queue.filters.choose(order=True)
    review.explain_next()
    review.explain_next()
    assert review.meaning.isHidden()
    page.show_face("grid")
    path = opened.path
    assert path is not None
    window.close()
    again = MainWindow(opened, settings)
    qtbot.addWidget(again)
    with qtbot.waitSignal(opened.opened):
        opened.open(path)
    again.show_stage("tagging")
    found = again.pages["tagging"]
    assert isinstance(found, TaggingPage)
    assert isinstance(found.face, GridFace)
    found.show_face("review")
    assert isinstance(found.face, ReviewFace)
    assert found.face.queue.filters.uncertain_first
    assert found.face.meaning.isHidden()


def test_more_like_this_leads_to_the_grid_and_an_answer_leads_back(
    page: TaggingPage, review: ReviewFace, press: Press
) -> None:
    review.step(3)
    press("l")
    grid = page.face
    assert isinstance(grid, GridFace)
    grid.answer_wanted.emit("a1")
    assert page.face is review
    assert review.current == "a1"
    assert review.queue.list.hasFocus()


def test_another_engagement_begins_without_the_answers_of_this_one(
    page: TaggingPage, review: ReviewFace, opened: Workspace, qtbot: QtBot, tmp_path: Path, press: Press
) -> None:
    press("m")
    press("of this one")
    with qtbot.waitSignal(opened.opened):
        opened.create(tmp_path / "other.cxfac", Engagement("O", "Northbank"))
    qtbot.waitUntil(lambda: page.empty.isVisible() or not page.isVisible())
    assert review.current is None
    assert review.queue.list.rows_model.rows == ()
    assert review.card.line.isHidden()


def test_of_thousands_of_comments_the_next_step_asks_for_some_and_the_meter_for_no_more() -> None:
    sample = sample_snapshot()
    answer = sample.answers[0]
    comments = tuple(
        replace(answer, id=AnswerId(f"f{number}"), reviewed=number < ENOUGH // 2) for number in range(2000)
    )
    snapshot = replace(sample, answers=(), form_answers=comments)
    assert TaggingPage.next_step(snapshot) == "Review 100 of 2,000 answers, of comments the uncertain ones first."
    assert TaggingPage.progress(snapshot) == 0.5
    done = replace(
        snapshot, form_answers=tuple(replace(a, reviewed=True) for a in comments[:ENOUGH]) + comments[ENOUGH:]
    )
    assert TaggingPage.progress(done) == 1.0
    assert "Review" not in TaggingPage.next_step(done)
