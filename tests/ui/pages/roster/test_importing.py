"""A list on its way to the roster, through the widgets and a real file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.services import roster
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.roster.steps import choose, people, plan_from, planned, snapshot

CORPUS = Path(__file__).parents[3] / "data" / "corpus"
LISTS: list[dict[str, Any]] = [
    expected
    for expected in json.loads((CORPUS / "expectations.json").read_text(encoding="utf-8"))
    if expected["kind"] == "roster"
]
Key = Qt.Key
Wait = Callable[[Workspace], None]


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


def test_notes_that_stand_behind_the_choices_are_counted(page: RosterPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name;Abteilung\nJörg Groß;Vertrieb\nSumme: 1;\n".encode("cp1252"))
    plan_from(page, path, qtbot)
    assert page.plan_view.correct.text() == "Back to what was understood, with 2 notes"


def test_sums_and_repeated_headings_do_not_wait_to_be_typed_in(
    page: RosterPage, tmp_path: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Dept\nAnn Lee,Ops\nName,Dept\n,Sales\nTotal: 2,\n", encoding="utf-8")
    plan_from(page, path, qtbot)
    assert len(page.plan_view.plan.unreadable) == 3
    QTest.keyClick(page.plan_view.apply, Key.Key_Return)
    wait_saved(page.workspace)
    assert page.left_out_bar.waiting == 1
    assert page.left_out_bar.words.text() == "Row 4 of list.csv was left out: no name (Sales)."


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
    path.write_text("Name,Dept,Site\nAnn Lee,Ops,Cork\n,Sales,Lyon\nVacant,Ops,\n", encoding="utf-8")
    plan_from(page, path, qtbot)
    qtbot.mouseClick(page.plan_view.apply, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert page.left_out_bar.isVisible()
    assert page.left_out_bar.words.text() == "Row 3 of list.csv was left out: no name (Sales, Lyon). 1 more after it."
    qtbot.mouseClick(page.left_out_bar.type_in, Qt.MouseButton.LeftButton)
    assert (page.person_bar.department.text(), page.person_bar.site.text()) == ("Sales", "Lyon")
    QTest.keyClick(page.person_bar, Key.Key_Escape)
    assert page.left_out_bar.words.text().startswith("Row 3 of list.csv"), "closing the bar loses nothing"
    qtbot.mouseClick(page.left_out_bar.type_in, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.person_bar.first, "Nia")
    QTest.keyClick(page.person_bar.first, Key.Key_Return)
    wait_saved(page.workspace)
    assert people(page)["Nia"].department == "Sales"
    assert page.left_out_bar.words.text().startswith("Row 4 of list.csv")
    qtbot.mouseClick(page.left_out_bar.let_go, Qt.MouseButton.LeftButton)
    assert not page.left_out_bar.isVisible()


def test_of_two_columns_headed_name_the_page_asks_which_one_it_is(page: RosterPage, qtbot: QtBot) -> None:
    plan_from(page, CORPUS / "d09_dup_blank_headers.csv", qtbot)
    assert page.plan_view.correct.isChecked()
    assert page.plan_view.preview.rows[0].name == "Ann"
    choose(page.plan_view.reading.columns["Name"], Column.FIRST_NAME)
    plan = planned(page, qtbot, lambda: choose(page.plan_view.reading.columns["Name (column 2)"], Column.LAST_NAME))
    assert [row.name for row in plan.people] == ["Ann Smith"]


def test_after_an_import_it_is_said_how_many_are_to_be_fixed(
    page: RosterPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan_from(page, sample_folder / "roster_staff_messy.csv", qtbot)
    told: list[str] = []
    page.told.connect(lambda text, _kind: told.append(text))
    QTest.keyClick(page.plan_view, Key.Key_Return)
    wait_saved(page.workspace)
    assert told == ["66 people joined the roster of staff. 1 of them is to be fixed: see “To fix”."]
