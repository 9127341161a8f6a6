"""The page that is read in one minute: its words, its room, and whose words stand on it."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.report_setup import Edition, Level, Paper, choose
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.content.values import Summary
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.engagements import random_engagement, with_random_ideas

L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS
COMPANY = "The Most Wonderful Amalgamated Tool, Plant and Lifting Hire Company of Tolland Ltd"[:80]
WORDY, WIDE = "Telling people what happens and by when", "Communication, expectations & follow-up"
HEADINGS = "On one page. Where views differ most. Three decisions for this meeting."
ALONE = choose(Level.ONE_PAGE)


def words(part: Summary) -> int:
    """How many words stand on the page beside its chart."""
    said = [HEADINGS, part.title.title, part.title.lead, part.caution, *part.decisions]
    said += [text for box in part.boxes for text in (box.heading, *box.lines)]
    if part.pair:
        said += [part.pair.heading, *(text for quote in part.pair.quotes for text in (quote.text, quote.source))]
    return sum(any(letter.isalnum() for letter in word) for text in said for word in text.split())


def long_named(snapshot: Snapshot, theme: str) -> Snapshot:
    """The engagement with a long company name and themes of up to forty letters."""
    themes = tuple(
        each if each.residual else replace(each, name=f"{theme[: 40 - len(str(number))]}{number}")
        for number, each in enumerate(snapshot.codebook.themes)
    )
    codebook = replace(snapshot.codebook, themes=themes)
    return replace(snapshot, codebook=codebook, engagement=replace(snapshot.engagement, client=COMPANY))


def with_quotes(snapshot: Snapshot, *findings: Finding, chance: random.Random | None = None) -> Snapshot:
    """The engagement with findings kept, each with an answer of every audience picked to speak for it."""
    draw = chance or random.Random(1)
    kept = [
        KeptFinding(
            KeptFindingId(number),
            finding.kind,
            finding.theme_id,
            number,
            quotes=tuple(AnswerId(draw.choice(mine).id) for mine in finding.evidence.values() if mine),
        )
        for number, finding in enumerate(findings, 1)
    ]
    return replace(snapshot, kept_findings=tuple(kept))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100_000))
def test_it_has_two_hundred_words_at_most(seed: int) -> None:
    snapshot = long_named(with_random_ideas(random_engagement(seed), seed), WORDY)
    chosen = with_quotes(snapshot, *find(compare(snapshot)), chance=random.Random(seed))
    for edition in (Edition.LEADERSHIP, Edition.FACILITATOR):
        assert words(build(chosen, edition).summary) <= 200


@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_page_with_long_names(tmp_path: Path, paper: Paper) -> None:
    snapshot = long_named(sample_snapshot(), WIDE)
    chosen = with_quotes(snapshot, *(finding for finding in find(compare(snapshot)) if finding.primary))
    content = build(chosen, Edition.FACILITATOR, choices=ALONE)
    assert content.summary.pair
    assert words(content.summary) <= 200
    assert write(content, tmp_path / "r.pdf", paper) == 1


def test_two_sides_are_quoted_only_where_a_person_chose_their_words(tmp_path: Path) -> None:
    sample = sample_snapshot()
    assert build(sample, Edition.LEADERSHIP).summary.pair is None
    found = next(each for each in find(compare(sample)) if each.primary and each.theme_id == ThemeId("OFF-BILL"))
    chosen = with_quotes(sample, found)
    content = build(chosen, Edition.LEADERSHIP, choices=ALONE)
    pair = content.summary.pair
    assert pair is not None
    assert pair.heading == "In their words, on “billing, invoicing & payment”"
    assert [quote.source for quote in pair.quotes] == ["Leadership group", "Customer group"]
    picked = {chosen.answer[each].wording for each in chosen.kept_findings[0].quotes}
    assert {quote.text for quote in pair.quotes} <= picked
    (card,) = (c for part in content.gaps.sections for c in part.cards if c.theme.startswith("Billing"))
    assert {quote.text for _, quote in card.quotes} <= picked
    write(content, tmp_path / "r.pdf")
    page = " ".join(PdfReader(tmp_path / "r.pdf").pages[0].extract_text().split())
    assert all(quote.text in page for quote in pair.quotes)


def test_a_quote_that_was_deleted_or_is_of_a_tiny_audience_is_not_shown() -> None:
    sample = sample_snapshot()
    found = next(each for each in find(compare(sample)) if each.primary and each.theme_id == ThemeId("OFF-BILL"))
    chosen = with_quotes(sample, found)
    gone = replace(chosen, kept_findings=(replace(chosen.kept_findings[0], quotes=(AnswerId("gone"),)),))
    assert build(gone, Edition.LEADERSHIP).summary.pair is None
    few = tuple(replace(group, people=3) if group.audience is L else group for group in sample.groups)
    pair = build(replace(chosen, groups=few), Edition.LEADERSHIP).summary.pair
    assert pair is None or "Leadership group" not in {quote.source for quote in pair.quotes}
