"""Groups mended after no-shows and walk-ins, and who is to be told."""

from collections import Counter
from dataclasses import replace

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId, RepairKind, WishKind
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.services import groups, roster, sheets
from cxfacilitator.store.file import EngagementFile


def seated(file: EngagementFile, code: str) -> list[Participant]:
    snapshot = file.snapshot()
    group = next(group for group in snapshot.groups if group.code == code)
    return [person for person in snapshot.participants if person.group_id == group.id]


def stay_away(file: EngagementFile, code: str, count: int) -> None:
    for person in seated(file, code)[:count]:
        roster.set_attendance(file, person.id, Attendance.NO_SHOW)


def walk_in(file: EngagementFile, name: str) -> ParticipantId:
    roster.add_person(
        file, Participant(ParticipantId(0), Audience.STAFF, "", name, "Guest", attendance=Attendance.WALK_IN)
    )
    return file.snapshot().participants[-1].id


@pytest.fixture
def upset(formed: EngagementFile) -> EngagementFile:
    """Four who did not come, three of them from one table, and two who came unasked."""
    stay_away(formed, "S4", 3)
    stay_away(formed, "S7", 1)
    for name in ("Nia", "Owen"):
        walk_in(formed, name)
    formed.take_steps()
    return formed


def test_nothing_needs_mending_while_all_sit_in_groups_of_six_to_eight(formed: EngagementFile) -> None:
    assert not groups.unsettled(formed.snapshot(), Audience.STAFF)
    stay_away(formed, "S4", 3)
    assert groups.unsettled(formed.snapshot(), Audience.STAFF).tables == 1
    walk_in(formed, "Nia")
    assert groups.unsettled(formed.snapshot(), Audience.STAFF).people == 1


def test_three_answers_seat_everybody_and_the_first_moves_the_fewest(upset: EngagementFile) -> None:
    snapshot = upset.snapshot()
    answers = groups.rebalance(snapshot, Audience.STAFF)
    assert [answer.kind.value for answer in answers] == ["fewest moves", "balanced", "fresh start"]
    for answer in answers:
        assert sorted(one for group in answer.plan.groups for one in group) == sorted(
            person.id for person in groups.to_seat(snapshot, Audience.STAFF)
        )
        assert all(6 <= size <= 8 for size in answer.plan.sizes)
    assert answers[0].moved <= min(answer.moved for answer in answers)
    # Two walk-ins fill up the table of four or five: nobody who sits has to get up.
    assert answers[0].moved == 0
    assert snapshot == upset.snapshot()


def test_an_agreed_answer_is_one_step_and_only_its_moves_are_told(upset: EngagementFile) -> None:
    before = upset.snapshot()
    label = {group.id: group.label for group in before.groups}
    answer = groups.rebalance(before, Audience.STAFF)[2]
    groups.apply_rebalance(upset, answer)
    after = upset.snapshot()
    (step,) = upset.take_steps()
    assert step.label == "Re-balance 9 groups"
    told = {move.person_id: (move.before, move.after) for move in groups.moves(after, Audience.STAFF)}
    assert told == {move.person_id: (move.before, move.after) for move in answer.moves if move.before}
    for person in groups.to_seat(before, Audience.STAFF):
        if person.group_id is not None:
            assert after.participant[person.id].announced == label[GroupId(person.group_id)]
    upset.reverse(step)
    assert upset.snapshot() == before


def test_whoever_was_told_before_is_told_against_that(upset: EngagementFile) -> None:
    person = seated(upset, "S1")[0]
    roster.change_person(upset, replace(person, announced="Table 9"))
    groups.apply_rebalance(upset, groups.rebalance(upset.snapshot(), Audience.STAFF)[0])
    assert upset.snapshot().participant[person.id].announced == "Table 9"
    assert person.id in {move.person_id for move in groups.moves(upset.snapshot(), Audience.STAFF)}


def test_locked_tables_and_pinned_people_stay_in_every_answer(upset: EngagementFile) -> None:
    locked = seated(upset, "S2")
    assert locked[0].group_id is not None
    groups.set_locked(upset, GroupId(locked[0].group_id), True)
    pinned = seated(upset, "S5")[0]
    groups.set_pinned(upset, pinned.id, True)
    for answer in groups.rebalance(upset.snapshot(), Audience.STAFF):
        place = {one: table for group, table in zip(answer.plan.groups, answer.tables, strict=True) for one in group}
        assert {one for one, table in place.items() if table == locked[0].group_id} == {p.id for p in locked}
        assert place[pinned.id] == pinned.group_id


def test_a_table_is_given_up_when_too_few_are_left(formed: EngagementFile) -> None:
    for code in ("S1", "S2", "S3"):
        stay_away(formed, code, 5)
    answer = groups.rebalance(formed.snapshot(), Audience.STAFF)[0]
    assert answer.dissolved
    groups.apply_rebalance(formed, answer)
    after = formed.snapshot()
    assert not {group.id for group in after.groups} & set(answer.dissolved)
    sizes = Counter(p.group_id for p in groups.to_seat(after, Audience.STAFF))
    assert None not in sizes
    assert set(sizes.values()) <= {6, 7, 8}


