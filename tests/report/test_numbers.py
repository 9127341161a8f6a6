"""Every number of the report is the same in headline, figures, their words, and the appendix of all numbers."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import wilson
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.report.charts import Marks, Spread
from cxfacilitator.report.content import ReportContent, build
from cxfacilitator.report.sentences import finding_numbers, finding_sentence
from tests.builders import sample_snapshot
from tests.engagements import random_engagement, with_random_ideas

WELL, IMPROVE, DIFFER = (
    "Question 1: named as done well",
    "Question 2: asked to improve",
    "Question 3: said that others do it differently",
)
BETTER = "Question 3: others are better, or it matters to customers"
WORSE = "Question 3: others are worse, or it does not matter to customers"
CONTINUE, START = "Question 4: asked to continue", "Question 4: asked to start"
PRAISED = "Questions 1 and 4 together: named as done well, or asked to continue"
RAISED = "Questions 2 and 4 together: asked to improve, or to start"
IDEAS = "Ideas: asked for it"
MEASURE = {"named as done well": PRAISED, "asked to improve it": RAISED}

Said = tuple[str, str, Audience, int, int]
"""A number: what is counted, of what, of which audience, how many groups of how many."""


def figures(content: ReportContent) -> Iterator[Said]:
    """Every number that a figure or a table of marks shows."""
    yield from of_the_whole(content)
    yield from of_questions(content)
    for gaps in (content.gaps, content.inside):
        for card in (card for section in gaps.sections for card in section.cards):
            for measure, marks in zip((PRAISED, PRAISED, RAISED, RAISED), card.marks, strict=True):
                yield measure, card.theme, marks.audience, marks.said, marks.groups
    for shares in content.numbers.figure.rows if content.numbers.figure else ():
        for spread in shares.spreads:
            yield MEASURE[shares.measure], shares.name, spread.audience, spread.said, spread.groups
    for kept in content.keep.keep.rows:
        yield from ((CONTINUE, kept.name, m.audience, m.said, m.groups) for m in kept.marks)


def of_the_whole(content: ReportContent) -> Iterator[Said]:
    """The numbers of the two charts over all questions."""
    for row in content.summary.chart.rows:
        for audience, said, groups in row.counts:
            yield MEASURE[row.measure], row.name, audience, said, groups
    heat = content.whole.heat
    for line in heat.rows:
        for heading, counts in zip((WELL, IMPROVE, DIFFER, CONTINUE, START), line.said, strict=True):
            for (audience, groups), said in zip(heat.audiences, counts, strict=True):
                yield heading, line.name, audience, said, groups


def of_questions(content: ReportContent) -> Iterator[Said]:
    """The numbers of the pages of the four questions."""
    headings = iter((WELL, IMPROVE, CONTINUE, START))
    for part in content.questions:
        for table in part.tables:
            heading = next(headings)
            for each in table.rows:
                yield from ((heading, each.name, m.audience, m.said, m.groups) for m in each.marks)
        for diverging in part.diverging.rows if part.diverging else ():
            for audience, minus, plus, groups in diverging.sides:
                yield WORSE, diverging.name, audience, minus, groups
                yield BETTER, diverging.name, audience, plus, groups


def appendix(content: ReportContent) -> dict[tuple[str, str, Audience], Spread]:
    """Appendix A by what is counted, of what and of which audience."""
    return {
        (table.heading, row.name, spread.audience): spread
        for table in content.numbers.tables
        for row in table.rows
        for spread in row.spreads
    }


def told(numbers: Iterator[tuple[int, int]]) -> Counter[str]:
    return Counter(f"{said} of {groups}" for said, groups in numbers)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100_000))
def test_every_number_is_the_same_wherever_it_stands(seed: int) -> None:
    snapshot = with_random_ideas(random_engagement(seed), seed)
    content = build(snapshot, Edition.FACILITATOR)
    listed = appendix(content)

    for heading, name, audience, said, groups in figures(content):
        spread = listed.get((heading, name, audience))
        assert (said, groups) == ((spread.said, spread.groups) if spread else (0, groups)), (heading, name)

    ideas = {int(name.split(".")[0]): (a, s.said) for (heading, name, a), s in listed.items() if heading == IDEAS}
    assert {row.number for row in content.plan.rows} == set(ideas)
    for row in content.plan.rows:
        assert (row.marks[-1].audience, row.marks[-1].said) == ideas[row.number]

    scored = {row.number: (row.impact, row.effort) for row in content.plan.rows if row.impact and row.effort}
    dots = content.plan.figure.dots if content.plan.figure else ()
    assert {dot.number: (str(dot.impact), str(dot.effort)) for dot in dots} == scored

    comparison = compare(snapshot)
    for finding in find(comparison):
        view = comparison.by_id[finding.theme_id]
        if finding_sentence(finding, view) in content.summary.title.lead:
            for number in (each for each in finding_numbers(finding, view) if each.said):
                assert number.words.lower() in content.summary.title.lead.lower()
                same = (s for (_, name, a), s in listed.items() if (name, a) == (view.theme.name, number.audience))
                assert number.said in {spread.said for spread in same}

    chart, heat, sides = content.summary.chart, content.whole.heat, content.questions[2].diverging
    assert sides is not None
    numbers = re.compile(r"\d+ of \d+")
    assert Counter(numbers.findall(chart.told())) == told((s, n) for row in chart.rows for _, s, n in row.counts)
    named = ((s, n) for row in heat.rows for c in row.said for (_, n), s in zip(heat.audiences, c, strict=True) if s)
    assert Counter(numbers.findall(heat.told())) == told(named)
    drawn = ((s, n) for row in sides.rows for _, minus, plus, n in row.sides for s in (minus, plus) if s)
    assert Counter(numbers.findall(sides.told())) == told(drawn)

    if content.summary.chart.rows and "widest gap is" in content.summary.title.title:
        first = content.summary.chart.rows[0].name.lower()
        assert content.summary.title.title.lower().endswith(f"the widest gap is “{first}”")


@pytest.mark.parametrize("edition", [Edition.FACILITATOR, Edition.LEADERSHIP])
def test_a_count_stands_with_its_range_and_what_everybody_says_with_none(edition: Edition) -> None:
    snapshot = sample_snapshot()
    content = build(snapshot, edition)
    found = appendix(content)
    assert all(spread.ends is None for (_, _, a), spread in found.items() if a is Audience.LEADERSHIP)
    assert content.numbers.note == "Leadership: the sheets speak for all members, so there is no range."
    others = [spread for (_, _, a), spread in found.items() if a is not Audience.LEADERSHIP]
    assert all(spread.ends == wilson(spread.said, spread.groups) for spread in others)
    improve = found[IMPROVE, "Billing, invoicing & payment", Audience.CUSTOMERS]
    assert (improve.said, improve.range) == (6, "69–100 %")
    assert improve.told() == f"{Marks(Audience.CUSTOMERS, 6, 6).told()}, 69–100 %"


def test_what_no_group_wrote_is_not_listed() -> None:
    content = build(sample_snapshot(), Edition.FACILITATOR)
    rows = [row for table in content.numbers.tables if table.heading != IDEAS for row in table.rows]
    assert all(any(spread.said for spread in row.spreads) for row in rows)
