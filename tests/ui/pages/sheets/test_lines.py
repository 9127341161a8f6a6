"""What keys do to lines: move, reorder, split, join, mark, tidy, park."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.sheets import ILLEGIBLE, Box, Flag
from cxfacilitator.services import sheets, tagging
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.sheets.hands import (
    ALT_SHIFT,
    CTRL,
    Key,
    Modifier,
    Wait,
    focused_line,
    in_file,
    news,
    press,
    row_at,
    shown,
    texts,
    type_lines,
    type_text,
)


def test_a_line_moves_to_another_box_with_what_is_known_of_it(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("more buses to the quay")
    wait_saved(opened)
    snapshot = opened.snapshot
    assert snapshot is not None
    opened.do(tagging.set_flag, snapshot.answers[0].id, Flag.UNTESTED, True)
    wait_saved(opened)
    type_text("!")
    press(Key.Key_5, ALT_SHIFT)
    assert shown(page, Box.START) == ["more buses to the quay!", ""]
    [line] = in_file(opened, wait_saved).answers
    assert (line.box, line.ref, line.text) == (Box.START, "S1-Q4-01", "more buses to the quay!")
    assert line.flags == {Flag.UNTESTED}


def test_lines_change_places_with_the_cursor_on_them_and_undo_takes_it_back_as_one(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_lines("one", "two", "three")
    press(Key.Key_Up)
    press(Key.Key_Up, CTRL, times=3)
    assert shown(page, Box.WELL) == ["three", "one", "two", ""]
    assert focused_line(page) == (Box.WELL, 0)
    press(Key.Key_Down, CTRL)
    assert focused_line(page) == (Box.WELL, 1)
    assert texts(news(opened, wait_saved), Box.WELL) == ["one", "three", "two"]
    assert opened.undo_label == "Reorder the answers of Q1"
    opened.undo()
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["one", "two", "three", ""]
    press(Key.Key_End)
    type_text("!")
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["one", "two", "three!"]


def test_a_line_is_split_where_the_cursor_is_and_joined_again(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("friendly crews ")
    QGuiApplication.clipboard().setText("👍")
    press(Key.Key_V, CTRL)
    type_lines(" and warm cabins", "free tea")
    press(Key.Key_Up, times=2)
    press(Key.Key_Left, times=len("and warm cabins"))
    press(Key.Key_E, CTRL)
    assert shown(page, Box.WELL) == ["friendly crews 👍", "and warm cabins", "free tea", ""]
    assert focused_line(page) == (Box.WELL, 1)
    assert row_at(page, place=1).edit.cursorPosition() == 0
    assert texts(news(opened, wait_saved), Box.WELL) == ["friendly crews 👍", "and warm cabins", "free tea"]
    press(Key.Key_J, CTRL)
    type_text("so ")
    assert shown(page, Box.WELL) == ["friendly crews 👍 so and warm cabins", "free tea", ""]
    assert focused_line(page) == (Box.WELL, 0)
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["friendly crews 👍 so and warm cabins", "free tea"]


def test_lines_split_and_joined_without_waiting_for_the_file(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("one two")
    press(Key.Key_Left, times=3)
    press(Key.Key_E, CTRL)
    type_text("and ")
    press(Key.Key_Down, CTRL)
    press(Key.Key_Up, CTRL)
    press(Key.Key_Down)
    press(Key.Key_J, CTRL)
    assert texts(news(opened, wait_saved), Box.WELL) == ["and two one"]
    assert shown(page, Box.WELL) == ["and two one", ""]


def test_tags_stay_with_the_first_half(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("crews cabins")
    [line] = news(opened, wait_saved).answers
    assert opened.snapshot is not None
    theme = opened.snapshot.codebook.themes[0].id
    opened.do(tagging.accept, line.id, theme)
    wait_saved(opened)
    press(Key.Key_Left, times=len("cabins"))
    press(Key.Key_E, CTRL)
    after = in_file(opened, wait_saved)
    assert {after.answer[name].text: themes for name, themes in after.themes_of.items()} == {"crews": (theme,)}


def test_there_is_nothing_to_split_or_join_at_the_ends(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("crews")
    press(Key.Key_E, CTRL)
    assert "nothing to split" in window.message.text
    press(Key.Key_J, CTRL)
    assert "no line above" in window.message.text
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["crews"]


def test_an_asterisk_at_the_start_is_a_star_and_no_letter(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("*crews * 2")
    row = row_at(page)
    assert row.edit.text() == "crews * 2"
    assert row.gutter.starred
    [line] = news(opened, wait_saved).answers
    assert (line.text, line.starred) == ("crews * 2", True)
    press(Key.Key_Home)
    type_text("*")
    assert not row.gutter.starred
    assert not news(opened, wait_saved).answers[0].starred
    type_text("*")
    press(Key.Key_Backspace)
    assert not row.gutter.starred
    [line] = in_file(opened, wait_saved).answers
    assert (line.text, line.starred) == ("crews * 2", False)


def test_a_word_that_cannot_be_read_is_marked_until_it_is_typed(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("crews know")
    press(Key.Key_G, CTRL)
    type_text(" well")
    [line] = news(opened, wait_saved).answers
    assert (line.text, line.flags) == (f"crews know {ILLEGIBLE} well", {Flag.ILLEGIBLE})
    edit = row_at(page).edit
    edit.setSelection(len("crews know "), len(ILLEGIBLE))
    type_text("boats")
    [line] = news(opened, wait_saved).answers
    assert (line.text, line.flags) == ("crews know boats well", frozenset())
    edit.setSelection(len("crews know "), len("boats"))
    press(Key.Key_G, CTRL)
    assert news(opened, wait_saved).answers[0].text == f"crews know {ILLEGIBLE} well"


def test_a_serious_line_has_its_mark(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("no life jackets on deck")
    press(Key.Key_Period, CTRL)
    assert news(opened, wait_saved).answers[0].flags == {Flag.SERIOUS}
    assert row_at(page).gutter.serious
    type_text("!")
    assert news(opened, wait_saved).answers[0].flags == {Flag.SERIOUS}
    press(Key.Key_Period, CTRL)
    assert news(opened, wait_saved).answers[0].flags == frozenset()
    assert not row_at(page).gutter.serious
    assert opened.undo_label == "Unflag S1-Q1-01: serious"


def test_typing_keeps_what_is_decided_elsewhere_before_the_news_of_it_arrives(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("warm cabin")
    [line] = news(opened, wait_saved).answers
    opened.do(tagging.set_flag, line.id, Flag.EFFORT, True)
    opened.do(sheets.set_tidy, line.id, "Warm cabins.")
    type_text("s")
    [after] = in_file(opened, wait_saved).answers
    assert (after.text, after.tidy, after.flags) == ("warm cabins", "Warm cabins.", {Flag.EFFORT})


def test_a_new_line_says_when_its_first_key_was_typed(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    before = datetime.now().astimezone()
    type_text("w")
    after = datetime.now().astimezone()
    type_text("arm cabins")
    press(Key.Key_Left, times=6)
    press(Key.Key_5, ALT_SHIFT)
    [line] = in_file(opened, wait_saved).answers
    assert line.box is Box.START
    assert line.typed_at is not None
    assert before <= line.typed_at <= after


def test_a_line_goes_to_the_parking_lot_stays_in_sight_and_comes_back(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_lines("crews", "the car park of the council")
    press(Key.Key_Up)
    press(Key.Key_F7)
    aside = news(opened, wait_saved)
    assert [line.text for line in aside.set_aside] == ["the car park of the council"]
    assert texts(aside, Box.WELL) == ["crews"]
    row = row_at(page, place=1)
    assert row.parked
    assert page.sheet.boxes[Box.WELL].counter.text() == "1 + 1 parked"
    assert page.list_side.list.rows_model.rows[0].note == "1"
    type_text("!")
    assert news(opened, wait_saved).set_aside[0].text == "the car park of the council!"
    [back] = [button for button in row.findChildren(QPushButton) if button.text() == "Bring back"]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert texts(news(opened, wait_saved), Box.WELL) == ["crews", "the car park of the council!"]
    assert not row_at(page, place=1).parked
    assert not back.isVisible()
    press(Key.Key_F7)
    press(Key.Key_F7)
    wait_saved(opened)
    press(Key.Key_F7)
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["crews", "the car park of the council!"]


def test_a_tidied_wording_stands_below_the_line_and_the_original_stays(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("crews r gr8")
    row = row_at(page)
    assert row.tidy is None
    press(Key.Key_T, CTRL)
    type_text("Crews are great ")
    [line] = news(opened, wait_saved).answers
    assert (line.text, line.wording) == ("crews r gr8", "Crews are great ")
    press(Key.Key_Escape)
    assert focused_line(page) == (Box.WELL, 0)
    assert row.edit.hasFocus()
    assert row.tidy is not None and row.tidy.isVisible()
    assert news(opened, wait_saved).answers[0].wording == "Crews are great"
    assert opened.undo_label == "Tidy an answer"
    opened.undo()
    wait_saved(opened)
    assert not row.tidy.isVisible()
    press(Key.Key_T, CTRL)
    press(Key.Key_Escape)
    assert not row.tidy.isVisible()
    assert in_file(opened, wait_saved).answers[0].tidy == ""


def test_a_line_with_a_tidied_wording_is_not_split(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("Priya is kind")
    press(Key.Key_T, CTRL)
    type_text("A colleague is kind")
    press(Key.Key_Escape)
    press(Key.Key_Left, times=4)
    press(Key.Key_E, CTRL)
    assert "tidied" in window.message.text
    assert [line.wording for line in in_file(opened, wait_saved).answers] == ["A colleague is kind"]


def test_a_line_that_is_like_another_says_so_when_it_is_left(page: SheetsPage, qtbot: QtBot) -> None:
    type_lines("free coffee", "friendly crews")
    press(Key.Key_4, Modifier.AltModifier)
    type_text("the crew is friendly")
    row = row_at(page, Box.CONTINUE)
    assert not row.hint.isVisible()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: row.hint.text() == "like line 2 of Q1")
    assert row.hint.isVisible()
    press(Key.Key_Up)
    type_text("est on the river and the canal")
    qtbot.waitUntil(lambda: not row.hint.isVisible())
