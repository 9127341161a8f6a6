"""Boxes: from one to the next, why one is empty, and whether the sheet is complete."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box, BoxState
from cxfacilitator.services import sheets
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
    type_text,
)


def test_with_large_text_on_a_small_screen_three_lines_of_each_box_are_in_sight(
    page: SheetsPage, window: MainWindow
) -> None:
    window.resize(1366, 736)
    window.look.set_text_size(150)
    for _ in range(3):
        QApplication.sendPostedEvents()
    for box in SHEET_BOXES:
        view = page.sheet.boxes[box]
        assert view.height() >= view.height_for(3), box


def test_enter_on_an_empty_line_leads_to_the_next_box(page: SheetsPage) -> None:
    seen = []
    for _ in range(5):
        press(Key.Key_Return)
        seen.append(focused_line(page))
    boxes = (*SHEET_BOXES[1:], Box.WELL)
    assert seen == [(box, 0) for box in boxes]


def test_keys_lead_from_box_to_box(page: SheetsPage) -> None:
    press(Key.Key_Tab)
    assert focused_line(page) == (Box.IMPROVE, 0)
    press(Key.Key_4, Modifier.AltModifier)
    assert focused_line(page) == (Box.CONTINUE, 0)
    press(Key.Key_Backtab, Modifier.ShiftModifier)
    assert focused_line(page) == (Box.DIFFER, 0)
    press(Key.Key_1, Modifier.AltModifier)
    assert focused_line(page) == (Box.WELL, 0)


def _fill(page: SheetsPage, *boxes: Box) -> None:
    for box in boxes:
        page.sheet.take_cursor(box)
        type_text(f"a line of {box.label}")


def test_f12_ticks_a_full_sheet_and_goes_to_the_next(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    _fill(page, *SHEET_BOXES)
    press(Key.Key_F12)
    assert page.group is not None
    assert page.group.code == "S2"
    assert focused_line(page) == (Box.WELL, 0)
    wait_saved(opened)
    assert [row.done for row in page.list_side.list.rows_model.rows] == [True, False, False]
    assert in_file(opened, wait_saved).groups[0].complete


def test_empty_boxes_are_named_and_a_second_f12_says_that_they_were_left_blank(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    _fill(page, Box.WELL, Box.DIFFER)
    page.sheet.take_cursor(Box.CONTINUE)
    press(Key.Key_B, CTRL, times=2)
    wait_saved(opened)
    press(Key.Key_F12)
    assert window.message.text.startswith("Q2 and Q4 Start are empty. F12 again")
    assert focused_line(page) == (Box.IMPROVE, 0)
    assert page.group is not None and page.group.code == "S1"
    press(Key.Key_F12)
    assert page.group.code == "S2"
    stored = in_file(opened, wait_saved)
    assert stored.groups[0].complete
    assert stored.box_states == {
        (GroupId(1), Box.IMPROVE): BoxState.BLANK,
        (GroupId(1), Box.START): BoxState.BLANK,
        (GroupId(1), Box.CONTINUE): BoxState.NOT_ASKED,
    }


def test_a_line_typed_after_the_warning_asks_again_about_what_is_left(page: SheetsPage, window: MainWindow) -> None:
    _fill(page, *SHEET_BOXES[:3])
    press(Key.Key_F12)
    _fill(page, Box.START)
    press(Key.Key_F12)
    assert window.message.text.startswith("Q4 Continue is empty.")
    assert page.group is not None and page.group.code == "S1"


def test_words_that_cannot_be_read_are_named_and_do_not_stand_in_the_way(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    _fill(page, *SHEET_BOXES)
    press(Key.Key_G, CTRL)
    press(Key.Key_F12)
    assert window.message.text == "S1 is complete. 1 illegible word is on the list for the scribe."
    assert news(opened, wait_saved).groups[0].complete


def test_an_empty_box_says_why_and_a_line_in_it_takes_that_back(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    view = page.sheet.boxes[Box.IMPROVE]
    press(Key.Key_2, Modifier.AltModifier)
    said = []
    for _ in range(3):
        press(Key.Key_B, CTRL)
        said.append(news(opened, wait_saved).box_states.get((GroupId(1), Box.IMPROVE)))
    assert said == [BoxState.BLANK, BoxState.NOT_ASKED, None]
    QTest.mouseClick(view.state, Qt.MouseButton.LeftButton)
    assert news(opened, wait_saved).box_states == {(GroupId(1), Box.IMPROVE): BoxState.BLANK}
    assert opened.undo_label == "Mark Q2 of S1 as left blank"
    assert view.state.text() == "✓ Left blank"
    type_text("a quay with a roof")
    assert not view.state.isVisible()
    assert news(opened, wait_saved).box_states == {}
    opened.undo()
    assert news(opened, wait_saved).box_states == {(GroupId(1), Box.IMPROVE): BoxState.BLANK}
    assert view.state.isVisible()


def test_a_box_with_lines_is_neither_blank_nor_skipped(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("crews")
    press(Key.Key_B, CTRL)
    assert "Q1 has lines" in window.message.text
    assert news(opened, wait_saved).box_states == {}


def test_unmarked_lines_are_sorted_before_a_sheet_is_complete(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    line = Answer(sheets.new_id(), "", GroupId(1), Box.UNMARKED, 1, "a later last boat")
    opened.do(sheets.save, line)
    wait_saved(opened)
    unmarked = page.sheet.boxes[Box.UNMARKED]
    assert unmarked.isVisible()
    press(Key.Key_F12)
    assert "neither continue nor start" in window.message.text
    assert focused_line(page) == (Box.UNMARKED, 0)
    press(Key.Key_5, ALT_SHIFT)
    wait_saved(opened)
    assert shown(page, Box.START) == ["a later last boat", ""]
    assert not unmarked.isVisible()


def test_lines_that_the_group_marked_neither_are_typed_into_a_box_that_is_there_when_it_is_needed(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    unmarked = page.sheet.boxes[Box.UNMARKED]
    assert not unmarked.isVisible()
    press(Key.Key_6, Modifier.AltModifier)
    assert focused_line(page) == (Box.UNMARKED, 0)
    type_text("a later last boat")
    press(Key.Key_Return)
    type_text("a roof")
    # An empty line ends the box, as everywhere.
    press(Key.Key_Return, times=2)
    assert focused_line(page) == (Box.CONTINUE, 0)
    wait_saved(opened)
    assert shown(page, Box.UNMARKED) == ["a later last boat", "a roof", ""]
    assert unmarked.isVisible()


def test_the_box_for_unmarked_lines_goes_when_nothing_was_typed_into_it(page: SheetsPage) -> None:
    press(Key.Key_6, Modifier.AltModifier)
    assert page.sheet.boxes[Box.UNMARKED].isVisible()
    press(Key.Key_1, Modifier.AltModifier)
    assert not page.sheet.boxes[Box.UNMARKED].isVisible()


def test_a_line_that_turns_out_to_be_unmarked_is_moved_there(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    page.sheet.take_cursor(Box.START)
    type_text("a roof")
    press(Key.Key_6, ALT_SHIFT)
    wait_saved(opened)
    assert shown(page, Box.UNMARKED) == ["a roof", ""]
    assert shown(page, Box.START) == [""]


def test_a_first_letter_moves_no_line(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    for box in SHEET_BOXES:
        page.sheet.take_cursor(box)
        row = row_at(page, box)
        before = row.mapTo(page, QPoint(0, 0))
        type_text("w")
        wait_saved(opened)
        assert row.mapTo(page, QPoint(0, 0)) == before
