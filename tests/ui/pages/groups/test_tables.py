"""Tables and people by keys and by hand: move, swap, lock, pin, roles."""

import time
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.services import groups, roster, sheets
from cxfacilitator.ui.pages.groups import GroupsPage
from tests.ui.pages.groups.hands import (
    Key,
    Wait,
    members,
    people,
    press,
    propose,
    snapshot,
)


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
    qtbot.mouseClick(page.buttons.form, Qt.MouseButton.LeftButton)
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


def test_typed_sheets_keep_their_groups(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    group = snapshot(formed).groups[0]
    line = Answer(AnswerId("a" * 32), "S1-Q1-01", group.id, Box.WELL, 1, "We answer the telephone.")
    formed.workspace.do(sheets.save, line)
    wait_saved(formed.workspace)
    before = {person.id for person in members(formed, "S1")}
    propose(formed, qtbot)
    qtbot.mouseClick(formed.buttons.form, Qt.MouseButton.LeftButton)
    wait_saved(formed.workspace)
    assert {person.id for person in members(formed, "S1")} == before
    assert snapshot(formed).answers_of[group.id] == (line,)
    propose(formed, qtbot)
    proposal = formed.proposal
    assert proposal is not None
    with qtbot.waitSignal(formed.told) as told:
        formed.tables.moved.emit(members(formed, "S1")[0].id, 2)
    assert told.args[0].startswith("Table 1 has a typed sheet and stays as it is.")
    assert formed.proposal is proposal


def test_the_last_of_two_hundred_people_can_be_scrolled_to(page: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    people(page, 200, wait_saved)
    propose(page, qtbot)
    qtbot.mouseClick(page.buttons.form, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert sum(len(card.seats) for card in page.tables.cards) == 200
    page.tables.verticalScrollBar().setValue(page.tables.verticalScrollBar().maximum())
    assert page.tables.card_area(len(page.tables.cards) - 1).bottom() <= page.tables.viewport().height()


def test_the_tables_say_how_varied_they_are_and_what_people_need(formed: GroupsPage, wait_saved: Wait) -> None:
    card = formed.tables.cards[0]
    assert card.quality.count("·") == 2
    assert "departments" in card.quality
    person = members(formed, "S1")[0]
    formed.workspace.do(roster.change_person, replace(person, needs="wheelchair"))
    wait_saved(formed.workspace)
    assert [seat.needs for seat in formed.tables.cards[0].seats if seat.id == person.id] == ["wheelchair"]


def test_two_people_are_swapped_by_keys_and_undone_in_words(formed: GroupsPage, wait_saved: Wait) -> None:
    formed.tables.setFocus()
    press(formed, Key.Key_Down)
    first = formed.tables.chosen
    press(formed, Key.Key_X)
    assert formed.room.status.text().startswith("Swap ")
    press(formed, Key.Key_Right)
    assert formed.room.status.text().startswith("Swap ")  # whoever goes on is still to know what X does
    second = formed.tables.chosen
    press(formed, Key.Key_S)
    wait_saved(formed.workspace)
    assert first in [p.id for p in members(formed, "S2")]
    assert second in [p.id for p in members(formed, "S1")]
    assert formed.workspace.undo_label.startswith("Swap ")
    formed.workspace.undo()
    wait_saved(formed.workspace)
    assert first in [p.id for p in members(formed, "S1")]


def test_escape_forgets_the_first_of_two(formed: GroupsPage, wait_saved: Wait) -> None:
    formed.tables.setFocus()
    before = snapshot(formed)
    for key in (Key.Key_Down, Key.Key_X, Key.Key_Escape, Key.Key_Right, Key.Key_X):
        press(formed, key)
    assert formed.room.status.text().startswith("Swap ")
    press(formed, Key.Key_X)
    wait_saved(formed.workspace)
    assert not formed.room.status.text().startswith("Swap ")
    assert snapshot(formed) is before


def test_a_swap_in_a_proposal_changes_only_the_proposal(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    first, second = (staffed.tables.cards[n].seats[0].id for n in (0, 1))
    staffed.tables.swapped.emit(first, second)
    assert [seat.id for seat in staffed.tables.cards[0].seats].count(second) == 1
    assert [seat.id for seat in staffed.tables.cards[1].seats].count(first) == 1
    assert not snapshot(staffed).groups


def test_a_locked_table_and_a_pinned_person_stay_when_groups_are_proposed_again(
    formed: GroupsPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    formed.tables.setFocus()
    formed.tables.choose(members(formed, "S2")[0].id)
    press(formed, Key.Key_L)
    wait_saved(formed.workspace)
    pinned = members(formed, "S5")[0].id
    formed.tables.choose(pinned)
    press(formed, Key.Key_P)
    wait_saved(formed.workspace)
    assert [card.title for card in formed.tables.cards if card.locked] == ["Table 2"]
    assert [seat.id for card in formed.tables.cards for seat in card.seats if seat.pinned] == [pinned]
    kept = {person.id for person in members(formed, "S2")}
    propose(formed, qtbot)
    cards = {card.title: {seat.id for seat in card.seats} for card in formed.tables.cards}
    assert cards["Table 2"] == kept
    assert pinned in cards["Table 5"]
    moved = {seat.id for card in formed.tables.cards for seat in card.seats if seat.changed}
    assert moved
    assert not moved & (kept | {pinned})


def test_locks_and_pins_wait_until_groups_are_formed(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    press(staffed, Key.Key_Down)
    with qtbot.waitSignal(staffed.told) as told:
        press(staffed, Key.Key_L)
    assert "Form the groups first" in told.args[0]


def test_roles_are_drawn_by_a_key(formed: GroupsPage, wait_saved: Wait) -> None:
    press(formed, Key.Key_R)
    wait_saved(formed.workspace)
    for card in formed.tables.cards:
        assert sorted(seat.role for seat in card.seats if seat.role) == ["scribe", "speaker", "timekeeper"]
    before = snapshot(formed)
    press(formed, Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    wait_saved(formed.workspace)
    assert snapshot(formed) != before


def test_keys_and_paint_stay_fluid_with_two_hundred_people(page: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    people(page, 200, wait_saved)
    propose(page, qtbot)
    qtbot.mouseClick(page.buttons.form, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    page.tables.setFocus()
    took = []
    for key in [Key.Key_Down, Key.Key_Right] * 20:
        begun = time.process_time()
        press(page, key)
        page.tables.viewport().repaint()
        took.append(time.process_time() - begun)
    # About 10 ms; a slow and busy machine may take some times that.
    assert sorted(took)[len(took) // 2] < 0.1


def test_where_all_tables_are_locked_a_proposal_is_refused_in_words(
    formed: GroupsPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    for group in snapshot(formed).groups:
        formed.workspace.do(groups.set_locked, group.id, True)
    wait_saved(formed.workspace)
    with qtbot.waitSignal(formed.told) as told:
        press(formed, Key.Key_G)
    assert told.args[0].endswith("nobody can change places. Unlock a table first.")
    assert formed.proposal is None
    assert formed.panel.choice_table.isHidden()
