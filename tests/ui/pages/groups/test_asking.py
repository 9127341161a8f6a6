"""Rules and wishes, and why a seating is as it is."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Attribute, WishKind, WishLevel
from cxfacilitator.domain.roster import Attendance
from cxfacilitator.services import groups, roster
from cxfacilitator.ui.pages.groups import GroupsPage
from tests.ui.pages.groups.hands import Key, Wait, explained, members, people, press, propose, quiet, snapshot


def test_rules_are_chosen_kept_and_measured(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    form = formed.panel.rules
    assert form.weights[Attribute.SEGMENT].isHidden(), "nothing is known of segments"
    assert "Departments" in explained(formed)
    box = form.weights[Attribute.DEPARTMENT]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    wait_saved(formed.workspace)
    assert groups.rules_for(snapshot(formed), Audience.STAFF).mix[Attribute.DEPARTMENT] == 0
    assert "Departments" not in explained(formed)
    form.managers.click()
    form.scribe.click()
    wait_saved(formed.workspace)
    rules = groups.rules_for(snapshot(formed), Audience.STAFF)
    assert not rules.managers_apart
    assert [wish.role for wish in rules.roles] == ["scribe"]
    assert formed.workspace.undo_label == "Change the seating rules of staff"
    place = form.alone.findText("Supervisor (grade)")
    form.alone.setCurrentIndex(place)
    form.alone.activated.emit(place)
    wait_saved(formed.workspace)
    assert [(a.attribute, a.value) for a in groups.rules_for(snapshot(formed), Audience.STAFF).never_alone] == [
        (Attribute.GRADE, "supervisor")
    ]


def test_tables_of_one_site_have_the_sizes_that_takes(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    form = staffed.panel.rules
    form.same.setCurrentIndex(form.same.findText("Site"))
    wait_saved(staffed.workspace)
    assert staffed.panel.choice_table.isHidden()
    propose(staffed, qtbot)
    assert staffed.proposal is not None
    assert staffed.proposal.alike is not None
    assert "Same site" in explained(staffed)


def test_a_wish_is_typed_with_a_few_letters_and_holds(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    first, second = members(formed, "S1")[0], members(formed, "S2")[0]
    press(formed, Key.Key_W)
    wishes = formed.panel.wishes
    assert wishes.first.hasFocus()
    wishes.first.setText(first.full_name)
    wishes.second.setText(f"{second.full_name} ({second.code})")
    wishes.kind.setCurrentIndex(1)
    wishes.second.setFocus()
    QTest.keyClick(wishes.second, Key.Key_Return)
    wait_saved(formed.workspace)
    (wish,) = snapshot(formed).wishes
    assert set(wish.pair) == {first.id, second.id}
    assert formed.panel.wishes_part.head.text() == "Wishes (1)"
    assert "were to sit together" in explained(formed)
    propose(formed, qtbot)
    assert "The wish is met." in explained(formed)
    drop = next(b for b in wishes.findChildren(QPushButton) if b.text() == "Drop")
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    wait_saved(formed.workspace)
    assert snapshot(formed).wishes == ()


def test_a_wish_about_nobody_is_refused_where_it_is_typed(formed: GroupsPage) -> None:
    wishes = formed.panel.wishes
    wishes.first.setText("Nobody Atall")
    QTest.keyClick(wishes.level, Key.Key_Return)
    assert wishes.problem.text().startswith("There is nobody of this name")
    assert snapshot(formed).wishes == ()


def test_what_an_unmet_wish_would_cost_is_told_when_asked(formed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    first, second = members(formed, "S1")[0], members(formed, "S2")[0]
    formed.workspace.do(groups.add_wish, first.id, second.id, WishKind.TOGETHER, WishLevel.WANT)
    wait_saved(formed.workspace)
    ask = next(b for b in formed.panel.explanation.findChildren(QPushButton) if b.text() == "What would they cost?")
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    quiet(formed, qtbot)
    assert "would rather sit together. Costs " in explained(formed)


def test_a_wish_that_cannot_be_met_says_why(formed: GroupsPage, wait_saved: Wait) -> None:
    first, second, third = members(formed, "S1")[:3]
    for one, other, kind in ((first, second, "together"), (second, third, "together"), (first, third, "apart")):
        formed.workspace.do(groups.add_wish, one.id, other.id, WishKind(kind))
    wait_saved(formed.workspace)
    assert formed.panel.explanation.plan is not None
    assert formed.panel.explanation.plan.impossible
    unmet = formed.panel.explanation.plan.unmet_wishes
    assert [one.certificate is not None for one in unmet] == [True]


def test_letters_typed_in_a_choice_are_no_keys_of_the_page(formed: GroupsPage, wait_saved: Wait) -> None:
    formed.tables.choose(members(formed, "S1")[0].id)
    formed.panel.rules_part.unfold()
    box = formed.panel.rules.weights[Attribute.DEPARTMENT]
    box.setFocus()
    QTest.keyClick(box, Key.Key_L)
    wait_saved(formed.workspace)
    assert box.currentText() == "Low"
    assert not any(group.locked for group in snapshot(formed).groups)


def test_escape_in_a_field_keeps_the_proposal(staffed: GroupsPage, qtbot: QtBot) -> None:
    propose(staffed, qtbot)
    QTest.keyClick(staffed.tables, Key.Key_W)
    QTest.keyClick(staffed.panel.wishes.first, Key.Key_Escape)
    assert staffed.proposal is not None
    assert staffed.tables.hasFocus()


def test_a_proof_is_asked_for_and_the_answer_is_shown(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> None:
    away = [person.id for place, person in enumerate(snapshot(staffed).participants) if place % 4]
    staffed.workspace.do(roster.set_attendance_of_all, away, Attendance.NO_SHOW)
    wait_saved(staffed.workspace)
    propose(staffed, qtbot)
    first, second = (list(group) for group in staffed.panel.explanation.plan.groups)
    first[0], second[0] = second[0], first[0]
    poor = groups.adjusted(snapshot(staffed), staffed.proposal, [first, second])
    staffed.proposal = poor
    staffed.show_snapshot(snapshot(staffed))
    button = next(b for b in staffed.findChildren(QPushButton) if b.text() == "Is this the best there is?")
    with qtbot.waitSignal(staffed.told, timeout=60_000) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args[0] == "A better seating was found, and no other is better still."
    assert staffed.proposal is not None
    assert staffed.proposal.proven
    assert staffed.earlier == poor
    assert "Proven: no other seating of these people is better." in explained(staffed)
    assert not [b for b in staffed.panel.explanation.body.findChildren(QPushButton) if "best" in b.text()]


def test_escape_leaves_a_field_also_where_no_table_is_shown(page: GroupsPage, wait_saved: Wait, qtbot: QtBot) -> None:
    people(page, 1, wait_saved)
    assert page.panel.headcount.text() == "1 person cannot be split into groups of 6-8"
    QTest.keyClick(page, Key.Key_W)
    assert page.panel.wishes.first.hasFocus()
    QTest.keyClick(page.panel.wishes.first, Key.Key_Escape)
    assert not page.panel.wishes.first.hasFocus()
    propose(page, qtbot)
    assert page.proposal is not None


def test_a_session_says_who_is_seated_in_it(staffed: GroupsPage, wait_saved: Wait) -> None:
    ids = [person.id for person in snapshot(staffed).participants]
    for one in ids[:8]:
        staffed.workspace.do(roster.change_person, replace(snapshot(staffed).participant[one], session_code="S-AM"))
    wait_saved(staffed.workspace)
    assert staffed.panel.who.text() == "Everybody invited to S-AM who is not marked as missing."
    staffed.workspace.do(roster.set_attendance, ids[0], Attendance.NO_SHOW)
    wait_saved(staffed.workspace)
    assert staffed.panel.who.text() == "8 invited to S-AM; 1 marked as not here."


def test_the_fields_of_a_wish_stay_on_the_screen_while_wishes_are_added(
    formed: GroupsPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    seated = [person.id for person in snapshot(formed).participants]
    QTest.keyClick(formed, Key.Key_W)
    for one, other in zip(seated[:8], seated[8:16], strict=True):
        formed.panel.wishes.added.emit(one, other, WishKind.APART, WishLevel.MUST)
        wait_saved(formed.workspace)
    add, view = formed.panel.wishes.add, formed.panel.viewport()

    def in_view() -> bool:
        return 0 <= add.mapTo(view, add.rect().topLeft()).y() <= view.height() - add.height()

    assert formed.panel.wishes.first.hasFocus()
    qtbot.waitUntil(in_view)
