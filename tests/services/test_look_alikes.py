from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.services import codebook
from cxfacilitator.services.look_alikes import how_to_tell


@pytest.fixture(scope="module")
def book() -> Codebook:
    return codebook.default()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COM-PROACT", "ACC-RESP"),
        ("COM-PROACT", "DEL-RELY"),
        ("COM-CLEAR", "OFF-TRUST"),
        ("PEO-REL", "DEL-JOIN"),
        ("PEO-CARE", "PEO-KNOW"),
        ("ACC-WAIT", "OFF-RANGE"),
        ("ACC-DIGI", "INT-TOOLS"),
        ("COM-ONB", "INT-TRAIN"),
        ("COM-CHANGE", "PEO-LISTEN"),
        ("INT-TEAM", "DEL-JOIN"),
        ("INT-BACK", "DEL-QUAL"),
    ],
)
def test_each_pair_is_told_beside_both_themes_by_their_names(book: Codebook, one: str, other: str) -> None:
    names = {f"“{book.by_id[ThemeId(theme_id)].name}”" for theme_id in (one, other)}
    shared = set(how_to_tell(book, ThemeId(one))) & set(how_to_tell(book, ThemeId(other)))
    assert len(shared) == 1
    (test,) = shared
    assert all(name in test for name in names)


def test_no_id_is_left_in_a_sentence(book: Codebook) -> None:
    told = {test for theme in book.themes for test in how_to_tell(book, theme.id)}
    assert len(told) == 11
    assert not any(char in test for test in told for char in "{}")
    assert not any(theme.id in test for test in told for theme in book.themes)


def test_a_theme_that_is_not_there_is_told_of_nowhere(book: Codebook) -> None:
    left = replace(book, themes=tuple(theme for theme in book.themes if theme.id != "ACC-RESP"))
    assert not any("first" in test for test in how_to_tell(left, ThemeId("COM-PROACT")))
    assert len(how_to_tell(left, ThemeId("COM-PROACT"))) == 1
