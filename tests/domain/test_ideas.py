"""Ideas held against the evidence: equal to gold, and honest where customers were not asked."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaEvidence, IdeaView, in_order, view_ideas
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import ROUND_2, SAMPLE, sample_snapshot


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
