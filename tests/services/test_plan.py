"""Ideas: made, put together, scored, decided; none gets lost."""

import pytest

from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import IdeaEvidence
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Box
from cxfacilitator.services import plan
from cxfacilitator.store.file import EngagementFile


@pytest.mark.parametrize("evidence", IdeaEvidence)
def test_every_evidence_status_is_said_in_words(evidence: IdeaEvidence) -> None:
    assert plan.tell_evidence(evidence)[0].isupper()


def test_every_decision_is_said_in_words_and_none_is_empty() -> None:
    assert [plan.tell_disposition(each) for each in Disposition] == [
        "Do now",
        "Plan",
        "Ask customers",
        "Explain",
        "Not now",
    ]
    assert plan.tell_disposition(None) == ""


@pytest.fixture
def unclustered(sample: EngagementFile) -> EngagementFile:
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM idea")
    sample.take_steps()
    return sample


def test_every_start_answer_becomes_an_idea_once(unclustered: EngagementFile) -> None:
    assert plan.make_ideas(unclustered) == 44
    assert plan.make_ideas(unclustered) == 0
    snapshot = unclustered.snapshot()
    assert sum(len(idea.answer_ids) for idea in snapshot.ideas) == 44
    assert all(snapshot.answer[answer].box is Box.START for idea in snapshot.ideas for answer in idea.answer_ids)


def test_putting_together_and_taking_apart_loses_no_answer(unclustered: EngagementFile) -> None:
    plan.make_ideas(unclustered)
    first, second, third, *_ = unclustered.snapshot().ideas
    plan.score(unclustered, first.id, IMPACT, 4)
    plan.score(unclustered, first.id, EFFORT, 2)
    plan.merge(unclustered, [first.id, second.id, third.id])
    merged = next(idea for idea in unclustered.snapshot().ideas if idea.id == first.id)
    assert merged.answer_ids == first.answer_ids + second.answer_ids + third.answer_ids
    assert (merged.title, merged.impact, merged.effort) == (first.title, 4, 2)
    assert len(unclustered.snapshot().ideas) == 42
    plan.split(unclustered, first.id)
    assert len(unclustered.snapshot().ideas) == 44
    assert sum(len(idea.answer_ids) for idea in unclustered.snapshot().ideas) == 44


def test_putting_an_idea_off_needs_a_reason(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    with pytest.raises(CxError, match="why"):
        plan.decide(sample, idea.id, Disposition.NOT_NOW)
    plan.decide(sample, idea.id, Disposition.NOT_NOW, "no customer asked for it")
    decided = next(other for other in sample.snapshot().ideas if other.id == idea.id)
    assert (decided.disposition, decided.reason) == (Disposition.NOT_NOW, "no customer asked for it")


@pytest.mark.parametrize("given", [0, 6, -1])
def test_scores_are_from_one_to_five(sample: EngagementFile, given: int) -> None:
    with pytest.raises(CxError, match="1 to 5"):
        plan.score(sample, sample.snapshot().ideas[0].id, IMPACT, given)
