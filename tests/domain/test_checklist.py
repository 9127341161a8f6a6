"""The checklist: its phases in order, for whom, and what a file must not say."""

import pytest

from cxfacilitator.domain.checklist import read_checklist
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.paths import resource

PHASE = """
[[phase]]
title = "On the day"
days = 0
lines = ["Lay the tables."]
customers = ["Collect the receipts."]
"""
BEFORE = """
[[phase]]
title = "The day before"
days = -1
lines = ["Form the groups."]
"""


def test_phases_stand_in_the_order_of_their_days() -> None:
    assert [phase.title for phase in read_checklist(PHASE + BEFORE)] == ["The day before", "On the day"]


def test_an_audience_has_its_own_lines_after_those_of_everybody() -> None:
    (phase,) = read_checklist(PHASE)
    assert phase.lines_for(Audience.STAFF) == ("Lay the tables.",)
    assert phase.lines_for(Audience.CUSTOMERS) == ("Lay the tables.", "Collect the receipts.")


def test_the_checklist_that_ships_begins_two_weeks_before_and_ends_after_the_session() -> None:
    days = [phase.days for phase in read_checklist(resource("checklist.toml").read_text(encoding="utf-8"))]
    assert days[:4] == [-14, -7, -1, 0]
    assert days[-1] > 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no phases"),
        ("phase = 1", "has no phases"),
        ("phase = [1]", "phase 1: write every phase as its own"),
        (PHASE.replace('"On the day"', '" "'), "phase 1 has no title"),
        (PHASE.replace("days = 0", "days = true"), "days must be a whole number"),
        (PHASE.replace("days = 0", 'days = "0"'), "days must be a whole number"),
        (PHASE.replace('["Lay the tables."]', "[1]"), "lines must be a list of texts"),
        (PHASE.replace("customers", "clients"), "clients means nothing here"),
        ("[[phase", "not readable as TOML"),
    ],
)
def test_a_checklist_that_cannot_be_used_is_refused_with_a_reason(text: str, sentence: str) -> None:
    with pytest.raises(ImportProblem, match=sentence):
        read_checklist(text)
