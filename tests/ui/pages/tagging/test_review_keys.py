"""Everything beside themes that a key does in the review, and where undo leads."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Flag, Mark, Value
from cxfacilitator.services import codebook, groups, sheets, tagging
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import in_file, shown, themes

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]
Press = Callable[..., None]


@pytest.fixture
def differ(opened: Workspace, review: ReviewFace, wait_saved: Wait) -> AnswerId:
    """An answer to Q3, at hand."""
    answer = Answer(AnswerId("q3"), "", GroupId(1), Box.DIFFER, 0, "Dobbs deliver on Sundays")
    opened.do(sheets.save, answer)
    wait_saved(opened)
    review.show_answer(answer.id)
    return answer.id


def test_a_number_with_alt_or_shift_takes_that_theme_away(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("1")
    press("2")
    press(Key.Key_1, Modifier.AltModifier)
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-KNOW"]
    press("1")
    press(Key.Key_2, Modifier.ShiftModifier)
    press(Key.Key_3, Modifier.ShiftModifier)
    assert opened.undo_label == "Remove Friendliness, courtesy & care from S1-Q1-01"
    assert themes(in_file(opened), 0) == ("PEO-KNOW",)


def test_where_shift_1_writes_the_sign_of_serious_it_means_serious(review: ReviewFace, press: Press) -> None:
    press("1")
    press(Key.Key_Exclam, Modifier.ShiftModifier)
    assert review.card.flags.flags[Flag.SERIOUS].isChecked()
    assert len(review.card.themes.chips) == 1


def test_star_and_doubt_turn_on_and_off_and_are_found_again(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    press("*")
    press("w")
    assert opened.undo_label == "Doubt the themes of S1-Q1-01"
    assert review.card.flags.marks[Mark.STARRED].isChecked()
    review.queue.filters.choose(left=Left.SECOND_LOOK)
    assert [row.id for row in review.queue.list.rows_model.rows] == ["a0"]
    press("w")
    answer = in_file(opened).answer[AnswerId("a0")]
    assert (answer.starred, answer.second_look) == (True, False)


def test_a_memo_is_kept_as_it_is_typed_and_stays_with_its_answer(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    press("m")
    assert review.card.line.line.hasFocus()
    press("ask n? 1!")
    assert review.current == "a0"
    assert opened.undo_label == "Write a memo on S1-Q1-01"
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    assert review.card.memo.text() == "Memo: ask n? 1!"
    press(Key.Key_Down)
    press("m")
    press("another")
    review.show_answer(AnswerId("a4"))
    assert review.card.line.isHidden()
    stored = in_file(opened)
    assert [stored.answer[AnswerId(f"a{n}")].memo for n in (0, 1, 4)] == ["ask n? 1!", "another", ""]


def test_selected_words_become_a_cue_of_the_main_theme(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press("2")
    text = review.card.text
    text.setSelection(text.accessibleName().index("know the boats"), len("know the boats"))
    press("c")
    assert opened.undo_label == "Add the cue “know the boats” to Knowledge & expertise"
    assert "know the boats" in in_file(opened).codebook.by_id[ThemeId("PEO-KNOW")].cues


def test_typed_words_become_a_cue_and_without_a_theme_there_is_none(
    review: ReviewFace, opened: Workspace, press: Press, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(review.told) as told:
        press("c")
    assert "Give the answer a theme first" in told.args[0]
    press("2")
    press("c")
    press("zub")
    press(Key.Key_Escape)
    press("c")
    press("boats")
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    assert review.current == "a0"
    cues = in_file(opened).codebook.by_id[ThemeId("PEO-KNOW")].cues
    assert "boats" in cues
    assert "zub" not in cues


def test_themes_are_explained_one_after_the_other(review: ReviewFace, press: Press) -> None:
    first, second = review.offered()[:2]
    assert review.meaning.theme is not None
    assert review.meaning.theme.id == first.theme_id
    press("d")
    assert review.meaning.theme.id == second.theme_id
    assert review.meaning.theme.definition in review.meaning.words.text()
    press("d")
    assert review.meaning.isHidden()
    press("d")
    assert review.meaning.theme.id == first.theme_id
    assert review.meaning.isVisible()
    press("/")
    press("wait")
    assert review.meaning.theme.id == "ACC-WAIT"


def test_the_particulars_of_q3_are_chosen_by_letter(
    review: ReviewFace, differ: AnswerId, opened: Workspace, press: Press
) -> None:
    press("q")
    assert review.card.differ.hasFocus()
    press("b")
    press("w")
    press("n")
    assert opened.undo_label == "Note that S1-Q3-01 does not matter to customers"
    press(Key.Key_Tab)
    press("Dobbs")
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    assert review.current == differ
    answer = in_file(opened).answer[differ]
    assert (answer.direction, answer.value, answer.competitor) == (Direction.WORSE, Value.NO, "Dobbs")
    assert not answer.reviewed
    assert not answer.second_look


def test_a_particular_pressed_again_is_unsaid(
    review: ReviewFace, differ: AnswerId, opened: Workspace, press: Press
) -> None:
    press("q")
    press("d")
    press("d")
    QTest.mouseClick(review.card.differ.values[Value.UNSURE], Qt.MouseButton.LeftButton)
    press(Key.Key_Escape)
    answer = in_file(opened).answer[differ]
    assert (answer.direction, answer.value) == (Direction.UNSAID, Value.UNSURE)


def test_only_answers_to_q3_have_particulars(review: ReviewFace, press: Press) -> None:
    assert review.card.differ.isHidden()
    press("q")
    assert review.queue.list.hasFocus()


def test_undo_and_redo_lead_to_the_answer_that_they_change(review: ReviewFace, opened: Workspace, press: Press) -> None:
    press(Key.Key_Return)
    press("e")
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert review.current == "a3"
    press("z")
    assert review.current == "a1"
    assert not review.card.flags.flags[Flag.EFFORT].isChecked()
    press("z")
    assert review.current == "a0"
    assert review.card.themes.chips == []
    press(Key.Key_Z, Modifier.ShiftModifier)
    assert [chip.theme_id for chip in review.card.themes.chips] == ["PEO-CARE"]
    press(Key.Key_Z, Modifier.ShiftModifier)
    assert review.current == "a1"
    assert review.card.flags.flags[Flag.EFFORT].isChecked()
    press(Key.Key_Down)
    press("2")
    assert review.current == "a2"


def test_what_is_offered_does_not_move_while_somebody_decides(
    review: ReviewFace, opened: Workspace, press: Press, wait_saved: Wait
) -> None:
    before = [suggestion.theme_id for suggestion in review.offered()]
    for number in (1, 3, 4):
        opened.do(tagging.accept, AnswerId(f"a{number}"), ThemeId("PEO-KNOW"))
        wait_saved(opened)
    assert [suggestion.theme_id for suggestion in review.offered()][: len(before)] == before
    rows = [row.suggestion.theme_id for row in review.offers.rows if row.isVisible() and row.suggestion is not None]
    press("1")
    assert [chip.theme_id for chip in review.card.themes.chips] == rows[:1] == before[:1]


def test_the_uncertain_ones_are_asked_first_and_what_is_decided_goes_last(
    review: ReviewFace, opened: Workspace, press: Press
) -> None:
    review.queue.filters.choose(order=True)
    tagger = review.suggesting.tagger
    assert tagger is not None
    order = tagger.order(tagging.decisions(shown(opened)))
    assert [row.id for row in review.queue.list.rows_model.rows] == list(order)
    assert review.current == order[0]
    press("0")
    rest = tagger.order(tagging.decisions(shown(opened)))
    waiting = [row.id for row in review.queue.list.rows_model.rows if not row.done]
    assert waiting[0] == review.current
    assert [row for row in rest if row != review.current] == waiting[1:]
    assert review.queue.list.rows_model.rows[-1].id == order[0]


def test_a_filter_that_keeps_nothing_says_so_and_how_to_clear_it(review: ReviewFace, press: Press) -> None:
    review.queue.filters.choose(left=Left.STARRED, audience=Audience.STAFF)
    assert review.nothing.isVisible()
    assert "No answer is like this" in review.nothing.sentence.text()
    assert not review.primary.isVisible()
    press("1")
    QTest.mouseClick(review.queue.filters.clear, Qt.MouseButton.LeftButton)
    assert review.card.isVisible()
    assert len(review.queue.list.rows_model.rows) == 5
    assert review.queue.filters.clear.isHidden()


def test_a_theme_that_is_gone_is_not_offered_and_is_refused_in_a_sentence(
    review: ReviewFace, opened: Workspace, wait_saved: Wait, qtbot: QtBot
) -> None:
    before = shown(opened)
    opened.do(codebook.remove, ThemeId("PEO-CARE"))
    with qtbot.waitSignal(opened.refused) as refused:
        review.verbs.accept("PEO-CARE")
    assert "no longer there" in str(refused.args[0])
    wait_saved(opened)
    assert "PEO-CARE" not in {suggestion.theme_id for suggestion in review.offered()}
    assert shown(opened).tags == before.tags


def test_how_likely_together_is_chosen_where_the_list_is(review: ReviewFace) -> None:
    review.open_bulk()
    counts = []
    for place in range(review.bulk.least.count()):
        review.bulk.least.setCurrentIndex(place)
        review.bulk.least.activated.emit(place)
        counts.append(len(review.bulk.model.rows))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    least = [0.9, 0.75, 0.4][-1]
    assert all(line.suggestion.score >= least for line in review.bulk.model.rows)


def test_only_what_is_listed_is_accepted_together(review: ReviewFace, opened: Workspace, press: Press) -> None:
    review.queue.filters.choose(audience=Audience.CUSTOMERS)
    review.open_bulk()
    assert {line.suggestion.answer_id for line in review.bulk.model.rows} == {"a3", "a4"}
    QTest.mouseClick(review.bulk.accept, Qt.MouseButton.LeftButton)
    press(Key.Key_Shift)
    assert [answer.reviewed for answer in in_file(opened).answers] == [False, False, False, True, True]


def test_three_suggestions_are_seen_whole_on_a_small_screen_beside_particulars_and_a_memo(
    review: ReviewFace, opened: Workspace, window: MainWindow, differ: AnswerId, press: Press, qtbot: QtBot
) -> None:
    window.resize(1366, 736)
    words = "MegaPlant loyalty app with points and rewards and a friendly crew. Seen as good, makes customers sticky"
    opened.do(sheets.save, Answer(differ, "", GroupId(1), Box.DIFFER, 0, words))
    opened.do(tagging.set_memo, differ, "Ask who said that")
    qtbot.waitUntil(lambda: review.card.memo.isVisible() and len(review.offered()) == 3)
    for row in review.offers.rows:
        qtbot.waitUntil(lambda row=row: row.visibleRegion().boundingRect() == row.rect())
    press("m")
    assert review.card.line.isVisible()
    assert not review.card.differ.isVisible()
    assert not review.card.flags.isVisible()
    third = review.offers.rows[2]
    qtbot.waitUntil(lambda: third.visibleRegion().boundingRect() == third.rect())
    press(Key.Key_Return)
    assert review.card.differ.isVisible()
    assert review.card.flags.isVisible()
    assert review.card.memo.isVisible()


def test_who_said_us_too_is_noted_by_codes_and_taken_back(
    review: ReviewFace, opened: Workspace, press: Press, wait_saved: Wait
) -> None:
    press("+")
    assert review.window().message.text.startswith("No other group was there")  # type: ignore[attr-defined]
    opened.do(groups.add, Audience.STAFF)
    wait_saved(opened)
    assert review.card.endorsers.isHidden()
    press("+")
    line = review.card.line
    assert line.line.hasFocus()
    assert review.card.flags.isHidden()
    press("c1")
    press(Key.Key_Return)
    assert line.line.text() == "c1"
    assert line.line.hasFocus()
    assert review.window().message.text == "C1 did not sit with staff. Nothing was changed."  # type: ignore[attr-defined]
    line.line.selectAll()
    press("s2")
    press(Key.Key_Return)
    assert review.queue.list.hasFocus()
    assert review.card.endorsers.text() == "S2 said “us too”, which is not counted."
    assert review.card.endorsers.isVisible()
    assert opened.undo_label == "Note who agrees with S1-Q1-01"
    assert len(shown(opened).endorsements) == 1
    press("+")
    assert line.line.text() == "S2"
    line.line.clear()
    press(Key.Key_Return)
    assert shown(opened).endorsements == ()
    press("z")
    assert review.card.endorsers.text().startswith("S2 said")
    press("+")
    press("S2")
    press(Key.Key_Escape)
    assert len(in_file(opened).endorsements) == 1


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_who_does_it_differently_is_offered_by_the_first_letters_and_enter_goes_back(
    review: ReviewFace, opened: Workspace, differ: AnswerId, press: Press, wait_saved: Wait, qtbot: QtBot
) -> None:
    known = Answer(AnswerId("q4"), "", GroupId(2), Box.DIFFER, 0, "they open early", competitor="Dobbs & Sons")
    opened.do(sheets.save, known)
    wait_saved(opened)
    press("q")
    press(Key.Key_Tab)
    press("dob")
    popup = review.card.differ.who.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Key.Key_Return)
    wait_saved(opened)
    qtbot.waitUntil(review.queue.list.hasFocus)
    assert review.card.differ.who.text() == "Dobbs & Sons"
    assert in_file(opened).answer[differ].competitor == "Dobbs & Sons"
