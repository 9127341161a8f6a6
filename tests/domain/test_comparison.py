"""The comparison equals the gold answers of the sample and of its second round."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import UNCLEAR, ThemeId
from cxfacilitator.domain.comparison import Alignment, compare
from cxfacilitator.domain.counts import State, count
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import ROUND_2, SAMPLE, sample_snapshot

FOLDERS = (SAMPLE, ROUND_2)


def _gold(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=("sample", "round 2"))
def test_states_and_counts_equal_gold(folder: Path) -> None:
    comparison = compare(sample_snapshot(folder))
    found = {
        view.theme.id: {
            audience.value: {
                "state": counts.state.value,
                "s": counts.well,
                "c": counts.improve,
                "n": counts.raises,
                "w": counts.wants,
                "q3": counts.differ,
                "q3_valued": counts.valued,
                "q3_notvalued": counts.not_valued,
                "any": counts.mentions,
                "G": counts.groups,
                "H": counts.threshold,
            }
            for audience, counts in view.counts.items()
        }
        for view in comparison.themes
    }
    assert found == _gold(folder)["theme_states"]


@pytest.mark.parametrize(
    ("folder", "aligned", "silent", "partial", "opposed"), [(SAMPLE, 6, 9, 0, 2), (ROUND_2, 5, 3, 0, 0)]
)
def test_alignment(folder: Path, aligned: int, silent: int, partial: int, opposed: int) -> None:
    assert compare(sample_snapshot(folder)).alignment == {
        Alignment.ALIGNED: aligned,
        Alignment.SILENT: silent,
        Alignment.PARTIAL: partial,
        Alignment.OPPOSED: opposed,
    }


def test_the_widest_gap_is_the_one_that_leadership_denies() -> None:
    gaps = [view.theme.id for view in compare(sample_snapshot()).gaps]
    assert gaps[:3] == ["OFF-BILL", "ACC-DIGI", "COM-PROACT"]
    assert len(gaps) == 11


def _answer(group: int, box: Box, number: int = 1, **more: object) -> Answer:
    ref = f"g{group}-{box}-{number}"
    return replace(Answer(AnswerId(ref), ref, group, box, number, "words", reviewed=True), **more)


def _boxes(*pairs: tuple[int, Box]) -> list[Answer]:
    return [_answer(group, box, number) for number, (group, box) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("answers", "groups", "state"),
    [
        (_boxes(), 6, State.SILENT),
        (_boxes((1, Box.WELL)), 6, State.MENTIONED),
        (_boxes((1, Box.WELL), (1, Box.CONTINUE)), 6, State.MENTIONED),
        (_boxes((1, Box.WELL), (2, Box.CONTINUE)), 6, State.STRENGTH),
        (_boxes((1, Box.WELL)), 1, State.STRENGTH),
        (_boxes((1, Box.IMPROVE), (2, Box.IMPROVE)), 6, State.CONCERN),
        (_boxes((1, Box.IMPROVE), (2, Box.START)), 6, State.CONCERN),
        (_boxes((1, Box.START), (2, Box.START), (3, Box.START)), 6, State.MENTIONED),
        (_boxes((1, Box.WELL), (2, Box.WELL), (2, Box.IMPROVE), (3, Box.IMPROVE)), 6, State.DIVIDED),
        (_boxes((1, Box.WELL), (2, Box.WELL), (3, Box.IMPROVE)), 6, State.STRENGTH),
        (_boxes((1, Box.IMPROVE), (2, Box.IMPROVE)), 9, State.MENTIONED),
        (_boxes((1, Box.UNMARKED), (2, Box.UNMARKED)), 2, State.MENTIONED),
    ],
)
def test_state_rule(answers: Iterable[Answer], groups: int, state: State) -> None:
    assert count(answers, groups).state is state


def test_a_loud_group_counts_once() -> None:
    assert count([_answer(1, Box.IMPROVE, n) for n in range(8)], 6).improve == 1


def test_value_of_a_difference_needs_a_better_or_different_way() -> None:
    yes = [
        _answer(1, Box.DIFFER, 1, direction=Direction.BETTER, value=Value.YES),
        _answer(2, Box.DIFFER, 2, direction=Direction.WORSE, value=Value.YES),
        _answer(3, Box.DIFFER, 3, direction=Direction.DIFFERENT, value=Value.YES),
        _answer(4, Box.DIFFER, 4, direction=Direction.BETTER, value=Value.UNSURE),
        _answer(5, Box.DIFFER, 5, direction=Direction.WORSE, value=Value.NO),
    ]
    counts = count(yes, 6)
    assert (counts.differ, counts.valued, counts.not_valued) == (5, 2, 1)


def test_nothing_counts_before_a_person_has_reviewed_it() -> None:
    snapshot = sample_snapshot()
    untouched = replace(snapshot, answers=tuple(replace(answer, reviewed=False) for answer in snapshot.answers))
    comparison = compare(untouched)
    assert all(view.state(audience) is State.SILENT for view in comparison.themes for audience in Audience)
    assert set(comparison.groups.values()) == {0}
    assert len(comparison.unreviewed) == 271


def test_an_unclear_answer_counts_for_nothing() -> None:
    snapshot = sample_snapshot()
    first = snapshot.answers[0]
    tags = tuple(tag for tag in snapshot.tags if tag.answer_id != first.id)
    unclear = replace(snapshot, tags=(*tags, Tag(first.id, UNCLEAR), Tag(first.id, ThemeId("PEO-CARE"), 2)))
    comparison = compare(unclear)
    assert first in comparison.unthemed
    assert first not in comparison.by_id[ThemeId("PEO-CARE")].answers[Audience.LEADERSHIP]


@given(order=st.permutations(range(40)))
def test_the_order_of_the_answers_does_not_matter(order: list[int]) -> None:
    snapshot = _small()
    shuffled = replace(snapshot, answers=tuple(snapshot.answers[number] for number in order))
    assert [view.counts for view in compare(shuffled).themes] == [view.counts for view in compare(snapshot).themes]


def _small() -> Snapshot:
    snapshot = sample_snapshot(ROUND_2)
    return replace(snapshot, answers=snapshot.answers[:40])
