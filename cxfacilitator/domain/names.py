"""People in what is written: which words of an answer would point to somebody.

What is taken out of a report and what a person is asked about at the read-back come from the same rule.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.sheets import Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import MONTHS

Span = tuple[int, int]
"""Where words stand in a text: from, and up to but not with."""

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Without an end to what may stand before the @, a long run of letters is looked through from each of them.
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
PHONE = re.compile(r"(?<![\w-])\+?\(?\d[\d ()/-]{7,}\d(?!\w)")
_APOSTROPHES = str.maketrans("’‘ʼ´", "'" * 4)
_OWN = re.compile(r"['’]s?$")
_WITHIN = re.compile(r"['’\-]")
_BEGINS = re.compile(r"(?:^|[.!?:;]|[-–—•*]\s|[\"“(/])\s*$")
_LIKE_A_NAME = re.compile(r"(?:Mc|Mac|Fitz|De|Di|La|Le)?[^\W\d_][^\W\d_A-Z]*")
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
_ALSO_NAMES = frozenset(
    "bill bob carol chase dawn dean faith frank grace grant hazel heather hope iris ivy jack joy kit lily mark max "
    "miles nick olive pat pearl penny poppy ray rob robin rose ruby rusty sandy sky sue terry tony victor violet "
    "will".split()
)
"""Ordinary words that are first names as well; with a capital in the middle of a line they are looked at."""


_TOLD_EVERY = 1_000
_RUN = re.compile(r"[^\W\d_]+")


class Why(StrEnum):
    """Why words are thought to point to a person, the surest first; each is a part of a sentence."""

    ROSTER = "on the roster"
    EMAIL = "an e-mail address"
    PHONE = "a telephone number"
    FLAGGED = "named in an answer that is flagged as about a person"
    ABOUT = "flagged as about a person"
    ROSTER_OR_WORD = "on the roster, or the ordinary word"
    UNKNOWN = "an unknown word with a capital"

    @property
    def sure(self) -> bool:
        """Whether nobody has to look at them first."""
        return self in (Why.ROSTER, Why.EMAIL, Why.PHONE)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that may point to a person, and why they are thought to."""

    span: Span
    why: Why


def fold(text: str) -> str:
    """Return the text without accents and case, so that `Zoe` finds `Zoë`, and with straight apostrophes."""
    return _bare(text)[0].lower()


def places(pattern: re.Pattern[str] | None, text: str) -> tuple[Span, ...]:
    """Return where a pattern of `any_of` fits in a text, whatever accents either is written with."""
    if pattern is None:
        return ()
    bare, origin = _bare(text)
    return tuple((origin[found.start()], origin[found.end()]) for found in pattern.finditer(bare))


def any_of(names: Iterable[str], exact_case: bool) -> re.Pattern[str] | None:
    """Match whole names, the longest first; None for no names.

    With exact case also in capitals throughout, and with a second name behind a hyphen: `Priya` of `Priya-Anne`.
    """
    wanted = {bare for name in names if (bare := _bare(name)[0]).strip()}
    if exact_case:
        wanted |= {name.upper() for name in wanted if len(name) > 2}
    if not wanted:
        return None
    patterns = (
        r"\s+".join(re.escape(part) for part in name.split()) for name in sorted(wanted, key=lambda n: (-len(n), n))
    )
    more = "(?:-[A-Z][^\\W\\d_]+)?" if exact_case else ""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)}){more}(?!\w)", 0 if exact_case else re.IGNORECASE)


def full_names(people: Iterable[Participant]) -> re.Pattern[str] | None:
    """Match first and last names together, in either order and however they are written."""
    names = set()
    for person in people:
        first, last = person.first_name.strip(), person.last_name.strip()
        if first and last:
            names |= {f"{first} {last}", f"{last} {first}", f"{last}, {first}"}
    return any_of(names, exact_case=False)


def single_names(snapshot: Snapshot) -> re.Pattern[str] | None:
    """Match first names and last names of the roster."""
    return any_of(_on_the_roster(snapshot), exact_case=True)


