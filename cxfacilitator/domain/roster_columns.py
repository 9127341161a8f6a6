"""What the columns of a list of people hold, and what they are called elsewhere."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.table import SEARCHED_ROWS, Row, known_in, plain


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
    EMAIL = "e-mail"
    SESSION = "session"
    ATTENDANCE = "attendance"
    GROUP = "group"
    TABLE_ROLE = "role at the table"
    NEEDS = "needs"
    WHEELCHAIR = "wheelchair"
    LANGUAGE = "language"
    SEGMENT = "segment"
    COMPANY = "company"
    TENURE = "tenure"
    RECRUITED_VIA = "recruited via"
    INCENTIVE = "incentive"
    CONSENT = "consent"


_SYNONYMS: Mapping[Column, str] = {
    Column.NAME: "name, full name, employee name, staff name, participant, participant name, attendee, attendee name, "
    "delegate, person, employee, colleague, customer, customer name, contact, contact name, guest, nom complet, "
    "forename surname, first name last name, first name surname, forename last name, name surname, display name, "
    "member, team member, worker, mitarbeiter, mitarbeiterin, mitarbeitername, teilnehmer, teilnehmername, "
    "vollstandiger name, vor und nachname, vorname nachname, vorname name, kunde, kundenname, ansprechpartner, nom, "
    "collaborateur, salarie, participants, prenom nom, prenom et nom, nom du client, client",
    Column.SURNAME_FIRST: "surname forename, surname first name, last name first name, last first, "
    "last name forename, surname name, surname forenames, nom prenom, nom et prenom, nom prenoms, noms prenoms, "
    "nachname vorname, name vorname, family name given name, family name first name",
    Column.FIRST_NAME: "first name, firstname, first, forename, forenames, given name, given names, known as, "
    "preferred name, preferred first name, christian name, prenom, prenoms, prenom usuel, vorname, vorn, vornamen, "
    "rufname",
    Column.LAST_NAME: "last name, lastname, last, surname, family name, second name, nom de famille, nom usuel, "
    "nom d usage, nachname, nachn, familienname, zuname",
    Column.CODE: "id, person id, staff id, employee id, employee number, employee no, employee code, staff number, "
    "staff no, emp id, emp no, emp number, emp code, emplid, payroll number, payroll no, payroll id, "
    "personnel number, personnel no, worker id, customer id, contact id, participant id, code, clock number, "
    "matricule, numero matricule, no matricule, n matricule, numero salarie, numero employe, identifiant, "
    "personalnummer, personal nr, personalnr, pers nr, persnr, pers no, mitarbeiternummer, mitarbeiter nr, "
    "mitarbeiter id, kundennummer, kunden nr, numero client",
    Column.DEPARTMENT: "department, dept, dept name, team, function, division, business unit, unit, directorate, "
    "service, org unit, supervisory organisation, supervisory organization, organisational unit, organizational unit, "
    "section, area, cost centre, cost center, cost centre description, cost center description, abteilung, bereich, "
    "fachbereich, organisationseinheit, orgeinheit, orgeinh, org einheit, referat, departement, direction, unite, "
    "equipe, pole",
    Column.SITE: "site, location, depot, branch, office, store, shop, base, workplace, work location, work site, "
    "place of work, office location, personnel area, personalbereich, persber, standort, arbeitsort, niederlassung, "
    "filiale, werk, ort, dienstort, lieu, lieu de travail, etablissement, agence, ville, localisation",
    Column.GRADE: "grade, seniority, level, band, job level, job grade, pay grade, pay band, salary band, rank, "
    "seniority level, grade level, career level, management level, niveau, echelon, classification, stufe, "
    "entgeltgruppe, tarifgruppe, hierarchieebene, ebene, karrierestufe",
    Column.JOB_TITLE: "job title, title, job, role, position, job role, post, occupation, business title, "
    "position title, poste, fonction, intitule du poste, intitule de poste, emploi, metier, stellenbezeichnung, "
    "stelle, funktion, berufsbezeichnung, tatigkeit, stellentitel",
    Column.MANAGER: "reports to, line manager, manager, line manager id, manager id, line manager name, manager name, "
    "manager email, manager e mail, line manager email, manager no, manager number, mgr, mgr id, mgr no, mgr email, "
    "supervisor, supervisor name, boss, reporting to, reporting manager, direct manager, head, team leader, "
    "responsable, responsable hierarchique, superieur, superieur hierarchique, n 1, manageur, chef, vorgesetzter, "
    "vorgesetzte, vorgesetzte r, vorges, vorgesetzter name, fuhrungskraft, direkter vorgesetzter, leiter, teamleiter, "
    "berichtet an",
    Column.EMAIL: "email, e mail, email address, e mail address, email work, work email, mail, user principal name, "
    "upn, courriel, adresse mail, adresse e mail, adresse electronique, e mail adresse, mailadresse",
    Column.SESSION: "session, invited session, session id, workshop, invited to, slot, workshop session, wave, vague, "
    "seance, atelier, termin, sitzung",
    Column.ATTENDANCE: "attendance, attended, present, attending, rsvp, attendance status, presence, anwesend, "
    "anwesenheit, teilnahme",
    Column.GROUP: "group, group id, table, table no, table number, group no, group number, gruppe, tisch, groupe",
    Column.TABLE_ROLE: "table role, group role, role at table, role at the table",
    Column.NEEDS: "needs, seat needs, seating needs, access needs, special needs, special requirements, requirements, "
    "accessibility, accessibility needs, accessibility requirements, adjustments, reasonable adjustments, "
    "access requirements, mobility, mobility needs, disability, besoins, besoins particuliers, besoins specifiques, "
    "accessibilite, handicap, amenagements, barrierefreiheit, barrierefrei, bedurfnisse, besondere bedurfnisse, "
    "anforderungen, unterstutzungsbedarf",
    Column.WHEELCHAIR: "wheelchair, wheelchair user, wheelchair access, uses wheelchair, fauteuil roulant, fauteuil, "
    "rollstuhl, rollstuhlfahrer",
    Column.LANGUAGE: "language, languages, preferred language, first language, spoken language, languages spoken, "
    "mother tongue, sprache, sprachen, muttersprache, langue, langues, langue maternelle, langue preferee",
    Column.SEGMENT: "segment, customer segment, customer type, customer group, sector, type, category, "
    "kind of customer, industry, kundensegment, kundengruppe, kundentyp, branche, secteur, segment client, "
    "type de client, categorie",
    Column.COMPANY: "company, company name, firm, organisation, organization, organisation name, business, "
    "business name, account, account name, employer, animals, societe, entreprise, raison sociale, firma, firmenname, "
    "unternehmen",
    Column.TENURE: "tenure, tenure years, years, customer since, customer for, years with us, length of relationship, "
    "relationship length, length of service, anciennete, client depuis, kunde seit, jahre, dauer der beziehung",
    Column.RECRUITED_VIA: "recruited via, recruited by, recruitment, source, recruited through, invited by, channel, "
    "recruitment channel, recrute par, recrute via, canal, rekrutiert uber, eingeladen von, kanal",
    Column.INCENTIVE: "incentive, thank you, gift, voucher, reward, honorarium, remerciement, cadeau, bon d achat, "
    "dedommagement, dankeschon, gutschein, incentive amount, aufwandsentschadigung",
    Column.CONSENT: "consent, consent signed, consent given, signed consent, consent form, agreed, gdpr, "
    "gdpr consent, consentement, consentement signe, accord, einwilligung, einverstanden, zustimmung",
}
_MEANING: Mapping[str, Column] = {
    word.strip(): column for column, words in _SYNONYMS.items() for word in words.split(",")
}
KNOWN_HEADINGS = frozenset(_MEANING)
"""All headings that are understood, as `plain` gives them."""

NAMES = frozenset({Column.NAME, Column.SURNAME_FIRST, Column.FIRST_NAME, Column.LAST_NAME})
"""What holds names or their parts."""
_CUSTOMERS_ONLY = frozenset(
    {Column.SEGMENT, Column.COMPANY, Column.TENURE, Column.RECRUITED_VIA, Column.INCENTIVE, Column.CONSENT}
)
_FILLERS = {
    *("name", "current", "home", "main", "primary", "employee", "emp", "staff", "worker", "used"),
    *("their", "your", "the", "s"),
}


def meaning(heading: str) -> Column | None:
    """Tell what a column with this heading holds, or None when nobody can know.

    Of a heading that was joined out of two rows, the lower one counts first.

    >>> meaning("Dept. name"), meaning("Person - Site")
    (<Column.DEPARTMENT: 'department'>, <Column.SITE: 'site'>)
    """
    parts = heading.split(" - ")
    for text in (heading, *(reversed(parts) if len(parts) > 1 else ())):
        words = plain(text)
        bare = " ".join(word for word in words.split() if word not in _FILLERS)
        if column := _MEANING.get(words) or _MEANING.get(bare):
            return column
    return None


def place(
    headings: Sequence[str], audience: Audience, chosen: Mapping[int, Column | None] | None = None
) -> Mapping[Column, int]:
    """Tell which column of an audience's list holds what; of two that hold the same, the first counts.

    A plain `Name` beside a column of forenames holds surnames, and the other way round.

    Args:
        headings: One per column.
        audience: Whose list it is.
        chosen: What a person said some columns hold; None for those that are not to be used.
    """
    chosen = chosen or {}
    places: dict[Column, int] = {column: index for index, column in chosen.items() if column is not None}
    for index, heading in enumerate(headings):
        column = meaning(heading)
        if column and index not in chosen and column in columns_of(audience):
            places.setdefault(column, index)
    guessed = Column.NAME in places and places[Column.NAME] not in chosen
    if guessed and (Column.FIRST_NAME in places) != (Column.LAST_NAME in places):
        other = Column.LAST_NAME if Column.FIRST_NAME in places else Column.FIRST_NAME
        places[other] = places.pop(Column.NAME)
    return places


def begins_with_headings(rows: Sequence[Row]) -> bool:
    """Whether a piece of a table, as it is pasted, has headings: one for the names, or two of any kind."""
    first = {meaning(cell) for row in rows[:1] for cell in row.cells}
    return bool(first & {*NAMES, Column.CODE}) or any(known_in(row, KNOWN_HEADINGS) > 1 for row in rows[:SEARCHED_ROWS])


def columns_of(audience: Audience) -> tuple[Column, ...]:
    """Return what the columns of an audience's list can hold."""
    return tuple(column for column in Column if audience is Audience.CUSTOMERS or column not in _CUSTOMERS_ONLY)
