"""Measure how well each theme fits an answer, in many small ways that say nothing about which theme it is."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.cues import Finder, split
from cxfacilitator.engines.suggest.phrases import Described
from cxfacilitator.engines.suggest.vectors import Cache, Encodes, vectors

Floats = NDArray[np.float32]

NEAREST = 3
"""So many of a theme's phrases, the nearest to an answer, speak for it."""
_BETWEEN = re.compile(r"[^\w\s'\u2019-]+|\n|\s-+\s|\b(?:and|but)\b", re.IGNORECASE)
"""What stands between the parts of an answer that may each be about something else."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A theme's cue in a text: the theme's place, the cue, and the words `text[start:end]`."""

    theme: int
    cue: str
    start: int
    end: int


@dataclass(frozen=True)
class Measured:
    """Every answer against every theme; arrays have a row for each answer and a column for each theme.

    Attributes:
        cued: A cue of the theme is in the answer.
        nearness: How near the theme's phrase is that is nearest to the answer.
    """

    features: Floats
    cued: NDArray[np.bool_]
    nearness: Floats


class Measure:
    """The themes of a codebook, ready to be compared with answers."""

    def __init__(self, themes: Sequence[Described], encoder: Encodes, cache: Cache | None) -> None:
        self.themes = themes
        self.phrases = [theme.phrases or (theme.name,) for theme in themes]
        every = [phrase for phrases in self.phrases for phrase in phrases]
        read = vectors([*every, *(t.name for t in themes), *(t.text for t in themes)], encoder, cache)
        known = read.meanings[:]
        self._phrases = known[: len(every)]
        self._ends = np.cumsum([len(phrases) for phrases in self.phrases])[:-1]
        self._names, self._texts = np.split(known[len(every) :], 2)
        self._general = np.array([theme.general for theme in themes], bool)
        self._cues = [(place, cue) for place, theme in enumerate(themes) for cue in theme.cues]
        name_cues = [(place, cue) for place, theme in enumerate(themes) for cue in theme.name_cues]
        shared: dict[str, set[int]] = {}
        for place, cue in self._cues:
            shared.setdefault(cue, set()).add(place)
        # A longer cue says more ("let us down" than "late"), one that several themes share says less.
        self._weights = [(0.5 + 0.5 * len(cue.split())) / len(shared[cue]) for _, cue in self._cues]
        self._cues += name_cues
        self._finder = Finder(cue for _, cue in self._cues)

    def measure(self, texts: Sequence[str], known: Floats) -> Measured:
        """Measure answers, given the vector of each."""
        shape = (len(texts), len(self.themes))
        mean, best = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for place, cosines in enumerate(np.split(known @ self._phrases.T, self._ends, axis=1)):
            few = min(NEAREST, cosines.shape[1])
            mean[:, place] = np.partition(cosines, -few, axis=1)[:, -few:].mean(axis=1)
            best[:, place] = cosines.max(axis=1)
        weight, first, named = np.zeros(shape, np.float32), np.full(shape, np.inf, np.float32), np.zeros(shape, bool)
        length, share = np.zeros(len(texts), np.float32), np.zeros(shape, np.float32)
        for row, text in enumerate(texts):
            words = split(text)
            length[row] = len(words)
            found = []
            for hit in self._finder.hits(text, words):
                theme, _ = self._cues[hit.cue]
                if hit.cue >= len(self._weights):
                    named[row, theme] = True
                    continue
                found.append((hit.start, theme, self._weights[hit.cue]))
                weight[row, theme] += self._weights[hit.cue]
                first[row, theme] = min(first[row, theme], hit.start)
            for theme, part in self._shares(text, found):
                share[row, theme] = max(share[row, theme], part)
        likeness = _Likeness(mean, best, known @ self._names.T, known @ self._texts.T)
        return Measured(_features(likeness, weight, share, first, named, length, self._general), weight > 0, best)

    def _shares(self, text: str, found: Sequence[tuple[int, int, float]]) -> Iterator[tuple[int, float]]:
        """Yield what share of the cues in a part of a text is a theme's; each cue is its start, theme and weight.

        Praise takes nothing from the subject that is praised.
        """
        ends = [match.start() for match in _BETWEEN.finditer(text)] if len(found) > 1 else []
        parts: dict[int, dict[int, float]] = {}
        for start, theme, weight in found:
            part = parts.setdefault(bisect(ends, start), {})
            part[theme] = part.get(theme, 0) + weight
        for part in parts.values():
            every = sum(part.values())
            special = sum(weight for theme, weight in part.items() if not self._general[theme])
            for theme, weight in part.items():
                yield theme, weight / (every if self._general[theme] else special)

    def nearest(self, theme: int, meaning: Floats) -> str:
        """Return the phrase of a theme that is nearest to an answer."""
        phrases = np.split(self._phrases, self._ends)[theme]
        return self.phrases[theme][int((phrases @ meaning).argmax())]

    def hits(self, text: str) -> list[CueHit]:
        """Return the cues in a text, in the order of its words."""
        found = ((self._cues[hit.cue], hit) for hit in self._finder.hits(text, split(text)))
        return [CueHit(theme, cue, hit.start, hit.end) for (theme, cue), hit in found if hit.cue < len(self._weights)]


