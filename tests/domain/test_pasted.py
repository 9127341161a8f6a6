"""Lines out of a pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.pasted import split_lines


@pytest.mark.parametrize(
    "line",
    [
        "- crews",
        "– crews",
        "• crews",
        "•\tcrews",
        "* crews",
        "1. crews",
        "12) crews",
        "3)crews",
        "(3) crews",
        "4\tcrews",
    ],
)
def test_bullets_and_numbers_go(line: str) -> None:
    assert split_lines(f"\n{line}\n\n  {line}  ") == ("crews", "crews")


@pytest.mark.parametrize(
    "line",
    ["24h service", "3 days wait", "1.5 hours on hold", "-5 % last year", "2-3 days", "3rd party drivers",
     "A. Smith is kind", "a.m. crossings", "100 boats"],
)  # fmt: skip
def test_what_belongs_to_the_answer_stays(line: str) -> None:
    assert split_lines(line) == (line,)


def test_letters_number_lines_only_in_their_order() -> None:
    assert split_lines("a. crews\nb. boats\nc. tea") == ("crews", "boats", "tea")
    assert split_lines("a) crews\nb) boats") == ("crews", "boats")
    assert split_lines("A. Smith\nT. Jones") == ("A. Smith", "T. Jones")


def test_cells_of_a_spreadsheet_stay_apart() -> None:
    assert split_lines("1\tcrews\tkind") == ("crews kind",)


@given(st.text())
def test_no_line_is_empty_or_has_a_break_in_it(text: str) -> None:
    assert all(line == line.strip() and line.splitlines() == [line] for line in split_lines(text))
