"""Whose names are known in an engagement, and which words are nobody's."""

import re
from collections.abc import Iterable

from cxfacilitator.domain.names.matching import WORD, any_of, fold
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.sheets import Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import MONTHS

_NEVER = frozenset(
    "a an and at but for i if in it my no not of on or our the they this to we what when you your".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_EVERYDAY = frozenset(
    [*_DAYS, *(day[:3] for day in _DAYS), "tues", "weds", "thur", "thurs"]
    + [month.lower() for month in MONTHS]
    + [month[:3].lower() for month in MONTHS]
    + "sept christmas xmas easter google excel outlook facebook amazon british english european mondays fridays".split()
)
"""Written with a capital, and nobody's name."""


def full_names(people: Iterable[Participant]) -> re.Pattern[str] | None:
    """Match first and last names together, in either order and however they are written."""
    names = set()
    for person in people:
        first, last = person.first_name.strip(), person.last_name.strip()
        if first and last:
            names |= {f"{first} {last}", f"{last} {first}", f"{last}, {first}"}
    return any_of(names, exact_case=False)


def people_by_name(snapshot: Snapshot) -> dict[str, Participant]:
    """Return everybody on the roster who has a last name, by the full name as `fold` writes it."""
    return {fold(person.full_name): person for person in snapshot.participants if person.last_name}


def single_names(snapshot: Snapshot) -> re.Pattern[str] | None:
    """Match first names and last names of the roster."""
    return any_of(on_the_roster(snapshot), exact_case=True)


def flagged_names(snapshot: Snapshot) -> re.Pattern[str] | None:
    """Match the people named in answers that are flagged as naming somebody."""
    return any_of(named_in_flagged(snapshot), exact_case=True)


def on_the_roster(snapshot: Snapshot) -> set[str]:
    """Return first names and last names, and each of their words."""
    names = {
        word
        for person in snapshot.participants
        for part in (person.first_name, person.last_name)
        for word in (part.strip(), *part.split())
        if len(word) > 1
    }
    return _without_ours(names, snapshot)


def named_in_flagged(snapshot: Snapshot) -> set[str]:
    """Return the capitalised words of answers flagged as naming a person that are nowhere written small.

    They are read from the paper, so that a name that was taken out of one answer is still known in the others.
    """
    flagged = [answer.text for answer in snapshot.answers if Flag.PERSON in answer.flags]
    if not flagged:
        return set()
    themes = (f"{theme.name} {theme.definition}" for theme in snapshot.codebook.themes)
    small = small_words(snapshot) | _words_of(themes) | _NEVER
    found = {
        word
        for text in flagged
        for word in WORD.findall(text)
        if word[:1].isupper() and not word.isupper() and fold(word) not in small
    }
    return _without_ours(found, snapshot)


def known_words(snapshot: Snapshot) -> frozenset[str]:
    """Return words that are nobody's name here: of the client, competitors, places and themes."""
    engagement = snapshot.engagement
    texts = [engagement.client, engagement.industry, *engagement.competitors, *snapshot.learned_words]
    texts += [text for person in snapshot.participants for text in (person.department, person.site, person.segment)]
    texts += [person.job_title for person in snapshot.participants]
    texts += [session.venue for session in snapshot.sessions]
    texts += [group.segment for group in snapshot.groups]
    texts += [answer.competitor for answer in snapshot.answer.values()]
    texts += snapshot.wording.values()
    for theme in snapshot.codebook.themes:
        texts += [theme.name, theme.definition, *theme.include, *theme.exclude, *theme.cues, *theme.examples.values()]
    together = {part for text in texts for part in re.findall(r"[A-Z][a-z]+", text)}  # `Mega` of `MegaPlant`
    return frozenset(_words_of([*texts, *together]) | _EVERYDAY | _NEVER)


def small_words(snapshot: Snapshot) -> set[str]:
    """Return the words that somebody wrote small."""
    words = {word for answer in snapshot.answer.values() for word in WORD.findall(answer.text)}
    return {fold(word) for word in words if word.islower()}


def _without_ours(names: Iterable[str], snapshot: Snapshot) -> set[str]:
    """The names that are not words of the client's name or a competitor's."""
    ours = _words_of((snapshot.engagement.client, *snapshot.engagement.competitors))
    return {name for name in names if fold(name) not in ours}


def _words_of(texts: Iterable[str]) -> set[str]:
    return {fold(word) for text in texts for word in WORD.findall(text)}
