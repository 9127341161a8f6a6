"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.days import either_order, is_month_first, read_day
from cxfacilitator.domain.text import MONTHS

MAY_3 = date(2026, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-03",
        "2026-05-03T14:20:00",
        "2026/5/3",
        "3/5/2026",
        "03.05.2026",
        "3-5-26",
        "3/5/2026 14:20",
        "3 May 2026",
        "3rd May 2026",
        "3. may 2026",
        "May 3, 2026",
        "Sunday, 3 May 2026",
        "  3   MAY  2026 ",
    ],
)
def test_the_same_day_in_many_ways(text: str) -> None:
    """British order unless a word says otherwise; a time of day is passed over."""
    assert read_day(text) == MAY_3


@pytest.mark.parametrize("text", ["", "soon", "32/1/2026", "31/4/2026", "3/5", "May 2026", "12345", "5/5/5/5", "M 3"])
def test_what_is_no_day(text: str) -> None:
    """A text that is no day, or has no year, is none."""
    assert read_day(text) is None


def test_order_of_figures() -> None:
    """What cannot be day first is read month first, and the other way round."""
    assert read_day("5/13/2026") == date(2026, 5, 13)
    assert read_day("13/5/2026", month_first=True) == date(2026, 5, 13)
    assert read_day("3/5/2026", month_first=True) == date(2026, 3, 5)
    assert read_day("3 May", year=2026) == read_day("3/5", year=2026) == MAY_3


def test_a_column_tells_its_order() -> None:
    """One day that can only be month first tells it of all, unless another can only be day first."""
    assert is_month_first(["3/5/2026", "5/13/2026"])
    assert not is_month_first(["3/5/2026", "4/5/2026"])
    assert not is_month_first(["14/5/2026", "5/13/2026"])
    assert not is_month_first(["2026-05-13", ""])


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_is_read_as_it_was_written(day: date) -> None:
    """Whatever the day, its usual forms lead back to it."""
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year % 100:02}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
    ):
        assert read_day(text) == day, text
    american = f"{day.month}/{day.day}/{day.year}"
    assert read_day(american, month_first=True) == day
    assert either_order(american) == (day.day <= 12 and day.day != day.month)


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever stands in a cell, reading it as a day never fails."""
    read_day(text)
    either_order(text)
    is_month_first([text])
