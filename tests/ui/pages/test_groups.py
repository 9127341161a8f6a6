"""The groups page, through its widgets and a real file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups, roster, sheets
from cxfacilitator.ui.pages.groups import GroupsPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Wait = Callable[[Workspace], None]
Host = Callable[[Page], QWidget]


@pytest.fixture
def page(opened: Workspace, host: Host) -> GroupsPage:
    made = GroupsPage(opened)
    host(made)
    return made


@pytest.fixture
def staffed(page: GroupsPage, sample_folder: Path, wait_saved: Wait) -> GroupsPage:
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    return page


@pytest.fixture
def formed(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> GroupsPage:
    propose(staffed, qtbot)
    qtbot.mouseClick(staffed.form, Qt.MouseButton.LeftButton)
    wait_saved(staffed.workspace)
    return staffed


def snapshot(page: GroupsPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def propose(page: GroupsPage, qtbot: QtBot) -> None:
    before = page.proposal
    QTest.keyClick(page, Key.Key_G)
    qtbot.waitUntil(lambda: page.proposal is not before, timeout=20_000)


def people(page: GroupsPage, count: int, wait_saved: Wait) -> None:
    page.workspace.do(roster.add_people, Audience.STAFF, count)
    wait_saved(page.workspace)


def members(page: GroupsPage, code: str) -> list[Participant]:
    group = next(group for group in snapshot(page).groups if group.code == code)
    return [person for person in snapshot(page).participants if person.group_id == group.id]


def test_without_people_the_page_leads_to_the_roster(page: GroupsPage, qtbot: QtBot) -> None:
    assert page.room.shown is page.room.nobody
    with qtbot.waitSignal(page.stage_wanted) as wanted:
        qtbot.mouseClick(page.room.nobody.button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["roster"]


def test_a_proposal_changes_nothing_until_it_is_agreed(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    assert staffed.panel.headcount.text() == "66 people to seat"
    assert staffed.panel.choices.rows[0].words == "9 groups, three of 8 and six of 7"
    propose(staffed, qtbot)
    assert len(staffed.tables.cards) == 9
    assert staffed.form.text() == "Form 9 groups"
    assert snapshot(staffed).groups == ()
    QTest.keyClick(staffed, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_saved(staffed.workspace)
    assert [group.code for group in snapshot(staffed).groups] == [f"S{n}" for n in range(1, 10)]
    assert staffed.proposal is None
    assert GroupsPage.progress(snapshot(staffed)) == 1.0


def test_another_split_is_chosen_as_a_row(staffed: GroupsPage, qtbot: QtBot) -> None:
    staffed.panel.choice_table.choose(staffed.panel.choices.rows[2].sizes)
    propose(staffed, qtbot)
    assert [len(card.seats) for card in staffed.tables.cards] == [6] * 11


def test_proposing_again_draws_another_seating(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    first = staffed.proposal
    propose(staffed, qtbot)
    assert first is not None
    assert staffed.proposal is not None
    assert (staffed.proposal.seed, staffed.proposal.sizes) == (2, first.sizes)


def test_escape_discards_the_proposal(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    QTest.keyClick(staffed, Key.Key_Escape)
    assert staffed.room.shown is staffed.room.nothing


@pytest.mark.parametrize(
    ("count", "choices"),
    [
        (9, [(9,)]),
        (11, [(6, 5)]),
        (17, [(9, 8), (6, 6, 5)]),
    ],
)
def test_a_headcount_without_a_split_shows_what_comes_nearest(
    page: GroupsPage, wait_saved: Wait, count: int, choices: list[tuple[int, ...]]
) -> None:
    people(page, count, wait_saved)
    assert page.panel.headcount.text() == f"{count} people cannot be split into groups of 6-8"
    assert [choice.sizes for choice in page.panel.choices.rows] == choices


@pytest.mark.parametrize(
    ("count", "words"), [(5, "1 more."), (9, "3 more, or with 1 fewer."), (11, "1 more, or with 3 fewer.")]
)
def test_it_says_with_how_many_people_it_would_work(page: GroupsPage, wait_saved: Wait, count: int, words: str) -> None:
    people(page, count, wait_saved)
    assert page.panel.who.text() == f"This comes nearest. It works with {words}"


def test_groups_are_formed_without_any_names(page: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    people(page, 17, wait_saved)
    propose(page, qtbot)
    assert [card.odd for card in page.tables.cards] == [True, False]
    qtbot.mouseClick(page.form, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert sorted(seat.name for card in page.tables.cards for seat in card.seats)[:2] == ["P1", "P10"]
    assert page.tables.cards[0].note == "9 people, too many"


def test_people_of_two_sessions_are_seated_apart(
    page: GroupsPage, sample_folder: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    plan = roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    assert [page.session.itemText(n) for n in range(page.session.count())] == ["S-AM", "S-PM", "Everybody together"]
    seated: list[int] = []
    for place in (0, 1):
        page.session.setCurrentIndex(place)
        propose(page, qtbot)
        qtbot.mouseClick(page.form, Qt.MouseButton.LeftButton)
        wait_saved(page.workspace)
        seated.append(len(page.tables.cards))
    assert len(snapshot(page).groups) == sum(seated), "forming the second session's groups keeps the first's"
    for group in snapshot(page).groups:
        assert len({person.session_code for person in members(page, group.code)}) == 1


def test_m_and_a_number_move_the_chosen_person(formed: GroupsPage, wait_saved: Wait) -> None:
    formed.tables.setFocus()
    QTest.keyClick(formed.tables, Key.Key_Down)
    person = formed.tables.chosen
    assert person is not None
    assert person in [p.id for p in members(formed, "S1")]
    QTest.keyClick(formed.tables, Key.Key_M)
    assert formed.room.status.text().startswith("Move ")
    QTest.keyClick(formed.tables, "3")
    wait_saved(formed.workspace)
    assert person in [p.id for p in members(formed, "S3")]
    assert formed.tables.chosen == person
    formed.workspace.undo()
    wait_saved(formed.workspace)
    assert person in [p.id for p in members(formed, "S1")]


def test_a_number_that_begins_another_waits_for_enter(page: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    people(page, 77, wait_saved)
    propose(page, qtbot)
    qtbot.mouseClick(page.form, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert len(page.tables.cards) == 11
    for keys, code in ((("M", "1", "1"), "S11"), (("M", "1", "\r"), "S1")):
        page.tables.choose(members(page, "S4")[0].id)
        person = page.tables.chosen
        for key in keys:
            QTest.keyClick(page.tables, Key.Key_Return if key == "\r" else Key(ord(key)))
        wait_saved(page.workspace)
        assert person in [p.id for p in members(page, code)]


def test_a_person_is_dragged_to_another_table(formed: GroupsPage, wait_saved: Wait) -> None:
    view = formed.tables
    person = view.cards[0].seats[1].id
    start, end = view.seat_area(0, 1).center(), view.card_area(1).center()
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for point in (start + QPoint(20, 0), end):
        QTest.mouseMove(port, point)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    wait_saved(formed.workspace)
    assert person in [p.id for p in members(formed, "S2")]


def test_a_proposal_is_adjusted_by_hand_and_scored_anew(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    propose(staffed, qtbot)
    by_id = snapshot(staffed).participant
    view = staffed.tables
    place = {seat.id: card.number for card in view.cards for seat in card.seats}
    report = next(p for p in by_id.values() if p.manager_id in place)
    assert report.manager_id is not None
    view.choose(report.id)
    view.moved.emit(report.id, place[report.manager_id])
    assert staffed.proposal is not None
    assert any(report.full_name in sentence for sentence in staffed.proposal.unmet)
    card = view.cards[place[report.manager_id] - 1]
    assert report.full_name in card.warning
    assert {report.id, report.manager_id} <= {seat.id for seat in card.seats if seat.flagged}
    assert snapshot(staffed).groups == ()


def test_a_manager_with_a_report_is_flagged_on_the_card(formed: GroupsPage, wait_saved: Wait) -> None:
    by_id = snapshot(formed).participant
    report = next(p for p in by_id.values() if p.manager_id is not None)
    assert report.manager_id is not None
    target = by_id[report.manager_id].group_id
    assert target is not None
    formed.workspace.do(groups.move, report.id, GroupId(target))
    wait_saved(formed.workspace)
    flagged = [seat.id for card in formed.tables.cards for seat in card.seats if seat.flagged]
    assert {report.id, report.manager_id} <= set(flagged)


def test_whoever_walks_in_waits_on_a_card_of_their_own(formed: GroupsPage, wait_saved: Wait) -> None:
    walked_in = Participant(ParticipantId(0), Audience.STAFF, "", "Nia", "Prosser", attendance=Attendance.WALK_IN)
    formed.workspace.do(roster.add_person, walked_in)
    wait_saved(formed.workspace)
    card = formed.tables.cards[0]
    assert (card.number, [seat.name for seat in card.seats]) == (0, ["Nia Prosser"])
    assert GroupsPage.next_step(snapshot(formed)) == "Staff: find a seat for 1 of 67 people."


def test_typed_sheets_keep_their_groups(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    group = snapshot(formed).groups[0]
    line = Answer(AnswerId("a" * 32), "S1-Q1-01", group.id, Box.WELL, 1, "We answer the telephone.")
    formed.workspace.do(sheets.save, line)
    wait_saved(formed.workspace)
    before = {person.id for person in members(formed, "S1")}
    propose(formed, qtbot)
    qtbot.mouseClick(formed.form, Qt.MouseButton.LeftButton)
    wait_saved(formed.workspace)
    assert {person.id for person in members(formed, "S1")} == before
    assert snapshot(formed).answers_of[group.id] == (line,)
    propose(formed, qtbot)
    formed.tables.moved.emit(members(formed, "S1")[0].id, 2)
    with qtbot.waitSignal(formed.workspace.refused) as refused:
        qtbot.mouseClick(formed.form, Qt.MouseButton.LeftButton)
    assert "S1" in str(refused.args[0])
    assert formed.proposal is not None


def test_the_last_of_two_hundred_people_can_be_scrolled_to(page: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    people(page, 200, wait_saved)
    propose(page, qtbot)
    qtbot.mouseClick(page.form, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert sum(len(card.seats) for card in page.tables.cards) == 200
    page.tables.verticalScrollBar().setValue(page.tables.verticalScrollBar().maximum())
    assert page.tables.card_area(len(page.tables.cards) - 1).bottom() <= page.tables.viewport().height()
