"""What importing a second person's tags would do: only what has the same reference and the same words is taken."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.second_tags_plan import (
    TheirFile,
    TheirTags,
    incoming,
    plan_second_tags,
    with_themes_of_now,
)
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot

CARE, KNOW = ThemeId("PEO-CARE"), ThemeId("PEO-KNOW")
FIRST, SECOND, THIRD = map(AnswerId, ("S1-Q1-01", "S1-Q1-02", "S1-Q1-03"))


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def said(sample: Snapshot, ref: str, *themes: ThemeId, words: str | None = None, reviewed: bool = True) -> TheirTags:
    wording = sample.answer_called(ref).wording if words is None else words
    return TheirTags(ref, frozenset({wording} if wording else ()), themes, reviewed)


def test_only_the_same_reference_with_the_same_words_is_taken(sample: Snapshot) -> None:
    found = TheirFile(
        "their.cxfac",
        (
            said(sample, THIRD, KNOW),
            said(sample, FIRST, CARE, words=f"  {sample.answer_called(FIRST).text.replace(' ', '  ')} "),
            said(sample, SECOND, CARE, words="something else"),
            said(sample, "S1-Q2-01", CARE, reviewed=False),
            said(sample, "S1-Q2-02", ThemeId("MINE")),
            TheirTags("X9-Q1-01", frozenset({"x"}), (CARE,)),
        ),
        who=" R.  Vance ",
    )
    plan = plan_second_tags(sample, found)
    assert [(planned.answer.ref, planned.themes) for planned in plan.reviews] == [(FIRST, (CARE,)), (THIRD, (KNOW,))]
    assert (plan.name, plan.unknown, plan.reworded, plan.unread) == ("R. Vance", ("X9-Q1-01",), (SECOND,), 1)
    assert plan.foreign == {"S1-Q2-02": "MINE"}
    assert plan.sentences() == (
        "R. Vance decided on 2 answers of this engagement, you on 2 of them.",
        "1 answer has not been reviewed there, and is passed over.",
        f"{SECOND} says something else here, and is passed over.",
        "X9-Q1-01 is no answer of this engagement, and is passed over.",
        (
            "S1-Q2-02 has a theme that this codebook lacks (MINE), and is passed over. To compare them too, add what "
            "is missing and import again."
        ),
    )


def test_a_tidied_wording_and_the_original_are_both_the_same_answer(sample: Snapshot) -> None:
    answer = replace(sample.answer[FIRST], tidy="Tidied since")
    now = replace(sample, answers=(answer, *(other for other in sample.answers if other.id != FIRST)))
    for words in (answer.text, "Tidied since"):
        assert plan_second_tags(now, TheirFile("f", (said(sample, FIRST, CARE, words=words),))).reviews
    assert not plan_second_tags(now, TheirFile("f", (said(sample, FIRST, CARE, words="tidied since"),))).reviews


def test_a_list_without_wordings_is_said_to_be_compared_by_reference_alone(sample: Snapshot) -> None:
    plan = plan_second_tags(sample, TheirFile("tags.json", (said(sample, FIRST, CARE, words=""),)), "R. Vance")
    assert not plan.worded
    assert "only the references are compared" in plan.sentences()[1]


def test_themes_that_are_defined_otherwise_there_are_named(sample: Snapshot) -> None:
    book = sample.codebook
    theirs = replace(book, themes=(replace(book.themes[0], definition="Something else"), *book.themes[1:-1]))
    plan = plan_second_tags(sample, TheirFile("their.cxfac", (), codebook=theirs))
    assert plan.redefined == (book.themes[0].name,)
    assert plan_second_tags(sample, TheirFile("their.cxfac", (), codebook=book)).redefined == ()


def test_nothing_is_taken_in_without_a_name_or_without_an_answer(sample: Snapshot) -> None:
    with pytest.raises(CxError, match="Say whose tags these are"):
        incoming(plan_second_tags(sample, TheirFile("f", (said(sample, FIRST, CARE),))))
    with pytest.raises(CxError, match="None of these tags belongs"):
        incoming(plan_second_tags(sample, TheirFile("f", (), "R. Vance")))


def test_the_facilitators_own_tags_are_called_so(sample: Snapshot) -> None:
    own = plan_second_tags(sample, TheirFile("f", (said(sample, FIRST, CARE),), "ines  marlowe"))
    assert own.sentences()[1] == (
        "ines marlowe facilitates this engagement: agreeing with oneself says nothing about a second person."
    )
    nobody = replace(sample, engagement=replace(sample.engagement, facilitator=""))
    assert not plan_second_tags(nobody, TheirFile("f", ())).same_person


def test_the_same_person_again_replaces_but_keeps_what_was_settled_and_the_first_comparison(sample: Snapshot) -> None:
    earlier = SecondTagger(
        TaggerId(3),
        "R. Vance",
        (SecondReview(FIRST, (CARE,), settled=True), SecondReview(SECOND, (CARE,), settled=True), SecondReview(THIRD)),
        {FIRST: (KNOW,), SECOND: ()},
    )
    now = replace(sample, second_taggers=(earlier,))
    found = TheirFile("f", (said(sample, FIRST, CARE), said(sample, SECOND, KNOW)), "r. vance")
    plan = plan_second_tags(now, found)
    assert plan.replaced == earlier
    assert "take the place of what R. Vance decided on 3 answers" in plan.sentences()[1]
    made = incoming(plan)
    assert made.id == 3
    assert made.reviews == (SecondReview(FIRST, (CARE,), settled=True), SecondReview(SECOND, (KNOW,)))
    kept = with_themes_of_now(made, now, [FIRST, SECOND, THIRD])
    assert kept.before == {FIRST: (KNOW,), SECOND: (), THIRD: sample.themes_of[THIRD]}


def test_an_answer_that_the_first_person_has_not_read_is_not_frozen(sample: Snapshot) -> None:
    open_ = replace(sample.answer[FIRST], reviewed=False)
    now = replace(sample, answers=(open_, *(other for other in sample.answers if other.id != FIRST)))
    plan = plan_second_tags(now, TheirFile("f", (said(sample, FIRST, CARE),), "R. Vance"))
    assert plan.sentences() == ("R. Vance decided on 1 answer of this engagement, you on 0 of them.",)
    assert with_themes_of_now(incoming(plan), now, [FIRST]).before == {}
