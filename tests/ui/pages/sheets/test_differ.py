"""The fields of Q3: who, better or worse, and whether it matters."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.sheets import Box, Direction, Value
from cxfacilitator.services import engagement as engagements
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.sheets.hands import Key, Modifier, Wait, focused_line, in_file, press, row_at, type_text


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
    popup = row.fields.who.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.viewport().width() >= popup.sizeHintForColumn(0), "the whole name can be read"
    QTest.keyClick(popup, key)
    assert row.fields.who.text() == "Northstar Line of Rotterdam"
    assert row.fields.how.hasFocus()
    type_text("wn")
    assert focused_line(page) == (Box.DIFFER, 1)
    wait_saved(page.workspace)
    assert [a.competitor for a in in_file(page.workspace, wait_saved).answers] == ["Northstar Line of Rotterdam"]


@pytest.mark.parametrize(
    ("typed", "kept"), [("ferry", "ferry"), ("eastferry", "Eastferry"), ("eastferry 2", "eastferry 2")]
)
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_letters_in_the_middle_of_a_name_do_not_stand_for_it(
    page: SheetsPage, opened: Workspace, wait_saved: Wait, typed: str, kept: str
) -> None:
    assert opened.snapshot is not None
    opened.do(engagements.update, replace(opened.snapshot.engagement, competitors=("Eastferry Express", "Eastferry")))
    wait_saved(opened)
    page.sheet.take_cursor(Box.DIFFER)
    type_text("Texts when delayed")
    press(Key.Key_F2)
    type_text(typed)
    row = row_at(page, Box.DIFFER)
    assert row.fields is not None
    QTest.keyClick(QApplication.activePopupWidget() or row.fields.who, Key.Key_Tab)
    assert row.fields.who.text() == kept


def test_the_fields_of_q3_take_a_key_each(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    page.sheet.take_cursor(Box.DIFFER)
    for text, who, letters in (("they answer", "Skerry", "by"), ("they are late", "Nor", "wn"), ("apps", "", "d?")):
        type_text(text)
        press(Key.Key_Right)
        type_text(who)
        press(Key.Key_Tab)
        type_text(letters)
    assert focused_line(page) == (Box.DIFFER, 3)
    assert row_at(page, Box.DIFFER, 3).edit.hasFocus()
    lines = in_file(opened, wait_saved).answers
    assert [(a.text, a.competitor, a.direction, a.value) for a in lines] == [
        ("they answer", "Skerry", Direction.BETTER, Value.YES),
        ("they are late", "Nor", Direction.WORSE, Value.NO),
        ("apps", "", Direction.DIFFERENT, Value.UNSURE),
    ]


def test_the_fields_can_be_passed_over_and_taken_back(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    page.sheet.take_cursor(Box.DIFFER)
    type_text("they answer")
    press(Key.Key_F2)
    press(Key.Key_Tab)
    type_text("b")
    press(Key.Key_Backtab, Modifier.ShiftModifier)
    press(Key.Key_Backspace)
    press(Key.Key_Space, times=2)
    assert row_at(page, Box.DIFFER).fields.how.value == Direction.WORSE
    press(Key.Key_Return)
    assert focused_line(page) == (Box.DIFFER, 1)
    press(Key.Key_Up)
    press(Key.Key_Right, times=3)
    press(Key.Key_Left, times=3)
    assert row_at(page, Box.DIFFER).edit.hasFocus()
    press(Key.Key_F2)
    press(Key.Key_Escape)
    assert row_at(page, Box.DIFFER).edit.hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Tab)
    assert focused_line(page) == (Box.CONTINUE, 0)
    [line] = in_file(opened, wait_saved).answers
    assert (line.text, line.direction, line.value) == ("they answer", Direction.WORSE, Value.UNSAID)


def test_digits_and_letters_in_a_field_lead_nowhere_else(page: SheetsPage) -> None:
    page.sheet.take_cursor(Box.DIFFER)
    type_text("they answer")
    press(Key.Key_Right, times=2)
    type_text("2xq")
    assert page.group is not None and page.group.code == "S1"
    assert row_at(page, Box.DIFFER).fields.how.hasFocus()


def test_a_name_said_on_one_line_is_offered_on_the_next(page: SheetsPage, opened: Workspace, wait_saved: Wait) -> None:
    page.sheet.take_cursor(Box.DIFFER)
    type_text("they answer")
    press(Key.Key_F2)
    type_text("Skerry Line")
    press(Key.Key_Return)
    wait_saved(opened)
    type_text("they are late")
    press(Key.Key_F2)
    row = row_at(page, Box.DIFFER, 1)
    assert "Skerry Line" in row.fields.who.completer().model().stringList()


def test_tab_leaves_a_line_of_q3_for_the_next_box_as_it_does_everywhere(page: SheetsPage) -> None:
    page.sheet.take_cursor(Box.DIFFER)
    type_text("they answer")
    press(Key.Key_Tab)
    assert focused_line(page) == (Box.CONTINUE, 0)


def test_the_fields_leave_room_to_the_text_where_there_is_little(page: SheetsPage, qtbot: QtBot) -> None:
    press(Key.Key_3, Modifier.AltModifier)
    type_text("weekly ferry")
    row = row_at(page, Box.DIFFER)
    assert row.fields is not None
    taken = row.fields.width()
    page.toggle_side()
    qtbot.waitUntil(lambda: row.fields is not None and row.fields.width() < taken)
    page.toggle_side()
    qtbot.waitUntil(lambda: row.fields is not None and row.fields.width() == taken)
