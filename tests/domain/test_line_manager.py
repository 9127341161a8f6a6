"""A line manager said by name or number."""

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.line_manager import find_manager, unmistakable
from cxfacilitator.domain.roster import Participant, ParticipantId


def person(number: int, first: str, last: str, manager: int | None = None) -> Participant:
    boss = None if manager is None else ParticipantId(manager)
    return Participant(ParticipantId(number), Audience.STAFF, f"P{number}", first, last, "Ops", manager_id=boss)


ANN, BO, CY, JO, JOE = PEOPLE = (
    person(1, "Ann", "Lee"),
    person(2, "Bo", "Fox", 1),
    person(3, "Cy", "Day", 2),
    person(4, "José", "Marín"),
    person(5, "Jose", "Marin"),
)


@pytest.mark.parametrize("text", ["Ann Lee", "lee, ann", "Lee Ann", "P1", "p1 ", "A. Lee", "lee, a.", "Lee"])
def test_a_manager_is_found_by_name_or_number(text: str) -> None:
    assert find_manager(text, BO, PEOPLE) is ANN


def test_of_two_of_one_name_the_number_tells() -> None:
    with pytest.raises(CxError, match=r"2 people are called José Marín. Type the number instead: P4 \(Ops\) and P5"):
        find_manager("José Marín", BO, PEOPLE)
    assert [unmistakable(one, PEOPLE) for one in (ANN, JO)] == ["Ann Lee", "José Marín (P4)"]
    assert find_manager("José Marín (P4)", BO, PEOPLE) is JO


def test_blank_means_none() -> None:
    assert find_manager("  ", BO, PEOPLE) is None


@pytest.mark.parametrize(
    ("who", "text", "sentence"),
    [
        (ANN, "The Boss", "Nobody on the roster is called The Boss"),
        (ANN, "Ann Lee", "cannot be their own line manager"),
        (ANN, "Cy Day", "Ann Lee cannot report to Cy Day: Cy Day reports to Bo Fox and Bo Fox reports to Ann Lee"),
    ],
)
def test_what_makes_no_sense_is_refused(who: Participant, text: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        find_manager(text, who, PEOPLE)


def test_a_circle_that_is_there_already_does_not_hang() -> None:
    circle = (person(1, "Ann", "Lee", 2), person(2, "Bo", "Fox", 1), person(3, "Cy", "Day"))
    assert find_manager("Ann Lee", circle[2], circle) is circle[0]


def test_a_name_in_short_is_no_other_name() -> None:
    with pytest.raises(CxError, match="Nobody on the roster is called An Lee"):
        find_manager("An Lee", BO, PEOPLE)
    with pytest.raises(CxError, match=r"2 people are called J\. Marín"):
        find_manager("J. Marín", BO, PEOPLE)
