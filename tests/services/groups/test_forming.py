"""Form groups: propose, agree, apply."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Attribute, Group, WishKind, feasible_splits
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.services import engagement, groups, roster, sheets
from cxfacilitator.store.file import EngagementFile
from tests.builders import sample_snapshot


def test_the_messy_roster_becomes_nine_groups_without_managers_beside_reports(staffed: EngagementFile) -> None:
    with staffed as file:
        plan = groups.propose(file.snapshot(), Audience.STAFF)
        assert not plan.unmet
        assert groups.apply(file, plan) == tuple(f"S{n}" for n in range(1, 10))
        snapshot = file.snapshot()
    sizes = Counter(person.group_id for person in snapshot.participants)
    assert None not in sizes
    assert sorted(sizes.values()) == [7, 7, 7, 7, 7, 7, 8, 8, 8]
    seat = {person.id: person.group_id for person in snapshot.participants}
    with_manager = [p for p in snapshot.participants if p.manager_id and seat[p.manager_id] == p.group_id]
    assert with_manager == []


def test_forming_again_replaces_the_groups_and_one_undo_brings_them_back(staffed: EngagementFile) -> None:
    with staffed as file:
        groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF))
        file.take_steps()
        before = file.snapshot()
        groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF, sizes=(7,) * 6 + (6,) * 4, seed=2))
        assert len(file.snapshot().groups) == 10
        (step,) = file.take_steps()
        file.reverse(step)
        assert file.snapshot() == before


def test_groups_with_typed_sheets_are_never_replaced(staffed: EngagementFile, sample_folder: Path) -> None:
    with staffed as file:
        groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF))
        plan = groups.propose(file.snapshot(), Audience.STAFF, seed=2)
        sheets.import_answers(file, sample_folder / "answers.csv")
        before = file.snapshot()
        with pytest.raises(CxError, match="S1"):
            groups.apply(file, plan)
        assert file.snapshot() == before


def test_nobody_to_seat_is_said_in_a_sentence(tmp_path: Path) -> None:
    with (
        engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank")) as file,
        pytest.raises(CxError, match="nobody to seat"),
    ):
        groups.propose(file.snapshot(), Audience.CUSTOMERS)


def test_people_without_names_can_be_seated(tmp_path: Path) -> None:
    with engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank")) as file:
        roster.add_people(file, Audience.STAFF, 32)
        groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF))
        sizes = sorted(Counter(person.group_id for person in file.snapshot().participants).values())
    assert sizes == [6, 6, 6, 7, 7]


def test_a_no_show_gives_the_seat_back(sample: EngagementFile) -> None:
    person = next(p for p in sample.snapshot().participants if p.group_id)
    roster.set_attendance(sample, person.id, type(person.attendance).NO_SHOW)
    assert sample.snapshot().participant[person.id].group_id is None
    assert person.id not in {p.id for p in groups.to_seat(sample.snapshot(), person.audience)}


def test_forming_the_groups_of_one_session_keeps_those_of_the_other(tmp_path: Path, sample_folder: Path) -> None:
    # The list names the sessions; nobody has set them up yet.
    with engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank")) as file:
        roster.apply(file, roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, file.snapshot()))
        first = groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF, "S-AM"))
        second = groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF, "S-PM"))
        again = groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF, "S-AM", seed=2))
        snapshot = file.snapshot()
    assert not set(first) & set(second)
    assert set(again) == set(first)
    assert {group.code for group in groups.of_session(snapshot, Audience.STAFF, "S-PM")} == set(second)
    assert len(snapshot.groups) == len(first) + len(second)


def test_nobody_needs_a_seat_once_all_sheets_are_typed(sample: EngagementFile) -> None:
    # The leadership list names no groups, but the one leadership sheet is there.
    snapshot = sample.snapshot()
    assert len(groups.to_seat(snapshot, Audience.LEADERSHIP)) == 7
    assert groups.loose(snapshot, Audience.LEADERSHIP) == ()


def people_of(file: EngagementFile, code: str) -> set[int]:
    snapshot = file.snapshot()
    group = next(group for group in snapshot.groups if group.code == code)
    return {person.id for person in snapshot.participants if person.group_id == group.id}


def group_of(file: EngagementFile, code: str) -> Group:
    return next(group for group in file.snapshot().groups if group.code == code)


def test_a_locked_group_keeps_its_people_and_its_id(formed: EngagementFile) -> None:
    before, others = people_of(formed, "S3"), {code: people_of(formed, code) for code in ("S1", "S2", "S5")}
    groups.set_locked(formed, group_of(formed, "S3").id, True)
    group = group_of(formed, "S3")
    plan = groups.propose(formed.snapshot(), Audience.STAFF, seed=5)
    groups.apply(formed, plan)
    assert people_of(formed, "S3") == before
    assert group_of(formed, "S3") == group
    assert any(people_of(formed, code) != people for code, people in others.items())


def test_groups_that_only_change_people_keep_their_ids(formed: EngagementFile) -> None:
    before = formed.snapshot().groups
    groups.apply(formed, groups.propose(formed.snapshot(), Audience.STAFF, seed=4))
    assert formed.snapshot().groups == before


def test_pinned_people_stay_at_their_tables(formed: EngagementFile) -> None:
    pinned = [person for person in formed.snapshot().participants if person.group_id is not None][::9]
    for person in pinned:
        groups.set_pinned(formed, person.id, True)
    groups.apply(formed, groups.propose(formed.snapshot(), Audience.STAFF, seed=7))
    after = formed.snapshot().participant
    assert [after[person.id].group_id for person in pinned] == [person.group_id for person in pinned]


def test_a_locked_table_that_does_not_fit_the_split_is_named(formed: EngagementFile) -> None:
    snapshot = formed.snapshot()
    large = next(g for g in snapshot.groups if len(people_of(formed, g.code)) == 8)
    groups.set_locked(formed, large.id, True)
    with pytest.raises(CxError, match=rf"{large.label} stays as it is with 8 people, and 11 groups of 6 have no place"):
        groups.propose(formed.snapshot(), Audience.STAFF, sizes=(6,) * 11)


def test_the_splits_count_locked_tables_with_the_size_that_they_have(formed: EngagementFile) -> None:
    for group in formed.snapshot().groups[:2]:
        groups.set_locked(formed, group.id, True)
    kept = sorted(len(people_of(formed, group.code)) for group in formed.snapshot().groups[:2])
    for choice in groups.splits(formed.snapshot(), Audience.STAFF):
        assert sum(choice.sizes) == 66
        left = list(choice.sizes)
        for size in kept:
            left.remove(size)


def test_with_every_table_locked_there_is_nothing_to_propose(formed: EngagementFile) -> None:
    for group in formed.snapshot().groups:
        groups.set_locked(formed, group.id, True)
    with pytest.raises(CxError, match="Unlock a table first"):
        groups.propose(formed.snapshot(), Audience.STAFF)


def test_a_plan_that_empties_a_locked_table_is_refused(formed: EngagementFile) -> None:
    plan = groups.propose(formed.snapshot(), Audience.STAFF, seed=2)
    groups.set_locked(formed, group_of(formed, "S2").id, True)
    before = formed.snapshot()
    with pytest.raises(CxError, match="Table 2 is locked"):
        groups.apply(formed, plan)
    assert formed.snapshot() == before


def test_a_plan_for_other_people_is_refused(formed: EngagementFile) -> None:
    plan = groups.propose(formed.snapshot(), Audience.STAFF, seed=2)
    roster.set_attendance(formed, formed.snapshot().participants[0].id, Attendance.NO_SHOW)
    with pytest.raises(CxError, match="Propose the groups again"):
        groups.apply(formed, plan)


def test_new_mates_are_remembered_in_the_same_edit(formed: EngagementFile) -> None:
    first = [people_of(formed, group.code) for group in formed.snapshot().groups]
    plan = groups.propose(formed.snapshot(), Audience.STAFF, new_mates=True)
    groups.apply(formed, plan, new_mates=True)
    assert len(formed.take_steps()) == 1
    met = formed.snapshot().met
    assert len(met) == sum(len(group) * (len(group) - 1) // 2 for group in first)
    shared = sum(
        max(0, n * (n - 1) // 2)
        for old in first
        for group in formed.snapshot().groups
        for n in [len(old & people_of(formed, group.code))]
    )
    assert shared < 20, "a seating that does not care repeats about twice as many pairs"


def test_a_wish_is_kept_whatever_the_seed(staffed: EngagementFile) -> None:
    free = [p for p in staffed.snapshot().participants if p.manager_id is None][:4]
    groups.add_wish(staffed, free[0].id, free[1].id, WishKind.TOGETHER)
    groups.add_wish(staffed, free[2].id, free[3].id, WishKind.APART)
    for seed in range(1, 4):
        plan = groups.propose(staffed.snapshot(), Audience.STAFF, seed=seed)
        table = {one: number for number, group in enumerate(plan.groups) for one in group}
        assert table[free[0].id] == table[free[1].id]
        assert table[free[2].id] != table[free[3].id]


def test_customers_of_one_industry_sit_together(empty: EngagementFile) -> None:
    for number in range(24):
        segment = ("trade", "hire", "plant")[number % 3]
        person = Participant(ParticipantId(0), Audience.CUSTOMERS, "", f"Guest {number}", "", segment=segment)
        roster.add_person(empty, person)
    rules = replace(groups.rules_for(empty.snapshot(), Audience.CUSTOMERS), same=Attribute.SEGMENT)
    groups.set_rules(empty, Audience.CUSTOMERS, rules)
    snapshot = empty.snapshot()
    plan = groups.propose(snapshot, Audience.CUSTOMERS)
    assert all(len({snapshot.participant[one].segment for one in group}) == 1 for group in plan.groups)
    assert plan.sizes == (8, 8, 8)


@settings(max_examples=25)
@given(
    kinds=st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("xy"), st.sampled_from("12")), min_size=6, max_size=40
    ),
    pairs=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=4),
    seed=st.integers(1, 5),
    order=st.randoms(use_true_random=False),
)
def test_everybody_is_seated_once_in_groups_of_six_to_eight_and_in_any_row_order(
    kinds: list[tuple[str, str, str]], pairs: list[tuple[int, int]], seed: int, order: Random
) -> None:
    people = [
        Participant(
            ParticipantId(n + 1),
            Audience.STAFF,
            f"P{n:03}",
            f"N{n}",
            "",
            department=kind[0],
            site=kind[1],
            grade=kind[2],
        )
        for n, kind in enumerate(kinds)
    ]
    wishes = [
        groups.wish(people[first], people[second], WishKind.TOGETHER)
        for first, second in pairs[:1]
        if first != second and max(first, second) < len(people)
    ]
    base = replace(sample_snapshot(), participants=tuple(people), groups=(), answers=(), wishes=tuple(wishes))
    plan = groups.propose(base, Audience.STAFF, seed=seed)
    assert sorted(one for group in plan.groups for one in group) == [person.id for person in people]
    if feasible_splits(len(people)):
        assert all(6 <= size <= 8 for size in plan.sizes)
    table = {one: number for number, group in enumerate(plan.groups) for one in group}
    assert all(table[wish.first_id] == table[wish.second_id] for wish in wishes)
    shuffled = list(people)
    order.shuffle(shuffled)
    again = groups.propose(replace(base, participants=tuple(shuffled)), Audience.STAFF, seed=seed)
    assert {frozenset(group) for group in again.groups} == {frozenset(group) for group in plan.groups}


@pytest.fixture
def two_sessions(empty: EngagementFile, sample_folder: Path) -> EngagementFile:
    roster.apply(empty, roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, empty.snapshot()))
    for code in ("S-AM", "S-PM"):
        groups.apply(empty, groups.propose(empty.snapshot(), Audience.STAFF, code))
    return empty


def test_a_guest_from_the_other_session_belongs_to_the_table_where_they_sit(two_sessions: EngagementFile) -> None:
    snapshot = two_sessions.snapshot()
    morning, afternoon = (groups.of_session(snapshot, Audience.STAFF, code) for code in ("S-AM", "S-PM"))
    guest = next(p for p in snapshot.participants if p.group_id == morning[0].id)
    groups.move(two_sessions, guest.id, afternoon[0].id)
    snapshot = two_sessions.snapshot()
    assert groups.of_session(snapshot, Audience.STAFF, "S-AM") == morning
    assert groups.of_session(snapshot, Audience.STAFF, "S-PM") == afternoon
    assert guest.id in {person.id for person in groups.to_seat(snapshot, Audience.STAFF, "S-PM")}
    assert guest.id not in {person.id for person in groups.to_seat(snapshot, Audience.STAFF, "S-AM")}


def test_whoever_walks_in_unasked_may_sit_in_any_session_until_they_sit(two_sessions: EngagementFile) -> None:
    walked_in = Participant(ParticipantId(0), Audience.STAFF, "", "Nia", "Prosser", attendance=Attendance.WALK_IN)
    roster.add_person(two_sessions, walked_in)
    nia = two_sessions.snapshot().participants[-1].id
    for code in ("S-AM", "S-PM"):
        assert nia in {person.id for person in groups.to_seat(two_sessions.snapshot(), Audience.STAFF, code)}
        assert groups.unsettled(two_sessions.snapshot(), Audience.STAFF, code).people == 1
    groups.apply_rebalance(two_sessions, groups.rebalance(two_sessions.snapshot(), Audience.STAFF, "S-PM")[0])
    assert groups.unsettled(two_sessions.snapshot(), Audience.STAFF, "S-AM").people == 0
    assert nia in {person.id for person in groups.to_seat(two_sessions.snapshot(), Audience.STAFF, "S-PM")}
