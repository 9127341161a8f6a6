"""What the next round takes over: the questions and the codebook, and nothing that somebody wrote."""

from dataclasses import replace
from datetime import date

import pytest

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.rounds import carried_over, meaning, next_engagement, same_client

THEME = Theme(
    ThemeId("A"), "", "Care", "How people are treated", ("manners", "greeting"), examples={"Q1": "They listen"}
)


@pytest.mark.parametrize(
    ("code", "number", "after"),
    [
        ("TRH-2025-R1", 1, "TRH-2025-R2"),
        ("TRH", 1, "TRH-R2"),
        ("TRH-R9", 9, "TRH-R10"),
        ("TRH-R1", 2, "TRH-R1-R3"),
        ("X" * 40, 9, "X" * 36 + "-R10"),
    ],
)
def test_the_short_name_counts_on(code: str, number: int, after: str) -> None:
    made = next_engagement(Engagement(code, "Client", round=number))
    assert (made.code, made.round, made.previous) == (after, number + 1, code)
    assert len(made.code) <= 40


def test_promises_are_made_anew_and_the_rest_stays() -> None:
    everybody = frozenset({Audience.LEADERSHIP})
    before = Engagement("A-R1", "Client", sponsor="Board", competitors=("B",), everybody=everybody)
    made = next_engagement(replace(before, delete_by=date(2026, 3, 1)))
    assert made == replace(before, code="A-R2", round=2, previous="A-R1", everybody=frozenset())


def test_examples_that_are_answers_stay_behind() -> None:
    book = Codebook(
        "own-1", (), (THEME, replace(THEME, id=ThemeId("B"), examples={"Q1": "Kind / Quick", "Q2": "Slow"}))
    )
    made = carried_over(book, ["  kind ", "THEY listen"])
    assert [theme.examples for theme in made.themes] == [{}, {"Q1": "Quick", "Q2": "Slow"}]
    assert made.version == made.stamped().version != book.version


def test_a_codebook_without_such_examples_is_the_same() -> None:
    book = Codebook("own-1", (), (THEME,))
    assert carried_over(book, ["They listened", ""]) is book


def test_the_meaning_is_that_of_the_definition_and_its_cases_and_not_of_the_name() -> None:
    assert meaning(replace(THEME, name="Kindness", include=THEME.include[::-1], memo="?")) == meaning(THEME)
    for other in (
        replace(THEME, definition="Manners"),
        replace(THEME, include=("manners",)),
        replace(THEME, exclude=("manners",)),
    ):
        assert meaning(other) != meaning(THEME)


def test_a_client_is_known_by_its_name_whatever_the_capitals() -> None:
    assert same_client("Tolland  Reeve Hire Ltd ", "TOLLAND REEVE HIRE LTD")
    assert not same_client("Tolland Reeve Hire", "Tolland Reeve Hire Ltd")
