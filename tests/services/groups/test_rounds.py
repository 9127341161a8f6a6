"""Several seatings in a row."""

from itertools import combinations

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.services import groups, roster
from cxfacilitator.store.file import EngagementFile


def test_nobody_meets_twice_where_there_are_many_tables(empty: EngagementFile) -> None:
    roster.add_people(empty, Audience.STAFF, 98)
    plan = groups.propose_rounds(empty.snapshot(), Audience.STAFF, rounds=2)
    assert plan.sizes == (7,) * 14
    pairs = [{pair for group in found for pair in combinations(sorted(group), 2)} for found in plan.rounds]
    assert not pairs[0] & pairs[1]
    assert plan.met_again == 0
    assert "Nobody meets anybody twice." in plan.sentences()
    assert empty.snapshot().groups == ()


def test_with_few_tables_it_says_that_people_must_meet_again(empty: EngagementFile) -> None:
    roster.add_people(empty, Audience.STAFF, 21)
    plan = groups.propose_rounds(empty.snapshot(), Audience.STAFF, rounds=3)
    assert plan.met_again > 0
    words = " ".join(plan.sentences())
    assert "cannot be avoided" in words
    assert "counting by groups is invalid" in words


@pytest.mark.parametrize("rounds", [0, 1, 13])
def test_the_number_of_rounds_must_make_sense(empty: EngagementFile, rounds: int) -> None:
    roster.add_people(empty, Audience.STAFF, 21)
    with pytest.raises(CxError, match="from 2 to 12 rounds"):
        groups.propose_rounds(empty.snapshot(), Audience.STAFF, rounds=rounds)
