"""The page around the sheet: the list, the head, the panels, and where typing goes on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import SHEET_BOXES, Box
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import groups
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.sheets.hands import (
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


def test_sheets_follow_one_another_and_keep_their_lines(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("on the first")
    press(Key.Key_Right, Modifier.ControlModifier)
    assert shown(page, Box.WELL) == [""]
    type_text("on the second")
    press(Key.Key_Left, Modifier.ControlModifier)
    assert shown(page, Box.WELL) == ["on the first", ""]
    stored = in_file(opened, wait_saved)
    assert texts(stored, Box.WELL, "S1") == ["on the first"]
    assert texts(stored, Box.WELL, "S2") == ["on the second"]


def test_another_engagement_begins_with_its_first_sheet(page: SheetsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.step_sheet(1)
    assert page.group is not None and page.group.code == "S2"
    with engagements.create(tmp_path / "other.cxfac", Engagement("O-R1", "Other")) as file:
        for _ in range(3):
            groups.add(file, Audience.CUSTOMERS)
    with qtbot.waitSignal(page.workspace.opened):
        page.workspace.open(tmp_path / "other.cxfac")
    page.show_snapshot(page.workspace.snapshot)
    assert page.group is not None and page.group.code == "C1"


def test_a_missing_group_is_added_from_an_empty_page(
    workspace: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait, tmp_path: Path
) -> None:
    with qtbot.waitSignal(workspace.opened):
        workspace.create(tmp_path / "e.cxfac", Engagement("E", "Northbank"))
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.show_stage("sheets")
    page = window.pages["sheets"]
    assert isinstance(page, SheetsPage)
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    page.list_side.form.audience.setCurrentIndex(2)
    qtbot.waitUntil(page.list_side.form.name.hasFocus)
    type_text("Islanders")
    press(Key.Key_Return)
    wait_saved(workspace)
    assert not page.empty.isVisible()
    group = page.group
    assert group is not None
    assert (group.code, group.label, group.audience) == ("C1", "Islanders", Audience.CUSTOMERS)
    type_text("the harbour cat")
    assert shown(page, Box.WELL) == ["the harbour cat", ""]


def test_a_table_of_answers_is_added(
    page: SheetsPage, opened: Workspace, sample_folder: Path, monkeypatch: pytest.MonkeyPatch, wait_saved: Wait
) -> None:
    monkeypatch.setattr(ask, "file_to_open", lambda *_: sample_folder / "answers.csv")
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    wait_saved(opened)
    snapshot = opened.snapshot
    assert snapshot is not None
    assert len(snapshot.answers) == 271
    assert [row.note for row in page.list_side.list.rows_model.rows][:2] == ["20", "16"]


def test_the_five_boxes_fit_a_small_screen_with_four_lines_each(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    for box in SHEET_BOXES:
        page.sheet.take_cursor(box)
        for number in range(4):
            type_text(f"line {number}")
            press(Key.Key_Return)
    wait_saved(opened)
    for view in (page.sheet.boxes[box] for box in SHEET_BOXES):
        visible = view.area.viewport()
        for row in view.rows[:4]:
            top, bottom = row.rect().topLeft(), row.rect().bottomLeft()
            assert visible.rect().contains(row.mapTo(visible, top))
            assert row.mapTo(visible, bottom).y() <= visible.height()
    frame = page.parentWidget()
    assert frame is not None
    assert page.height() <= frame.height()


def _seen(page: SheetsPage, box: Box) -> int:
    """How many lines of a box can be seen whole."""
    view = page.sheet.boxes[box]
    visible = view.area.viewport()
    tops = [row.mapTo(visible, row.rect().topLeft()).y() for row in view.rows]
    return sum(top >= 0 and top + row.height() <= visible.height() for top, row in zip(tops, view.rows, strict=True))


def test_a_box_with_many_lines_takes_height_that_others_do_not_need(page: SheetsPage, qtbot: QtBot) -> None:
    for box, count in ((Box.WELL, 6), (Box.IMPROVE, 1), (Box.DIFFER, 2), (Box.START, 3)):
        page.sheet.take_cursor(box)
        for number in range(count):
            type_text(f"line {number}")
            press(Key.Key_Return)
    qtbot.waitUntil(lambda: _seen(page, Box.WELL) == 7)
    assert len(page.sheet.boxes[Box.DIFFER].rows) == _seen(page, Box.DIFFER)
    page.sheet.take_cursor(Box.WELL)
    for number in range(9):
        type_text(f"more {number}")
        press(Key.Key_Return)
    qtbot.waitUntil(lambda: _seen(page, Box.WELL) == 7)
    for box in (Box.DIFFER, Box.CONTINUE):
        view = page.sheet.boxes[box]
        assert view.area.viewport().height() >= 4 * view.rows[0].height()
    press(Key.Key_Right, CTRL)
    heights = [page.sheet.boxes[box].height for box in SHEET_BOXES]
    qtbot.waitUntil(lambda: max(height() for height in heights) - min(height() for height in heights) <= 1)


def test_escape_and_a_digit_lead_to_the_table_of_that_number(page: SheetsPage) -> None:
    type_text("crews 24h")
    press(Key.Key_Escape)
    assert page.list_side.list.hasFocus()
    press(Key.Key_2)
    assert page.group is not None and page.group.code == "S2"
    assert focused_line(page) == (Box.WELL, 0)
    press(Key.Key_Escape)
    press(Key.Key_7)
    assert page.group.code == "S2"
    press(Key.Key_Return)
    assert focused_line(page) == (Box.WELL, 0)


def test_the_head_of_the_sheet_is_on_disk_as_it_is_typed(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    press(Key.Key_0, Modifier.AltModifier)
    type_text("Mo")
    press(Key.Key_Return)
    type_text("7")
    press(Key.Key_Return)
    type_text("two spoke, five listened")
    press(Key.Key_Return)
    assert focused_line(page) == (Box.WELL, 0)
    wait_saved(opened)
    assert opened.undo_label == "Note how S1 worked"
    opened.undo()
    wait_saved(opened)
    assert page.head.note.text() == ""
    press(Key.Key_Right, CTRL)
    assert (page.head.scribe.text(), page.head.people.value()) == ("", 0)
    [first, *_] = in_file(opened, wait_saved).groups
    assert (first.scribe, first.people, first.note) == ("Mo", 7, "")


def test_news_leave_a_field_of_the_head_alone_while_it_is_typed(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    press(Key.Key_0, Modifier.AltModifier)
    for letter in "Maureen":
        type_text(letter)
        opened.do(groups.add, Audience.CUSTOMERS)
    assert page.head.scribe.text() == "Maureen"
    wait_saved(opened)
    assert page.head.scribe.text() == "Maureen"
    assert in_file(opened, wait_saved).groups[0].scribe == "Maureen"


def test_undo_in_the_middle_of_typing_shows_what_the_file_says(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_lines("first")
    wait_saved(opened)
    type_text("second")
    press(Key.Key_Z, CTRL)
    wait_saved(opened)
    assert texts(news(opened, wait_saved), Box.WELL) == ["first"]
    assert shown(page, Box.WELL) == ["first", ""]


def test_an_engagement_comes_back_on_the_sheet_and_the_box_where_it_was_closed(
    page: SheetsPage, window: MainWindow, opened: Workspace, qtbot: QtBot, tmp_path: Path, wait_saved: Wait
) -> None:
    path = opened.path
    assert path is not None
    press(Key.Key_Right, CTRL)
    press(Key.Key_4, Modifier.AltModifier)
    type_text("early boats")
    press(Key.Key_F8)
    with engagements.create(tmp_path / "other.cxfac", Engagement("O-R1", "Other")) as file:
        groups.add(file, Audience.STAFF)
    with qtbot.waitSignal(opened.opened):
        opened.open(tmp_path / "other.cxfac")
    window.show_stage("sheets")
    assert page.group is not None and page.group.label == "Table 1"
    assert focused_line(page) == (Box.WELL, 0)
    window.close()
    again = MainWindow(opened, window.settings)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    with qtbot.waitSignal(opened.opened):
        opened.open(path)
    found = again.pages["sheets"]
    assert isinstance(found, SheetsPage)
    assert found.group is not None and found.group.code == "S2"
    assert focused_line(found) == (Box.CONTINUE, 1)
    assert found.side.isVisible()


def test_what_is_typed_stays_with_its_client_when_another_engagement_is_opened(
    page: SheetsPage, window: MainWindow, opened: Workspace, qtbot: QtBot, tmp_path: Path, wait_saved: Wait
) -> None:
    first, second = opened.path, tmp_path / "other.cxfac"
    assert first is not None
    with engagements.create(second, Engagement("O-R1", "Other")) as file:
        groups.add(file, Audience.STAFF)
    window.settings.set_last_stage(second, "sheets")
    type_text("nobody ")
    with qtbot.waitSignal(opened.opened):
        opened.open(second)
        assert not page.isEnabled()
    qtbot.waitUntil(lambda: page.sheet.focused() is not None)
    type_text("theirs")
    assert {answer.text for answer in news(opened, wait_saved).answers} == {"theirs"}
    opened.close()
    with engagements.open_file(first) as file:
        assert [answer.text for answer in file.snapshot().answers] == ["nobody"]


def test_a_line_that_is_being_typed_goes_into_the_file_before_it_is_closed(page: SheetsPage, opened: Workspace) -> None:
    path = opened.path
    assert path is not None
    type_text("with a blank ")
    opened.close()
    page.sheet.take_cursor()
    with engagements.open_file(path) as file:
        assert [answer.text for answer in file.snapshot().answers] == ["with a blank"]


def test_the_cursor_is_back_when_another_engagement_cannot_be_opened(
    page: SheetsPage, opened: Workspace, qtbot: QtBot, tmp_path: Path, wait_saved: Wait
) -> None:
    type_text("half a")
    with qtbot.waitSignal(opened.refused):
        opened.open(tmp_path / "nowhere.cxfac")
    press(Key.Key_End)
    type_text(" line")
    assert texts(news(opened, wait_saved), Box.WELL) == ["half a line"]


def test_after_a_crash_an_engagement_comes_back_where_something_was_typed_last(
    page: SheetsPage, opened: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path, wait_saved: Wait
) -> None:
    path = opened.path
    assert path is not None
    type_text("on the first")
    press(Key.Key_Right, CTRL)
    press(Key.Key_5, Modifier.AltModifier)
    type_text("the last wor")
    wait_saved(opened)
    # Nothing is written down of where somebody was: the computer went off.
    opened.close()
    again = MainWindow(opened, settings)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    with qtbot.waitSignal(opened.opened):
        opened.open(path)
    again.show_stage("sheets")
    found = again.pages["sheets"]
    assert isinstance(found, SheetsPage)
    assert found.group is not None and found.group.code == "S2"
    assert focused_line(found) == (Box.START, 1)


def test_f6_shows_the_board_and_a_sheet_chosen_there_is_shown(page: SheetsPage, qtbot: QtBot) -> None:
    press(Key.Key_F6)
    assert page.board.isVisible()
    assert not page.sheet.isVisible()
    assert not page.list_side.isVisible()
    qtbot.waitUntil(lambda: page.board.table.horizontalScrollBar().maximum() == 0)
    page.board.sheet_wanted.emit(GroupId(2))
    assert page.sheet.isVisible()
    assert page.list_side.isVisible()
    assert page.group is not None and page.group.code == "S2"
    assert focused_line(page) == (Box.WELL, 0)
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert page.sheet.isVisible()


def test_f8_shows_and_hides_what_lies_beside_the_sheet(page: SheetsPage) -> None:
    assert not page.side.isVisible()
    press(Key.Key_F8)
    assert page.side.isVisible()
    assert focused_line(page) == (Box.WELL, 0)
    press(Key.Key_F8)
    assert not page.side.isVisible()


def test_a_sheet_shows_nothing_of_the_one_before(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("*no life jackets")
    press(Key.Key_Period, CTRL)
    press(Key.Key_T, CTRL)
    type_text("There are no life jackets")
    press(Key.Key_Return)
    type_text("*")
    page.sheet.take_cursor(Box.DIFFER)
    type_text("they answer")
    press(Key.Key_F3)
    press(Key.Key_Right, CTRL)
    for box in (Box.WELL, Box.DIFFER):
        page.sheet.take_cursor(box)
        type_lines("one", "two")
    wait_saved(opened)
    press(Key.Key_Left, CTRL)
    first = row_at(page)
    assert (first.gutter.starred, first.gutter.serious) == (True, True)
    assert first.tidy is not None and first.tidy.text() == "There are no life jackets"
    press(Key.Key_Right, CTRL)
    assert shown(page, Box.WELL) == ["one", "two", ""]
    for row in page.sheet.boxes[Box.WELL].rows:
        assert (row.gutter.starred, row.gutter.serious) == (False, False)
        assert row.tidy is None or not row.tidy.isVisible()
    assert [row.fields.how.value for row in page.sheet.boxes[Box.DIFFER].rows] == ["", "", ""]
    assert all(line.direction == "" and not line.starred for line in in_file(opened, wait_saved).answers[2:])
