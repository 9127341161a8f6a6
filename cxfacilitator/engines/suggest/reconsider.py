"""Guess again when all answers have been guessed at: what they speak about together tells more about each.

Among answers about a restaurant, one that may be about the food or the delivery is likelier about the food.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.meanings import Meanings, blocks

Floats = NDArray[np.float32]

COMMON = 0.35
"""What it counts that a theme is common among the answers."""
ALIKE, ALIKE_IN_WORDS = 5.0, 2.0
"""What it counts that an answer is like the others for which the theme was guessed; without the model, less."""
DOUBT = 6.0
"""A theme that was guessed for so few answers has half of its likeness believed."""
SLOPE, LEVEL = 0.9, 0.8
"""Puts the second guesses on the scale of the first."""
FEW = 10
"""Of so few answers half is believed: they may all be about one thing."""


def guess_again(guesses: Floats, meanings: Meanings, meaning: bool) -> None:
    """Change guesses in place; what is guessed to be impossible stays so.

    Args:
        guesses: How probable each theme (column) is for each answer (row).
        meaning: The meanings came from the encoder, not from words alone.

    Source: Rocchio 1971, "Relevance feedback in information retrieval", with the best guesses taken for relevant, each
    answer's own left out; Saerens et al. 2002, "Adjusting the outputs of a classifier to new a priori probabilities".
    """
    count, themes = guesses.shape
    if not count or not themes:
        return
    middle = sum(meanings[block].sum(axis=0) for block in blocks(count)) / np.float32(count)
    common = np.log((guesses.sum(axis=0) + 1) / np.float32(count + themes))
    believed = count / (count + FEW)
    sums, weights = np.zeros((themes, len(middle)), np.float32), np.zeros(themes, np.float32)
    for block, points in _seen_from(middle, meanings):
        sure = guesses[block] ** 2
        sums += sure.T @ points
        weights += sure.sum(axis=0)
    for block, points in _seen_from(middle, meanings):
        first = guesses[block]
        sure = first**2
        own = sure * (points**2).sum(axis=1, keepdims=True)
        alike = (points @ sums.T - own) / (weights - sure + DOUBT)
        likely = np.clip(first, 1e-4, 1 - 1e-4)
        odds = np.log(likely / (1 - likely))
        again = SLOPE * (odds + COMMON * common + (ALIKE if meaning else ALIKE_IN_WORDS) * alike) + LEVEL
        odds += believed * (again - odds)
        guesses[block] = np.where(first > 0, 1 / (1 + np.exp(-odds)), 0)


def _seen_from(middle: Floats, meanings: Meanings) -> Iterator[tuple[slice, Floats]]:
    """Yield the answers seen from the middle of all."""
    for block in blocks(len(meanings)):
        points = meanings[block] - middle
        yield block, points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
