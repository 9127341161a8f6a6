"""Numbers, lists, days and codes in words, the same in every sentence of the app."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import date

_CARDINALS = "no one two three four five six seven eight nine ten eleven twelve".split()
_LISTED = 5
# Not strftime: the sentences are English whatever the language of the computer.
MONTHS = "January February March April May June July August September October November December".split()

# Letters that Unicode does not take apart, and what is typed for them without thinking.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def unaccented(text: str) -> str:
    """Return a text in small letters without accents, apostrophes and what is not seen, for finding what is typed.

    >>> unaccented("José Łukasz Ødegård"), unaccented("O’Brien")
    ('jose lukasz odegard', 'obrien')
    """
    letters = re.sub("['`´ʼ‘’]", "", text.casefold())
    if letters.isascii():
        return letters
    apart = unicodedata.normalize("NFKD", letters)
    seen = (char for char in apart if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")
    return "".join(seen).translate(_PLAIN_LETTERS)


def cardinal(number: int) -> str:
    """Return a number as a word up to twelve, then in figures.

    >>> cardinal(5), cardinal(13)
    ('five', '13')
    """
    return _CARDINALS[number] if 0 <= number < len(_CARDINALS) else str(number)


def amount(number: int, singular: str, plural: str = "") -> str:
    """Return a number in figures with its noun.

    >>> amount(0, "idea"), amount(1, "idea"), amount(2, "person", "people"), amount(2000, "answer")
    ('0 ideas', '1 idea', '2 people', '2,000 answers')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def joined(parts: Iterable[str]) -> str:
    """Return a list in words; empty parts are left out.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    told = [part for part in parts if part]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def listed(parts: Sequence[str]) -> str:
    """Return a list in words, of which only the first five are told when there are more.

    >>> listed("abcdefg")
    'a, b, c, d, e and 2 more'
    """
    if len(parts) > _LISTED:
        return f"{', '.join(parts[:_LISTED])} and {len(parts) - _LISTED} more"
    return joined(parts)


def shortened(text: str, longest: int) -> str:
    """Return the text, cut with an ellipsis when it is longer; between words, unless a word is too long for that.

    >>> shortened("one invoice per job, itemised", 22), shortened("ask Llanfairpwllgwyngyll", 14)
    ('one invoice per job…', 'ask Llanfairpw…')
    """
    if len(text) <= longest:
        return text
    head = text[:longest]
    words = head.rsplit(" ", 1)[0]
    return (words if len(words) > longest / 2 else head).rstrip(" ,;-") + "…"


def uncapitalised(name: str) -> str:
    """Return a name as it stands inside a sentence: small unless it starts with an abbreviation.

    >>> uncapitalised("Keeping promises"), uncapitalised("IT support")
    ('keeping promises', 'IT support')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def the_day(day: date) -> str:
    """Return a date as it is written in a letter.

    >>> the_day(date(2025, 9, 3))
    '3 September 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def free_code(stem: str, taken: Collection[str]) -> str:
    """Return the stem with the smallest number from 1 on that is not taken.

    >>> free_code("S", {"S1", "S3"})
    'S2'
    """
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
