"""Scribe, timekeeper and speaker of every table."""

from collections import Counter

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import TABLE_ROLES, Participant, ParticipantId
from cxfacilitator.services import groups, roster
from cxfacilitator.store.file import EngagementFile


def tables(file: EngagementFile) -> list[list[Participant]]:
    snapshot = file.snapshot()
    return [[p for p in snapshot.participants if p.group_id == group.id] for group in snapshot.groups]


def test_every_table_gets_each_role_once_in_one_step(formed: EngagementFile) -> None:
    assert groups.draw_roles(formed, Audience.STAFF) == 27
    for people in tables(formed):
        assert Counter(p.table_role for p in people if p.table_role) == Counter(TABLE_ROLES)
    assert [step.label for step in formed.take_steps()] == ["Draw the roles of 9 tables"]
    before = formed.snapshot()
    assert groups.draw_roles(formed, Audience.STAFF, seed=2) == 0
    assert formed.snapshot() == before


def test_whoever_has_a_role_keeps_it_unless_all_are_drawn_afresh(formed: EngagementFile) -> None:
    scribes = [people[0] for people in tables(formed)]
    for person in scribes:
        groups.set_role(formed, person.id, "scribe")
    groups.draw_roles(formed, Audience.STAFF, seed=3)
    after = formed.snapshot().participant
    assert {after[person.id].table_role for person in scribes} == {"scribe"}
    groups.draw_roles(formed, Audience.STAFF, seed=4, afresh=True)
    after = formed.snapshot().participant
    assert {after[person.id].table_role for person in scribes} != {"scribe"}
    assert all(
        Counter(p.table_role for p in people if p.table_role) == Counter(TABLE_ROLES) for people in tables(formed)
    )


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_speaker_is_not_the_most_senior(empty: EngagementFile, seed: int) -> None:
    for number, grade in enumerate(["Director", "Manager", "Officer", "Officer", "Trainee", "Trainee"]):
        person = Participant(ParticipantId(0), Audience.STAFF, "", f"Person {number}", "", grade=grade)
        roster.add_person(empty, person)
    groups.apply(empty, groups.propose(empty.snapshot(), Audience.STAFF))
    groups.draw_roles(empty, Audience.STAFF, seed=seed)
    speaker = next(p for p in empty.snapshot().participants if p.table_role == "speaker")
    assert speaker.grade != "Director"


def test_without_grades_whoever_has_reports_does_not_speak(empty: EngagementFile) -> None:
    roster.add_people(empty, Audience.STAFF, 7)
    boss, *others = empty.snapshot().participants
    for person in others[:2]:
        roster.change_person(
            empty, Participant(person.id, Audience.STAFF, person.code, person.first_name, "", manager_id=boss.id)
        )
    groups.apply(empty, groups.propose(empty.snapshot(), Audience.STAFF))
    for seed in range(1, 6):
        groups.draw_roles(empty, Audience.STAFF, seed=seed, afresh=True)
        assert empty.snapshot().participant[boss.id].table_role != "speaker"


def test_roles_need_tables_and_known_names(staffed: EngagementFile) -> None:
    with pytest.raises(CxError, match="Form the groups first"):
        groups.draw_roles(staffed, Audience.STAFF)
    with pytest.raises(CxError, match="no role “juggler”"):
        groups.set_role(staffed, staffed.snapshot().participants[0].id, "juggler")
