"""What the columns of a list of people are called elsewhere, and how their cells are read."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import TABLE_ROLES, Attendance
from cxfacilitator.domain.table import plain


class Column(StrEnum):
    """What a column can hold; the value is our word for it, as the facilitator reads it."""

    NAME = "name"
    SURNAME_FIRST = "surname, forename"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    CODE = "id"
    DEPARTMENT = "department"
    SITE = "site"
    GRADE = "grade"
    JOB_TITLE = "job title"
    MANAGER = "line manager"
    SESSION = "session"
    ATTENDANCE = "attendance"
    GROUP = "group"
    TABLE_ROLE = "role at the table"
    SEGMENT = "segment"
    COMPANY = "company"
    TENURE = "tenure"
    RECRUITED_VIA = "recruited via"
    INCENTIVE = "incentive"
    CONSENT = "consent"


_SYNONYMS: Mapping[Column, str] = {
    Column.NAME: "name, full name, employee name, staff name, participant, participant name, attendee, attendee name, "
    "delegate, person, employee, colleague, customer, customer name, contact, contact name, guest, nom, nom complet, "
    "forename surname, first name last name, first name surname, forename last name, name surname, display name",
    Column.SURNAME_FIRST: "surname forename, surname first name, last name first name, last first, last name forename, "
    "surname name, surname forenames, nom prenom, nachname vorname, family name given name",
    Column.FIRST_NAME: "first name, firstname, first, forename, forenames, given name, given names, known as, "
    "preferred name, christian name, prenom, vorname",
    Column.LAST_NAME: "last name, lastname, last, surname, family name, second name, nom de famille, nachname, "
    "familienname",
    Column.CODE: "id, person id, staff id, employee id, employee number, employee no, staff number, staff no, "
    "payroll number, payroll no, personnel number, customer id, contact id, participant id, matricule, "
    "personalnummer, code",
    Column.DEPARTMENT: "department, dept, team, function, division, business unit, unit, directorate, service, "
    "abteilung, departement",
    Column.SITE: "site, location, depot, branch, office, store, shop, base, workplace, work location, place of work, "
    "standort, lieu",
    Column.GRADE: "grade, seniority, level, band, job level, job grade, pay grade, rank, seniority level, niveau",
    Column.JOB_TITLE: "job title, title, job, role, position, job role, post, occupation, poste, fonction, "
    "stellenbezeichnung",
    Column.MANAGER: "reports to, line manager, manager, line manager id, manager id, line manager name, manager name, "
    "supervisor, boss, reporting to, reporting manager, head, responsable, vorgesetzter",
    Column.SESSION: "session, invited session, session id, workshop, invited to, slot, workshop session",
    Column.ATTENDANCE: "attendance, attended, present, attending, rsvp, attendance status",
    Column.GROUP: "group, group id, table, table no, table number, group no, group number",
    Column.TABLE_ROLE: "table role, group role, role at table, role at the table",
    Column.SEGMENT: "segment, customer segment, customer type, sector, type, category, kind of customer",
    Column.COMPANY: "company, company name, firm, organisation, organization, business, account, account name, "
    "employer, animals, societe, firma",
    Column.TENURE: "tenure, tenure years, years, customer since, customer for, years with us, length of relationship",
    Column.RECRUITED_VIA: "recruited via, recruited by, recruitment, source, recruited through, invited by, channel",
    Column.INCENTIVE: "incentive, thank you, gift, voucher, reward",
    Column.CONSENT: "consent, consent signed, consent given, signed consent, agreed",
}
_MEANING: Mapping[str, Column] = {
    word.strip(): column for column, words in _SYNONYMS.items() for word in words.split(",")
}
KNOWN_HEADINGS = frozenset(_MEANING)
"""All headings that are understood, as `plain` gives them."""

_CUSTOMERS_ONLY = frozenset(
    {Column.SEGMENT, Column.COMPANY, Column.TENURE, Column.RECRUITED_VIA, Column.INCENTIVE, Column.CONSENT}
)
_FILLERS = {"name", "current", "home", "main", "primary", "employee", "staff", "used", "their", "your", "the", "s"}
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "mme", "herr", "frau"}
_PARTICLES = {
    *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten"),
    *("zu", "zum", "al", "el", "bin", "ibn", "ben", "o", "ni", "mac", "san", "st"),
}
_NO_SHOW = {"no show", "noshow", "apologies", "apology", "absent", "declined", "no", "n", "did not attend", "sick"}
_PRESENT = {"present", "attended", "yes", "y", "1", "true", "here", "x", "came"}
_EXPECTED = {"", "invited", "expected", "confirmed", "accepted", "registered", "tbc", "booked"}
_AGREED = {"yes", "y", "true", "1", "x", "signed", "given", "agreed", "ok", "oui", "ja"}


def meaning(heading: str) -> Column | None:
    """Tell what a column with this heading holds, or None when nobody can know.

    >>> meaning("Dept. name")
    <Column.DEPARTMENT: 'department'>
    """
    words = plain(heading)
    bare = " ".join(word for word in words.split() if word not in _FILLERS)
    return _MEANING.get(words) or _MEANING.get(bare)


def place(headings: Sequence[str], audience: Audience) -> Mapping[Column, int]:
    """Tell which column of an audience's list holds what; of two that hold the same, the first counts.

    A plain `Name` beside a column of forenames holds surnames, and the other way round.
    """
    places: dict[Column, int] = {}
    for index, heading in enumerate(headings):
        column = meaning(heading)
        if column and (audience is Audience.CUSTOMERS or column not in _CUSTOMERS_ONLY):
            places.setdefault(column, index)
    if Column.NAME in places and (Column.FIRST_NAME in places) != (Column.LAST_NAME in places):
        other = Column.LAST_NAME if Column.FIRST_NAME in places else Column.FIRST_NAME
        places[other] = places.pop(Column.NAME)
    return places


def tidy(text: str) -> str:
    """Take out blanks at the ends and doubled ones within."""
    return " ".join(text.split())


def split_name(text: str, *, surname_first: bool = False) -> tuple[str, str]:
    """Split a whole name into first name and last name.

    Args:
        text: `Surname, Forename`, `Forename Surname` or `SURNAME Forename`.
        surname_first: Without a comma the surname stands first.

    >>> split_name("Surname, Forename"), split_name("Forename van der Surname"), split_name("SURNAME Forename")
    (('Forename', 'Surname'), ('Forename', 'van der Surname'), ('Forename', 'SURNAME'))
    """
    if "," in text:
        last, _, first = text.partition(",")
        return tidy(first), tidy(last)
    words = text.split()
    if len(words) > 1 and plain(words[0]) in _TITLES:
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


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: it has letters and is not a total below the list."""
    return bool(re.search(r"[^\W\d_]", text)) and plain(text).split()[0] not in {"total", "totals", "subtotal", "count"}


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


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()