def flagged_names(snapshot: Snapshot) -> re.Pattern[str] | None:
    """Match the people named in answers that are flagged as naming somebody."""
    return any_of(_without_ours(_named_in_flagged(snapshot), snapshot), exact_case=True)


def finder(
    snapshot: Snapshot, ordinary: Callable[[str], bool] | None = None, progress: Progress = silent
) -> Callable[[str], tuple[Named, ...]]:
    """Return a function that finds in a text what may point to a person.

    That is everybody on the roster, e-mail addresses and telephone numbers, and words with a capital that are not
    known here. A word that begins a line has its capital anyway: it is found when it stands in the middle of another
    line too, or when a dictionary does not know it. A name of the roster that somebody wrote in small letters is found
    when a dictionary does not know it either.

    Args:
        snapshot: Whose people, places, themes and answers are known.
        ordinary: Whether a word, in small letters, is in a dictionary.
        progress: Told how far it is with the answers; may stop the work.
    """
    of_people = _people_finder(snapshot, ordinary)
    known = _known(snapshot)
    elsewhere = _in_the_middle(snapshot, progress) - known

    def strange(word: str, begins: bool) -> bool:
        small = fold(word)
        if not begins and small in _ALSO_NAMES:
            return True
        if small in known or (ordinary is not None and ordinary(small)):
            return False
        return not begins or small in elsewhere or ordinary is not None

    def find(text: str) -> tuple[Named, ...]:
        found = [Named(match.span(), Why.EMAIL) for match in EMAIL.finditer(text)]
        found += [Named(match.span(), Why.PHONE) for match in PHONE.finditer(text)]
        found = [*_apart([*found, *of_people(text)])]
        found += [Named(span, Why.UNKNOWN) for span in _runs(text, strange, [one.span for one in found])]
        return tuple(sorted(found, key=lambda one: one.span))

    return find


def _people_finder(snapshot: Snapshot, ordinary: Callable[[str], bool] | None) -> Callable[[str], Iterator[Named]]:
    """Find who is on the roster, and who is named in flagged answers."""
    roster, named = _on_the_roster(snapshot), _without_ours(_named_in_flagged(snapshot), snapshot)
    full, single = full_names(snapshot.participants), any_of(roster, exact_case=True)
    small = any_of(_nowhere_a_word(roster, ordinary), exact_case=False) if ordinary is not None else None
    flagged = any_of(named, exact_case=True)
    everybody = (name for person in snapshot.participants for name in (person.first_name, person.last_name))
    # Most lines name nobody; a long list of names is looked through only for those that have a part of one.
    parts = frozenset(part for name in (*everybody, *named) for part in _RUN.findall(fold(name)))

    def of_one(text: str, span: Span) -> Named:
        word = text[slice(*span)]
        begins = bool(_BEGINS.search(text[: span[0]])) or word.isupper()
        also = fold(word) in _ALSO_NAMES or (ordinary is not None and ordinary(fold(word)))
        return Named(span, Why.ROSTER_OR_WORD if begins and also else Why.ROSTER)

    def find(text: str) -> Iterator[Named]:
        if parts.isdisjoint(_RUN.findall(fold(text))):
            return
        for span in (*places(full, text), *(span for span in places(small, text) if text[slice(*span)].islower())):
            yield Named(span, Why.ROSTER)
        for span in places(single, text):
            yield of_one(text, span)
        for span in places(flagged, text):
            yield Named(span, Why.FLAGGED)

    return find


