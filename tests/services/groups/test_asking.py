"""Rules of an audience, and wishes about two people."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Attribute, Wish, WishKind, WishLevel, default_rules
from cxfacilitator.services import groups
from cxfacilitator.store.file import EngagementFile


def test_rules_are_the_proposed_ones_until_somebody_changes_them(staffed: EngagementFile) -> None:
    proposed = groups.rules_for(staffed.snapshot(), Audience.STAFF)
    assert proposed == default_rules(Audience.STAFF)
    changed = replace(proposed, mix={**proposed.mix, Attribute.SITE: 0}, managers_apart=False)
    groups.set_rules(staffed, Audience.STAFF, changed)
    assert groups.rules_for(staffed.snapshot(), Audience.STAFF) == changed
    assert groups.rules_for(staffed.snapshot(), Audience.CUSTOMERS) == default_rules(Audience.CUSTOMERS)


def test_a_wish_about_the_same_two_takes_the_place_of_the_earlier_one(staffed: EngagementFile) -> None:
    first, second = staffed.snapshot().participants[:2]
    staffed.take_steps()
    groups.add_wish(staffed, second.id, first.id, WishKind.APART)
    groups.add_wish(staffed, first.id, second.id, WishKind.TOGETHER, WishLevel.WANT)
    assert staffed.snapshot().wishes == (Wish(first.id, second.id, WishKind.TOGETHER, WishLevel.WANT),)
    groups.remove_wish(staffed, staffed.snapshot().wishes[0])
    assert staffed.snapshot().wishes == ()
    names = f"{first.shown_name}. and {second.shown_name}."
    added, _, dropped = staffed.take_steps()
    assert added.label == f"Keep {second.shown_name}. and {first.shown_name}. apart"
    assert dropped.label == f"Drop the wish about {names}"


def test_a_wish_is_about_two_people_of_one_audience(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    person = next(p for p in snapshot.participants if p.audience is Audience.STAFF)
    leader = next(p for p in snapshot.participants if p.audience is Audience.LEADERSHIP)
    with pytest.raises(CxError, match="two different ones"):
        groups.add_wish(sample, person.id, person.id, WishKind.APART)
    with pytest.raises(CxError, match="they never share a table"):
        groups.add_wish(sample, person.id, leader.id, WishKind.APART)
    assert sample.snapshot().wishes == ()
