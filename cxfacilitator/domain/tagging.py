"""Tags and suggestions: a person's decision, and the machine's proposal with its reason."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId

MOST_THEMES = 3
"""An answer has at most this many themes; the first is the main one."""

LIKELY = 0.75
"""From this score on, suggestions are offered together; a person still sees each before it is accepted."""

PERHAPS = 0.4
"""Below this score a suggestion is no more than a guess."""

READER = "ea811f9d5d4afda0"
"""The encoder that reads texts, by the beginning of its sum: what another one has read goes by other names."""


def text_name(text: str) -> bytes:
    """Return the name under which is kept what a text means to the machine; the text cannot be read from it."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16, person=READER.encode()).digest()


@dataclass(frozen=True, slots=True)
class Tag:
    """A person's decision that an answer has a theme; rank 1 is the main theme."""

    answer_id: AnswerId
    theme_id: ThemeId
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Rejection:
    """A person's decision that an answer does not have a suggested theme."""

    answer_id: AnswerId
    theme_id: ThemeId


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided about one answer, for suggestions to learn from.

    Attributes:
        themes: The themes that it has.
        rejected: Suggested themes that it does not have.
        complete: The answer was reviewed: it has these themes and no others.
    """

    answer_id: AnswerId
    themes: frozenset[ThemeId] = frozenset()
    rejected: frozenset[ThemeId] = frozenset()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a theme is suggested: a cue and the words `text[start:end]` of the answer's wording that it matched."""

    cue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme proposed for an answer; it is not evidence until a person accepts it.

    Attributes:
        score: How probable it is that a person would give the answer this theme, in 0-1.
        reasons: The cues found in the answer.
        phrase: What people say about the theme that is nearest to the answer in meaning; empty when nothing is near.
        like: Up to two answers that a person gave the theme, the most alike first.
    """

    answer_id: AnswerId
    theme_id: ThemeId
    score: float
    reasons: tuple[Reason, ...]
    phrase: str = ""
    like: tuple[AnswerId, ...] = ()


class Suggestions(Mapping[AnswerId, tuple[Suggestion, ...]]):
    """Suggestions by answer, the best first; an answer without any is not a key. This one has none at all.

    What is asked about many answers is answered without a look at each, because there may be a hundred thousand.
    """

    def __getitem__(self, answer_id: AnswerId) -> tuple[Suggestion, ...]:
        raise KeyError(answer_id)

    def __iter__(self) -> Iterator[AnswerId]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def ranked(self, answer_id: AnswerId) -> Sequence[tuple[ThemeId, float]]:
        """Return the themes suggested for an answer with their scores; unlike the reasons they cost nothing."""
        return ()

    def sure(self, score: float) -> tuple[AnswerId, ...]:
        """Return the answers that nobody has decided and whose best suggestion scores at least this."""
        return ()

    def by_theme(self, score: float) -> Mapping[ThemeId, int]:
        """Count the answers that nobody has decided and for which each theme scores at least this."""
        return {}


@dataclass(frozen=True, slots=True)
class AnswerCluster:
    """Answers that say something alike and that no theme covers yet.

    Attributes:
        answers: The most typical first.
        words: Up to three words that they share and others lack; a first idea for a name.
    """

    answers: tuple[AnswerId, ...]
    words: tuple[str, ...]


def chance_in_words(score: float) -> str:
    """Say how probable a suggestion is.

    >>> chance_in_words(0.9), chance_in_words(0.5), chance_in_words(0.2)
    ('likely', 'perhaps', 'a guess')
    """
    return "likely" if score >= LIKELY else "perhaps" if score >= PERHAPS else "a guess"
