"""What a facilitator would say of two rounds, word for word."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.counts import Counts, threshold
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.domain.trends import Movement, Relation, summarise, trend
from cxfacilitator.report.trend_sentences import MOVEMENT, RELATION, basis_sentences, trend_sentence, whole_sentence
from tests.builders import ROUND_2, sample_snapshot

FIRST, SECOND = summarise(sample_snapshot()), summarise(sample_snapshot(ROUND_2))
L, C = Audience.LEADERSHIP, Audience.CUSTOMERS
A = ThemeId("A")


def counts(groups: int, well: int = 0, improve: int = 0, mentions: int = 0) -> Counts:
    said = max(well, improve, mentions)
    return Counts(groups, threshold(groups), well, improve, 0, improve, 0, 0, 0, 0, said)


def a_round(
    number: int, leadership: Counts, customers: Counts, visible: Visibility = Visibility.DIRECT
) -> RoundSummary:
    found = {L: leadership, Audience.STAFF: counts(0), C: customers}
    groups = {audience: each.groups for audience, each in found.items()}
    themes = (RoundTheme(A, "Billing", visible, "0", found),)
    return replace(FIRST, number=number, groups=groups, days=(), themes=themes)


def said(earlier: RoundSummary, now: RoundSummary) -> str:
    found = trend(earlier, now)
    [theme] = found.themes
    return trend_sentence(theme, found)


SILENT, PROUD, WORRIED, TORN = counts(1), counts(1, well=1), counts(1, improve=1), counts(1, 1, 1)


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (
            (SILENT, counts(6, improve=4)),
            (PROUD, counts(3, well=2)),
            (
                "Then 4 of 6 customer groups asked to improve it, and leadership did not mention it; "
                "this time 2 of 3 customer groups praised it, and leadership saw it the same way."
            ),
        ),
        (
            (PROUD, counts(2, improve=2)),
            (WORRIED, counts(5, improve=5)),
            (
                "Then both customer groups asked to improve it, but leadership named it as done well; "
                "this time all five customer groups asked to improve it, and leadership saw it the same way."
            ),
        ),
        (
            (counts(1, mentions=1), counts(6, improve=2)),
            (SILENT, counts(4, mentions=1)),
            (
                "Then 2 of 6 customer groups asked to improve it, and leadership only touched on it; "
                "this time 1 of 4 customer groups spoke of it."
            ),
        ),
        (
            (WORRIED, counts(6, well=2)),
            (SILENT, counts(2)),
            (
                "Then 2 of 6 customer groups praised it, but leadership asked to improve it; "
                "this time neither customer group spoke of it."
            ),
        ),
        (
            (TORN, counts(6, well=6)),
            (SILENT, counts(6, well=3, improve=2)),
            (
                "Then all six customer groups praised it, and leadership was divided; "
                "this time 3 of 6 customer groups praised it and 2 of 6 customer groups asked to improve it."
            ),
        ),
        (
            (SILENT, counts(1, improve=1)),
            (SILENT, counts(1)),
            (
                "Then the customer group asked to improve it, and leadership did not mention it; "
                "this time no customer group spoke of it."
            ),
        ),
        (
            (counts(0), counts(6, improve=2)),
            (SILENT, counts(6, improve=2)),
            (
                "Then 2 of 6 customer groups asked to improve it, and no leadership answers were reviewed; "
                "this time 2 of 6 customer groups asked to improve it, and leadership did not mention it."
            ),
        ),
        (
            (SILENT, counts(6, improve=2)),
            (SILENT, counts(0)),
            (
                "Then 2 of 6 customer groups asked to improve it, and leadership did not mention it; "
                "this time no customer answers were reviewed."
            ),
        ),
    ],
)
def test_then_and_this_time(then: tuple[Counts, Counts], now: tuple[Counts, Counts], sentence: str) -> None:
    assert said(a_round(1, *then), a_round(2, *now)) == sentence


def test_why_a_theme_is_not_compared() -> None:
    here, no_theme = a_round(1, SILENT, counts(6, improve=2)), replace(a_round(1, SILENT, counts(6)), themes=())
    tail = "2 of 6 customer groups asked to improve it, and leadership did not mention it"
    assert said(no_theme, replace(here, number=2)) == f"The codebook of round 1 had no such theme; this time {tail}."
    assert said(here, replace(no_theme, number=2)) == f"Then {tail}; the codebook of round 2 has no such theme."
    unseen = a_round(2, SILENT, counts(6, improve=2), Visibility.NONE)
    assert said(here, unseen) == "As the codebook has it, customers can speak about it in one of the rounds only."
    one = a_round(1, SILENT, counts(6, improve=1)).themes[0]
    two = replace(here, themes=(one, replace(one, id=ThemeId("B"))))
    assert said(two, replace(here, number=2, merged={ThemeId("B"): A})) == (
        "It was more than one theme in round 1, and how many groups spoke of any of them can no longer be told; "
        f"this time {tail}."
    )


def test_the_whole_of_the_sample() -> None:
    assert whole_sentence(trend(FIRST, SECOND)) == (
        "Of 18 themes that customers raised in either round: 1 gap closed, 1 gap narrowed, 1 gap persists, "
        "1 gap widened, 1 new gap, 3 still aligned, 10 not raised this time."
    )


def test_more_gaps_than_one() -> None:
    first = a_round(1, SILENT, counts(6, improve=2))
    themes = first.themes + tuple(replace(first.themes[0], id=ThemeId(name)) for name in "BC")
    first = replace(first, themes=themes)
    assert whole_sentence(trend(first, replace(first, number=2))) == (
        "Of 3 themes that customers raised in either round: 3 gaps persist."
    )


def test_when_there_is_nothing_to_compare() -> None:
    nothing = replace(SECOND, groups=dict.fromkeys(Audience, 0))
    assert whole_sentence(trend(FIRST, nothing)) == (
        "No answer of round 2 has been reviewed, so nothing can be compared."
    )
    quiet = a_round(1, SILENT, counts(6))
    assert whole_sentence(trend(quiet, replace(quiet, number=2))) == (
        "Customers raised no theme in either round, so there is nothing to compare."
    )


def test_what_the_sample_rests_on() -> None:
    assert basis_sentences(trend(FIRST, SECOND)) == (
        "Groups: leadership 1 then, 1 now; staff 9 then, 4 now; customers 6 then, 3 now.",
        "Round 1 was held on 3, 16 and 24 September and 1 October 2025, round 2 on 14, 21 and 28 April 2026.",
        "Sessions: leadership 1 then, 1 now; staff 2 then, 1 now; customers 2 then, 1 now.",
        "A small number in round 2: 3 customer groups, so that one more or less can change a movement.",
        (
            "Not raised is not solved: few or none of these customer groups spoke of it, others may; "
            "fewer groups were asked this time."
        ),
    )


def test_what_was_done_differently_is_said() -> None:
    names = {theme.id: theme for theme in FIRST.themes}
    wait, reach = ThemeId("ACC-WAIT"), ThemeId("ACC-REACH")
    now = replace(
        FIRST,
        number=2,
        days=(),
        groups={**FIRST.groups, Audience.STAFF: 0},
        unreviewed=1,
        wording={**FIRST.wording, (Question.IMPROVE, L): "?", (Question.IMPROVE, C): "?"},
        merged={wait: reach},
        themes=(
            *(theme for theme in FIRST.themes if theme.id not in (wait, "PEO-CARE", "PEO-KNOW", "OFF-BILL")),
            replace(names[ThemeId("PEO-CARE")], name="Kindness"),
            replace(names[ThemeId("PEO-KNOW")], meaning="other"),
            replace(names[ThemeId("OFF-BILL")], id=A, visibility=Visibility.NONE, name="IT billing"),
        ),
    )
    assert basis_sentences(trend(FIRST, now)) == (
        "Groups: leadership 1 then, 1 now; staff 9 then, none now; customers 6 then, 6 now.",
        "Reviewed answers of staff in round 1 only.",
        "Not reviewed in round 2, and counted for nothing: 1 answer.",
        "Question 2 was put to leadership and customers in other words.",
        "“Kindness” was called “Friendliness, courtesy & care” in round 1.",
        (
            "“Waiting, booking & lead times” has become part of “Reaching us”: "
            "the figures of round 1 are the least that both had together."
        ),
        "Not in the codebook of round 1: “IT billing”.",
        "No longer in the codebook: “Billing, invoicing & payment”.",
        "Described differently in the codebook, so other answers may be filed there: “Knowledge & expertise”.",
    )


@pytest.mark.parametrize("movement", Movement)
def test_every_movement_has_a_name(movement: Movement) -> None:
    assert MOVEMENT[movement][0].isupper()


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_fits_into_a_cell(relation: Relation) -> None:
    assert 0 < len(RELATION[relation]) <= 21


def test_nothing_is_over_claimed() -> None:
    found = trend(FIRST, SECOND)
    words = " ".join(
        (whole_sentence(found), *basis_sentences(found), *(trend_sentence(t, found) for t in found.themes))
    )
    for banned in ("failed to", "significant", "%", "per cent"):
        assert banned not in words
