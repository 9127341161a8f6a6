"""Many answers at once: one edit, passed over where there is no room, taken back as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId, Mark
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.services import tagging
from cxfacilitator.store.file import EngagementFile

CARE, KNOW, PRO = ThemeId("PEO-CARE"), ThemeId("PEO-KNOW"), ThemeId("COM-PROACT")
THEMES = [ThemeId(f"T{number}") for number in range(6)]


def ids(file: EngagementFile, count: int) -> list[AnswerId]:
    return [answer.id for answer in file.snapshot().answers[:count]]


def bare(file: EngagementFile, count: int) -> list[AnswerId]:
    """The first answers, without themes and not reviewed."""
    with file.edit("Forget") as edit:
        edit.db.execute("DELETE FROM tag")
        edit.db.execute("UPDATE answer SET reviewed = 0")
    file.take_steps()
    return ids(file, count)


def test_a_theme_is_given_to_many_in_one_step_that_is_taken_back_as_one(sample: EngagementFile) -> None:
    chosen = bare(sample, 12)
    before = sample.snapshot()
    tagging.tag_many(sample, chosen, CARE)
    after = sample.snapshot()
    name = after.codebook.by_id[CARE].name
    assert {answer for answer, themes in after.themes_of.items() if themes == (CARE,)} == set(chosen)
    assert {answer.id for answer in after.answers if answer.reviewed} == set(chosen)
    (step,) = sample.take_steps()
    assert step.label == f"Tag 12 answers as {name}"
    sample.reverse(step)
    assert sample.snapshot() == before


def test_a_single_answer_is_named_in_the_step(sample: EngagementFile) -> None:
    chosen = bare(sample, 1)
    tagging.tag_many(sample, chosen, CARE)
    tagging.mark_many(sample, chosen, Mark.STARRED, True)
    ref = sample.snapshot().answers[0].ref
    assert [step.label.replace(ref, "REF") for step in sample.take_steps()] == [
        f"Tag REF as {sample.snapshot().codebook.by_id[CARE].name}",
        "Star REF",
    ]


def test_a_fourth_theme_is_not_given_and_it_is_said_how_often(sample: EngagementFile) -> None:
    full, having, free = bare(sample, 3)
    for theme in sample.snapshot().codebook.themes[:MOST_THEMES]:
        tagging.tag_many(sample, [full], theme.id)
    last = sample.snapshot().codebook.counted[-1].id
    tagging.tag_many(sample, [having], last)
    plan = tagging.tag_many(sample, [full, having, free, free], last)
    assert (plan.taken, plan.had, plan.full) == ((free,), (having,), (full,))
    assert plan.passed_over == "1 answer has 3 themes already and was passed over: take a theme away there first."
    assert len(sample.snapshot().themes_of[full]) == MOST_THEMES
    assert tagging.plan_tag({}, [free], last).passed_over == ""


@given(
    st.dictionaries(
        st.sampled_from([AnswerId(letter) for letter in "abcdef"]),
        st.lists(st.sampled_from(THEMES), max_size=MOST_THEMES, unique=True),
    ),
    st.lists(st.sampled_from([AnswerId(letter) for letter in "abcdefgh"])),
    st.sampled_from(THEMES),
)
def test_every_answer_is_taken_had_or_full_and_never_two_of_them(
    themes_of: dict[AnswerId, list[ThemeId]], chosen: list[AnswerId], theme: ThemeId
) -> None:
    plan = tagging.plan_tag(themes_of, chosen, theme)
    assert sorted((*plan.taken, *plan.had, *plan.full)) == sorted(set(chosen))
    assert all(theme in themes_of[answer] for answer in plan.had)
    assert all(len(themes_of.get(answer, ())) < MOST_THEMES for answer in plan.taken)


def test_giving_a_theme_takes_back_that_it_was_rejected(sample: EngagementFile) -> None:
    (one,) = bare(sample, 1)
    tagging.reject(sample, one, CARE)
    tagging.tag_many(sample, [one], CARE)
    assert not sample.snapshot().rejections


def test_a_theme_is_taken_from_those_that_have_it_and_the_next_becomes_the_main_one(sample: EngagementFile) -> None:
    first, second, third = bare(sample, 3)
    tagging.tag_many(sample, [first, second], CARE)
    tagging.tag_many(sample, [first, third], KNOW)
    sample.take_steps()
    assert tagging.untag_many(sample, [first, second, third], CARE) == 2
    assert dict(sample.snapshot().themes_of) == {first: (KNOW,), third: (KNOW,)}
    assert [step.label for step in sample.take_steps()] == [
        f"Remove {sample.snapshot().codebook.by_id[CARE].name} from 2 answers"
    ]


def test_the_last_theme_of_each_goes(sample: EngagementFile) -> None:
    first, second, third = bare(sample, 3)
    tagging.tag_many(sample, [first, second], CARE)
    tagging.tag_many(sample, [first], KNOW)
    assert tagging.untag_last(sample, [first, second, third]) == 2
    assert dict(sample.snapshot().themes_of) == {first: (CARE,)}


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_set_and_cleared_for_all(sample: EngagementFile, mark: Mark) -> None:
    chosen = bare(sample, 5)
    tagging.mark_many(sample, chosen, mark, True)
    assert {answer.id for answer in sample.snapshot().answers if answer.has(mark)} >= set(chosen)
    tagging.mark_many(sample, chosen[:2], mark, False)
    snapshot = sample.snapshot()
    assert [snapshot.answer[answer].has(mark) for answer in chosen] == [False, False, True, True, True]


def test_what_changes_nothing_is_no_step(sample: EngagementFile) -> None:
    (one,) = bare(sample, 1)
    tagging.mark_many(sample, [one], Mark.STARRED, False)
    tagging.untag_many(sample, [one], CARE)
    tagging.untag_last(sample, [one])
    tagging.tag_many(sample, [], CARE)
    assert sample.take_steps() == ()


def test_a_theme_that_is_gone_and_an_answer_that_is_gone_are_refused(sample: EngagementFile) -> None:
    before = sample.snapshot()
    with pytest.raises(CxError, match="no longer there"):
        tagging.tag_many(sample, ids(sample, 2), ThemeId("GONE"))
    with pytest.raises(CxError):
        tagging.tag_many(sample, [*ids(sample, 2), AnswerId("gone")], PRO)
    assert sample.snapshot() == before
