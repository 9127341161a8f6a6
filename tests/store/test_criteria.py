"""Criteria in the file: the usual ones until somebody changes them; scores go with their criterion."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, IMPACT, Criterion, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart
from cxfacilitator.store import criteria, plan
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import CODEBOOK, ENGAGEMENT, WORDING, full_snapshot

RING, _ = full_snapshot().ideas
NERVES = CriterionId(3)


def test_a_new_file_has_the_usual_criteria_and_weights_without_a_row(tmp_path: Path) -> None:
    with EngagementFile.create(tmp_path / "a.cxfac", ENGAGEMENT, WORDING, CODEBOOK) as file:
        assert file.read(criteria.load_all) == DEFAULT_CRITERIA
        assert file.read(criteria.load_weights) == DEFAULT_WEIGHTS
        file.take_steps()
        with file.edit("Add") as edit:
            made = criteria.insert(edit.db, Criterion(CriterionId(0), "Noise", 2.0, position=9))
        assert file.read(criteria.load_all) == (*DEFAULT_CRITERIA, Criterion(made, "Noise", 2.0, position=9))
        file.reverse(*file.take_steps())
        assert file.read(criteria.load_all) == DEFAULT_CRITERIA
        with file.edit("Weigh") as edit:
            criteria.save_weights(edit.db, {ScorePart.PAIN: 4})
        assert file.read(criteria.load_weights) == {**DEFAULT_WEIGHTS, ScorePart.PAIN: 4}


def test_scores_go_and_come_back_with_their_criterion(file: EngagementFile) -> None:
    before = file.snapshot()
    assert before.idea[RING.id].scores == {NERVES: 2}
    file.take_steps()
    with file.edit("Remove") as edit:
        criteria.delete(edit.db, NERVES)
    after = file.snapshot()
    assert after.idea[RING.id].scores == {}
    assert after.idea[RING.id].given.keys() == {IMPACT, CriterionId(2)}
    file.reverse(*file.take_steps())
    assert file.snapshot() == before


def test_a_score_on_a_criterion_that_is_gone_is_refused(file: EngagementFile) -> None:
    before = file.snapshot()
    with pytest.raises(CxError), file.edit("Score") as edit:
        plan.update(edit.db, replace(RING, scores={CriterionId(99): 1}))
    assert file.snapshot() == before
