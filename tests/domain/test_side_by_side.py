"""Themes side by side: customers decide the order, and nothing is quoted that an audience did not say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.gap_order import in_order
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.side_by_side import ThemeRow, best_words, never_raised, side_by_side
from tests.builders import sample_snapshot
from tests.engagements import random_engagement


def told(comparison: Comparison) -> tuple[ThemeRow, ...]:
    return side_by_side(comparison, in_order(find(comparison), comparison))


@pytest.fixture(scope="module")
def sample() -> Comparison:
    return compare(sample_snapshot())


def test_themes_stand_in_the_order_of_the_customers(sample: Comparison) -> None:
    rows = told(sample)
    said = [row.view.counts[Audience.CUSTOMERS].mentions for row in rows]
    assert said == sorted(said, reverse=True)
    assert len(rows) + len(never_raised(sample)) == len(sample.themes)
    assert [theme.id for theme in never_raised(sample)] == [
        view.theme.id for view in sample.themes if not any(c.mentions for c in view.counts.values())
    ]


def test_every_primary_finding_is_the_pattern_of_its_theme(sample: Comparison) -> None:
    patterns = {row.view.theme.id: row.pattern.kind for row in told(sample) if row.pattern}
    assert patterns == {finding.theme_id: finding.kind for finding in find(sample) if finding.primary}
    assert sum(row.differs for row in told(sample)) + sum(row.agrees for row in told(sample)) == len(patterns)


def line(name: str, group: int, text: str, box: Box = Box.IMPROVE, starred: bool = False) -> Answer:
    return Answer(AnswerId(name), name, group, box, 1, text, reviewed=True, starred=starred)


def test_picked_words_come_first_then_starred_ones_then_those_that_make_the_state() -> None:
    praise = line("a", 1, "The drivers are always kind to all of us", Box.WELL)
    plain = line("b", 2, "Nobody calls us when the van is late again")
    starred = line("c", 3, "We rang four times about one small invoice", starred=True)
    picked = line("d", 4, "Their invoices never match what we have ordered")
    again = line("e", 4, "An invoice that nobody can read is no invoice")
    lines = (praise, plain, starred, picked, again)
    assert best_words(lines, State.CONCERN, {picked.id}, 4) == (picked, starred, plain, praise)
    assert best_words(lines, State.CONCERN, most=2) == (starred, picked)
    long = replace(plain, text=plain.text * 5)
    assert best_words((*lines[2:], long), State.CONCERN, {long.id}, 1) == (long,)
    assert best_words((replace(plain, text="Late"),), State.MENTIONED)[0].text == "Late"
    assert best_words((), State.SILENT) == ()


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_quotes_are_of_the_theme_one_of_a_group_whatever_the_order_of_the_answers(seed: int) -> None:
    snapshot = random_engagement(seed)
    rows = told(compare(snapshot))
    for row in rows:
        for audience, quotes in row.quotes.items():
            assert set(quotes) <= set(row.view.answers[audience])
            assert len({answer.group_id for answer in quotes}) == len(quotes)
            assert bool(quotes) == (row.view.counts[audience].mentions > 0)
    turned = compare(replace(snapshot, answers=snapshot.answers[::-1]))
    assert [row.quotes for row in told(turned)] == [row.quotes for row in rows]
