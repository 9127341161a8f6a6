"""Names out of the wording: which words of an answer would point to a person, and what stands there instead."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.sheets import Flag
from cxfacilitator.domain.snapshot import Snapshot

NAME, CONTACT = "[name]", "[contact]"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\w-])\+?\(?\d[\d ()/-]{7,}\d(?!\w)")
_NEVER = frozenset(
    "a an and at but for i if in it my no not of on or our the they this to we what when you your".split()
)


@dataclass(frozen=True)
class Cleaner:
    """Replaces names in answers.

    Attributes:
        full_names: First and last names of everybody on the roster, in either order; never printed.
        single_names: First names, last names and people named in flagged answers; empty when the
            reader may see them.
        contacts: Also replace e-mail addresses and telephone numbers.
    """

    full_names: re.Pattern[str] | None
    single_names: re.Pattern[str] | None
    contacts: bool

    def clean(self, text: str) -> str:
        """Return the text with every name replaced."""
        text = _replaced(self.full_names, text)
        text = _replaced(self.single_names, text)
        if self.contacts:
            text = _PHONE.sub(CONTACT, _EMAIL.sub(CONTACT, text))
        return text


def full_name_cleaner(snapshot: Snapshot) -> Cleaner:
    """Return the cleaner of the facilitator's edition: full roster names only, otherwise word for word."""
    return Cleaner(_full_names(snapshot.participants), None, contacts=False)


def every_name_cleaner(snapshot: Snapshot) -> Cleaner:
    """Return the cleaner of leadership's edition: any roster name, and the people named in flagged answers."""
    ours = {fold(word) for word in _WORD.findall(snapshot.engagement.client)}
    ours |= {fold(word) for name in snapshot.engagement.competitors for word in _WORD.findall(name)}
    names = {
        word
        for person in snapshot.participants
        for part in (person.first_name, person.last_name)
        for word in (part.strip(), *part.split())
        if len(word) > 1
    }
    names |= _named_in_flagged(snapshot)
    names = {name for name in names if fold(name) not in ours}
    return Cleaner(_full_names(snapshot.participants), _any_of(names, exact_case=True), contacts=True)


def initials(snapshot: Snapshot, text: str) -> str:
    """Return a name as initials when it is a full name on the roster, otherwise unchanged."""
    known = {fold(person.full_name): person for person in snapshot.participants if person.last_name}
    person = known.get(fold(text.strip()))
    return f"{person.first_name[:1]}{person.last_name[:1]}" if person else text


def fold(text: str) -> str:
    """Return the text without accents and case, letter for letter, so that `Zoe` finds `Zoë`."""
    return _bare(text).lower()


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in composed)


def _replaced(names: re.Pattern[str] | None, text: str) -> str:
    """Replace what is found in the accentless text at the same place in the text itself."""
    if names is None:
        return text
    text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    last = 0
    for found in names.finditer(_bare(text)):
        parts += [text[last : found.start()], NAME]
        last = found.end()
    return "".join(parts) + text[last:] if parts else text


def _full_names(people: Iterable[Participant]) -> re.Pattern[str] | None:
    names = set()
    for person in people:
        first, last = person.first_name.strip(), person.last_name.strip()
        if first and last:
            names |= {f"{first} {last}", f"{last} {first}", f"{last}, {first}"}
    return _any_of(names, exact_case=False)


def _any_of(names: Iterable[str], exact_case: bool) -> re.Pattern[str] | None:
    """Match whole names, the longest first; with exact case also in capitals throughout."""
    wanted = {_bare(name) for name in names}
    if exact_case:
        wanted |= {name.upper() for name in wanted if len(name) > 2}
    if not wanted:
        return None
    patterns = (
        r"\s+".join(re.escape(part) for part in name.split()) for name in sorted(wanted, key=lambda n: (-len(n), n))
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", 0 if exact_case else re.IGNORECASE)


def _named_in_flagged(snapshot: Snapshot) -> set[str]:
    """The capitalised words of answers flagged as naming a person that are nowhere written small."""
    flagged = [answer.text for answer in snapshot.answers if Flag.PERSON in answer.flags]
    if not flagged:
        return set()
    small = set(_NEVER)
    for text in (
        *(answer.text for answer in snapshot.answers),
        *(f"{theme.name} {theme.definition}".lower() for theme in snapshot.codebook.themes),
    ):
        small |= {word for word in _WORD.findall(text) if word.islower()}
    return {
        word
        for text in flagged
        for word in _WORD.findall(text)
        if word[:1].isupper() and not word.isupper() and word.lower() not in small
    }
