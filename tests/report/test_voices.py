"""In their words: whose words stand on a theme, and what stands below them."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.content.values import Quote
from tests.builders import sample_snapshot

BILL = ThemeId("OFF-BILL")
L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def on_billing(snapshot: Snapshot, edition: Edition) -> dict[Audience, tuple[Quote, ...]]:
    """What stands on billing, by audience."""
    (theme,) = (theme for theme in build(snapshot, edition).words.themes if theme.name.startswith("Billing"))
    return {voices.audience: voices.quotes for voices in theme.voices}


def test_each_audience_is_quoted_from_different_groups(sample: Snapshot) -> None:
    said = on_billing(sample, Edition.FACILITATOR)
    groups = [quote.source.split("-")[0] for quote in said[C]]
    assert len(set(groups)) == len(groups) == 2


def test_leadership_reads_a_code_only_where_there_are_three_groups(sample: Snapshot) -> None:
    said = on_billing(sample, Edition.LEADERSHIP)
    assert [quote.source for quote in said[L]] == ["Does well"]
    sheets = {part.title.split()[-1] for part in build(sample, Edition.LEADERSHIP).sheets}
    assert {quote.source.split("-")[0] for quote in (*said[S], *said[C])} <= sheets


def test_what_a_person_chose_comes_first_and_no_words_stand_twice(sample: Snapshot) -> None:
    usual = {quote.text for quote in on_billing(sample, Edition.FACILITATOR)[C]}
    mine = [a for a in sample.answers if BILL in sample.themes_of[a.id] and sample.audience_of(a) is C]
    chosen = next(answer for answer in mine if answer.text not in usual and 12 <= len(answer.text) <= 150)
    kept = KeptFinding(KeptFindingId(1), theme_id=BILL, quotes=(chosen.id,))
    told = on_billing(replace(sample, kept_findings=(kept,)), Edition.FACILITATOR)
    assert told[C][0].text == chosen.text
    same = tuple(
        replace(answer, text="Bills are late again") if answer in mine else answer for answer in sample.answers
    )
    assert [quote.text for quote in on_billing(replace(sample, answers=same), Edition.FACILITATOR)[C]] == [
        "Bills are late again"
    ]