def test_a_table_with_a_typed_sheet_is_never_given_up(formed: EngagementFile) -> None:
    for code in ("S1", "S2", "S3"):
        stay_away(formed, code, 5)
    answer = groups.rebalance(formed.snapshot(), Audience.STAFF)[0]
    lost = answer.dissolved[0]
    sheets.save(formed, Answer(AnswerId("a" * 32), "S1-Q1-01", lost, Box.WELL, 1, "We answer the telephone."))
    before = formed.snapshot()
    with pytest.raises(CxError, match="has answers on its sheet"):
        groups.apply_rebalance(formed, answer)
    assert formed.snapshot() == before
    assert all(lost not in answer.dissolved for answer in groups.rebalance(formed.snapshot(), Audience.STAFF))


def test_an_answer_for_other_people_is_refused(upset: EngagementFile) -> None:
    answer = groups.rebalance(upset.snapshot(), Audience.STAFF)[0]
    walk_in(upset, "Late")
    with pytest.raises(CxError, match="Re-balance again"):
        groups.apply_rebalance(upset, answer)


def test_there_is_nothing_to_mend_before_groups_are_formed(staffed: EngagementFile) -> None:
    with pytest.raises(CxError, match="Form them first"):
        groups.rebalance(staffed.snapshot(), Audience.STAFF)


def test_a_late_comer_is_offered_the_tables_with_room_the_best_first(formed: EngagementFile) -> None:
    stay_away(formed, "S4", 1)
    person_id = walk_in(formed, "Nia")
    found = groups.best_tables(formed.snapshot(), person_id)
    sizes = Counter(p.group_id for p in formed.snapshot().participants)
    assert {best.group.id for best in found} == {g.id for g in formed.snapshot().groups if sizes[g.id] < 8}
    assert found[0].words.endswith(".")
    groups.set_locked(formed, found[0].group.id, True)
    assert found[0].group.id not in {best.group.id for best in groups.best_tables(formed.snapshot(), person_id)}


def test_a_late_comer_is_kept_from_whom_they_must_not_meet(formed: EngagementFile) -> None:
    person_id = walk_in(formed, "Nia")
    best = groups.best_tables(formed.snapshot(), person_id)[0]
    rival = seated(formed, best.group.code)[0]
    groups.add_wish(formed, person_id, rival.id, WishKind.APART)
    found = groups.best_tables(formed.snapshot(), person_id)
    assert found[-1].group == best.group
    assert f"Must not sit with {rival.shown_name}." in found[-1].words


def test_people_of_the_same_name_are_told_apart_by_their_code(formed: EngagementFile) -> None:
    for person in seated(formed, "S1")[:2]:
        roster.change_person(formed, replace(person, first_name="Rhys", last_name="Patel"))
    first, second, third = seated(formed, "S1")[:3]
    names = groups.full_names(formed.snapshot().participants)
    assert names[first.id] == f"Rhys Patel ({first.code})"
    assert names[second.id] == f"Rhys Patel ({second.code})"
    assert names[third.id] == third.full_name


def test_a_table_that_everybody_left_closes_with_a_re_balance(formed: EngagementFile) -> None:
    stay_away(formed, "S9", 8)
    emptied = groups.empty_tables(formed.snapshot(), Audience.STAFF)
    assert [table.code for table in emptied] == ["S9"]
    for answer in groups.rebalance(formed.snapshot(), Audience.STAFF):
        assert "Table 9" in answer.closed
        assert any("Table 9 closes." in words for words in answer.words)
    groups.apply_rebalance(formed, groups.rebalance(formed.snapshot(), Audience.STAFF)[0])
    assert [group.code for group in formed.snapshot().groups] == [f"S{number}" for number in range(1, 9)]


def test_a_table_that_everybody_left_is_used_before_another_opens(formed: EngagementFile) -> None:
    stay_away(formed, "S9", 8)
    for number in range(9):
        walk_in(formed, f"Guest {number}")
    (answer,) = groups.rebalance(formed.snapshot(), Audience.STAFF, kinds=[RepairKind.FEWEST])
    assert answer.labels == tuple(f"Table {number}" for number in range(1, 10))
    assert answer.closed == ()
    assert {move.after for move in answer.moves} >= {"Table 9"}
    groups.apply_rebalance(formed, answer)
    told = {move.person_id: move.after for move in answer.moves}
    snapshot = formed.snapshot()
    for person_id, label in told.items():
        assert snapshot.group[GroupId(snapshot.participant[person_id].group_id or 0)].label == label
    assert len(snapshot.groups) == 9


def test_empty_tables_are_removed_but_none_that_is_wanted(formed: EngagementFile) -> None:
    assert groups.delete_empty(formed, Audience.STAFF) == ()
    assert not formed.take_steps()
    stay_away(formed, "S9", 8)
    groups.add(formed, Audience.STAFF, "Night shift", people=6)
    locked = groups.add(formed, Audience.STAFF)
    groups.set_locked(formed, next(group.id for group in formed.snapshot().groups if group.code == locked), True)
    formed.take_steps()
    assert groups.delete_empty(formed, Audience.STAFF) == ("Table 9",)
    assert [step.label for step in formed.take_steps()] == ["Remove Table 9"]
    assert {"Night shift", f"Table {locked[1:]}"} <= {group.label for group in formed.snapshot().groups}


def test_no_table_counts_as_left_where_nobody_sits_at_all(empty: EngagementFile) -> None:
    groups.add(empty, Audience.STAFF)
    assert groups.empty_tables(empty.snapshot(), Audience.STAFF) == ()
