"""What was found is said in words, whoever has been asked."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import find
from cxfacilitator.report.sentences import HEADING, RESPONSE
from cxfacilitator.services.findings import tell, tell_whole
from tests.builders import sample_snapshot


def whole_of(*audiences: Audience) -> str:
    snapshot = sample_snapshot()
    kept = tuple(answer for answer in snapshot.answers if snapshot.audience_of(answer) in audiences)
    return tell_whole(compare(replace(snapshot, answers=kept)))


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_has_a_heading_and_a_response(kind: FindingKind) -> None:
    assert HEADING[kind]
    assert RESPONSE[kind].endswith(".")


def test_every_finding_is_told_in_the_order_in_which_it_was_found() -> None:
    comparison = compare(sample_snapshot())
    told = tell(comparison)
    assert [each.finding for each in told] == list(find(comparison))
    assert [each.heading for each in told] == [HEADING[each.finding.kind] for each in told]


def test_the_whole_is_said_in_two_sentences() -> None:
    assert whole_of(*Audience) == (
        "Customers hold a clear view on 17 themes. "
        "Leadership sees 6 the same way, is silent on 9 and sees 2 the opposite way."
    )


def test_with_two_audiences_it_says_which_comparison_is_missing() -> None:
    assert whole_of(Audience.LEADERSHIP, Audience.STAFF) == (
        "No answers of customers are reviewed yet: leadership and staff are compared with each other only."
    )
    assert "whether staff know it already stays open" in whole_of(Audience.LEADERSHIP, Audience.CUSTOMERS)
    assert "whether leadership sees it too stays open" in whole_of(Audience.STAFF, Audience.CUSTOMERS)


def test_with_one_audience_or_none_it_says_that_nothing_can_be_compared() -> None:
    assert whole_of(Audience.STAFF) == (
        "Only answers of staff are reviewed so far. Until those of leadership or customers are, there is nothing to "
        "compare them with."
    )
    assert whole_of() == "No answer has been reviewed yet, so nothing can be compared."
