"""Whether any seating could be better than a plan."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupPlan, problem, seating_request
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.services import groups, roster
from cxfacilitator.store.file import EngagementFile


def fill(file: EngagementFile, people: int) -> None:
    """Departments, sites and grades of which no seating reaches the bound."""
    for number in range(people):
        person = Participant(ParticipantId(0), Audience.STAFF, f"N{number:02}", "N", str(number))
        roster.add_person(
            file,
            replace(person, department="abcd"[number % 7 % 4], site="xyz"[number % 5 % 3], grade="uvw"[number // 7]),
        )


def price(file: EngagementFile, plan: GroupPlan) -> int:
    people = file.snapshot().participants
    measure = problem(seating_request(people, groups.rules_for(file.snapshot(), Audience.STAFF)), plan.sizes)
    return measure.value(measure.seats_of(plan.groups))


def test_a_poor_plan_is_answered_with_the_best_and_the_best_is_proven(empty: EngagementFile) -> None:
    fill(empty, 16)
    snapshot = empty.snapshot()
    people = [person.id for person in snapshot.participants]
    poor = groups.adjusted(snapshot, groups.propose(snapshot, Audience.STAFF, sizes=(8, 8)), [people[:8], people[8:]])
    assert groups.can_prove(poor)
    sentence, best = groups.prove(snapshot, poor)
    assert sentence == "A better seating was found, and no other is better still."
    assert price(empty, best) < price(empty, poor)
    assert best.proven
    assert not groups.can_prove(best), "it is known already"
    again, same = groups.prove(snapshot, replace(best, proven=False))
    assert (again, same.groups, same.proven) == ("Proven: no other seating is better.", best.groups, True)


def test_a_proof_is_out_of_reach_for_many(empty: EngagementFile) -> None:
    roster.add_people(empty, Audience.STAFF, 100)
    plan = replace(groups.propose(empty.snapshot(), Audience.STAFF), proven=False)
    assert not groups.can_prove(plan)
    with pytest.raises(CxError, match="out of reach for more than"):
        groups.prove(empty.snapshot(), plan)
