"""Themes are found by the beginnings of their words."""

import pytest

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId

CODEBOOK = Codebook(
    "1",
    (),
    (
        Theme(ThemeId("ACC-WAIT"), "ACC", "Waiting, booking & lead times", cues=("queue*", "booked up", "no price")),
        Theme(ThemeId("OFF-PRICE"), "OFF", "Price & value for money", cues=("rip* off", "dear")),
        Theme(ThemeId("NOT-CX"), "", "Not about customers", residual=True),
    ),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wai", ["ACC-WAIT"]),
        ("LEAD book", ["ACC-WAIT"]),
        ("mon", ["OFF-PRICE"]),
        ("off-price", ["OFF-PRICE"]),
        ("Price & value", ["OFF-PRICE"]),
        ("cx", ["NOT-CX"]),
        ("aiting", []),
        ("", ["ACC-WAIT", "OFF-PRICE", "NOT-CX"]),
        (" ", ["ACC-WAIT", "OFF-PRICE", "NOT-CX"]),
        ("&", ["ACC-WAIT", "OFF-PRICE"]),
        ("!!", []),
    ],
)
def test_each_typed_word_begins_a_word_of_the_theme(typed: str, found: list[str]) -> None:
    assert [theme.id for theme in CODEBOOK.search(typed)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("queueing", ["ACC-WAIT"]),
        ("que", ["ACC-WAIT"]),
        ("book up", ["ACC-WAIT"]),
        ("ripped off", ["OFF-PRICE"]),
        ("dearer", []),
        ("queue dear", []),
        ("price", ["OFF-PRICE"]),
    ],
)
def test_where_no_theme_is_called_so_the_clients_words_find_it(typed: str, found: list[str]) -> None:
    assert [theme.id for theme in CODEBOOK.search(typed)] == found
