"""What people say of an idea, and what is decided on it: in range, in words, and taken back in words."""

import pytest

from cxfacilitator.domain.criteria import EFFORT, IMPACT, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services import plan
from cxfacilitator.store.file import EngagementFile

COST, UNKNOWN = CriterionId(3), CriterionId(77)


def test_an_idea_is_scored_on_axes_and_other_criteria_alike(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    for criterion_id, score in ((IMPACT, 1), (EFFORT, 5), (COST, 3)):
        plan.score(sample, idea.id, criterion_id, score)
    assert sample.snapshot().idea[idea.id].given == {IMPACT: 1, EFFORT: 5, COST: 3}
    plan.score(sample, idea.id, COST, None)
    assert COST not in sample.snapshot().idea[idea.id].given
    assert [step.label for step in sample.take_steps()][-2:] == [
        f"Score the cost of {idea.title}: 3",
        f"Take back the score for the cost of {idea.title}",
    ]


@pytest.mark.parametrize("given", [0, 6, -1])
def test_scores_are_from_one_to_five(sample: EngagementFile, given: int) -> None:
    for criterion_id in (IMPACT, COST):
        with pytest.raises(CxError, match="1 to 5"):
            plan.score(sample, sample.snapshot().ideas[0].id, criterion_id, given)


def test_a_criterion_that_is_gone_scores_nothing(sample: EngagementFile) -> None:
    with pytest.raises(CxError, match="criterion is no longer there"):
        plan.score(sample, sample.snapshot().ideas[0].id, UNKNOWN, 3)


def test_putting_an_idea_off_needs_a_reason(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    with pytest.raises(CxError, match="why"):
        plan.decide(sample, idea.id, Disposition.NOT_NOW, "  ")
    plan.decide(sample, idea.id, Disposition.NOT_NOW, "no customer asked for it")
    decided = sample.snapshot().idea[idea.id]
    assert (decided.disposition, decided.reason) == (Disposition.NOT_NOW, "no customer asked for it")


def test_what_is_said_of_an_idea_is_kept_and_typing_is_one_step(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    sample.take_steps()
    for text in ("Less", "Less wai", "Less waiting"):
        plan.set_customer_view(sample, idea.id, text)
    assert len({step.merge_key for step in sample.take_steps()} - {""}) == 1
    plan.set_customer_work(sample, idea.id, Value.NO)
    plan.set_hours(sample, idea.id, 12.5)
    plan.set_dots(sample, idea.id, 7)
    said = sample.snapshot().idea[idea.id]
    assert (said.customer_view, said.customer_work, said.hours, said.dots) == ("Less waiting", Value.NO, 12.5, 7)
    plan.set_hours(sample, idea.id, None)
    assert sample.snapshot().idea[idea.id].hours is None


@pytest.mark.parametrize("hours", [-1.0, float("nan"), float("inf")])
def test_hours_and_dots_are_counted_from_nothing_on(sample: EngagementFile, hours: float) -> None:
    idea = sample.snapshot().ideas[0]
    with pytest.raises(CxError, match="from 0 on"):
        plan.set_hours(sample, idea.id, hours)
    with pytest.raises(CxError, match="from 0 on"):
        plan.set_dots(sample, idea.id, -1)
    assert sample.snapshot().idea[idea.id] == idea
