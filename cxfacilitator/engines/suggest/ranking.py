"""The suggestions for all answers as arrays; one of them becomes words when somebody looks at it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.tagging import MOST_THEMES, Suggestion, Suggestions

Floats = NDArray[np.float32]

GUESS, FAINT = 0.12, 0.02
"""An answer whose best theme is less probable than the first gets no suggestion; beside it, the second is enough."""


class Ranking(Suggestions):
    """The themes of every answer from the best down, made into suggestions one answer at a time."""

    def __init__(
        self,
        ids: Sequence[AnswerId],
        row: Mapping[AnswerId, int],
        themes: Sequence[ThemeId],
        chances: Floats,
        explained: NDArray[np.bool_],
        settled: NDArray[np.bool_],
        make: Callable[[int, int, float], Suggestion],
    ) -> None:
        """Rank.

        Args:
            ids: The answer of each row.
            row: The row of each answer.
            themes: The theme of each column.
            chances: How probable each theme is; used up.
            explained: Whether a reason can be given for it.
            settled: For each row, whether a person has decided.
            make: Makes the suggestion of a row and a column, given how probable it is.
        """
        self._ids, self._row, self._themes, self._make = ids, row, themes, make
        self._settled = settled
        every = np.arange(len(ids))
        count = min(MOST_THEMES, len(themes))
        self._places = np.zeros((len(ids), count), np.int16)
        self._scores = np.zeros((len(ids), count), np.float32)
        for rank in range(count):
            place = chances.argmax(axis=1)
            self._places[:, rank], self._scores[:, rank] = place, chances[every, place]
            chances[every, place] = -1
        if count:
            worth = (self._scores >= FAINT) & explained[every[:, None], self._places]
            self._scores[~worth | (self._scores[:, :1] < GUESS)] = 0
        self._best = self._scores.max(axis=1, initial=0)

    def __getitem__(self, answer_id: AnswerId) -> tuple[Suggestion, ...]:
        row = self._row[answer_id]
        if not self._best[row]:
            raise KeyError(answer_id)
        return tuple(self._make(row, place, score) for place, score in self._pairs(row))

    def __contains__(self, answer_id: object) -> bool:
        row = self._row.get(AnswerId(answer_id)) if isinstance(answer_id, str) else None
        return row is not None and bool(self._best[row])

    def __iter__(self) -> Iterator[AnswerId]:
        return (self._ids[row] for row in np.flatnonzero(self._best).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._best))

    def ranked(self, answer_id: AnswerId) -> Sequence[tuple[ThemeId, float]]:
        """Return the themes suggested for an answer with their scores."""
        row = self._row.get(answer_id)
        return () if row is None else [(self._themes[place], score) for place, score in self._pairs(row)]

    def sure(self, score: float) -> tuple[AnswerId, ...]:
        """Return the open answers whose best theme is at least so probable."""
        return tuple(self._ids[row] for row in np.flatnonzero((self._best >= score) & ~self._settled).tolist())

    def by_theme(self, score: float) -> Mapping[ThemeId, int]:
        """Count the open answers for which each theme is at least so probable."""
        chosen = self._places[(self._scores >= score) & ~self._settled[:, None]]
        counts = np.bincount(chosen, minlength=len(self._themes)).tolist()
        return {theme: count for theme, count in zip(self._themes, counts, strict=True) if count}

    def _pairs(self, row: int) -> list[tuple[int, float]]:
        pairs = zip(self._places[row].tolist(), self._scores[row].tolist(), strict=True)
        return [(place, score) for place, score in pairs if score]
