"""Learn from what a person decided: answers like a decided one are pulled towards its themes.

Nothing is trained or kept: the same decisions always give the same suggestions, so undoing one undoes what it taught.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.meanings import Meanings, blocks
from cxfacilitator.engines.suggest.words import Bags

Floats = NDArray[np.float32]

CAUTION = 0.35
"""How strongly a single decision is distrusted (the ridge)."""
GOOD_FAITH = 2.0
"""Lessons foretell each other worse than they foretell answers, because the first of each kind has none like it."""
BENEFIT = 0.1
"""The first few lessons, of which nothing can be said yet, are believed: as if a tenth of a lesson had come true."""
UNMET = 3
"""Where most themes were met only once, most answers are about themes that were not met yet: so many meetings of known
themes are taken for granted."""
PATIENCE, PATIENCE_NAMED = 3, 1
"""After so many lessons half of what they teach is believed: the first few may not be typical. Of a theme that is
hardly more than a name there is less to lose, as long as the encoder tells what is alike."""
WORDS, GUESSES = 0.5, 0.4
"""What shared words and alike first guesses count beside a like meaning."""
FADES, HALF_FADED = 0.5, 25
"""So much of a theme's first guesses gives way to what decisions teach, half of that after so many lessons."""


@dataclass(frozen=True)
class Lesson:
    """One decided answer.

    Attributes:
        row: Its row among all answers.
        right: 1 for the themes that it has, 0 for the others.
        known: 1 where the person has decided, 0 where nobody has.
    """

    row: int
    right: Floats
    known: Floats


class Learner:
    """All answers and the first guess at their themes; compares each with the decided ones."""

    def __init__(self, meanings: Meanings, words: Bags, guesses: Floats, named: Sequence[bool]) -> None:
        """Compare answers by their meanings, words and first guesses; of `named` themes a few lessons are believed."""
        self._patience = np.where(named, PATIENCE_NAMED, PATIENCE).astype(np.float32)
        self._meanings = meanings
        self._words = words
        self._guesses = guesses
        self._columns: dict[int, Floats] = {}

    def learn(self, lessons: Sequence[Lesson]) -> Floats:
        """Return the probabilities of all themes for all answers after these lessons.

        The more is decided about a theme, the less its first guesses count. The correction is the kernel ridge
        regression of what they miss. It is scaled by how well each lesson is foretold by the others, from 1 down
        to 0: where decisions have nothing in common that could be learned, the first guess stands. And it is scaled
        by how many answers are probably about themes that were met at all: only those can be learned from others.

        Source: Saunders et al. 1998, "Ridge regression learning algorithm in dual variables"; Cook & Weisberg 1982,
        "Residuals and influence in regression", for leaving one out without solving again; Good 1953, "The population
        frequencies of species and the estimation of population parameters", for how many are of a kind not met yet.
        """
        if not lessons:
            return self._guesses.copy()
        rows = [lesson.row for lesson in lessons]
        columns = self._likeness(rows)
        right, known = np.stack([lesson.right for lesson in lessons]), np.stack([lesson.known for lesson in lessons])
        count = known.sum(axis=0)
        kept = np.asarray(1 - FADES * count / (count + HALF_FADED), np.float32)
        missed = known * (right - self._guesses[rows] * kept)
        among = np.stack([column[rows] for column in columns], axis=1).astype(np.float64)
        inverse = np.linalg.inv(among + CAUTION * np.eye(len(rows)))
        pull = inverse @ missed
        foretold = missed - pull / np.diag(inverse)[:, None]
        start = BENEFIT * (missed**2).sum() / len(rows) + 1e-9
        agreed = GOOD_FAITH * (missed * foretold).sum()
        trust = np.clip((agreed + start) / ((foretold**2).sum() + start), 0, 1) * _met(right)
        trust = trust * len(rows) / (len(rows) + self._patience)
        found = np.empty_like(self._guesses)
        for block in blocks(len(found)):
            found[block] = np.stack([column[block] for column in columns], axis=1) @ pull.astype(np.float32)
        # What is suggested for a decided answer comes from the others, so it may differ from the decision.
        found[rows] = foretold
        for block in blocks(len(found)):
            guesses = self._guesses[block]
            # What is closed to an answer stays closed, whatever is alike.
            found[block] = np.where(guesses > 0, np.clip(guesses * kept + trust * found[block], 0, 1), 0)
        return found

    def points(self, rows: Sequence[int]) -> Floats:
        """Return answers as points that are near when the answers mean alike and their first guesses are alike."""
        return np.concatenate([self._meanings[rows], GUESSES * self._roots(rows)], axis=1)

    def column(self, row: int) -> Floats:
        """Return how like each answer is to the answer of one row; not to be written into."""
        return self._likeness([row])[0]

    def _likeness(self, rows: Sequence[int]) -> Sequence[Floats]:
        """Return for each of these rows how like each answer is to its answer."""
        new = [row for row in dict.fromkeys(rows) if row not in self._columns]
        if new:
            found = np.empty((len(new), len(self._guesses)), np.float32)
            meanings, words, roots = self._meanings[new].T, self._words.dense(new), self._roots(new).T
            for block in blocks(len(self._guesses)):
                alike = np.maximum(self._meanings[block] @ meanings, 0)
                alike += WORDS * self._words.likeness(block, words)
                alike += GUESSES * (self._roots(block) @ roots) ** 2
                found[:, block] = alike.T
            self._columns.update(zip(new, found, strict=True))
        return [self._columns[row] for row in rows]

    def _roots(self, rows: slice | Sequence[int]) -> Floats:
        """The first guesses of some rows, such that their products tell how alike they are."""
        found = np.sqrt(self._guesses[rows])
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return np.asarray(found, np.float32)


def _met(right: Floats) -> float:
    """Estimate which share of all answers is about themes that lessons (rows) were about."""
    times = right.sum(axis=0)
    return float((times.sum() - (times == 1).sum() + UNMET) / (times.sum() + UNMET))
