"""Days as people write them: day first, as in Britain, unless that cannot be."""

import re
from collections.abc import Iterable
from datetime import date

from cxfacilitator.domain.text import MONTHS

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?(?:[, ]+\d{1,2}[:.]\d{2}.*)?")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([a-z]{3,9})\.? ?(\d{1,2}(?:st|nd|rd|th)?(?!\d))?,? ?(\d{4})?")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,. ]+")
_CENTURY_TURNS = 70


def read_day(text: str, month_first: bool = False, year: int | None = None) -> date | None:
    """Read a day; None when the text is none.

    >>> read_day("3/5/2026"), read_day("5/13/26"), read_day("3 May", year=2026)
    (datetime.date(2026, 5, 3), datetime.date(2026, 5, 13), datetime.date(2026, 5, 3))

    Args:
        text: Figures or English words; a time of day after it is passed over.
        month_first: How figures are read that may be either; what cannot be so is read the other way.
        year: What is meant where no year is written; without it such a text is no day.
    """
    words = _WEEKDAY.sub("", " ".join(text.casefold().split()))
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(words):
        whole = _year(found[4], year)
        first, second = int(found[1]), int(found[3])
        month, day = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
        return _day(whole, month, day)
    if found := _WORDS.fullmatch(words):
        months = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(found[2])]
        digits = re.sub(r"\D", "", found[1] or found[3] or "")
        if len(months) == 1 and digits and not (found[1] and found[3]):
            return _day(_year(found[4], year), months[0], int(digits))
    return None


def coming_day(text: str, today: date) -> date | None:
    """Read a day that is still to come, where no year is written the next such day; None when the text is none.

    >>> coming_day("3 Feb", date(2026, 11, 22)), coming_day("22/11", date(2026, 11, 22))
    (datetime.date(2027, 2, 3), datetime.date(2026, 11, 22))
    """
    found = read_day(text, year=today.year)
    written = read_day(text) is not None
    return read_day(text, year=today.year + 1) if found and not written and found < today else found


def either_order(text: str) -> bool:
    """Whether a day could be read day first and month first, and the two are different days.

    >>> either_order("3/5/2026"), either_order("13/5/2026"), either_order("5/5/2026")
    (True, False, False)
    """
    if not _in_figures(text) or read_day(text, year=2000) is None:
        return False
    first, second = _pair(text)
    return first != second and max(first, second) <= 12


def is_month_first(texts: Iterable[str]) -> bool:
    """Whether a column of days has one that can only be read month first, and none that can only be day first."""
    pairs = [_pair(text) for text in texts if _in_figures(text)]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def _in_figures(text: str) -> bool:
    return _FIGURES.fullmatch(" ".join(text.casefold().split())) is not None


def _pair(text: str) -> tuple[int, int]:
    first, second = re.findall(r"\d{1,2}", text)[:2]
    return int(first), int(second)


def _year(written: str | None, otherwise: int | None) -> int | None:
    if not written:
        return otherwise
    year = int(written)
    return year if year > 99 else year + (2000 if year < _CENTURY_TURNS else 1900)


def _day(year: int | None, month: int, day: int) -> date | None:
    if year is None or year < 1 or not 1 <= month <= 12 or day < 1:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
