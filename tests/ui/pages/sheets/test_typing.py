"""Sheets typed with real keys into a real file."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import Box
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import groups
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.pages.sheets.drafts import LineState
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.sheets.hands import (
    CTRL,
    Key,
    Modifier,
    Wait,
    focused_line,
    in_file,
    press,
    row_at,
    shown,
    texts,
    type_text,
)


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
        for line in lines[:-1]:
            type_text(line)
            press(Key.Key_Return)
        type_text(lines[-1])
        press(Key.Key_Tab)
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
    assert row.gutter.state is LineState.SAVING
    qtbot.waitUntil(lambda: row.gutter.state is LineState.SAVED)
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
    assert len(page.list_side.list.rows_model.rows) == 4


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
    assert opened.undo_label == "Type 2 answers"
    opened.undo()
    wait_saved(opened)
    assert shown(page, Box.WELL) == ["first", "last", ""]
    opened.redo()
    assert texts(in_file(opened, wait_saved), Box.WELL) == ["first", "second", "third", "last"]


def test_a_line_that_the_full_disk_refuses_stays_red_on_the_screen_until_there_is_room(
    page: SheetsPage, window: MainWindow, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    def limit(file: EngagementFile, pages: int) -> None:
        file._db.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def nothing(_found: object) -> None: ...

    long = "they never tell us why " * 2000
    opened.fetch(limit, nothing, 1)
    QGuiApplication.clipboard().setText(long)
    press(Key.Key_V, CTRL)
    row = row_at(page)
    qtbot.waitUntil(lambda: row.gutter.state is LineState.REFUSED)
    assert row.unsaved.isVisible()
    assert window.message.isVisible()
    what, mended = row.unsaved.toolTip().split(". ")
    assert window.message.text.startswith(what)
    assert window.message.text.endswith(mended.removeprefix("It "))
    press(Key.Key_Right, CTRL)
    press(Key.Key_Left, CTRL)
    row = row_at(page)
    assert row.edit.text().strip() == long.strip()
    qtbot.waitUntil(row.unsaved.isVisible)
    opened.fetch(limit, nothing, 1_000_000)
    row.take_cursor()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: row.gutter.state is LineState.SAVED)
    assert not row.unsaved.isVisible()
    assert texts(in_file(opened, wait_saved), Box.WELL) == [long.strip()]
