"""Cut a text into the pieces of words that the encoder knows.

Our own, because it is a page long, and the usual library would make the app larger by a tenth of the encoder.

Source: Schuster & Nakajima 2012, "Japanese and Korean voice search", for the pieces; Devlin et al. 2019, "BERT", for
how the text is cleaned before.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

LONGEST_WORD = 100
"""A longer word is not cut up but taken as unknown."""


class WordPiece:
    """The pieces of a vocabulary; the place of a piece in the list is its number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown, self._start, self._end = (self._number[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))
        # Answers share most of their words; each is cut up once.
        self._pieces_of = lru_cache(maxsize=65_536)(self._cut)

    def numbers(self, text: str, longest: int) -> list[int]:
        """Return the numbers of a text's pieces between the marks of start and end, `longest` at most."""
        found = [number for word in words(text) for number in self._pieces_of(word)]
        return [self._start, *found[: longest - 2], self._end]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Take the longest piece that the word begins with, then that of the rest, and so on."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._number), None)
            if end is None:
                return (self._unknown,)
            found.append(self._number[mark + word[start:end]])
            start = end
        return tuple(found)


def words(text: str) -> Iterator[str]:
    """Yield the words and marks of a text in small letters without accents.

    >>> list(words("Won't résumé, 日本!"))
    ['won', "'", 't', 'resume', ',', '日', '本', '!']
    """
    word: list[str] = []
    for letter in _plain(text):
        kind = _kind(letter)
        if kind == "letter":
            word.append(letter)
            continue
        if word:
            yield "".join(word)
            word = []
        if kind == "mark":
            yield letter
    if word:
        yield "".join(word)


def _plain(text: str) -> str:
    """Small letters, accents off, control characters out, any white space a space."""
    if text.isascii() and text.isprintable():
        return text.lower()
    cleaned = "".join(
        " " if letter.isspace() and (letter in "\t\n\r" or unicodedata.category(letter) == "Zs") else letter
        for letter in text
        if letter in "\t\n\r" or not (letter in "\0\ufffd" or unicodedata.category(letter).startswith("C"))
    )
    apart = unicodedata.normalize("NFD", cleaned)
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn").lower()


@lru_cache(maxsize=16_384)
def _kind(letter: str) -> str:
    if letter.isspace():
        return "space"
    code = ord(letter)
    category = unicodedata.category(letter)
    if category.startswith("P") or (code < 128 and not letter.isalnum() and letter.isprintable()) or _is_han(code):
        return "mark"
    return "letter"


def _is_han(code: int) -> bool:
    """Tell whether a character is a word of its own, as those of Chinese are."""
    return any(
        first <= code <= last
        for first, last in (
            (0x4E00, 0x9FFF),
            (0x3400, 0x4DBF),
            (0x20000, 0x2A6DF),
            (0x2A700, 0x2B73F),
            (0x2B740, 0x2B81F),
            (0x2B920, 0x2CEAF),
            (0xF900, 0xFAFF),
            (0x2F800, 0x2FA1F),
        )
    )
