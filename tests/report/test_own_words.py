"""A headline in a person's own words: printed as it is, and remarked upon where a reader could object."""

import pytest

from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.report.content import ReportContent, build
from cxfacilitator.report.own_words import remarks
from tests.builders import sample_snapshot


@pytest.fixture(scope="module")
def content() -> ReportContent:
    return build(sample_snapshot(), Edition.LEADERSHIP)


def test_a_count_of_the_report_passes_and_an_invented_one_does_not(content: ReportContent) -> None:
    spread = next(s for t in content.numbers.tables for r in t.rows for s in r.spreads if s.said)
    assert remarks(f"Billing: {spread.said} of {spread.groups} groups ask for it", content) == ()
    assert remarks("Customers wait for us on the phone", content) == ()
    assert remarks("Five of 7 groups wait", content) == ("“Five of 7” stands nowhere in this report.",)
    assert remarks("None of the 97 groups wait", content) == ("“None of the 97” stands nowhere in this report.",)


def test_percentages_and_words_that_few_groups_do_not_carry_are_remarked_upon(content: ReportContent) -> None:
    (percent,) = remarks("80 % of customers wait", content)
    assert "give the count" in percent
    (words,) = remarks("It proves that leadership failed to see a significant gap", content)
    assert words == "Counts of a few groups do not carry “proves”, “failed to” and “significant”."
