"""The scripted review: what is not as wanted is found, and the minutes are those of the answers."""

from dataclasses import replace

import pytest

import bench_review
from bench_review import AMONG_THREE, FIRST, TYPED
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Direction, Flag, Value
from cxfacilitator.formats.tags import ItemTags
from tests.builders import sample_snapshot

SNAPSHOT = sample_snapshot()
ANSWER = next(answer for answer in SNAPSHOT.to_review if len(SNAPSHOT.themes_of.get(answer.id, ())) > 1)
AS_IT_IS = ItemTags(
    SNAPSHOT.themes_of[ANSWER.id],
    ANSWER.flags,
    ANSWER.direction,
    ANSWER.value,
    ANSWER.competitor,
)


@pytest.mark.parametrize(
    "wanted",
    [
        replace(AS_IT_IS, themes=AS_IT_IS.themes[::-1]),
        replace(AS_IT_IS, themes=AS_IT_IS.themes[:1]),
        replace(AS_IT_IS, themes=(*AS_IT_IS.themes, ThemeId("NOT-CX"))),
        replace(AS_IT_IS, flags=AS_IT_IS.flags ^ {Flag.SERIOUS}),
        replace(AS_IT_IS, direction=Direction.WORSE),
        replace(AS_IT_IS, value=Value.UNSURE),
        replace(AS_IT_IS, competitor="Brightline"),
    ],
)
def test_what_is_not_as_wanted_is_found(wanted: ItemTags) -> None:
    assert not bench_review.is_as_wanted(SNAPSHOT, ANSWER, wanted)


def test_an_answer_is_as_wanted_whatever_its_sheet_says_of_it() -> None:
    assert bench_review.is_as_wanted(SNAPSHOT, ANSWER, AS_IT_IS)
    assert bench_review.is_as_wanted(SNAPSHOT, ANSWER, replace(AS_IT_IS, flags=AS_IT_IS.flags ^ {Flag.ILLEGIBLE}))


def test_minutes_are_those_of_confirmed_and_of_corrected_answers(capsys: pytest.CaptureFixture[str]) -> None:
    bench_review.say("list", {FIRST: [1] * 10, AMONG_THREE: [2, 3], TYPED: [6, 8, 4, 6]}, 39, [])
    said = capsys.readouterr().out
    assert "16 answers by 39 keys, 2.44 for an answer" in said
    assert "12 confirmed at 5 s, 4 corrected at 15 s: 2.0 minutes\n" in said
    assert "4 by a typed theme: 6.00 keys each" in said


def test_more_than_forty_minutes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    bench_review.say("list", {FIRST: [1] * 241, AMONG_THREE: [], TYPED: [6] * 80}, 721, ["S1-Q1-01"])
    said = capsys.readouterr().out
    assert "40.1 minutes, MORE than 40" in said
    assert "DIFFERENT from the table: S1-Q1-01" in said
