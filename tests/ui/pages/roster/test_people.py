"""The people on the roster page: at the door, in the table, in waves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.services import groups, roster
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.roster.steps import people, plan_from, planned, snapshot

Key = Qt.Key
Wait = Callable[[Workspace], None]


def test_an_empty_roster_names_the_one_action_that_fills_it(page: RosterPage) -> None:
    assert page.middle.currentWidget() is page.empty
    assert "Import a CSV or Excel list" in page.empty.sentence.text()
    assert page.import_button.isHidden(), "one primary button a page"


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
    assert told.args[0].startswith("Nobody here is called “zzz”.")
    assert not staffed.workspace.busy


def test_a_place_or_a_manager_ticks_off_nobody_by_enter(staffed: RosterPage, wait_saved: Wait, qtbot: QtBot) -> None:
    QTest.keyClicks(staffed.search, "hire desk")
    assert staffed.table.model().rowCount() > 1
    with qtbot.waitSignal(staffed.told) as told:
        QTest.keyClick(staffed.search, Key.Key_Return)
    assert told.args[0].startswith("Nobody here is called “hire desk”.")
    assert not staffed.workspace.busy
    QTest.keyClick(staffed.person_bar.first, Key.Key_Escape)

    QTest.keyClicks(staffed.search, "hire desk")
    QTest.keyClick(staffed.search, Key.Key_Down)
    chosen = staffed.table.current_row()
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert [p.id for p in snapshot(staffed).participants if p.attendance is Attendance.PRESENT] == [chosen.id]


def test_an_id_is_enough_at_the_door(staffed: RosterPage, wait_saved: Wait) -> None:
    wanted = snapshot(staffed).participants[40]
    QTest.keyClicks(staffed.search, wanted.code.lower())
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert [p.id for p in snapshot(staffed).participants if p.attendance is Attendance.PRESENT] == [wanted.id]


def test_whoever_has_nothing_to_fix_is_found_at_the_door_all_the_same(staffed: RosterPage, wait_saved: Wait) -> None:
    staffed.fix_button.click()
    assert len(staffed.model.rows) == 1
    QTest.keyClicks(staffed.search, "saoirse")
    QTest.keyClick(staffed.search, Key.Key_Return)
    assert not staffed.person_bar.isVisible()
    assert staffed.table.current_row().full_name == "Saoirse Birtles"
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert people(staffed)["Saoirse Birtles"].attendance is Attendance.PRESENT


def test_after_an_import_the_first_new_person_is_in_sight(page: RosterPage, qtbot: QtBot, wait_saved: Wait) -> None:
    page.workspace.do(roster.add_people, Audience.STAFF, 60)
    wait_saved(page.workspace)
    QGuiApplication.clipboard().setText("Name\nAnn Lee\nBo Fox")
    planned(page, qtbot, page.paste)
    QTest.keyClick(page.plan_view.apply, Key.Key_Return)
    wait_saved(page.workspace)
    assert page.table.current_row().full_name == "Ann Lee"


def test_only_those_of_an_import_are_said_to_need_fixing(staffed: RosterPage, qtbot: QtBot, wait_saved: Wait) -> None:
    QGuiApplication.clipboard().setText("Name\tDept\tSite\tGrade\tManager\nAnn Lee\tOps\tCork\t3\tSaoirse Birtles")
    planned(staffed, qtbot, staffed.paste)
    with qtbot.waitSignal(staffed.told) as told:
        QTest.keyClick(staffed.plan_view.apply, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert told.args[0] == "1 person joined the roster of staff."


@pytest.mark.parametrize("typed", ["obr", "o'brien", "O’BRIEN"])
def test_apostrophes_need_not_be_typed_at_the_door(page: RosterPage, typed: str, wait_saved: Wait) -> None:
    plan = roster.plan_paste("Name\nAnn Lee\nZoë O’Brien", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    page.search.insert(typed)
    assert page.table.current_row().full_name == "Zoë O’Brien"


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


def test_to_fix_shows_who_misses_what_until_it_is_filled_in(staffed: RosterPage, wait_saved: Wait) -> None:
    assert staffed.fix_button.text() == "To fix  1"
    staffed.fix_button.click()
    assert [person.full_name for person in staffed.model.rows] == ["Linda Gorse"]
    titles = [column.title for column in staffed.model.columns]
    assert staffed.model.columns[titles.index("To fix")].text(staffed.model.rows[0]) == "department"
    index = staffed.table.model().index(0, titles.index("Department"))
    assert staffed.table.model().setData(index, "Workshop")
    wait_saved(staffed.workspace)
    assert not staffed.fix_button.isVisible()
    assert len(staffed.model.rows) == 66


def test_a_stranger_at_the_door_is_on_the_roster_after_a_name_and_two_enters(
    staffed: RosterPage, wait_saved: Wait
) -> None:
    staffed.workspace.do(groups.apply, groups.propose(snapshot(staffed), Audience.STAFF))
    wait_saved(staffed.workspace)
    QTest.keyClicks(staffed.search, "jo blackwood")
    QTest.keyClick(staffed.search, Key.Key_Return)
    assert staffed.person_bar.walk_in.isChecked()
    told: list[str] = []
    staffed.told.connect(lambda text, _kind: told.append(text))
    QTest.keyClick(staffed.person_bar.department, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert people(staffed)["Jo Blackwood"].attendance is Attendance.WALK_IN
    assert told[-1].startswith("Jo Blackwood is on the roster. Best table: Table ")


def test_a_walk_in_is_told_no_table_while_the_only_one_is_empty_or_full(page: RosterPage, wait_saved: Wait) -> None:
    page.workspace.do(groups.add, Audience.STAFF)
    page.workspace.do(roster.add_people, Audience.STAFF, 2)
    wait_saved(page.workspace)
    told: list[str] = []
    page.told.connect(lambda text, _kind: told.append(text))
    QTest.keyClicks(page.search, "Nia Prosser")
    QTest.keyClick(page.search, Key.Key_Return)
    QTest.keyClick(page.person_bar.department, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["Nia Prosser"].department == ""
    assert told[-1].startswith("Nia Prosser is on the roster.")


def test_accents_need_not_be_typed_at_the_door(page: RosterPage, wait_saved: Wait) -> None:
    page.workspace.do(roster.add_person, Participant(ParticipantId(0), Audience.STAFF, "", "José", "Ødegård"))
    wait_saved(page.workspace)
    QTest.keyClicks(page.search, "jose od")
    QTest.keyClick(page.search, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["José Ødegård"].attendance is Attendance.PRESENT


def test_of_two_namesakes_the_one_ticked_off_is_named_with_the_department_and_undone(
    staffed: RosterPage, wait_saved: Wait
) -> None:
    told: list[str] = []
    staffed.told.connect(lambda text, _kind: told.append(text))
    QTest.keyClicks(staffed.search, "ian vas")
    chosen = staffed.table.current_row()
    QTest.keyClick(staffed.search, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert told[-1] == f"Ian Vasquez ({chosen.department}) is here."
    staffed.workspace.undo()
    wait_saved(staffed.workspace)
    assert {person.attendance for person in snapshot(staffed).participants} == {Attendance.INVITED}


def test_several_people_are_ticked_in_one_step(staffed: RosterPage, wait_saved: Wait) -> None:
    staffed.table.setFocus()
    staffed.table.selectRow(0)
    for _ in range(2):
        QTest.keyClick(staffed.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(staffed.table, Key.Key_Space)
    wait_saved(staffed.workspace)
    assert staffed.counts.text() == "3 of 66 here"
    assert staffed.workspace.undo_label == "Mark 3 people as present"
    staffed.workspace.undo()
    wait_saved(staffed.workspace)
    assert staffed.counts.text() == "66 invited"


def test_after_deleting_the_next_row_is_chosen(staffed: RosterPage, wait_saved: Wait) -> None:
    staffed.table.setFocus()
    staffed.table.selectRow(1)
    third = staffed.model.rows[2].full_name
    QTest.keyClick(staffed.table, Key.Key_Delete)
    wait_saved(staffed.workspace)
    assert staffed.table.current_row().full_name == third
    staffed.table.selectRow(staffed.table.model().rowCount() - 1)
    before_last = staffed.model.rows[-2].full_name
    QTest.keyClick(staffed.table, Key.Key_Delete)
    wait_saved(staffed.workspace)
    assert staffed.table.current_row().full_name == before_last


def test_a_line_manager_is_typed_with_names_offered_and_refused_when_it_makes_a_circle(
    staffed: RosterPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    column = [column.title for column in staffed.model.columns].index("Line manager")
    model = staffed.table.model()
    editor = staffed.table.itemDelegateForColumn(column).createEditor(
        staffed.table, QStyleOptionViewItem(), model.index(0, column)
    )
    assert isinstance(editor, QLineEdit)
    offered = editor.completer().model()
    names = [offered.index(row, 0).data() for row in range(offered.rowCount())]
    assert "Saoirse Birtles" in names
    assert sum(name.startswith("Ian Vasquez (") for name in names) == 2
    assert model.setData(model.index(0, column), "Leila Adeyemi")
    with qtbot.waitSignal(staffed.workspace.refused) as refused:
        wait_saved(staffed.workspace)
    assert "Saoirse Birtles cannot report to Leila Adeyemi" in str(refused.args[0])


@pytest.mark.parametrize(("typed", "department", "manager"), [("leila", "Hire Desk", True), ("hire", "hire", False)])
def test_letters_are_enough_for_a_manager_but_not_for_a_department(
    staffed: RosterPage, typed: str, department: str, manager: bool, qtbot: QtBot, wait_saved: Wait
) -> None:
    titles = [column.title for column in staffed.model.columns]
    column = titles.index("Line manager" if manager else "Department")
    index = staffed.table.model().index(4, column)
    name = staffed.model.rows[4].full_name
    staffed.table.setCurrentIndex(index)
    staffed.table.edit(index)
    editor = staffed.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText(typed)
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: not staffed.table.findChildren(QLineEdit))
    wait_saved(staffed.workspace)
    person = people(staffed)[name]
    assert person.department == department
    assert (person.manager_id == people(staffed)["Leila Adeyemi"].id) is manager


def test_consent_of_customers_is_ticked_with_a_key(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    page.audience.choose(Audience.CUSTOMERS)
    plan_from(page, sample_folder / "roster_customers.csv", qtbot)
    QTest.keyClick(page.plan_view, Key.Key_Return)
    wait_saved(page.workspace)
    page.table.setFocus()
    page.table.selectRow(0)
    person = page.table.current_row()
    QTest.keyClick(page.table, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    wait_saved(page.workspace)
    assert snapshot(page).participant[person.id].consent is not person.consent
    hidden = {c.title for n, c in enumerate(page.model.columns) if page.table.isColumnHidden(n)}
    assert not hidden & {"Tenure", "Recruited via", "Incentive", "Consent", "Needs"}


def test_columns_without_contents_are_shown_when_all_are_wanted(staffed: RosterPage) -> None:
    titles = [column.title for column in staffed.model.columns]
    assert staffed.table.isColumnHidden(titles.index("Session"))
    assert staffed.table.isColumnHidden(titles.index("Id"))
    staffed.columns_button.click()
    assert not staffed.table.isColumnHidden(titles.index("Session"))
    assert not staffed.table.isColumnHidden(titles.index("Id"))
    assert staffed.table.isColumnHidden(titles.index("Consent")), "for customers only"


def test_waves_are_proposed_at_once_and_set_with_enter(staffed: RosterPage, qtbot: QtBot, wait_saved: Wait) -> None:
    staffed.wave_button.click()
    bar = staffed.wave_bar
    qtbot.waitUntil(lambda: "S-1 33 and S-2 33" in bar.words.text())
    bar.names.setText("S-AM")
    bar.names.textEdited.emit("S-AM")
    assert bar.words.text() == "Give 2 short names with commas between."
    assert not bar.agree.isEnabled()
    bar.names.setText("S-AM, S-PM")
    bar.names.textEdited.emit("S-AM, S-PM")
    qtbot.waitUntil(lambda: bar.plan is not None)
    QTest.keyClick(bar.names, Key.Key_Return)
    wait_saved(staffed.workspace)
    assert [session.code for session in snapshot(staffed).sessions] == ["S-AM", "S-PM"]
    assert {person.session_code for person in snapshot(staffed).participants} == {"S-AM", "S-PM"}
    assert not bar.isVisible()


def test_sessions_that_the_list_names_are_set_up_from_the_bar(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan_from(page, sample_folder / "roster_staff.csv", qtbot)
    QTest.keyClick(page.plan_view, Key.Key_Return)
    wait_saved(page.workspace)
    page.wave_button.click()
    assert page.wave_bar.unset.text().startswith("S-AM and S-PM are no sessions yet")
    qtbot.mouseClick(page.wave_bar.set_up, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert [bool(session.agenda) for session in snapshot(page).sessions] == [True, True]
    assert not page.wave_bar.set_up.isVisible()
