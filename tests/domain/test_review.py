"""The rules of the review: what is listed, how fast it goes, what undo has changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.review import (
    ENOUGH,
    MANY,
    AnswerFilter,
    Left,
    changed_answers,
    how_many_are_enough,
    per_minute,
    time_left,
    worth_reviewing,
)
from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Rejection
from tests.builders import sample_snapshot, with_forms


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    forms = [(kind, [(Box.WELL, [], True)]) for kind in Kind]
    return with_forms(sample_snapshot(), *forms)


def listed(snapshot: Snapshot, wanted: AnswerFilter, suggested: frozenset[AnswerId] = frozenset()) -> set[AnswerId]:
    return {answer.id for answer in wanted.chosen(snapshot, suggested)}


def test_each_choice_leaves_out_what_it_names_and_two_leave_out_both(snapshot: Snapshot) -> None:
    everything = listed(snapshot, AnswerFilter())
    assert len(everything) == len(snapshot.to_review)
    customers = listed(snapshot, AnswerFilter(audience=Audience.CUSTOMERS))
    second = listed(snapshot, AnswerFilter(question=Question.IMPROVE))
    both = listed(snapshot, AnswerFilter(audience=Audience.CUSTOMERS, question=Question.IMPROVE))
    assert both == customers & second
    assert {snapshot.audience_of(snapshot.answer[a]) for a in customers} == {Audience.CUSTOMERS}
    group = snapshot.groups[0]
    assert listed(snapshot, AnswerFilter(group=group.id)) == {a.id for a in snapshot.answers_of[group.id]}
    theme = snapshot.tags[0].theme_id
    tagged = listed(snapshot, AnswerFilter(theme=theme))
    assert tagged == {tag.answer_id for tag in snapshot.tags if tag.theme_id == theme}


def test_forms_notes_and_reviews_are_listed_together_or_by_kind(snapshot: Snapshot) -> None:
    assert listed(snapshot, AnswerFilter(beside=True)) == {answer.id for answer in snapshot.form_answers}
    for kind in Kind:
        [found] = listed(snapshot, AnswerFilter(kind=kind))
        assert snapshot.form[snapshot.answer[found].group_id].kind is kind  # type: ignore[index]


def test_what_is_left_depends_on_what_was_decided(snapshot: Snapshot) -> None:
    first, second, third = snapshot.answers[:3]
    changed = snapshot.with_fields(
        answers=(
            replace(first, reviewed=False),
            replace(second, starred=True),
            replace(third, second_look=True),
            *snapshot.answers[3:],
        ),
        tags=tuple(tag for tag in snapshot.tags if tag.answer_id != second.id),
    )
    assert first.id in listed(changed, AnswerFilter(Left.NOT_REVIEWED))
    assert second.id not in listed(changed, AnswerFilter(Left.NOT_REVIEWED))
    assert listed(changed, AnswerFilter(Left.STARRED)) >= {second.id}
    assert listed(changed, AnswerFilter(Left.SECOND_LOOK)) == {third.id}
    assert second.id in listed(changed, AnswerFilter(Left.NO_THEME))
    suggested = frozenset(answer.id for answer in changed.to_review) - {third.id}
    assert listed(changed, AnswerFilter(Left.NO_SUGGESTION), suggested) == {third.id}


def test_only_the_answers_that_something_was_decided_on_have_changed(snapshot: Snapshot) -> None:
    first, second, third = snapshot.answers[:3]
    rejection = Rejection(third.id, snapshot.codebook.counted[0].id)
    after = snapshot.with_fields(
        answers=(replace(first, memo="look again"), *snapshot.answers[1:]),
        tags=tuple(tag for tag in snapshot.tags if tag.answer_id != second.id),
        rejections=(*snapshot.rejections, rejection),
    )
    assert changed_answers(snapshot, after) == (first.id, second.id, third.id)
    assert changed_answers(after, snapshot) == (first.id, second.id, third.id)
    assert changed_answers(snapshot, snapshot) == ()


@given(st.lists(st.floats(1, 59), min_size=6, max_size=40), st.floats(60, 4000))
def test_a_pause_changes_no_pace(gaps: list[float], pause: float) -> None:
    at, moments = 0.0, []
    for gap in gaps:
        at += gap
        moments.append(at)
    paused = [moment if place < 3 else moment + pause for place, moment in enumerate(moments)]
    speed = per_minute(moments[3:], moments[-1])
    assert per_minute(paused[3:], paused[-1]) == pytest.approx(speed)
    if speed is not None:
        assert 60 / 59 <= speed <= 60 + 1e-6


def test_few_decisions_tell_no_pace() -> None:
    assert per_minute([], 10) is None
    assert per_minute([1, 2, 3, 4], 10) is None
    assert per_minute([1, 2, 3, 4, 5], 10) == pytest.approx(60)
    assert per_minute([1, 2, 3, 4, 5], 1000) is None


def test_time_is_told_as_people_say_it() -> None:
    assert time_left(1, 2) == "under a minute left"
    assert time_left(1, 1) == "about 1 minute left"
    assert time_left(89, 1) == "about 89 minutes left"
    assert time_left(120, 1) == "about 2 hours left"


def test_of_thousands_of_answers_some_are_enough() -> None:
    assert how_many_are_enough(MANY, 0) == ""
    assert "200 of 5,000 comments, uncertain ones first" in how_many_are_enough(5000, 0)
    assert "enough" in how_many_are_enough(5000, ENOUGH)


def test_of_groups_every_answer_is_looked_at_and_of_thousands_of_comments_some(snapshot: Snapshot) -> None:
    assert worth_reviewing(snapshot) == (len(snapshot.to_review), sum(not a.reviewed for a in snapshot.to_review))
    [comment, *_] = snapshot.form_answers
    for known in (0, ENOUGH - 1, ENOUGH, MANY):
        comments = tuple(replace(comment, id=AnswerId(f"f{n}"), reviewed=n < known) for n in range(MANY + 1))
        many = replace(snapshot, form_answers=comments)
        asked, waiting = worth_reviewing(many)
        assert asked == len(snapshot.answers) + ENOUGH
        assert waiting == sum(not a.reviewed for a in snapshot.answers) + max(0, ENOUGH - known)
