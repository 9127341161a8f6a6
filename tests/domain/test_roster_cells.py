"""How the cells of lists are read."""

import time

import pytest

from cxfacilitator.domain.roster_cells import filled_in, is_name, is_total, split_name, tidy


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ian Vasquez", "Ian", "Vasquez"),
        ("Vasquez, Ian", "Ian", "Vasquez"),
        ("Mr  Ian   Vasquez ", "Ian", "Vasquez"),
        ("VASQUEZ Ian", "Ian", "VASQUEZ"),
        ("Gül van der Berg", "Gül", "van der Berg"),
        ("Mary Jane Smith", "Mary Jane", "Smith"),
        ("Ann", "Ann", ""),
        ("Prof. Dr. Ian von Vasquez", "Ian", "von Vasquez"),
        ("Ian Vasquez Jr.", "Ian", "Vasquez Jr."),
        ("Ian Vasquez (on leave)", "Ian", "Vasquez (on leave)"),
        ("Ian Vasquez [C]", "Ian", "Vasquez [C]"),
        ("3. Ian Vasquez", "Ian", "Vasquez"),
        ("Ｉａｎ　Ｖａｓｑｕｅｚ", "Ian", "Vasquez"),
    ],
)
def test_names_are_split(text: str, first: str, last: str) -> None:
    assert split_name(tidy(text)) == (first, last)


def test_a_surname_may_stand_first_without_a_comma() -> None:
    assert split_name("Vasquez Ian", surname_first=True) == ("Ian", "Vasquez")


@pytest.mark.parametrize("text", ["Vacant", "TBC", "N.N.", "Printed 31/10/2026", "As of 2026", "66"])
def test_an_empty_post_or_a_date_is_nobody(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Grand total", "Summe", "Gesamt: 1", "Anzahl", "Sub-total"])
def test_a_sum_is_nobody(text: str) -> None:
    assert is_total(text)
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Ann Lee", "X Æ A-12", "山田 太郎", "Participant 12", "O'Brien, Na"])
def test_a_name_is_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("nothing", ["-", "—", "N/A", "#N/A", "?", " . "])
def test_a_sign_for_nothing_is_a_blank(nothing: str) -> None:
    assert filled_in(nothing) == ""


def test_a_name_with_many_blanks_is_split_at_once() -> None:
    begun = time.thread_time()
    assert split_name(f"Ann{' ' * 20_000}Lee") == ("Ann", "Lee")
    assert time.thread_time() - begun < 0.5