def _in_the_middle(snapshot: Snapshot, progress: Progress) -> set[str]:
    """The words that have a capital in the middle of some answer."""
    found: set[str] = set()
    for number, answer in enumerate(snapshot.answer.values()):
        if number % _TOLD_EVERY == 0:
            progress(number / len(snapshot.answer), "Getting to know the words")
        found.update(fold(word) for word, begins in _capitals(answer.text) if not begins)
    return found


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents and with straight apostrophes, and where in the text each of its letters stands."""
    if text.isascii():
        return text, range(len(text) + 1)
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text.translate(_APOSTROPHES)):
        if not unicodedata.combining(letter):
            letters.append(unicodedata.normalize("NFD", letter)[0])
            origin.append(place)
    return "".join(letters), [*origin, len(text)]


def _capitals(text: str) -> Iterator[tuple[str, bool]]:
    """The words with a capital that look like a name, without `'s`, and whether each begins a line or a sentence."""
    for word, _, begins in _capital_places(text):
        yield word, begins


def _capital_places(text: str) -> Iterator[tuple[str, Span, bool]]:
    for found in WORD.finditer(text):
        if not found[0][0].isupper():
            continue
        word = _OWN.sub("", found[0])
        parts = _WITHIN.split(word)
        if len(word) > 1 and not word.isupper() and all(map(_LIKE_A_NAME.fullmatch, parts)):
            begins = bool(_BEGINS.search(text[: found.start()]))
            yield word, (found.start(), found.start() + len(word)), begins


def _runs(text: str, strange: Callable[[str, bool], bool], taken: Sequence[Span]) -> Iterator[Span]:
    """Where other strange words stand; those with only a space between them, such as first and last name, are one."""
    last: Span | None = None
    for word, span, begins in _capital_places(text):
        if any(_overlap(span, other) for other in taken) or not strange(word, begins):
            continue
        if last is not None and text[last[1] : span[0]].isspace():
            last = (last[0], span[1])
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _apart(found: Iterable[Named]) -> Iterator[Named]:
    """Of those that overlap the one that was found first."""
    kept: list[Named] = []
    for one in found:
        if not any(_overlap(one.span, other.span) for other in kept):
            kept.append(one)
    return iter(kept)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _known(snapshot: Snapshot) -> frozenset[str]:
    """Words that are nobody's name here: of the client, competitors, places and themes, and what is written small."""
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
    return frozenset(_words_of([*texts, *together]) | _small_words(snapshot) | _EVERYDAY | _NEVER)


def _on_the_roster(snapshot: Snapshot) -> set[str]:
    """First names and last names, and each of their words."""
    names = {
        word
        for person in snapshot.participants
        for part in (person.first_name, person.last_name)
        for word in (part.strip(), *part.split())
        if len(word) > 1
    }
    return _without_ours(names, snapshot)


def _nowhere_a_word(names: Iterable[str], ordinary: Callable[[str], bool]) -> Iterator[str]:
    """The names that mean nothing else when they are written small."""
    for name in names:
        if len(name) > 2 and fold(name) not in _ALSO_NAMES and not any(map(ordinary, _RUN.findall(fold(name)))):
            yield name


def _without_ours(names: Iterable[str], snapshot: Snapshot) -> set[str]:
    """The names that are not words of the client's name or a competitor's."""
    ours = _words_of((snapshot.engagement.client, *snapshot.engagement.competitors))
    return {name for name in names if fold(name) not in ours}


def _words_of(texts: Iterable[str]) -> set[str]:
    return {fold(word) for text in texts for word in WORD.findall(text)}


def _small_words(snapshot: Snapshot) -> set[str]:
    words = {word for answer in snapshot.answer.values() for word in WORD.findall(answer.text)}
    return {fold(word) for word in words if word.islower()}


def _named_in_flagged(snapshot: Snapshot) -> set[str]:
    """The capitalised words of answers flagged as naming a person that are nowhere written small.

    They are read from the paper, so that a name that was taken out of one answer is still known in the others.
    """
    flagged = [answer.text for answer in snapshot.answers if Flag.PERSON in answer.flags]
    if not flagged:
        return set()
    themes = (f"{theme.name} {theme.definition}" for theme in snapshot.codebook.themes)
    small = _small_words(snapshot) | _words_of(themes) | _NEVER
    return {
        word
        for text in flagged
        for word in WORD.findall(text)
        if word[:1].isupper() and not word.isupper() and fold(word) not in small
    }
