"""What people chose for the report: the gap it begins with, the first sentence, and how many quotes a finding has."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.report_setup import MOST_QUOTES, Edition, Level, Part, ReportSetup, choose
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.content.chapters import chapters, every_part
from cxfacilitator.report.content.values import GapCard
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.engagements import random_engagement

L, C = Audience.LEADERSHIP, Audience.CUSTOMERS


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def chosen(snapshot: Snapshot, **fields: object) -> Snapshot:
    return replace(snapshot, report=replace(ReportSetup(), **fields))  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000))
def test_whatever_gap_is_chosen_the_headline_is_on_the_first_row_and_never_an_early_sign(seed: int) -> None:
    snapshot = random_engagement(seed)
    early = {f.theme_id for f in find(compare(snapshot)) if f.primary and f.word is EvidenceWord.EARLY_SIGN}
    offered = build(snapshot, Edition.LEADERSHIP).summary.headlines
    assert not early & {each.theme_id for each in offered}
    wanted = random.Random(seed).choice(snapshot.codebook.counted).id
    told = build(chosen(snapshot, headline_theme=wanted), Edition.LEADERSHIP).summary
    stands = next((each for each in offered if each.theme_id == wanted), next(iter(offered), None))
    if stands:
        assert told.title.title == stands.sentence
        assert told.chart.rows[0].name == stands.theme
        assert ("the widest gap" in stands.sentence) is (stands is offered[0])


def test_own_words_are_printed_without_names_and_the_chart_still_begins_with_the_gap(
    sample: Snapshot, tmp_path: Path
) -> None:
    second = build(sample, Edition.LEADERSHIP).summary.headlines[1]
    person = sample.participants[0]
    own = chosen(sample, headline=f"{person.full_name} says customers wait", headline_theme=second.theme_id)
    told = build(own, Edition.LEADERSHIP, choices=choose(Level.ONE_PAGE))
    assert told.summary.title.title == "[name] says customers wait"
    assert told.summary.chart.rows[0].name == second.theme
    assert write(told, tmp_path / "r.pdf") == 1


def with_all_picked(snapshot: Snapshot) -> tuple[Snapshot, GapCard]:
    """The engagement with every answer behind one finding picked to speak for it, and that finding in the report."""
    finding = next(
        f for f in find(compare(snapshot)) if f.primary and f.word and len(f.evidence.get(C, ())) > MOST_QUOTES
    )
    picked = tuple(AnswerId(answer.id) for answers in finding.evidence.values() for answer in answers)
    kept = KeptFinding(KeptFindingId(1), finding.kind, finding.theme_id, 1, quotes=picked)
    told = replace(snapshot, kept_findings=(kept,))
    name = snapshot.codebook.by_id[finding.theme_id].name
    content = build(told, Edition.FACILITATOR)
    return told, next(c for part in content.gaps.sections for c in part.cards if c.theme == name)


def test_a_finding_has_as_many_picked_quotes_of_a_side_as_are_wanted(sample: Snapshot, tmp_path: Path) -> None:
    picked, usual = with_all_picked(sample)
    assert {side: sum(a is side for a, _ in usual.quotes) for side in (L, C)}[C] == 2
    for most in range(MOST_QUOTES + 1):
        content = build(replace(picked, report=ReportSetup(quotes=most)), Edition.FACILITATOR)
        (card,) = (c for part in content.gaps.sections for c in part.cards if c.theme == usual.theme)
        sides = [audience for audience, _ in card.quotes]
        assert sides.count(C) == most
        assert all(sides.count(side) <= most for side in Audience)
        assert sides == sorted(sides, key=list(Audience).index)
    assert write(content, tmp_path / "r.pdf") > 10


def test_without_quotes_nobody_is_quoted_and_the_part_that_quotes_is_left_out(sample: Snapshot) -> None:
    picked, _ = with_all_picked(sample)
    content = build(replace(picked, report=ReportSetup(quotes=0)), Edition.FACILITATOR)
    assert content.summary.pair is None
    assert not any(card.quotes for part in (content.gaps, content.inside) for s in part.sections for card in s.cards)
    assert Part.WORDS not in {chapter.part for chapter in chapters(content)}
    (words,) = (told for told in every_part(content) if told.part is Part.WORDS)
    assert words.waits_for == "there is nothing to quote"


def test_in_their_words_has_as_many_quotes_of_an_audience_as_are_wanted(sample: Snapshot) -> None:
    for most in (1, 4):
        content = build(chosen(sample, quotes=most), Edition.FACILITATOR)
        counts = [len(voices.quotes) for theme in content.words.themes for voices in theme.voices]
        assert max(counts) == most
        assert f"Up to {most} answer" in content.words.note


def test_picked_answers_of_a_thousand_words_begin_on_the_card_and_stand_whole_with_their_sheets(
    sample: Snapshot, tmp_path: Path
) -> None:
    picked, usual = with_all_picked(sample)
    speaking = set(picked.kept_findings[0].quotes)
    endless = " ".join(f"word{number}" for number in range(1200))
    answers = tuple(replace(a, text=endless, tidy="") if a.id in speaking else a for a in picked.answers)
    long = replace(picked, answers=answers, report=ReportSetup(quotes=MOST_QUOTES))
    content = build(long, Edition.FACILITATOR, choices=choose(parts=[Part.SUMMARY, Part.GAPS, Part.WORDS]))
    (card,) = (c for part in content.gaps.sections for c in part.cards if c.theme == usual.theme)
    assert all(quote.text.startswith("word0 word1") and quote.text.endswith("…") for _, quote in card.quotes)
    assert write(content, tmp_path / "r.pdf") > 4
    assert any(endless in line for sheet in content.sheets for box in sheet.boxes for line in box.lines)
