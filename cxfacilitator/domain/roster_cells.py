"""How the cells of a list of people are read: names, attendance, consent and needs."""

import re

from cxfacilitator.domain.roster import TABLE_ROLES, Attendance
from cxfacilitator.domain.table import plain

_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "mme", "herr", "frau"}
_NUMBERED = re.compile(r"^\d+[.)]\s+")
_BEHIND = re.compile(r"(?<!\s)\s+(\(.*\)|\[.*\]|jr\.?|sr\.?|ii|iii)$", re.IGNORECASE)
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_BLANK = re.compile(r"[-\u2010-\u2015._/*?]+|#?n/a", re.IGNORECASE)
_DATED = re.compile(r"\d{4}|\d[-./]\d")
_NOBODY = {
    *("vacant", "vacancy", "tbc", "tba", "tbd", "unknown", "n n", "nn", "unbesetzt", "vakant", "unbekannt"),
    *("vacante", "poste vacant", "a pourvoir", "inconnu"),
}
_PARTICLES = {
    *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten"),
    *("zu", "zum", "al", "el", "bin", "ibn", "ben", "o", "ni", "mac", "san", "st"),
}
_NO_SHOW = {
    *("no show", "noshow", "apologies", "apology", "absent", "declined", "no", "n"),
    *("did not attend", "sick", "nein", "non", "absente", "abwesend", "excuse", "entschuldigt"),
}
_PRESENT = {"present", "attended", "yes", "y", "1", "true", "here", "x", "came", "ja", "oui", "anwesend", "presente"}
_EXPECTED = {"", "invited", "expected", "confirmed", "accepted", "registered", "tbc", "booked", "zugesagt", "invite"}
_TOTALS = {"total", "totals", "subtotal", "count", "summe", "gesamt", "gesamtsumme", "insgesamt", "anzahl", "somme"}
_AGREED = {"yes", "y", "true", "1", "x", "signed", "given", "agreed", "ok", "oui", "ja"}
_NOTHING = {
    *("", "no", "n", "none", "nil", "na", "n a", "false"),
    *("0", "non", "aucun", "aucune", "nein", "keine", "keiner"),
}
_OF_THE_ROOM = {"english", "en", "eng", "anglais", "englisch"}


def tidy(text: str) -> str:
    """Take out blanks at the ends and doubled ones within; wide letters of Asian keyboards become usual ones."""
    return " ".join(text.translate(_HALF_WIDTH).split())


def filled_in(text: str) -> str:
    """Tidy a cell; a dash, a question mark or N/A stands for nothing.

    >>> filled_in(" Sales  desk "), filled_in("n/a"), filled_in("--")
    ('Sales desk', '', '')
    """
    said = tidy(text)
    return "" if _BLANK.fullmatch(said) else said


def split_name(text: str, *, surname_first: bool = False) -> tuple[str, str]:
    """Split a whole name into first name and last name.

    Args:
        text: `Surname, Forename`, `Forename Surname` or `SURNAME Forename`. What follows in brackets stays
            with the surname.
        surname_first: Without a comma the surname stands first.

    >>> split_name("Surname, Forename"), split_name("Forename van der Surname"), split_name("SURNAME Forename")
    (('Forename', 'Surname'), ('Forename', 'van der Surname'), ('Forename', 'SURNAME'))
    """
    if "," in text:
        last, _, first = text.partition(",")
        return tidy(first), tidy(last)
    if behind := _BEHIND.search(text):
        first, last = split_name(text[: behind.start()], surname_first=surname_first)
        return (first, f"{last} {behind[1]}") if last else (f"{first} {behind[1]}", "")
    words = _NUMBERED.sub("", text).split()
    while len(words) > 1 and plain(words[0]) in _TITLES:
        words = words[1:]
    if len(words) < 2:
        return " ".join(words), ""
    if surname_first:
        return words[-1], " ".join(words[:-1])
    if _shouted(words[0]) and not _shouted(words[-1]):
        shouted = next(index for index, word in enumerate(words) if not _shouted(word))
        return " ".join(words[shouted:]), " ".join(words[:shouted])
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def job_title(text: str) -> str:
    """Read a job title; a column headed `Title` may hold Mr and Mrs instead, which is none."""
    return "" if plain(text) in _TITLES else text


def is_total(text: str) -> bool:
    """Whether a text stands below a list and sums it up."""
    return bool(_TOTALS.intersection(plain(text).split()))


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: with letters, and neither a sum, a date nor an empty post."""
    lettered = re.search(r"[^\W\d_]", text) and not _DATED.search(text)
    return bool(lettered) and not is_total(text) and plain(text) not in _NOBODY


def attendance(text: str) -> Attendance | None:
    """Read a note about attendance; None when it is not understood."""
    word = plain(text)
    if word in _NO_SHOW:
        return Attendance.NO_SHOW
    if word in _PRESENT:
        return Attendance.PRESENT
    if word in _EXPECTED:
        return Attendance.INVITED
    return Attendance.WALK_IN if word in {"walk in", "walkin"} else None


def table_role(text: str) -> str | None:
    """Read what somebody does at the table, empty for nothing; None when it is not understood."""
    word = plain(text)
    return word if word in ("", *TABLE_ROLES) else None


def consent(text: str) -> bool:
    """Read a note about consent; anything unclear is no consent."""
    return plain(text) in _AGREED or text.strip() in {"✓", "✔"}


def needs(text: str, wheelchair: str = "", language: str = "") -> str:
    """Read what the seat must allow out of up to three columns.

    >>> needs("Hearing loop", "yes", "French"), needs("none", "no", "English")
    ('Hearing loop, wheelchair, speaks French', '')
    """
    found = ["needs something; ask" if plain(text) in _AGREED else "" if plain(text) in _NOTHING else tidy(text)]
    if plain(wheelchair) not in _NOTHING:
        found.append("wheelchair" if plain(wheelchair) in _AGREED else tidy(wheelchair))
    if plain(language) not in _NOTHING | _OF_THE_ROOM:
        found.append(f"speaks {tidy(language)}")
    return ", ".join(filter(None, found))


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()
