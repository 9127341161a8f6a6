"""Late-comers, and groups mended after no-shows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import WishKind
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.services import groups, roster
from cxfacilitator.ui.pages.groups import GroupsPage
from tests.ui.pages.groups.hands import Key, Wait, members, press, quiet, snapshot, stay_away


def test_whoever_walks_in_waits_on_a_card_of_their_own(formed: GroupsPage, wait_saved: Wait) -> None:
    walked_in = Participant(ParticipantId(0), Audience.STAFF, "", "Nia", "Prosser", attendance=Attendance.WALK_IN)
    formed.workspace.do(roster.add_person, walked_in)
    wait_saved(formed.workspace)
    card = formed.tables.cards[0]
    assert (card.number, [seat.name for seat in card.seats]) == (0, ["Nia Prosser"])
    assert GroupsPage.next_step(snapshot(formed)) == "Staff: find a seat for 1 of 67 people."


def test_a_late_comer_is_seated_with_enter(formed: GroupsPage, wait_saved: Wait) -> None:
    walked_in = Participant(ParticipantId(0), Audience.STAFF, "", "Nia", "Prosser", attendance=Attendance.WALK_IN)
    formed.workspace.do(roster.add_person, walked_in)
    wait_saved(formed.workspace)
    formed.tables.setFocus()
    formed.tables.choose(formed.tables.cards[0].seats[0].id)
    assert formed.room.status.text().startswith("Nia P: best at Table ")
    best = formed.room.best
    assert best is not None
    press(formed, Key.Key_Return)
    wait_saved(formed.workspace)
    nia = snapshot(formed).participants[-1]
    assert nia.group_id == best.group.id
    assert formed.workspace.undo_label == f"Move Nia P. to {best.group.label}"


def test_three_answers_are_shown_before_anything_is_agreed(formed: GroupsPage, qtbot: QtBot) -> None:
    assert formed.buttons.mend.isHidden()
    stay_away(formed, "S3", 4, qtbot)
    assert formed.buttons.mend.text() == "Re-balance (1)"
    assert formed.panel.warning.text() == "1 table has too few people."
    before = snapshot(formed)
    press(formed, Key.Key_B)
    quiet(formed, qtbot)
    mending = formed.room.mending
    assert formed.room.shown is mending
    assert mending.answers[0].kind.value == "fewest moves"
    names = [words.text() for words in mending.findChildren(QLabel)]
    move = mending.answers[0].moves[0]
    assert f"{before.participant[move.person_id].full_name}: {move.before} → {move.after}" in names
    QTest.keyClick(mending.buttons[0], Key.Key_Escape)
    assert formed.room.shown is formed.tables
    assert snapshot(formed) is before


def test_moves_are_listed_and_marked_once_an_answer_is_taken(formed: GroupsPage, qtbot: QtBot) -> None:
    stay_away(formed, "S3", 4, qtbot)
    press(formed, Key.Key_B)
    quiet(formed, qtbot)
    answer = formed.room.mending.answers[0]
    QTest.keyClick(formed.room.mending.buttons[0], Key.Key_Return)
    quiet(formed, qtbot)
    moved = {move.person_id for move in answer.moves}
    assert {seat.id for card in formed.tables.cards for seat in card.seats if seat.changed} == moved
    assert formed.panel.moves_part.head.text() == f"Moves to tell ({len(moved)})"
    assert len(formed.panel.moves.text().splitlines()) == len(moved)
    assert formed.buttons.mend.isHidden()
    with qtbot.waitSignal(formed.stage_wanted) as wanted:
        press(formed, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["materials"]


def test_a_table_that_everybody_left_can_be_removed(formed: GroupsPage, qtbot: QtBot) -> None:
    assert formed.buttons.remove_empty.isHidden()
    stay_away(formed, "S9", 8, qtbot)
    assert formed.buttons.remove_empty.text() == "Remove 1 empty table"
    qtbot.mouseClick(formed.buttons.remove_empty, Qt.MouseButton.LeftButton)
    quiet(formed, qtbot)
    assert formed.workspace.undo_label == "Remove Table 9"
    assert "S9" not in {group.code for group in snapshot(formed).groups}
    assert formed.buttons.remove_empty.isHidden()


def test_what_an_answer_leaves_unmet_is_told_with_the_names_of_the_tables(formed: GroupsPage, qtbot: QtBot) -> None:
    first, second = members(formed, "S2")[:2]
    formed.workspace.do(groups.set_pinned, first.id, True)
    formed.workspace.do(groups.set_pinned, second.id, True)
    formed.workspace.do(groups.add_wish, first.id, second.id, WishKind.APART)
    stay_away(formed, "S1", 8, qtbot)
    press(formed, Key.Key_B)
    quiet(formed, qtbot)
    words = {line.text() for line in formed.room.mending.findChildren(QLabel)}
    names = " and ".join(sorted((first.full_name, second.full_name)))
    assert f"Table 2: {names} were to sit apart." in words


def test_who_is_to_be_told_comes_into_view_after_a_re_balance(formed: GroupsPage, qtbot: QtBot) -> None:
    stay_away(formed, "S3", 4, qtbot)
    press(formed, Key.Key_B)
    quiet(formed, qtbot)
    QTest.keyClick(formed.room.mending.buttons[0], Key.Key_Return)
    quiet(formed, qtbot)
    moves, view = formed.panel.moves, formed.panel.viewport()
    qtbot.waitUntil(lambda: 0 <= moves.mapTo(view, moves.rect().bottomLeft()).y() <= view.height())
