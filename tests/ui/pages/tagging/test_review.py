"""Answers tagged with real keys in a real file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.domain.tagging import Rejection, Suggestion
from cxfacilitator.services import codebook, sheets
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.pages.tagging.suggestions import reasons
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import LINES, in_file, shown, themes

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]
Press = Callable[..., None]


def test_the_first_answer_is_shown_with_its_suggestions_and_their_words(review: ReviewFace) -> None:
    assert review.current == "a0"
    assert [s.theme_id for s in review.offered()] == ["PEO-CARE", "PEO-KNOW"]
    first, second = review.offers.rows[:2]
    assert first.name.text() == "Friendliness, courtesy & care"
    assert "“polite”" in first.reason.text()
    assert "“expert”" in second.reason.text()
    assert ">polite</span>" in review.card.text.text()
    assert "Q1: What do we do well for our customers?" in review.card.question.text()


def test_enter_accepts_the_first_suggestion_and_goes_on(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press(Key.Key_Return)
    assert review.current == "a1"
    press(Key.Key_Return)
    assert review.progress.sentence.text().startswith("2 of 5 reviewed")
    stored = in_file(opened)
    assert themes(stored, 0) == ("PEO-CARE",)
    assert themes(stored, 1) == ("OFF-BILL",)
    assert [answer.reviewed for answer in stored.answers] == [True, True, False, False, False]


def test_enter_leaves_an_answer_without_suggestion_open(review: ReviewFace, opened: Workspace, press: Press) -> None:
    review.show_answer(AnswerId("a2"))
    press(Key.Key_Return)
    assert review.current == "a3"
    assert not in_file(opened).answer[AnswerId("a2")].reviewed


def test_enter_adds_nothing_to_what_was_reviewed(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("0")
    press(Key.Key_Up)
    assert review.current == "a0"
    press(Key.Key_Return)
    assert review.current == "a1"
    assert themes(in_file(opened), 0) == ()


def test_numbers_accept_and_the_first_is_the_main_theme(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("2")
    press("1")
    assert review.current == "a0"
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-KNOW", "PEO-CARE"]
    press(Key.Key_Delete)
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-KNOW"]
    assert themes(in_file(opened), 0) == ("PEO-KNOW",)


def test_keys_that_come_faster_than_the_file_answers_decide_the_same(
    review: ReviewFace, opened: Workspace, wait_saved: Wait
) -> None:
    QTest.keyClicks(review.queue.list, "2")
    QTest.keyClick(review.queue.list, Key.Key_Return)
    QTest.keyClicks(review.queue.list, "r1")
    QTest.keyClick(review.queue.list, Key.Key_Return)
    wait_saved(opened)
    stored = in_file(opened)
    assert themes(stored, 0) == ("PEO-KNOW",)
    assert themes(stored, 1) == ()
    assert stored.rejections == (Rejection(AnswerId("a1"), ThemeId("OFF-BILL")),)


def test_a_rejected_suggestion_is_not_offered_again(
    review: ReviewFace, opened: Workspace, qtbot: QtBot, press: Press
) -> None:
    press("r")
    assert "1, 2 or 3" in review.hint.text()
    press("1")
    assert [s.theme_id for s in review.offered()] == ["PEO-KNOW"]
    press(Key.Key_Z, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: [s.theme_id for s in review.offered()] == ["PEO-CARE", "PEO-KNOW"])
    press("r2")
    assert in_file(opened).rejections == (Rejection(AnswerId("a0"), ThemeId("PEO-KNOW")),)


def test_any_theme_is_found_by_typing(review: ReviewFace, opened: Workspace, press: Press) -> None:
    review.show_answer(AnswerId("a2"))
    press("k")
    assert review.search.line.hasFocus()
    press("now")
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    press("/")
    press("wait")
    assert review.search.model.rows[0].id == "ACC-WAIT"
    press(Key.Key_Return)
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-KNOW", "ACC-WAIT"]
    assert themes(in_file(opened), 2) == ("PEO-KNOW", "ACC-WAIT")


def test_what_no_theme_is_called_becomes_one_with_its_answer_in_one_step(
    review: ReviewFace, window: MainWindow, opened: Workspace, press: Press
) -> None:
    press("/")
    press("late nights")
    assert [theme.name for theme in review.search.model.rows] == ["late nights"]
    assert review.meaning.theme is None
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    assert review.current == "a0"
    [made] = [chip.theme_id for chip in review.card.themes.chips]
    new = shown(opened).codebook.by_id[ThemeId(made)]
    # What is suggested for the answer says where a theme like it stands.
    assert (new.name, new.family) == ("late nights", "PEO")
    assert window.message.text.startswith("“late nights” is a new theme in “People & relationships”.")
    press(Key.Key_Down)
    assert not window.message.isVisible()
    press(Key.Key_Up)
    assert shown(opened).answer[AnswerId("a0")].reviewed
    press("z")
    assert themes(shown(opened), 0) == ()
    assert made not in in_file(opened).codebook.by_id


def test_a_theme_is_made_only_below_those_that_are_found(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("/")
    press("wait")
    rows = review.search.model.rows
    assert [theme.name for theme in rows] == ["Waiting, booking & lead times", "wait"]
    press(Key.Key_Return)
    assert themes(shown(opened), 0) == ("ACC-WAIT",)
    press("/")
    press("PRICE & value for  money")
    assert [theme.id for theme in review.search.model.rows] == ["OFF-PRICE"]
    press(Key.Key_Escape)
    press("/")
    press("x")
    assert not any(theme.name == "x" for theme in review.search.model.rows)


def test_marks_and_what_is_as_long_as_an_answer_choose_no_theme(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    for typed, offered in (("!!", ["!!"]), ("on and on " * 12, [])):
        press("/")
        press(typed)
        assert [theme.name for theme in review.search.model.rows] == offered
        press(Key.Key_Escape)
    press("/")
    press("!")
    press(Key.Key_Return)
    assert themes(shown(opened), 0) == ()


def test_a_theme_that_is_taken_back_while_it_is_listed_is_not_made_again(
    review: ReviewFace, window: MainWindow, opened: Workspace, press: Press, wait_saved: Callable[[Workspace], None]
) -> None:
    press("/")
    press("late nights")
    press(Key.Key_Return)
    press("/")
    press("late")
    assert [theme.name for theme in review.search.model.rows] == ["late nights", "late"]
    window.undo()
    wait_saved(opened)
    press(Key.Key_Return)
    assert all(theme.name != "late nights" for theme in in_file(opened).codebook.themes)
    assert window.message.text == "This theme is no longer there. Nothing was changed."


def test_a_bare_name_is_suggested_for_its_name(review: ReviewFace, opened: Workspace) -> None:
    snapshot = shown(opened)
    [theme, *_] = snapshot.codebook.counted
    answer = snapshot.answer[AnswerId("a4")]
    for phrase, why in ((theme.name, ["close to its name"]), ("a warm welcome", ["like: a warm welcome"])):
        assert list(reasons(snapshot, answer, Suggestion(answer.id, theme.id, 0.5, (), phrase))) == why


def test_an_answer_with_three_themes_has_no_room_for_a_new_one(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    told: list[str] = []
    review.told.connect(lambda text, _kind: told.append(text))
    for code in ("acc-wait", "off-price", "off-bill", "late nights"):
        press("/")
        press(code)
        press(Key.Key_Return)
    assert themes(shown(opened), 0) == ("ACC-WAIT", "OFF-PRICE", "OFF-BILL")
    assert told == ["1 answer has 3 themes already and was passed over: take a theme away there first."]
    assert all(theme.name != "late nights" for theme in in_file(opened).codebook.themes)


def test_the_first_theme_of_an_empty_codebook_is_made_in_the_review(
    review: ReviewFace, opened: Workspace, press: Press, wait_saved: Callable[[Workspace], None]
) -> None:
    opened.do(codebook.start_with, codebook.empty())
    wait_saved(opened)
    assert "no themes yet" in review.offers.none.text()
    press("/")
    press("Crew")
    press(Key.Key_Return)
    press("d")
    press("d")
    # Of a theme that is only a name so far, the review says no more than there is.
    assert "does not say yet what belongs here" in review.meaning.words.text()
    made = in_file(opened)
    assert [theme.name for theme in made.codebook.counted] == ["Crew"]
    assert themes(made, 0) == (made.codebook.counted[0].id,)


def test_escape_ends_a_search(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("k")
    press(Key.Key_Escape)
    assert review.queue.list.hasFocus()
    assert review.below.currentIndex() == 0
    assert in_file(opened).tags == ()


def test_residual_codes_and_reviewed_without_a_theme(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("n")
    press("?")
    press(" ")
    assert review.current == "a3"
    stored = in_file(opened)
    assert themes(stored, 0) == (NOT_CX,)
    assert themes(stored, 1) == (UNCLEAR,)
    assert themes(stored, 2) == ()
    assert stored.answer[AnswerId("a2")].reviewed


def test_flags_turn_on_and_off_by_key(review: ReviewFace, opened: Workspace, press: Press) -> None:
    for letter in ("e", "x", "b", "u", "!", "p"):
        press(letter)
    press("x")
    assert review.card.flags.flags[Flag.SERIOUS].isChecked()
    answer = in_file(opened).answer[AnswerId("a0")]
    assert answer.flags == {Flag.EFFORT, Flag.BACKSTAGE, Flag.UNTESTED, Flag.SERIOUS, Flag.PERSON}
    assert answer.text == LINES[0][2]


def test_the_wording_is_shown_as_it_was_written(review: ReviewFace) -> None:
    review.show_answer(AnswerId("a1"))
    assert "&lt;b&gt;purple&lt;/b&gt;" in review.card.text.text()
    assert review.card.text.accessibleName() == LINES[1][2]


def test_a_tidied_wording_is_shown_marked_and_said_to_be_one(
    review: ReviewFace, opened: Workspace, wait_saved: Wait, qtbot: QtBot
) -> None:
    answer = shown(opened).answer[AnswerId("a0")]
    opened.do(sheets.set_tidy, answer.id, "The crew is polite")
    wait_saved(opened)
    review.show_answer(answer.id)
    qtbot.waitUntil(lambda: review.card.text.accessibleName() == "The crew is polite")
    qtbot.waitUntil(lambda: ">polite</span>" in review.card.text.text())
    assert review.card.paper.text() == f"Tidied; on the paper: “{answer.text}”"
    assert "The crew is polite" in {row.text for row in review.queue.list.rows_model.rows}


def test_the_original_of_a_redacted_answer_is_not_shown(
    review: ReviewFace, opened: Workspace, wait_saved: Wait
) -> None:
    answer = shown(opened).answer[AnswerId("a0")]
    opened.do(sheets.save, replace(answer, text="polite crew, as Dave says"))
    opened.do(sheets.set_tidy, answer.id, "polite crew, as [name] says")
    wait_saved(opened)
    review.show_answer(answer.id)
    assert not [widget for widget in review.findChildren(QLabel) if "Dave" in widget.text()]
    assert review.card.paper.isVisible()
    review.show_answer(AnswerId("a1"))
    assert not review.card.paper.isVisible()


def test_the_list_is_filtered_and_keeps_the_answer_at_hand(review: ReviewFace, press: Press) -> None:
    review.queue.filters.choose(left=Left.NOT_REVIEWED)
    press("1")
    assert review.current == "a0"
    assert [row.id for row in review.queue.list.rows_model.rows] == ["a0", "a1", "a2", "a3", "a4"]
    press(Key.Key_Down)
    assert review.current == "a1"
    press("0")
    assert [row.id for row in review.queue.list.rows_model.rows] == ["a2", "a3", "a4"]
    review.queue.filters.choose(audience=Audience.CUSTOMERS)
    assert [row.id for row in review.queue.list.rows_model.rows] == ["a3", "a4"]
    review.queue.filters.choose(left=Left.NO_SUGGESTION, audience=None)
    assert [row.id for row in review.queue.list.rows_model.rows] == ["a2"]


def test_many_suggestions_are_listed_before_they_are_accepted_in_one_step(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    QTest.mouseClick(review.bulk_button, Qt.MouseButton.LeftButton)
    assert [line.text for line in review.bulk.model.rows] == [LINES[row][2] for row in (0, 1, 3, 4)]
    # What a line is to be judged by stands below in full, however narrow the columns are.
    assert review.bulk.wording.text() == LINES[0][2]
    assert "“polite”" in review.bulk.why.text()
    review.bulk.table.selectRow(1)
    assert review.bulk.wording.text() == LINES[1][2]
    review.bulk.table.selectRow(0)
    press(Key.Key_Delete)
    assert review.bulk.accept.text() == "Accept these 3 themes"
    assert review.bulk.wording.text() == LINES[1][2]
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert review.bulk.wording.text() == LINES[4][2]
    press(Key.Key_Delete)
    assert [line.text for line in review.bulk.model.rows] == [LINES[1][2], LINES[3][2]]
    assert review.bulk.wording.text() == LINES[3][2]
    QTest.mouseClick(review.bulk.accept, Qt.MouseButton.LeftButton)
    press(Key.Key_Shift)
    assert review.queue.list.hasFocus()
    assert review.progress.sentence.text().startswith("2 of 5 reviewed")
    assert opened.undo_label == "Accept 2 suggestions"
    press(Key.Key_Z, Modifier.ControlModifier)
    stored = in_file(opened)
    assert stored.tags == ()
    assert not any(answer.reviewed for answer in stored.answers)


def test_every_decision_is_undone_and_redone(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("1")
    press("2")
    press("e")
    for _ in range(3):
        press(Key.Key_Z, Modifier.ControlModifier)
    assert review.card.themes.chips == []
    assert not review.card.reviewed.isChecked()
    for _ in range(3):
        press(Key.Key_Y, Modifier.ControlModifier)
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-CARE", "PEO-KNOW"]
    stored = in_file(opened)
    assert themes(stored, 0) == ("PEO-CARE", "PEO-KNOW")
    assert stored.answers[0].flags == {Flag.EFFORT}


def test_without_themes_the_review_says_where_they_are_made(
    review: ReviewFace, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    opened.do(codebook.start_with, codebook.empty())
    wait_saved(opened)
    qtbot.waitUntil(lambda: not review.suggesting.waiting)
    assert review.offers.none.isVisible()
    assert "There are no themes yet" in review.offers.none.text()


def test_new_answers_get_suggestions(review: ReviewFace, opened: Workspace, qtbot: QtBot) -> None:
    opened.do(sheets.save, Answer(AnswerId("new"), "", GroupId(1), Box.IMPROVE, 9, "rude on the phone"))
    qtbot.waitUntil(lambda: AnswerId("new") in review.suggesting.suggestions)


def test_without_answers_the_page_leads_to_the_sheets(
    workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(workspace.opened):
        workspace.create(tmp_path / "e.cxfac", Engagement("E", "Northbank"))
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.show()
    window.show_stage("tagging")
    page = window.pages["tagging"]
    assert isinstance(page, TaggingPage)
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert window.stage == "sheets"
