"""Find the cues of themes in texts: whole words, in any case, with any ending after a `*`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s'\u2019/&_-]*")
"""What may stand between two words of a cue: "no-one asked" is also in "no one asked", not in "no. One asked"."""


class Word(NamedTuple):
    """A word of a text in small letters, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """The cue with this place in the list stands in `text[start:end]`."""

    cue: int
    start: int
    end: int


def split(text: str) -> list[Word]:
    """Return the words of a text.

    >>> [word.text for word in split("We're open 24/7")]
    ['we', 're', 'open', '24', '7']
    """
    return [Word(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]


def bare(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters, for whoever need not know where they stand: three times as fast.

    >>> list(bare("We're open 24/7"))
    ['we', 're', 'open', '24', '7']
    """
    return map(str.casefold, _WORD.findall(text))


class Finder:
    """Looks for many cues at once: the time depends on the text and hardly on how many cues there are."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, list[int]] = {}
        self._patterns: list[Sequence[tuple[str, bool]]] = []
        for place, cue in enumerate(cues):
            pattern = [(word.text, cue[word.end : word.end + 1] == "*") for word in split(cue)]
            self._patterns.append(pattern)
            if pattern:
                first, any_ending = pattern[0]
                (self._by_beginning if any_ending else self._by_word).setdefault(first, []).append(place)
        self._longest = max(map(len, self._by_beginning), default=0)
        self._starting_with: dict[str, tuple[int, ...]] = {}

    def hits(self, text: str, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield the first place of each cue in a text that was split into these words."""
        seen: set[int] = set()
        for place, word in enumerate(words):
            for cue in self._candidates(word.text):
                if cue not in seen and (last := self._matches(self._patterns[cue], text, words, place)):
                    seen.add(cue)
                    yield Hit(cue, word.start, last.end)

    def _candidates(self, word: str) -> tuple[int, ...]:
        """The cues whose first word this is."""
        found = self._starting_with.get(word)
        if found is None:
            beginnings = (word[:end] for end in range(1, min(len(word), self._longest) + 1))
            cues = [cue for beginning in beginnings for cue in self._by_beginning.get(beginning, ())]
            found = self._starting_with[word] = (*self._by_word.get(word, ()), *cues)
        return found

    @staticmethod
    def _matches(pattern: Sequence[tuple[str, bool]], text: str, words: Sequence[Word], place: int) -> Word | None:
        """Return the last word of the cue when it stands here."""
        if place + len(pattern) > len(words):
            return None
        for offset, (wanted, any_ending) in enumerate(pattern):
            word = words[place + offset]
            if not (word.text.startswith(wanted) if any_ending else word.text == wanted):
                return None
            if offset and not _GAP.fullmatch(text, words[place + offset - 1].end, word.start):
                return None
        return words[place + len(pattern) - 1]
