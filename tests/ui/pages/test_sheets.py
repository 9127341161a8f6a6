"""Sheets typed with real keys into a real file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, Box, Direction, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import groups, sheets, tagging
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.pages.sheets.drafts import LineState
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]
ALT_SHIFT = Modifier.AltModifier | Modifier.ShiftModifier


@pytest.fixture
def window(opened: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait) -> MainWindow:
    """The window on the sheets page, with two groups of staff and one of customers."""
    for audience in (Audience.STAFF, Audience.STAFF, Audience.CUSTOMERS):
        opened.do(groups.add, audience)
    wait_saved(opened)
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("sheets")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


@pytest.fixture
def page(window: MainWindow) -> SheetsPage:
    found = window.pages["sheets"]
    assert isinstance(found, SheetsPage)
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """Press a key wherever the cursor is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def type_text(text: str) -> None:
    """Type a text, key by key, wherever the cursor is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def in_file(workspace: Workspace, wait_saved: Wait) -> Snapshot:
    """Close the file and read it back from disk."""
    wait_saved(workspace)
    path = workspace.path
    assert path is not None
    workspace.close()
    with engagements.open_file(path) as file:
        return file.snapshot()


def texts(snapshot: Snapshot, box: Box, code: str = "S1") -> list[str]:
    group = next(group for group in snapshot.groups if group.code == code)
    return [line.text for line in snapshot.answers_of.get(group.id, ()) if line.box is box]


def shown(page: SheetsPage, box: Box) -> list[str]:
    return [row.edit.text() for row in page.sheet.boxes[box].rows]


def focused_line(page: SheetsPage) -> tuple[Box, int]:
    found = page.sheet.focused()
    assert found is not None
    return found[0].box, found[0].rows.index(found[1])


def test_a_sheet_is_typed_with_one_key_more_than_its_lines(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    sheet = {
        Box.WELL: ["crews who know the boats", "never leave anyone on the quay"],
        Box.IMPROVE: ["the queue for the ramp"],
        Box.DIFFER: ["Skerry Line answers the phone"],
        Box.CONTINUE: ["early sailings", "free coffee"],
        Box.START: ["text when a sailing is late"],
    }
    for lines in sheet.values():
        for line in lines:
            type_text(line)
            press(Key.Key_Return)
        press(Key.Key_Return)
    assert focused_line(page) == (Box.WELL, 2)
    stored = in_file(opened, wait_saved)
    assert {box: texts(stored, box) for box in sheet} == sheet
    assert {line.ref for line in stored.answers} == {
        "S1-Q1-01", "S1-Q1-02", "S1-Q2-01", "S1-Q3-01", "S1-Q4-01", "S1-Q4-02", "S1-Q4-03",
    }  # fmt: skip


def test_a_line_is_in_the_file_when_its_dot_says_saved(
    page: SheetsPage, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    row = page.sheet.boxes[Box.WELL].rows[0]
    type_text("clean deck")
    assert row.dot.state is LineState.SAVING
    qtbot.waitUntil(lambda: row.dot.state is LineState.SAVED)
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["clean deck"]


def test_losing_the_focus_in_mid_word_loses_nothing(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("half a wor")
    focused = QApplication.focusWidget()
    assert focused is not None
    focused.clearFocus()
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["half a wor"]


def test_closing_the_window_in_mid_word_loses_nothing(page: SheetsPage, window: MainWindow, opened: Workspace) -> None:
    path = opened.path
    assert path is not None
    type_text("the last wor")
    window.close()
    with engagements.open_file(path) as file:
        assert texts(file.snapshot(), Box.WELL) == ["the last wor"]


def test_undo_and_redo_take_a_line_away_and_bring_it_back_under_the_cursor(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    type_text("first line")
    press(Key.Key_Return)
    type_text("second line")
    wait_saved(opened)
    press(Key.Key_Z, Modifier.ControlModifier)
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["first line", ""]
    assert focused_line(page) == (Box.WELL, 1)
    press(Key.Key_Z, Modifier.ControlModifier)
    wait_saved(opened)
    assert shown(page, Box.WELL) == [""]
    press(Key.Key_Y, Modifier.ControlModifier)
    press(Key.Key_Y, Modifier.ControlModifier)
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["first line", "second line", ""]
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["first line", "second line"]


def test_typing_goes_on_while_news_arrives(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("we")
    opened.do(groups.add, Audience.CUSTOMERS)
    type_text(" answer")
    wait_saved(opened)
    press(Key.Key_Home)
    type_text("once ")
    wait_saved(opened)
    type_text("again ")
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["once again we answer", ""]
    assert focused_line(page) == (Box.WELL, 0)
    assert len(page.list.rows_model.rows) == 4


def test_an_emptied_line_leaves_the_file_and_then_the_sheet(
    page: SheetsPage, opened: Workspace, wait_saved: Wait
) -> None:
    for line in ("one", "two", "three"):
        type_text(line)
        press(Key.Key_Return)
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert focused_line(page) == (Box.WELL, 1)
    for _ in "two":
        press(Key.Key_Backspace)
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["one", "", "three", ""]
    press(Key.Key_Backspace)
    assert shown(page, Box.WELL) == ["one", "three", ""]
    assert focused_line(page) == (Box.WELL, 0)
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["one", "three"]


def test_keys_lead_from_box_to_box(page: SheetsPage) -> None:
    press(Key.Key_Tab)
    assert focused_line(page) == (Box.IMPROVE, 0)
    press(Key.Key_4, Modifier.AltModifier)
    assert focused_line(page) == (Box.CONTINUE, 0)
    press(Key.Key_Backtab, Modifier.ShiftModifier)
    assert focused_line(page) == (Box.DIFFER, 0)
    press(Key.Key_1, Modifier.AltModifier)
    assert focused_line(page) == (Box.WELL, 0)


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


def test_f12_ticks_the_sheet_and_goes_to_the_next(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    type_text("all of it")
    page.people.setValue(7)
    press(Key.Key_F12)
    assert page.group is not None
    assert page.group.code == "S2"
    wait_saved(opened)
    assert [row.done for row in page.list.rows_model.rows] == [True, False, False]
    first = in_file(opened, wait_saved).groups[0]
    assert first.complete
    assert first.people == 7


def test_the_fields_of_q3_are_filled_by_key(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    press(Key.Key_3, Modifier.AltModifier)
    type_text("they answer the phone")
    press(Key.Key_F3)
    press(Key.Key_F4)
    press(Key.Key_F4)
    press(Key.Key_F2)
    type_text("Skerry Line")
    press(Key.Key_Return)
    assert focused_line(page) == (Box.DIFFER, 1)
    [line] = in_file(opened, wait_saved).answers
    assert (line.competitor, line.direction, line.value) == ("Skerry Line", Direction.BETTER, Value.NO)


def test_pasted_lines_become_rows_and_one_step(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    for line in ("first", "last"):
        type_text(line)
        press(Key.Key_Return)
    press(Key.Key_Up)
    press(Key.Key_Up)
    QGuiApplication.clipboard().setText("- second\n\n• third\n")
    press(Key.Key_V, Modifier.ControlModifier)
    assert shown(page, Box.WELL) == ["first", "second", "third", "last", ""]
    wait_saved(opened)
    assert opened.undo_label == "Type 3 answers"
    opened.undo()
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["first", "last", ""]
    opened.redo()
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["first", "second", "third", "last"]


def test_a_line_that_the_full_disk_refuses_stays_red_on_the_screen_until_there_is_room(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    def limit(file: EngagementFile, pages: int) -> None:
        with file.edit("Limit the file") as edit:
            edit.db.execute(f"PRAGMA max_page_count = {pages}")

    long = "they never tell us why " * 2000
    opened.do(limit, 1)
    wait_saved(opened)
    QGuiApplication.clipboard().setText(long)
    press(Key.Key_V, Modifier.ControlModifier)
    wait_saved(opened)
    row = page.sheet.boxes[Box.WELL].rows[0]
    assert row.dot.state is LineState.REFUSED
    assert row.unsaved.isVisible()
    assert window.message.isVisible()
    assert row.unsaved.toolTip() == window.message.text
    press(Key.Key_Right, Modifier.ControlModifier)
    press(Key.Key_Left, Modifier.ControlModifier)
    wait_saved(opened)
    row = page.sheet.boxes[Box.WELL].rows[0]
    assert row.edit.text().strip() == long.strip()
    assert row.unsaved.isVisible()
    opened.do(limit, 1_000_000)
    row.take_cursor()
    press(Key.Key_Return)
    wait_saved(opened)
    assert row.dot.state is LineState.SAVED
    assert not row.unsaved.isVisible()
    assert texts(in_file(opened, wait_saved), Box.WELL) == [long.strip()]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_few_letters_and_a_key_name_the_competitor(
    page: SheetsPage, qtbot: QtBot, wait_saved: Wait, key: Qt.Key
) -> None:
    snapshot = page.workspace.snapshot
    assert snapshot is not None
    competitors = ("Eastferry", "Northstar Line of Rotterdam")
    page.workspace.do(engagements.update, replace(snapshot.engagement, competitors=competitors))
    wait_saved(page.workspace)
    page.sheet.take_cursor(Box.DIFFER)
    type_text("Texts when delayed")
    press(Key.Key_F2)
    type_text("nor")
    row = page.sheet.boxes[Box.DIFFER].rows[0]
    popup = row.who.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.viewport().width() >= popup.sizeHintForColumn(0), "the whole name can be read"
    QTest.keyClick(popup, key)
    assert row.who.text() == "Northstar Line of Rotterdam"
    wait_saved(page.workspace)
    assert [a.competitor for a in in_file(page.workspace, wait_saved).answers] == ["Northstar Line of Rotterdam"]


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


def test_a_missing_group_is_added_from_an_empty_page(
    opened: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait
) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.show_stage("sheets")
    page = window.pages["sheets"]
    assert isinstance(page, SheetsPage)
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    page.form.audience.setCurrentIndex(2)
    qtbot.waitUntil(page.form.name.hasFocus)
    type_text("Islanders")
    press(Key.Key_Return)
    wait_saved(opened)
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
    assert [row.note for row in page.list.rows_model.rows][:2] == ["20", "16"]


def test_the_five_boxes_fit_a_small_screen_with_four_lines_each(
    page: SheetsPage, window: MainWindow, opened: Workspace, wait_saved: Wait
) -> None:
    for box in (Box.WELL, Box.IMPROVE, Box.DIFFER, Box.CONTINUE, Box.START):
        page.sheet.take_cursor(box)
        for number in range(4):
            type_text(f"line {number}")
            press(Key.Key_Return)
    wait_saved(opened)
    for view in page.sheet.boxes.values():
        visible = view.area.viewport()
        for row in view.rows[:4]:
            top, bottom = row.rect().topLeft(), row.rect().bottomLeft()
            assert visible.rect().contains(row.mapTo(visible, top))
            assert row.mapTo(visible, bottom).y() <= visible.height()
    frame = page.parentWidget()
    assert frame is not None
    assert page.height() <= frame.height()
