"""Propose, compare, form: through the widgets and a real file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.services import groups, roster
from cxfacilitator.ui.pages.groups import GroupsPage
from tests.ui.pages.groups.hands import Key, Wait, members, people, press, propose, snapshot


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
    assert staffed.buttons.form.text() == "Form 9 groups"
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
    qtbot.mouseClick(page.buttons.form, Qt.MouseButton.LeftButton)
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
        qtbot.mouseClick(page.buttons.form, Qt.MouseButton.LeftButton)
        wait_saved(page.workspace)
        seated.append(len(page.tables.cards))
    assert len(snapshot(page).groups) == sum(seated), "forming the second session's groups keeps the first's"
    for group in snapshot(page).groups:
        assert len({person.session_code for person in members(page, group.code)}) == 1


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


def test_a_job_that_is_stopped_leaves_the_page_ready(staffed: GroupsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(staffed.workspace.jobs.ended):
        QTest.keyClick(staffed, Key.Key_G)
        staffed._job.cancel()  # type: ignore[union-attr]
    propose(staffed, qtbot)
    assert staffed.proposal is not None


def test_two_proposals_are_compared_and_either_may_be_taken(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    assert staffed.buttons.compare.isHidden()
    first = staffed.proposal
    propose(staffed, qtbot)
    second = staffed.proposal
    press(staffed, Key.Key_C)
    view = staffed.room.comparing
    assert staffed.room.shown is view
    assert view.plans == (first, second)
    left, right = ({seat.id for card in one.cards for seat in card.seats if seat.changed} for one in view.views)
    assert left == right
    assert 0 < len(left) < 66
    qtbot.mouseClick(view.buttons[0], Qt.MouseButton.LeftButton)
    assert staffed.proposal == first
    assert staffed.earlier == second
    assert staffed.room.shown is staffed.tables


def test_one_of_two_proposals_is_taken_by_keys(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    first = staffed.proposal
    propose(staffed, qtbot)
    press(staffed, Key.Key_C)
    buttons = staffed.room.comparing.buttons
    assert buttons[1].hasFocus()
    QTest.keyClick(buttons[1], Key.Key_Left)
    assert buttons[0].hasFocus()
    QTest.keyClick(buttons[0], Key.Key_Return)
    assert staffed.proposal is first
    assert staffed.tables.hasFocus()


def test_nobody_who_stays_is_moved_in_a_proposal(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    pinned, free = members(formed, "S1")[0], members(formed, "S3")[0]
    formed.workspace.do(groups.set_pinned, pinned.id, True)
    formed.workspace.do(groups.set_locked, GroupId(members(formed, "S2")[0].group_id or 0), True)
    wait_saved(formed.workspace)
    propose(formed, qtbot)
    before = formed.proposal
    assert before is not None
    with qtbot.waitSignal(formed.told) as told:
        formed.tables.moved.emit(pinned.id, 3)
    assert "is pinned to Table 1" in told.args[0]
    with qtbot.waitSignal(formed.told) as told:
        formed.tables.moved.emit(free.id, 2)
    assert "Table 2 is locked" in told.args[0]
    assert formed.proposal is before


def test_new_mates_are_asked_for_with_a_tick(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    formed.panel.new_mates.click()
    propose(formed, qtbot)
    assert formed.proposal is not None
    assert formed.proposal.again is not None
    qtbot.mouseClick(formed.buttons.form, Qt.MouseButton.LeftButton)
    wait_saved(formed.workspace)
    assert snapshot(formed).met
