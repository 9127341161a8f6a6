"""What an idea may run against: counted in groups, with the answers that say so."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.conflicts import Against, conflicts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaEvidence, view_ideas
from cxfacilitator.domain.sheets import Box, Value
from tests.builders import sample_snapshot
from tests.engagements import random_engagement, with_random_ideas

SAMPLE = sample_snapshot()


def test_an_idea_of_the_sample_shows_what_it_may_damage() -> None:
    view = next(view for view in view_ideas(SAMPLE, compare(SAMPLE)) if view.idea.code == "CENTRAL")
    assert view.conflict
    assert [(each.why, each.theme_id) for each in view.against] == [
        (Against.CUSTOMERS_PRAISE, "PEO-REL"),
        (Against.TO_CONTINUE, "PEO-REL"),
    ]
    praise, kept = view.against
    assert {SAMPLE.audience_of(answer) for answer in praise.answers} == {Audience.CUSTOMERS}
    assert {answer.box for answer in praise.answers} <= {Box.WELL, Box.CONTINUE}
    assert {answer.box for answer in kept.answers} == {Box.CONTINUE}
    assert SAMPLE.audience_of(kept.answers[0]) is Audience.CUSTOMERS


def test_what_customers_do_not_value_is_told_with_their_words() -> None:
    view = next(view for view in view_ideas(SAMPLE, compare(SAMPLE)) if view.idea.code == "REWARD")
    [found] = view.against
    assert found.why is Against.CUSTOMERS_DO_NOT_VALUE
    assert {(answer.box, answer.value) for answer in found.answers} == {(Box.DIFFER, Value.NO)}


def test_a_computed_conflict_is_told_without_anybody_noting_it_and_takes_nothing_from_the_idea() -> None:
    limit = next(view for view in view_ideas(SAMPLE, compare(SAMPLE)) if view.idea.code == "LIMIT")
    assert limit.against
    assert not limit.conflict
    assert limit.quick_win
    assert limit.evidence is IdeaEvidence.CUSTOMER_REQUESTED


def test_no_theme_no_conflict() -> None:
    assert conflicts((), compare(SAMPLE)) == ()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_conflict_rests_on_reviewed_answers_on_a_theme_of_the_idea(seed: int) -> None:
    snapshot = with_random_ideas(random_engagement(seed), seed)
    comparison = compare(snapshot)
    for view in view_ideas(snapshot, comparison):
        assert len({(each.why, each.theme_id) for each in view.against}) == len(view.against)
        for each in view.against:
            assert each.theme_id in view.themes
            assert each.answers
            assert all(answer.reviewed for answer in each.answers)
            assert all(each.theme_id in snapshot.themes_of[answer.id] for answer in each.answers)
        if view.evidence is IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE:
            assert view.conflict or any(each.why is not Against.TO_CONTINUE for each in view.against)
