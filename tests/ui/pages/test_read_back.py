"""Sheets read back with real keys in a real file."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, BoxState, Concern, Parked
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import forms, groups, sheets
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages import read_back
from cxfacilitator.ui.pages.read_back import FORMS, ReadBackPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]
Press = Callable[..., None]
LINES = (
    (1, Box.WELL, "polite crew"),
    (1, Box.WELL, "ask Siobhan at the quay"),
    (1, Box.IMPROVE, "[illegible] tickets"),
    (1, Box.DIFFER, "text an ETA"),
    (1, Box.CONTINUE, "smile"),
    (2, Box.WELL, "Siobhan helps"),
)


@pytest.fixture
def window(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot, wait_saved: Wait) -> MainWindow:
    """The window on the page, with two typed sheets."""
    opened.do(groups.add, Audience.STAFF)
    opened.do(groups.add, Audience.CUSTOMERS)
    for number, (group, box, text) in enumerate(LINES):
        opened.do(sheets.save, Answer(AnswerId(f"a{number}"), "", GroupId(group), box, number, text))
    wait_saved(opened)
    window = window_on("read_back")
    page = window.pages["read_back"]
    assert isinstance(page, ReadBackPage)
    qtbot.waitUntil(page.lines.hasFocus)
    return window


@pytest.fixture
def page(window: MainWindow) -> ReadBackPage:
    page = window.pages["read_back"]
    assert isinstance(page, ReadBackPage)
    page.show_sheet(GroupId(1))
    return page


@pytest.fixture
def press(opened: Workspace, wait_saved: Wait) -> Press:
    """Press keys where the cursor is, and wait until everything is in the file."""

    def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, modifier)
            wait_saved(opened)

    return press


def shown(workspace: Workspace) -> Snapshot:
    assert workspace.snapshot is not None
    return workspace.snapshot


def current(page: ReadBackPage) -> str:
    """The first line of the row under the cursor."""
    return page.lines.rows[page.lines.currentIndex().row()].lines[0].text


def test_the_cursor_begins_at_the_first_doubt_with_its_words_underlined(page: ReadBackPage) -> None:
    assert current(page) == "ask Siobhan at the quay"
    line = page.lines.rows[page.lines.currentIndex().row()].lines[0]
    assert [line.text[slice(*span)] for span in line.underlined] == ["Siobhan"]
    assert page.choice.currentText() == "S1 Table 1 · 3 to look at"


def test_enter_confirms_and_goes_on_to_the_next_doubt(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_Return)
    assert shown(opened).confirmed == {(AnswerId("a1"), Concern.NAME)}
    assert current(page) == "[illegible] tickets"
    press(Key.Key_Return)
    assert current(page) == "No lines"
    press(Key.Key_Return)
    assert shown(opened).box_states == {(GroupId(1), Box.START): BoxState.BLANK}
    assert page.choice.currentText() == "S1 Table 1"
    assert page.state.text().startswith("Nothing to look at again")
    opened.undo()
    opened.undo()
    press(Key.Key_Up)
    assert page.choice.currentText() == "S1 Table 1 · 2 to look at"


def test_an_empty_box_may_not_have_been_asked(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_Return, Key.Key_Return, Key.Key_N)
    assert shown(opened).box_states == {(GroupId(1), Box.START): BoxState.NOT_ASKED}


def test_a_name_is_taken_out_of_this_line_with_two_keys(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_R)
    assert page.redact_bar.words.text() == "Siobhan"
    press(Key.Key_Return)
    answer = shown(opened).answer[AnswerId("a1")]
    assert (answer.text, answer.wording) == ("ask Siobhan at the quay", "ask [name] at the quay")
    assert shown(opened).answer[AnswerId("a5")].wording == "Siobhan helps"
    assert not page.redact_bar.isVisible()
    assert page.lines.hasFocus()
    assert opened.undo_label == "Redact S1-Q1-02"
    assert not [row for row in page.lines.rows if "Siobhan" in row.spoken]


def test_everywhere_shows_the_lines_before_it_changes_them(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_R)
    page.redact_bar.everywhere.setChecked(True)
    assert "C1-Q1-01 “Siobhan helps”" in page.redact_bar.lines.text()
    assert page.redact_bar.redact.text() == "Redact 2 lines"
    page.redact_bar.redact.click()
    press(Key.Key_Down)
    assert shown(opened).answer[AnswerId("a5")].wording == "[name] helps"


def test_without_the_original_the_page_says_what_that_means_and_where_the_words_still_are(
    page: ReadBackPage, window: MainWindow, opened: Workspace, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_R)
    page.redact_bar.keep.setChecked(False)
    qtbot.waitUntil(lambda: "The words leave the file itself" in page.redact_bar.warning.text())
    assert "cannot be undone" in page.redact_bar.warning.text()
    page.redact_bar.redact.click()
    qtbot.waitUntil(lambda: shown(opened).answer[AnswerId("a1")].text == "ask [name] at the quay")
    qtbot.waitUntil(lambda: window.message.isVisible() and "Redacted." in window.message.text)
    assert opened.undo_label == ""


def test_escape_leaves_everything_as_it_was(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    before = shown(opened)
    press(Key.Key_R, Key.Key_Escape, Key.Key_E, Key.Key_Escape)
    assert shown(opened) == before
    assert page.lines.hasFocus()


def test_a_line_is_edited_without_leaving_the_page(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_E)
    page.edit_bar.words.setText("ask at the quay")
    press(Key.Key_Return)
    assert shown(opened).answer[AnswerId("a1")].text == "ask at the quay"
    opened.do(sheets.set_tidy, AnswerId("a1"), "Ask at the quay.")
    press(Key.Key_Home)
    page.lines.choose(AnswerId("a1"))
    press(Key.Key_E)
    assert page.edit_bar.what.text() == "Tidied wording"
    page.edit_bar.words.setText("Ask on the quay.")
    press(Key.Key_Return)
    answer = shown(opened).answer[AnswerId("a1")]
    assert (answer.text, answer.tidy) == ("ask at the quay", "Ask on the quay.")


def test_a_line_is_parked_gets_an_owner_and_comes_back(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_P)
    assert shown(opened).set_aside[0].id == AnswerId("a1")
    assert current(page) == "[illegible] tickets"
    assert page.lot_button.text() == "Parking lot (1)"
    press(Key.Key_L)
    assert page.lot.isVisible()
    cell = page.lot.table.model().index(0, 2)
    page.lot.table.model().setData(cell, "Harbour master")
    press(Key.Key_Home)
    assert shown(opened).parked == (Parked(AnswerId("a1"), "Harbour master"),)
    page.lot.table.setCurrentIndex(cell)
    press(Key.Key_Delete)
    assert shown(opened).parked == ()
    press(Key.Key_Escape)
    assert not page.lot.isVisible()


def test_the_parking_lot_is_emptied_and_left_by_keys_alone(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_P)
    press(Key.Key_P)
    parked = len(shown(opened).parked)
    press(Key.Key_L)
    for left in reversed(range(parked)):
        press(Key.Key_Delete)
        assert len(shown(opened).parked) == left
    press(Key.Key_Escape)
    assert page.lines.hasFocus()


def test_a_sheet_is_read_back_and_the_next_one_comes(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_F12)
    assert shown(opened).group[GroupId(1)].read_back
    assert page.key == GroupId(2)
    press(Key.Key_Left, modifier=Modifier.ControlModifier)
    assert page.key == GroupId(1)
    assert page.verified.isVisible()
    assert page.done_button.text() == "S1 is not read back"
    assert page.progress(shown(opened)) == 0.5


def test_when_all_is_right_it_says_so(page: ReadBackPage, opened: Workspace, press: Press) -> None:
    for group in (1, 2):
        page.show_sheet(GroupId(group))
        while page._open_doubts(page.key):
            press(Key.Key_Return)
        press(Key.Key_F12)
    assert page.state.text() == "All sheets verified."
    assert page.next_step(shown(opened)) == ""


def test_of_many_lines_a_job_finds_what_to_read_once_more(
    page: ReadBackPage, opened: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_spot = page.doubts
    monkeypatch.setattr(read_back, "ON_THE_SPOT", 0)
    page.show_sheet(GroupId(1))
    assert page.state.text().startswith(("Enter", "Looking"))
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert page.doubts == on_the_spot
    assert current(page) == "ask Siobhan at the quay"

    press(Key.Key_Return)  # gone at once, and nothing is looked through again for that
    assert not opened.jobs.busy
    assert AnswerId("a1") not in {doubt.answer_id for doubt in page.doubts}
    assert current(page) == "[illegible] tickets"

    opened.do(sheets.set_tidy, AnswerId("a2"), "Tickets that Niamh sold")
    qtbot.waitUntil(lambda: any(doubt.spans == ((13, 18),) for doubt in page.doubts))
    assert page.choice.currentText() == "S1 Table 1 · 3 to look at"


def test_looking_through_many_lines_can_be_stopped_and_goes_on_with_the_next_sheet(
    page: ReadBackPage, opened: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_back, "ON_THE_SPOT", 0)
    opened.jobs.started.connect(Job.cancel)
    page.show_sheet(GroupId(1))
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert page.state.text().startswith("Not all lines have been looked at.")
    opened.jobs.started.disconnect(Job.cancel)
    press(Key.Key_Right, modifier=Modifier.ControlModifier)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert page.choice.currentText() == "C1 Table 1 · 5 to look at"


def test_forms_are_read_one_after_the_other_with_their_references(
    page: ReadBackPage, opened: Workspace, press: Press
) -> None:
    form = Form(GroupId(0), "F1", Kind.FORM)
    opened.do(forms.type_cell, form, Box.WELL, "ask Siobhan", datetime(2025, 9, 16, tzinfo=UTC))
    press(Key.Key_Home)
    page.show_sheet(FORMS)
    assert page.lines.rows[1].lines[1].text == "F1-Q1-01"
    assert not page.done_button.isVisible()


def test_without_a_typed_sheet_the_page_leads_to_the_sheets(
    opened: Workspace, settings: Settings, qtbot: QtBot
) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    window.show()
    window.show_stage("read_back")
    page = window.pages["read_back"]
    assert isinstance(page, ReadBackPage)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert window.stage == "sheets"
