"""Set aside and brought back: what is in the parking lot counts for nothing and loses nothing."""

from collections.abc import Callable

import pytest

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId, Parked
from cxfacilitator.services import parking, tagging
from cxfacilitator.store.file import EngagementFile


def test_a_parked_line_keeps_its_reference_and_its_tags_and_does_not_count(sample: EngagementFile) -> None:
    before = sample.snapshot()
    answer = before.answers[4]
    parking.park(sample, answer.id, owner="Ines", promise="Hear by Friday")
    snapshot = sample.snapshot()
    assert answer.id not in snapshot.counted
    assert snapshot.set_aside == (answer,)
    assert snapshot.parked == (Parked(answer.id, "Ines", "Hear by Friday"),)
    assert snapshot.themes_of[answer.id] == before.themes_of[answer.id]
    assert sample.take_steps()[-1].label == f"Park {answer.ref}"


def test_it_comes_back_to_its_place_on_the_sheet(sample: EngagementFile) -> None:
    before = sample.snapshot()
    answer = before.answers[4]
    parking.park(sample, answer.id)
    parking.unpark(sample, answer.id)
    assert sample.snapshot() == before
    assert sample.take_steps()[-1].label == f"Bring {answer.ref} back from the parking lot"


def test_parking_is_taken_back_as_one_step(sample: EngagementFile) -> None:
    before = sample.snapshot()
    sample.take_steps()
    parking.park(sample, before.answers[4].id)
    (step,) = sample.take_steps()
    sample.reverse(step)
    assert sample.snapshot() == before


def test_parked_twice_it_keeps_who_sees_to_it(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    parking.park(sample, answer.id, "Ines", "Hear by Friday")
    parking.park(sample, answer.id)
    parking.park(sample, answer.id, promise="Hear by Monday")
    assert sample.snapshot().parked == (Parked(answer.id, "Ines", "Hear by Monday"),)


def test_who_sees_to_it_can_be_noted_and_taken_away(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    parking.park(sample, answer.id, "Ines", "Hear by Friday")
    parking.set_parked(sample, Parked(answer.id, "", "Hear by Monday"))
    assert sample.snapshot().parked == (Parked(answer.id, "", "Hear by Monday"),)
    assert sample.take_steps()[-1].label == f"Note who sees to {answer.ref}"


def test_a_late_note_does_not_park_again_what_was_brought_back(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    with pytest.raises(CxError, match=f"{answer.ref} is no longer in the parking lot. Nothing was changed."):
        parking.set_parked(sample, Parked(answer.id, "Ines"))
    assert sample.snapshot().parked == ()


def test_a_parked_line_can_still_be_flagged_and_reviewed(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    parking.park(sample, answer.id)
    tagging.set_reviewed(sample, answer.id, False)
    parking.unpark(sample, answer.id)
    assert not sample.snapshot().answer[answer.id].reviewed


@pytest.mark.parametrize("verb", [parking.park, parking.unpark])
def test_a_line_that_is_gone_is_said_in_a_sentence(
    sample: EngagementFile, verb: Callable[[EngagementFile, AnswerId], None]
) -> None:
    with pytest.raises(CxError, match=r"no longer.*Nothing was changed"):
        verb(sample, AnswerId("gone"))
