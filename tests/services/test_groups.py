"""Form groups: propose, agree, apply."""

from collections import Counter
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.services import engagement, groups, roster, sheets
from cxfacilitator.store.file import EngagementFile


@pytest.fixture
def staffed(tmp_path: Path, sample_folder: Path) -> EngagementFile:
    file = engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank"))
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, file.snapshot())
    assert roster.apply(file, plan) == 66
    return file


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
        plan = groups.propose(file.snapshot(), Audience.STAFF)
        groups.apply(file, plan)
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
