"""Choose what to ask next, so that few decisions teach much."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.meanings import Meanings

Floats = NDArray[np.float32]

TYPICAL = 24
"""So many typical answers are asked first, as many as a person decides on in a few minutes."""
PASSES = 12
LAID_OUT = 20_000
"""Of more answers than this, every second, third … is looked at for what is typical."""


def asking_order(meanings: Meanings, probabilities: Floats, decided: Collection[int]) -> list[int]:
    """Return the rows of the undecided answers: first one for each kind of answer, then the least certain.

    A kind from which an answer has been decided already is not asked for again.

    Source: Settles 2009, "Active learning literature survey", for both halves; k-means with the first centres as far
    apart as can be (Gonzalez 1985, "Clustering to minimize the maximum intercluster distance").
    """
    doubt = _doubt(probabilities)
    open_rows = [int(row) for row in np.argsort(-doubt, kind="stable") if row not in decided]
    step = -(-len(meanings) // LAID_OUT) or 1
    known = meanings[sorted(decided)]
    found = _typical(meanings[::step], TYPICAL, known)
    typical = [row * step for row in found if row * step not in decided]
    chosen = set(typical)
    return typical + [row for row in open_rows if row not in chosen]


def _doubt(probabilities: Floats) -> Floats:
    """How uncertain the best theme is: 1 when it has a rival as good, near 0 when it stands alone and sure."""
    if probabilities.shape[1] < 2:
        return np.asarray(1 - probabilities.sum(axis=1), np.float32)
    two = -np.partition(-probabilities, 1, axis=1)[:, :2]
    return np.asarray(1 - (two[:, 0] - two[:, 1]), np.float32)


def _typical(meanings: Floats, count: int, decided: Floats) -> list[int]:
    """Return the middle of each group of answers, those of large groups first; none of a group like a decided one."""
    count = min(count, len(meanings))
    if count == 0:
        return []
    centres = meanings[_far_apart(meanings, count)]
    nearest = np.zeros(len(meanings), np.int64)
    for _ in range(PASSES):
        nearest = (meanings @ centres.T).argmax(axis=1)
        sums = np.stack([meanings[nearest == group].sum(axis=0) for group in range(count)])
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    taught = set((decided @ centres.T).argmax(axis=1).tolist())
    sizes = np.bincount(nearest, minlength=count)
    found = []
    for group in np.argsort(-sizes, kind="stable"):
        if sizes[group] and int(group) not in taught:
            members = np.flatnonzero(nearest == group)
            found.append(int(members[(meanings[members] @ centres[group]).argmax()]))
    return found


def _far_apart(meanings: Floats, count: int) -> list[int]:
    """Start from the answer nearest to the middle of all; each next one is the farthest from those before it."""
    chosen = [int((meanings @ meanings.mean(axis=0)).argmax())]
    nearest = meanings @ meanings[chosen[0]]
    while len(chosen) < count:
        chosen.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, meanings @ meanings[chosen[-1]])
    return chosen
