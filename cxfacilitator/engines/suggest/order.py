"""Choose what to ask next, so that few decisions teach much."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.learning import CAUTION
from cxfacilitator.engines.suggest.meanings import Meanings

Floats = NDArray[np.float32]

TYPICAL = 24
"""So many answers are asked first that tell about others, as many as a person decides on in a few minutes."""
LAID_OUT = 1000
"""Of more answers than this, every second, third … is looked at for what it tells about others."""


def asking_order(meanings: Meanings, probabilities: Floats, decided: Collection[int]) -> list[int]:
    """Return the rows of the undecided answers: first those that tell most about others, then the least certain.

    Source: Settles 2009, "Active learning literature survey", for both halves.
    """
    doubt = _doubt(probabilities)
    taken = set(decided)
    step = -(-len(meanings) // LAID_OUT) or 1
    laid_out = [row for row in range(0, len(meanings), step) if row not in taken]
    known = sorted(taken)[:: -(-len(taken) // LAID_OUT) or 1]
    telling = [laid_out[place] for place in _telling(meanings[laid_out], doubt[laid_out], meanings[known])]
    taken.update(telling)
    return telling + [int(row) for row in np.argsort(-doubt, kind="stable") if row not in taken]


def _doubt(probabilities: Floats) -> Floats:
    """How uncertain the best theme is: 1 when it has a rival as good, near 0 when it stands alone and sure."""
    if probabilities.shape[1] < 2:
        return np.asarray(1 - probabilities.sum(axis=1), np.float32)
    two = -np.partition(-probabilities, 1, axis=1)[:, :2]
    return np.asarray(1 - (two[:, 0] - two[:, 1]), np.float32)


def _telling(points: Floats, doubt: Floats, decided: Floats) -> list[int]:
    """Return one after the other the point that tells most about the doubtful ones, given those before it.

    Source: Yu et al. 2006, "Active learning via transductive experimental design", for what a kernel ridge regression
    learns from each; here what is in no doubt need not be learned.
    """
    left = points @ points.T
    if len(decided):
        across = points @ decided.T
        left -= across @ np.linalg.solve(decided @ decided.T + CAUTION * np.eye(len(decided)), across.T)
    found: list[int] = []
    for _ in range(min(TYPICAL, len(points))):
        worth = (doubt @ left**2) / (left.diagonal() + CAUTION)
        worth[found] = -1
        best = int(worth.argmax())
        found.append(best)
        left -= np.outer(left[:, best], left[best]) / (left[best, best] + CAUTION)
    return found
