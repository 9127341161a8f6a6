"""What is asked of a seating, in the file."""

from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import SeatingRules, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.store import roster, seating
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot

ADA, BO, CY = full_snapshot().participants
TOGETHER, APART = full_snapshot().wishes


def test_two_people_have_one_wish(file: EngagementFile) -> None:
    changed = replace(TOGETHER, kind=WishKind.APART, level=WishLevel.MUST)
    with file.edit("Wish") as edit:
        seating.save_wish(edit.db, changed)
    assert file.snapshot().wishes == (changed, APART)
    with file.edit("Wish") as edit:
        seating.delete_wish(edit.db, changed)
    assert file.snapshot().wishes == (APART,)


def test_whoever_leaves_takes_wishes_and_meetings_along_and_undo_brings_them_back(file: EngagementFile) -> None:
    before = file.snapshot()
    file.take_steps()
    with file.edit("Delete") as edit:
        roster.delete(edit.db, CY.id)
    assert file.snapshot().wishes == (TOGETHER,)
    assert file.snapshot().met == {}
    [step] = file.take_steps()
    file.reverse(step)
    assert file.snapshot() == before


def test_rules_of_an_audience_are_replaced(file: EngagementFile) -> None:
    with file.edit("Rules") as edit:
        seating.save_rules(edit.db, Audience.CUSTOMERS, SeatingRules())
        seating.save_rules(edit.db, Audience.STAFF, SeatingRules(managers_apart=False))
    assert file.snapshot().seating_rules == {
        Audience.CUSTOMERS: SeatingRules(),
        Audience.STAFF: SeatingRules(managers_apart=False),
    }


def test_people_of_a_group_meet_once_more(file: EngagementFile) -> None:
    with file.edit("Meet") as edit:
        seating.add_met(edit.db, [(CY.id, ADA.id, BO.id), ()])
    pairs = {(1, 2): 1, (1, 3): 3, (2, 3): 1}
    assert file.snapshot().met == {(ParticipantId(a), ParticipantId(b)): times for (a, b), times in pairs.items()}
