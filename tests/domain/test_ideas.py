"""Ideas held against the evidence: equal to gold, and honest where customers were not asked."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import UNCLEAR, Visibility
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import (
    IdeaEvidence,
    IdeaView,
    considered,
    in_order,
    not_yet_asked,
    unclustered,
    view_ideas,
)
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Box, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import ROUND_2, SAMPLE, sample_snapshot
from tests.engagements import random_engagement, with_random_ideas


def _views(snapshot: Snapshot) -> tuple[IdeaView, ...]:
    return view_ideas(snapshot, compare(snapshot))


@pytest.mark.parametrize("folder", [SAMPLE, ROUND_2], ids=("sample", "round 2"))
def test_ideas_equal_gold(folder: Path) -> None:
    found = [
        {
            "idea": view.idea.code,
            "themes": list(view.themes),
            "items": list(view.idea.answer_ids),
            "groups": {audience.value: number for audience, number in view.groups.items()},
            "customer_evidence": view.evidence.value,
            "not_yet_asked": view.not_yet_asked,
            "quick_win_candidate": view.quick_win_candidate,
            "impact": view.idea.impact,
            "effort": view.idea.effort,
            "quick_win": view.quick_win,
        }
        for view in _views(sample_snapshot(folder))
    ]
    assert found == json.loads((folder / "gold.json").read_text())["ideas"]


def test_quick_wins_come_first_and_ideas_against_the_evidence_last() -> None:
    order = [view.idea.code for view in in_order(_views(sample_snapshot()))]
    assert set(order[:3]) == {"ETA", "LIMIT", "WAIVER"}
    assert set(order[-2:]) == {"CENTRAL", "REWARD"}
    assert sorted(order) == sorted(idea.code for idea in sample_snapshot().ideas)


def test_without_customers_no_idea_is_customer_backed() -> None:
    snapshot = sample_snapshot()
    inside = tuple(answer for answer in snapshot.answers if snapshot.audience_of(answer) is not Audience.CUSTOMERS)
    left = {answer.id for answer in inside}
    ideas = tuple(
        replace(idea, answer_ids=tuple(a for a in idea.answer_ids if a in left))
        for idea in snapshot.ideas
        if left & set(idea.answer_ids)
    )
    views = _views(replace(snapshot, answers=inside, ideas=ideas))
    assert {view.evidence for view in views} == {IdeaEvidence.NO_CUSTOMERS_ASKED, IdeaEvidence.INTERNAL_ENABLER}
    assert not any(view.quick_win_candidate for view in views)


def test_an_unclear_answer_asks_for_nothing_until_it_has_been_read_back() -> None:
    snapshot = sample_snapshot()
    limit = next(idea for idea in snapshot.ideas if idea.code == "LIMIT")
    customer = next(a for a in limit.answer_ids if snapshot.audience_of(snapshot.answer[a]) is Audience.CUSTOMERS)
    tags = tuple(tag for tag in snapshot.tags if tag.answer_id != customer)
    unclear = replace(snapshot, tags=(*tags, Tag(customer, UNCLEAR)))
    view = next(view for view in _views(unclear) if view.idea.code == "LIMIT")
    assert view.groups[Audience.CUSTOMERS] == 0
    assert not view.quick_win


def test_a_candidate_without_scores_is_no_quick_win() -> None:
    snapshot = sample_snapshot()
    unscored = tuple(replace(idea, impact=None, effort=None) for idea in snapshot.ideas)
    views = _views(replace(snapshot, ideas=unscored))
    assert sum(view.quick_win_candidate for view in views) == 6
    assert not any(view.quick_win for view in views)


def test_every_idea_is_considered_and_what_waits_is_told() -> None:
    snapshot = sample_snapshot()
    first, *others = snapshot.ideas
    decided = replace(first, disposition=Disposition.EXPLAIN)
    assert considered(replace(snapshot, ideas=(decided, *others))).sentence == "1 of 19 ideas considered"
    waiting = considered(replace(snapshot, ideas=(decided,)))
    assert (
        waiting.sentence == f"1 of 1 idea considered; {44 - len(first.answer_ids)} Start answers belong to no idea yet"
    )
    without = considered(replace(snapshot, ideas=()))
    assert (without.decided, without.ideas, without.waiting) == (0, 0, 44)
    assert considered(replace(snapshot, ideas=(), answers=())).sentence == "No ideas yet"


def test_initiatives_for_which_customers_were_not_asked_stand_beside_such_ideas() -> None:
    running = tuple(
        Initiative(InitiativeId(number), value.name, customers_asked=value) for number, value in enumerate(Value)
    )
    snapshot = replace(sample_snapshot(), initiatives=running)
    found = not_yet_asked(snapshot, _views(snapshot))
    assert [each.customers_asked for each in found.initiatives] == [Value.NO]
    gold = json.loads((SAMPLE / "gold.json").read_text())["ideas"]
    assert [view.idea.code for view in found.ideas] == [idea["idea"] for idea in gold if idea["not_yet_asked"]]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_status_is_the_first_rule_that_fits_and_no_theme_comes_from_what_nobody_reviewed(seed: int) -> None:
    snapshot = with_random_ideas(random_engagement(seed), seed)
    comparison = compare(snapshot)
    for view in view_ideas(snapshot, comparison):
        answers = [snapshot.answer[answer_id] for answer_id in view.idea.answer_ids]
        reviewed = {t for answer in answers if answer.reviewed for t in snapshot.themes_of[answer.id]}
        assert set(view.themes) <= reviewed
        visible = {comparison.by_id[theme].theme.visibility for theme in view.themes}
        if view.groups[Audience.CUSTOMERS]:
            expected = {IdeaEvidence.CUSTOMER_REQUESTED}
        elif view.themes and Visibility.DIRECT not in visible:
            expected = {IdeaEvidence.INTERNAL_ENABLER}
        elif not comparison.asked(Audience.CUSTOMERS):
            expected = {IdeaEvidence.NO_CUSTOMERS_ASKED}
        else:
            expected = {
                IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE,
                IdeaEvidence.PROBLEM_RAISED_SOLUTION_UNTESTED,
                IdeaEvidence.NO_CUSTOMER_EVIDENCE,
            }
        assert view.evidence in expected
        # What leadership and staff agree on is never customers' backing.
        assert view.not_yet_asked == (view.evidence not in list(IdeaEvidence)[:2])
        assert not view.quick_win or (view.quick_win_candidate and view.idea.impact and not view.conflict)
        assert not view.quick_win_candidate or view.groups[Audience.CUSTOMERS]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_start_answer_is_in_one_idea_or_waits(seed: int) -> None:
    snapshot = with_random_ideas(random_engagement(seed), seed)
    placed = [answer_id for idea in snapshot.ideas for answer_id in idea.answer_ids]
    waiting = [answer.id for answer in unclustered(snapshot)]
    starts = [answer.id for answer in snapshot.answers if answer.box is Box.START]
    assert sorted((*placed, *waiting)) == sorted(starts)
