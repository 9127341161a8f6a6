"""Which words of a text may point to a person, and why."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.names.known import full_names, known_words, named_in_flagged, on_the_roster, small_words
from cxfacilitator.domain.names.matching import EMAIL, PHONE, RUN, WORD, Span, any_of, fold, places
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot

_OWN = re.compile(r"['’]s?$")
_WITHIN = re.compile(r"['’\-]")
_BEGINS = re.compile(r"(?:^|[.!?:;]|[-–—•*]\s|[\"“(/])\s*$")
_LIKE_A_NAME = re.compile(r"(?:Mc|Mac|Fitz|De|Di|La|Le)?[^\W\d_][^\W\d_A-Z]*")
_ALSO_NAMES = frozenset(
    "bill bob carol chase dawn dean faith frank grace grant hazel heather hope iris ivy jack joy kit lily mark max "
    "miles nick olive pat pearl penny poppy ray rob robin rose ruby rusty sandy sky sue terry tony victor violet "
    "will".split()
)
"""Ordinary words that are first names as well; with a capital in the middle of a line they are looked at."""
_TOLD_EVERY = 1_000


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
    known, written_small = known_words(snapshot), small_words(snapshot)
    elsewhere = _in_the_middle(snapshot, progress)

    def strange(word: str, begins: bool) -> bool:
        small = fold(word)
        if not begins and small in _ALSO_NAMES:
            return True
        if small in known or (ordinary is not None and ordinary(small)):
            return False
        # A name typed in a hurry is written small as well; only a dictionary tells it from a word.
        if small in written_small and (begins or ordinary is None):
            return ordinary is not None and small in elsewhere
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
    roster, named = on_the_roster(snapshot), named_in_flagged(snapshot)
    full, single = full_names(snapshot.participants), any_of(roster, exact_case=True)
    small = any_of(_nowhere_a_word(roster, ordinary), exact_case=False) if ordinary is not None else None
    flagged = any_of(named, exact_case=True)
    everybody = (name for person in snapshot.participants for name in (person.first_name, person.last_name))
    # Most lines name nobody; a long list of names is looked through only for those that have a part of one.
    parts = frozenset(part for name in (*everybody, *named) for part in RUN.findall(fold(name)))

    def of_one(text: str, span: Span) -> Named:
        word = text[slice(*span)]
        begins = bool(_BEGINS.search(text[: span[0]])) or word.isupper()
        also = fold(word) in _ALSO_NAMES or (ordinary is not None and ordinary(fold(word)))
        return Named(span, Why.ROSTER_OR_WORD if begins and also else Why.ROSTER)

    def find(text: str) -> Iterator[Named]:
        if parts.isdisjoint(RUN.findall(fold(text))):
            return
        for span in (*places(full, text), *(span for span in places(small, text) if text[slice(*span)].islower())):
            yield Named(span, Why.ROSTER)
        for span in places(single, text):
            yield of_one(text, span)
        for span in places(flagged, text):
            yield Named(span, Why.FLAGGED)

    return find


def _nowhere_a_word(names: Iterable[str], ordinary: Callable[[str], bool]) -> Iterator[str]:
    """The names that mean nothing else when they are written small."""
    for name in names:
        if len(name) > 2 and fold(name) not in _ALSO_NAMES and not any(map(ordinary, RUN.findall(fold(name)))):
            yield name


def _in_the_middle(snapshot: Snapshot, progress: Progress) -> set[str]:
    """The words that have a capital in the middle of some answer."""
    found: set[str] = set()
    for number, answer in enumerate(snapshot.answer.values()):
        if number % _TOLD_EVERY == 0:
            progress(number / len(snapshot.answer), "Getting to know the words")
        found.update(fold(word) for word, begins in _capitals(answer.text) if not begins)
    return found


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