@dataclass(frozen=True)
class _Likeness:
    """Cosines of answers with themes: with the nearest phrases, the nearest one, the name, the name and definition."""

    phrases: Floats
    phrase: Floats
    name: Floats
    text: Floats


FEATURES = (
    "constant phrases phrase name text phrases_behind phrases_above phrases_best name_behind name_above text_behind "
    "cues any_cue cue_share no_cues cue_first cue_and_best length behind_by_length phrases_odds phrases_log_odds "
    "name_log_odds in_name cue_behind share_by_length cue_rivals general general_phrases general_behind general_length "
    "general_rivals general_cue under_general"
).split()


def _features(
    likeness: _Likeness,
    weight: Floats,
    share: Floats,
    first: Floats,
    named: NDArray[np.bool_],
    length: Floats,
    general: NDArray[np.bool_],
) -> Floats:
    """Return the values of `FEATURES` for every answer and theme."""
    one = np.ones_like(weight)
    cued = (weight > 0).astype(np.float32)
    behind = _behind(likeness.phrases)
    leads = (behind == 0).astype(np.float32)
    long = np.log1p(length)[:, None] * one
    is_general = one * general
    special = np.where(general, 0, weight)
    rivals = ((special.sum(axis=1, keepdims=True) - special) > 1e-6).astype(np.float32)
    above_all = likeness.phrases[:, general].max(axis=1, keepdims=True) if general.any() else np.float32(0)
    place = np.argsort(np.argsort(first, axis=1, kind="stable"), axis=1, kind="stable")
    odds = _odds(likeness.phrases, 20)
    columns = [
        one,
        likeness.phrases,
        likeness.phrase,
        likeness.name,
        likeness.text,
        behind,
        likeness.phrases - likeness.phrases.mean(axis=1, keepdims=True),
        leads,
        _behind(likeness.name),
        likeness.name - likeness.name.mean(axis=1, keepdims=True),
        _behind(likeness.text),
        np.log1p(weight),
        cued,
        share,
        one * (weight.sum(axis=1, keepdims=True) == 0),
        cued * (place == 0),
        cued * leads,
        long,
        behind * long,
        odds,
        np.log(odds + 1e-4),
        np.log(_odds(likeness.name, 15) + 1e-4),
        named.astype(np.float32),
        cued * behind,
        share * long,
        cued * np.log1p(cued.sum(axis=1, keepdims=True)),
        is_general,
        is_general * likeness.phrases,
        is_general * behind,
        is_general * long,
        is_general * rivals,
        is_general * cued,
        (1 - is_general) * above_all,
    ]
    return np.stack(columns, axis=-1).astype(np.float32)


def _behind(values: Floats) -> Floats:
    """How far each theme is behind the best theme for the answer; 0 for the best."""
    return np.asarray(values - values.max(axis=1, keepdims=True), np.float32)


def _odds(values: Floats, sharpness: float) -> Floats:
    powers = np.exp(sharpness * _behind(values))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
