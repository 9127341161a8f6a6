"""The roster page, through its widgets and a real file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import roster
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Wait = Callable[[Workspace], None]
Host = Callable[[Page], QWidget]


@pytest.fixture
def page(opened: Workspace, host: Host) -> RosterPage:
    made = RosterPage(opened)
    host(made)
    return made


@pytest.fixture
def staffed(page: RosterPage, sample_folder: Path, wait_saved: Wait) -> RosterPage:
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    return page


def snapshot(page: RosterPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def people(page: RosterPage) -> dict[str, Participant]:
    return {person.full_name: person for person in snapshot(page).participants}


def plan_from(page: RosterPage, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.jobs.ended):
        page.plan_from(path)
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.plan_view)


def test_an_empty_roster_names_the_one_action_that_fills_it(page: RosterPage) -> None:
    assert page.middle.currentWidget() is page.empty
    assert "Import a CSV or Excel list" in page.empty.sentence.text()
    assert page.import_button.isHidden(), "one primary button a page"


def test_a_messy_list_is_shown_before_anything_is_changed(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan_from(page, sample_folder / "roster_staff_messy.csv", qtbot)
    assert page.plan_view.apply.text() == "Import 66 people"
    assert snapshot(page).participants == ()
    notes = {row.number: page.plan_view.preview.columns[2].text(row) for row in page.plan_view.preview.rows}
    assert notes[9] == notes[39] == "same name as another"
    assert notes[25] == "no department"

    qtbot.mouseClick(page.plan_view.apply, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert len(snapshot(page).participants) == 66
    assert page.middle.currentWidget() is page.table
    assert page.audience.buttons[Audience.STAFF].text() == "Staff  66"


def test_a_proposed_duplicate_can_be_kept(page: RosterPage, sample_folder: Path, qtbot: QtBot) -> None:
    plan_from(page, sample_folder / "roster_staff_messy.csv", qtbot)
    keep = next(button for button in page.plan_view.findChildren(type(page.import_button)) if "17" in button.text())
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert page.plan_view.apply.text() == "Import 67 people"


def test_escape_leaves_the_roster_as_it_is(page: RosterPage, sample_folder: Path, qtbot: QtBot) -> None:
    plan_from(page, sample_folder / "roster_staff_messy.csv", qtbot)
    QTest.keyClick(page.plan_view, Key.Key_Escape)
    assert page.middle.currentWidget() is page.empty
    assert not page.workspace.undo_label


def test_choosing_another_audience_plans_the_same_list_anew(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan_from(page, sample_folder / "roster_customers.csv", qtbot)
    with qtbot.waitSignal(page.workspace.jobs.ended):
        qtbot.mouseClick(page.audience.buttons[Audience.CUSTOMERS], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.plan_view.plan is not None and page.plan_view.plan.audience is Audience.CUSTOMERS)
    QTest.keyClick(page.plan_view, Key.Key_Return)
    wait_saved(page.workspace)
    assert {person.audience for person in snapshot(page).participants} == {Audience.CUSTOMERS}


def test_a_list_is_dropped_onto_the_page(page: RosterPage, sample_folder: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample_folder / "roster_leadership.csv"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(page.workspace.jobs.ended):
        page.dropEvent(QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: page.plan_view.apply.text() == "Import 8 people")


def test_a_file_that_is_no_list_is_refused_in_one_sentence(page: RosterPage, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "photo.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with qtbot.waitSignal(page.told) as told:
        page.plan_from(bad)
    assert "photo.csv" in told.args[0]
    assert told.args[1] == "error"
    assert page.middle.currentWidget() is page.empty


def test_just_the_number_makes_people_without_names(page: RosterPage, qtbot: QtBot, wait_saved: Wait) -> None:
    qtbot.mouseClick(page.count_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.count_bar.number, "17")
    assert page.count_bar.add.text() == "Add 17 people"
    QTest.keyClick(page.count_bar.number, Key.Key_Return)
    wait_saved(page.workspace)
    assert [person.code for person in snapshot(page).participants] == [f"P{n}" for n in range(1, 18)]
    page.workspace.undo()
    wait_saved(page.workspace)
    assert snapshot(page).participants == ()


def test_a_person_is_typed_in_by_hand(page: RosterPage, wait_saved: Wait) -> None:
    QTest.keyClick(page, Key.Key_Insert)
    QTest.keyClicks(page.person_bar.first, "Nia")
    QTest.keyClicks(page.person_bar.last, "Prosser")
    page.person_bar.walk_in.setChecked(True)
    QTest.keyClick(page.person_bar.last, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["Nia Prosser"].attendance is Attendance.WALK_IN
    assert page.counts.text() == "1 of 1 here, 1 walked in"
    assert page.person_bar.isVisible()
    assert page.person_bar.first.text() == ""


def test_space_toggles_who_is_here(staffed: RosterPage, wait_saved: Wait) -> None:
    staffed.table.setFocus()
    staffed.table.selectRow(0)
    name = staffed.table.current_row().full_name
    for wanted in (Attendance.PRESENT, Attendance.NO_SHOW, Attendance.INVITED):
        QTest.keyClick(staffed.table, Key.Key_Space)
        wait_saved(staffed.workspace)
        assert people(staffed)[name].attendance is wanted


def test_letters_and_enter_tick_off_whoever_is_called_so(staffed: RosterPage, wait_saved: Wait) -> None:
    # Three people report to Saoirse Birtles and match the letters too.
    staffed.table.setFocus()
    QTest.keyClick(staffed.table, Key.Key_B)
    QTest.keyClicks(staffed.search, "ir")
    assert staffed.table.current_row().full_name == "Saoirse Birtles"
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert [p.full_name for p in people(staffed).values() if p.attendance is Attendance.PRESENT] == ["Saoirse Birtles"]
    assert staffed.search.text() == ""
    assert staffed.counts.text() == "1 of 66 here"


def test_of_two_people_of_one_name_the_arrow_key_reaches_the_other(staffed: RosterPage, wait_saved: Wait) -> None:
    QTest.keyClicks(staffed.search, "ian vas")
    first = staffed.table.current_row()
    QTest.keyClick(staffed.search, Key.Key_Down)
    second = staffed.table.current_row()
    assert second.full_name == first.full_name
    assert second.id != first.id
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    present = [p.id for p in snapshot(staffed).participants if p.attendance is Attendance.PRESENT]
    assert present == [second.id]


def test_nobody_of_that_name_is_said_and_changes_nothing(staffed: RosterPage, qtbot: QtBot) -> None:
    QTest.keyClicks(staffed.search, "zzz")
    with qtbot.waitSignal(staffed.told) as told:
        QTest.keyClick(staffed.search, Key.Key_Return)
    assert told.args[0].startswith("Nobody on this roster matches “zzz”.")
    assert not staffed.workspace.busy


def test_a_cell_is_changed_in_place(staffed: RosterPage, wait_saved: Wait) -> None:
    index = staffed.table.model().index(0, 3)
    name = staffed.table.current_row() or staffed.model.rows[0]
    assert staffed.table.model().setData(index, "Front desk")
    wait_saved(staffed.workspace)
    assert people(staffed)[name.full_name].department == "Front desk"


def test_removed_people_come_back_with_undo(staffed: RosterPage, wait_saved: Wait) -> None:
    staffed.table.selectRow(0)
    for _ in range(2):
        QTest.keyClick(staffed.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(staffed.table, Key.Key_Delete)
    wait_saved(staffed.workspace)
    assert len(snapshot(staffed).participants) == 63
    staffed.workspace.undo()
    wait_saved(staffed.workspace)
    assert len(snapshot(staffed).participants) == 66


def test_progress_counts_audiences_with_people(staffed: RosterPage) -> None:
    assert RosterPage.progress(snapshot(staffed)) == pytest.approx(1 / 3)
    assert RosterPage.next_step(snapshot(staffed)).startswith("Leadership:")


def test_a_plan_for_one_engagement_never_reaches_another(
    page: RosterPage, sample_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    plan_from(page, sample_folder / "roster_staff_messy.csv", qtbot)
    with qtbot.waitSignal(page.workspace.opened):
        page.workspace.create(tmp_path / "other.cxfac", Engagement("NB-R1", "Northbank"))
    assert page.middle.currentWidget() is page.empty
    assert page.plan_view.plan is None


def test_a_plan_is_made_anew_when_the_roster_changes_meanwhile(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan_from(page, sample_folder / "roster_staff.csv", qtbot)
    before = page.plan_view.apply.text()
    first = page.plan_view.preview.rows[0].person
    with qtbot.waitSignal(page.workspace.jobs.ended):
        page.workspace.do(roster.add_person, first)
    qtbot.waitUntil(lambda: page.plan_view.apply.text() != before)
    assert len(page.plan_view.preview.rows) == int(before.split()[1]) - 1
