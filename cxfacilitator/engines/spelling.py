"""Spelling: which words of a text no dictionary knows, and what may have been meant.

A `Dictionary` is heavy, is read once per language and holds no word of any client; a `Speller` is light and
adds those. Hunspell's binding never lets go of Python's lock, so any thread may ask, one at a time.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from cxfacilitator.domain.errors import SpellingProblem

MOST_SUGGESTIONS = 5
LONGEST_SUGGESTED = 30
"""Letters; what is longer is no slip of the fingers, and looking for its like takes longest."""
_CACHED = 20_000
_ALIKE = 0.8
"""How alike one of the client's own words must be to be suggested, 0-1."""

_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ʯᴀ-ỿﬀ-ﬆ'\-]+")
_WITHIN = r"\w\u0300-\u036f\u00ad"
_TOKEN = re.compile(
    # Addresses, handles and hashtags come first, so that no part of them is taken for a word.
    r"\S{1,64}@\S+|[@#]\w+|\w{2,10}://\S+|www\.\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|info|uk|eu|ie)\b\S*"
    rf"|(?P<word>[{_WITHIN}]+(?:['’\-‐‑][{_WITHIN}]+)*)"
)
_PART = re.compile(r"[^\-‐‑]+")
_PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-", "\u00ad": ""})


class Span(NamedTuple):
    """A place in a text, in code points; the end is not part of it."""

    start: int
    end: int


class Dictionary:
    """The words of one language."""

    def __init__(self, language: str, folder: Path) -> None:
        """Read a dictionary, which takes a fifth of a second.

        Args:
            language: What its files are called, for example `en_GB`.
            folder: Where `<language>.aff` and `<language>.dic` are.

        Raises:
            SpellingProblem: The library or the dictionary is missing, or it does not know what everybody knows.
        """
        try:
            from hunspell import Hunspell
        except ImportError:
            raise SpellingProblem(
                "The spelling check is off: its library is missing from this installation. Typing goes on without it."
            ) from None
        try:
            # Without an encoding, Hunspell would take paths to be in that of the desktop.
            words = Hunspell(language, hunspell_data_dir=str(folder), system_encoding="UTF-8")
            works = words.spell("the") and words.spell("customers") and not words.spell("qzxvj")
        except (OSError, ValueError):
            works = False
        if not works:
            raise SpellingProblem(
                f"The spelling check is off: the dictionary {language} in {folder} cannot be read. "
                "Typing goes on without it."
            )
        self.knows = lru_cache(_CACHED)(words.spell)
        self.suggest = lru_cache(_CACHED)(words.suggest)


class Speller:
    """Looks words up in a dictionary and among the client's own words."""

    def __init__(self, dictionary: Dictionary, own_words: Iterable[str] = ()) -> None:
        """Take a dictionary, and names or phrases of which every word is right in any case of its letters."""
        self._dictionary = dictionary
        self._own = {
            _plain(word).casefold(): word
            for phrase in own_words
            for token in (phrase[place.start : place.end] for place in _words(phrase))
            for word in (token, *re.split("[-‐‑]", token))
        }

    @cached_property
    def _only_own(self) -> tuple[str, ...]:
        """The client's words that are nobody else's."""
        return tuple(key for key, word in self._own.items() if not self._dictionary.knows(_plain(word)))

    def misspelt(self, text: str) -> tuple[Span, ...]:
        """Return the places of the words that are in no dictionary, from left to right.

        Numbers, abbreviations in capitals, single letters, addresses and words in other scripts are no
        words of the dictionary's language, and are passed over. Of a compound only the wrong part is told.
        """
        return tuple(wrong for place in _words(text) for wrong in self._wrong(text, place))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, at most five, the likeliest first.

        What has the same letters, only apart or with an apostrophe, comes first: that is what people most often
        leave out in a hurry. The client's own words come next. Takes up to half a second for a new word.
        """
        if not 1 < len(word) <= LONGEST_SUGGESTED:
            return ()
        plain = _plain(word)
        own = [self._own[key] for key in get_close_matches(plain.casefold(), self._only_own, 2, _ALIKE)]
        found = dict.fromkeys((*own, *self._with_apostrophe(plain), *self._dictionary.suggest(plain)))
        found.pop(plain, None)
        likeliest = sorted(found, key=lambda near: _letters(near) != _letters(plain))
        return tuple(near.replace("'", "’") if "’" in word else near for near in likeliest[:MOST_SUGGESTIONS])

    def _with_apostrophe(self, word: str) -> Iterator[str]:
        for place in range(1, len(word)):
            for near in (f"{word[:place]}'{word[place:]}", f"{word[:place].capitalize()}'{word[place:]}"):
                if self._dictionary.knows(near):
                    yield near

    def _wrong(self, text: str, place: Span) -> Iterator[Span]:
        word = _plain(text[place.start : place.end])
        if self._is_right(word):
            return
        parts = [Span(m.start() + place.start, m.end() + place.start) for m in _PART.finditer(text[slice(*place)])]
        if len(parts) == 1:
            yield place
            return
        yield from (part for part in parts if not self._is_right(_plain(text[part.start : part.end])))

    def _is_right(self, word: str) -> bool:
        if len(word) < 2 or _is_abbreviation(word) or self._dictionary.knows(word):
            return True
        # What is known with a full stop, such as "etc.", is also jotted down without; "café" is a cafe.
        owner = word.removesuffix("'s")
        return (
            self._dictionary.knows(f"{word}.")
            or self._dictionary.knows(_unaccented(word))
            or word.casefold() in self._own
            or owner.casefold() in self._own
            or (owner != word and self._dictionary.knows(owner))
        )


def _words(text: str) -> Iterator[Span]:
    """The places of what a dictionary of a language in Latin letters can judge."""
    for match in _TOKEN.finditer(text):
        if match["word"] and _LATIN.fullmatch(_plain(match["word"])):
            yield Span(*match.span())


def _plain(word: str) -> str:
    """A word as dictionaries write it: composed letters, straight apostrophes, no soft hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word.translate(_PLAIN))


def _unaccented(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", word.casefold())


def _is_abbreviation(word: str) -> bool:
    """Whether a word is in capitals, also with the ending of a plural or of an owner."""
    stem = word.removesuffix("s").removesuffix("'")
    return len(stem) > 1 and stem.isupper()
