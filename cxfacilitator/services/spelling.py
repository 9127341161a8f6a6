"""Check the spelling: in the words of one language, of the trade, and of the client."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from cxfacilitator.domain.errors import SpellingProblem
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.engines.spelling import Dictionary, Span, Speller
from cxfacilitator.paths import resource
from cxfacilitator.store import words as store
from cxfacilitator.store.file import EngagementFile

__all__ = ["Dictionary", "Language", "Misspelling", "Span", "Speller", "check", "forget", "learn", "load", "own_words"]


class Language(StrEnum):
    """A language whose words are known."""

    BRITISH = "british"
    AMERICAN = "american"

    @property
    def label(self) -> str:
        """The language in words, for example `British English`."""
        return f"{self.value.capitalize()} English"


_LONGEST = 60
"""Letters of a word; the longest place names have as many."""

_FILES = {Language.BRITISH: "en_GB", Language.AMERICAN: "en_US"}


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that no list knows, with the references of the answers and ideas that have it, one for each time."""

    word: str
    refs: tuple[str, ...]


def load(language: Language, *, progress: Progress = silent) -> Dictionary:
    """Read the dictionary of a language, once; it takes a fifth of a second and some ten megabytes.

    Raises:
        SpellingProblem: The library or the dictionary is missing or broken.
    """
    progress(0, f"Reading the dictionary of {language.label}")
    return _dictionary(language)


def own_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return names and phrases that are right in this engagement: from its lists, and those that were learned."""
    engagement = snapshot.engagement
    found = [engagement.client, engagement.facilitator, engagement.sponsor, *engagement.competitors]
    for person in snapshot.participants:
        found += (person.first_name, person.last_name, person.department, person.site, person.segment, person.company)
    found += (text for group in snapshot.groups for text in (group.label, group.segment))
    # Of a hundred thousand forms few say something of their own; the others are passed over where no Python is run.
    found += dict.fromkeys(map(attrgetter("label"), snapshot.forms))
    found += dict.fromkeys(map(attrgetter("segment"), snapshot.forms))
    found += dict.fromkeys(map(attrgetter("competitor"), snapshot.to_review))
    return (*snapshot.learned_words, *dict.fromkeys(phrase for phrase in found if phrase))


def speller(dictionary: Dictionary, words: tuple[str, ...]) -> Speller:
    """Return what looks words up in a dictionary, among those of the trade, and among the client's own."""
    return Speller(dictionary, (*_trade_words(), *words))


def learn(file: EngagementFile, word: str) -> None:
    """Keep a word as one of the client's own, which is right from now on in this engagement, also as an owner.

    Raises:
        SpellingProblem: It is empty, more than one word, or none that anybody could write.
    """
    word = _one_word(word).removesuffix("'s").removesuffix("’s")
    if len(word) > _LONGEST or not word.isprintable() or not any(letter.isalpha() for letter in word):
        raise SpellingProblem("This is no word that can be learned: it has letters, and nothing that cannot be seen.")
    with file.edit(f"Learn the word “{word}”") as edit:
        store.learn(edit.db, word)


def forget(file: EngagementFile, word: str) -> None:
    """Drop one of the client's own words again.

    Raises:
        SpellingProblem: It was not learned.
    """
    word = _one_word(word)
    if word not in file.snapshot().learned_words:
        raise SpellingProblem(f"“{word}” is not among the words that were learned. Nothing was changed.")
    with file.edit(f"Forget the word “{word}”") as edit:
        store.forget(edit.db, word)


def check(snapshot: Snapshot, language: Language) -> tuple[Misspelling, ...]:
    """Return the misspelt words of what will be quoted, the most frequent first.

    Raises:
        SpellingProblem: The library or the dictionary is missing or broken.
    """
    look = speller(load(language), own_words(snapshot))
    refs: dict[str, list[str]] = {}
    for ref, text in _quotable(snapshot):
        for start, end in look.misspelt(text):
            refs.setdefault(text[start:end], []).append(ref)
    return tuple(
        Misspelling(word, tuple(places))
        for word, places in sorted(refs.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    )


def _quotable(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for answer in (*snapshot.answers, *snapshot.form_answers):
        yield answer.ref, answer.wording
    for idea in snapshot.ideas:
        yield idea.code, idea.title


def _one_word(word: str) -> str:
    word = word.strip()
    if len(word.split()) != 1:
        raise SpellingProblem(f"“{word}” is not one word. Learn the words of a phrase one by one.")
    return word


@lru_cache(len(Language))
def _dictionary(language: Language) -> Dictionary:
    return Dictionary(_FILES[language], resource("spelling"))


@lru_cache(1)
def _trade_words() -> tuple[str, ...]:
    lines = resource("spelling", "trade.words").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
