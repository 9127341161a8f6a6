"""Criteria and weights: one's own names and weights, with impact and effort always there."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, EFFORT, IMPACT, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart
from cxfacilitator.services import plan
from cxfacilitator.store.file import EngagementFile

COST = CriterionId(3)


def names(file: EngagementFile) -> list[str]:
    return [criterion.name for criterion in file.snapshot().criteria]


def test_a_new_file_has_the_usual_criteria_and_every_change_of_them_can_be_taken_back(sample: EngagementFile) -> None:
    before = sample.snapshot()
    assert before.criteria == DEFAULT_CRITERIA
    sample.take_steps()
    made = plan.add_criterion(sample, " Noise ", 2, more_is_better=False)
    assert names(sample)[-1] == "Noise"
    plan.arrange_criteria(sample, [made, EFFORT])
    assert names(sample)[:3] == ["Noise", "Effort", "Impact on customers"]
    plan.change_criterion(sample, replace(sample.snapshot().criterion[IMPACT], name="Good for customers", weight=0))
    idea = sample.snapshot().ideas[0]
    plan.score(sample, idea.id, COST, 4)
    plan.remove_criterion(sample, COST)
    after = sample.snapshot()
    assert COST not in after.criterion
    assert COST not in after.idea[idea.id].given
    assert (after.criterion[IMPACT].name, after.criterion[IMPACT].weight) == ("Good for customers", 0)
    for step in reversed(sample.take_steps()):
        sample.reverse(step)
    assert sample.snapshot() == before


def test_the_axes_stay(sample: EngagementFile) -> None:
    for axis in (IMPACT, EFFORT):
        with pytest.raises(CxError, match="axis"):
            plan.remove_criterion(sample, axis)


@pytest.mark.parametrize(
    ("name", "weight", "why"),
    [
        (" ", 1, "name"),
        ("N" * 61, 1, "at most 60"),
        ("cost", 1, "already"),
        ("Noise", -1, "from 0 to"),
        ("Noise", 1e308, "from 0 to"),
    ],
)
def test_a_criterion_has_a_name_of_its_own_and_a_weight(
    sample: EngagementFile, name: str, weight: float, why: str
) -> None:
    with pytest.raises(CxError, match=why):
        plan.add_criterion(sample, name, weight)
    with pytest.raises(CxError, match=why):
        plan.change_criterion(sample, replace(sample.snapshot().criterion[IMPACT], name=name, weight=weight))
    assert sample.snapshot().criteria == DEFAULT_CRITERIA


def test_weights_are_kept_and_something_has_to_count(sample: EngagementFile) -> None:
    assert sample.snapshot().weights == DEFAULT_WEIGHTS
    plan.set_weights(sample, {ScorePart.REACH: 7})
    assert sample.snapshot().weights == {**DEFAULT_WEIGHTS, ScorePart.REACH: 7}
    for weights, why in (
        (dict.fromkeys(ScorePart, 0.0), "At least one"),
        ({ScorePart.PAIN: -1.0}, "from 0 to"),
        ({ScorePart.PAIN: float("nan")}, "from 0 to"),
        (dict.fromkeys(ScorePart, 1e308), "from 0 to 1,000"),
    ):
        with pytest.raises(CxError, match=why):
            plan.set_weights(sample, weights)
    assert sample.snapshot().weights[ScorePart.PAIN] == DEFAULT_WEIGHTS[ScorePart.PAIN]
