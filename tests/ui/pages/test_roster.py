"""The roster page, through its widgets and a real file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups, roster
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.widgets.reading_view import Choice
from cxfacilitator.ui.workspace import Workspace

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
LISTS: list[dict[str, Any]] = [
    expected
    for expected in json.loads((CORPUS / "expectations.json").read_text(encoding="utf-8"))
    if expected["kind"] == "roster"
]
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


def choose(box: Choice, value: object) -> None:
    """Choose as a person does: the box tells that it was activated."""
    box.setCurrentIndex(box.values.index(value))
    box.activated.emit(box.currentIndex())


def planned(page: RosterPage, qtbot: QtBot, act: Callable[[], None]) -> RosterPlan:
    """Do what has the list read anew, and return the plan."""
    with qtbot.waitSignal(page.planning.shown):
        act()
    assert page.plan_view.plan is not None
    return page.plan_view.plan


def test_a_guessed_encoding_is_marked_and_corrected_with_a_look_at_the_names(
    page: RosterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes("Name;Ort\nŁukasz Žák;Plzeň\n".encode("cp1250"))
    plan_from(page, path, qtbot)
    view = page.plan_view
    assert view.reading.encoding.currentText() == "Windows, Western Europe (a guess)"
    assert view.correct.isChecked(), "a guess is shown without being asked for"
    plan = planned(page, qtbot, lambda: choose(view.reading.encoding, "cp1250"))
    assert [row.name for row in plan.people] == ["Łukasz Žák"]
    assert "Łukasz" in view.reading.accented.text()
    assert "(a guess)" not in view.reading.encoding.currentText()


def test_a_list_without_a_known_column_of_names_is_asked_about_and_then_imported(
    page: RosterPage, tmp_path: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who,Where\nAnn Lee,Cork\nBo Fox,Lyon\n", encoding="utf-8")
    with qtbot.waitSignal(page.planning.shown):
        page.plan_from(path)
    view = page.plan_view
    assert not view.apply.isEnabled()
    assert [box.currentText() for box in view.reading.columns.values()] == ["not used", "not used"]
    choose(view.reading.columns["Who"], Column.NAME)
    qtbot.waitUntil(lambda: view.plan is not None)
    plan = planned(page, qtbot, lambda: choose(view.reading.columns["Where"], Column.SITE))
    assert [(row.name, row.person.site) for row in plan.people] == [("Ann Lee", "Cork"), ("Bo Fox", "Lyon")]
    qtbot.mouseClick(view.apply, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert {name: person.site for name, person in people(page).items()} == {"Ann Lee": "Cork", "Bo Fox": "Lyon"}


def test_the_row_of_headings_is_chosen_and_the_second_one_is_no_person(
    page: RosterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Dept\nas in payroll,as in payroll\nAnn Lee,Ops\n", encoding="utf-8")
    plan_from(page, path, qtbot)
    assert page.plan_view.apply.text() == "Import 2 people"
    plan = planned(page, qtbot, lambda: choose(page.plan_view.reading.headings, (1, 2)))
    assert [row.name for row in plan.people] == ["Ann Lee"]


def test_a_choice_that_leads_nowhere_is_said_and_can_be_taken_back(
    page: RosterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Dept\nAnn Lee,Ops\n", encoding="utf-8")
    plan_from(page, path, qtbot)
    with qtbot.waitSignal(page.planning.shown):
        choose(page.plan_view.reading.headings, (2,))
    assert page.plan_view.plan is None
    assert not page.plan_view.apply.isEnabled()
    plan = planned(page, qtbot, lambda: choose(page.plan_view.reading.headings, (1,)))
    assert [row.name for row in plan.people] == ["Ann Lee"]


def test_the_sheet_of_a_workbook_is_chosen(page: RosterPage, tmp_path: Path, qtbot: QtBot) -> None:
    book = Workbook()
    for title, name in (("Depot", "Ann Lee"), ("Office", "Bo Fox")):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Department"])
        sheet.append([name, "Ops"])
    book.save(tmp_path / "list.xlsx")
    plan_from(page, tmp_path / "list.xlsx", qtbot)
    assert page.plan_view.preview.rows[0].name == "Ann Lee"
    plan = planned(page, qtbot, lambda: choose(page.plan_view.reading.sheet, "Office"))
    assert [row.name for row in plan.people] == ["Bo Fox"]


@pytest.mark.parametrize("expected", LISTS, ids=lambda expected: expected["file"])
def test_every_list_of_the_corpus_is_shown_or_refused_in_one_sentence(
    expected: dict[str, Any], page: RosterPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.workspace.jobs.ended):
        page.plan_from(CORPUS / expected["file"])
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy)
    plan = page.plan_view.plan
    if plan is None:
        assert "reject" in expected["verdict"]
        assert page.middle.currentWidget() is page.empty
        return
    assert "accept" in expected["verdict"]
    assert len(plan.people) + len(plan.duplicates) + len(plan.unreadable) == expected.get("rows", len(plan.people))
    said = " ".join(words.text() for words in page.plan_view.findChildren(QLabel))
    if expected["verdict"] == "accept_warn":
        assert len(plan.sentences()) > 1
        assert all(sentence in said for sentence in plan.sentences()[1:])


def test_cells_are_pasted_with_and_without_headings(page: RosterPage, qtbot: QtBot, wait_saved: Wait) -> None:
    QGuiApplication.clipboard().setText("Ann Lee\tOps\nBo Fox\tOps\n")
    plan = planned(page, qtbot, lambda: QTest.keyClick(page, Key.Key_V, Qt.KeyboardModifier.ControlModifier))
    assert [(row.name, row.person.department) for row in plan.people] == [("Ann Lee", "Ops"), ("Bo Fox", "Ops")]
    assert page.plan_view.correct.isChecked(), "what was guessed by content is to be looked at"
    plan = planned(page, qtbot, lambda: choose(page.plan_view.reading.columns["Column 2"], Column.SITE))
    QTest.keyClick(page.plan_view, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["Bo Fox"].site == "Ops"
    QGuiApplication.clipboard().setText("Name\tSite\nCy Day\tLyon")
    plan = planned(page, qtbot, page.paste)
    assert [(row.name, row.person.site) for row in plan.people] == [("Cy Day", "Lyon")]


def test_an_empty_clipboard_is_said(page: RosterPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(page.told) as told:
        page.paste()
    assert told.args[0].startswith("There is no text to paste.")


def test_rows_without_a_name_wait_to_be_typed_in(
    page: RosterPage, tmp_path: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Dept,Site\nAnn Lee,Ops,Cork\n,Sales,Lyon\nTotal: 1,,\n", encoding="utf-8")
    plan_from(page, path, qtbot)
    qtbot.mouseClick(page.plan_view.apply, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert page.left_out_bar.isVisible()
    assert page.left_out_bar.words.text() == "Row 3 of list.csv was left out: no name (Sales, Lyon). 1 more after it."
    qtbot.mouseClick(page.left_out_bar.type_in, Qt.MouseButton.LeftButton)
    assert (page.person_bar.department.text(), page.person_bar.site.text()) == ("Sales", "Lyon")
    QTest.keyClicks(page.person_bar.first, "Nia")
    QTest.keyClick(page.person_bar.first, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["Nia"].department == "Sales"
    assert page.left_out_bar.words.text().startswith("Row 4 of list.csv")
    qtbot.mouseClick(page.left_out_bar.let_go, Qt.MouseButton.LeftButton)
    assert not page.left_out_bar.isVisible()


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
    staffed.columns_button.click()
    assert not staffed.table.isColumnHidden(titles.index("Session"))
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
