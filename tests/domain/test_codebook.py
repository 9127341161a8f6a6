"""Themes are found by the beginnings of their words."""

import pytest

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId

CODEBOOK = Codebook(
    "1",
    (),
    (
        Theme(ThemeId("ACC-WAIT"), "ACC", "Waiting, booking & lead times"),
        Theme(ThemeId("OFF-PRICE"), "OFF", "Price & value for money"),
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
        ("cx", ["NOT-CX"]),
        ("aiting", []),
        ("", ["ACC-WAIT", "OFF-PRICE", "NOT-CX"]),
    ],
)
def test_each_typed_word_begins_a_word_of_the_theme(typed: str, found: list[str]) -> None:
    assert [theme.id for theme in CODEBOOK.search(typed)] == found
