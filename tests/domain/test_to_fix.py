"""What is blank on the roster where others have something."""

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.to_fix import to_fix


def person(
    number: int, department: str = "", grade: str = "", manager: int | None = None, audience: Audience = Audience.STAFF
) -> Participant:
    boss = None if manager is None else ParticipantId(manager)
    return Participant(ParticipantId(number), audience, f"P{number}", "A", "B", department, "", grade, manager_id=boss)


def test_a_blank_counts_where_half_of_the_others_have_something() -> None:
    people = (person(1, "Ops"), person(2, "Ops"), person(3), person(4, "", "A1"))
    assert to_fix(people) == {3: ("department",), 4: ("department",)}, "one grade among four is no rule"


def test_whoever_leads_others_may_have_no_manager() -> None:
    people = (person(1), person(2, manager=1), person(3, manager=1), person(4))
    assert to_fix(people) == {4: ("line manager",)}


def test_leaders_and_people_by_number_have_nothing_to_fix() -> None:
    assert to_fix(()) == {}
    assert to_fix((person(1), person(2))) == {}
    leaders = Audience.LEADERSHIP
    assert to_fix((person(1, "Board", audience=leaders), person(2, audience=leaders))) == {}
