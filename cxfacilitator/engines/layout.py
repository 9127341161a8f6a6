"""Lay things out on a grid so that those that are alike lie near each other."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.progress import Progress, silent

Floats = NDArray[np.float32]

REACH = 1.6
"""How far, in cells, lying near each other still counts; it begins at `WIDE` of the grid and shrinks to this."""
WIDE = 0.35
NARROWING = 0.6
"""The order on the whole wall is found first, and then what lies side by side."""
LEAST = 0.02
"""An exchange that gains less is not worth the time."""


def grid(points: Floats, columns: int, progress: Progress = silent) -> Sequence[tuple[int, int]]:
    """Return the cell, column and row, of each point; no two have the same, and the upper rows are full.

    Starts from the two directions in which the points differ most, and exchanges two cells as long as that brings
    points that are alike nearer to each other. The same points always lie the same way.

    Source: Koopmans & Beckmann 1957, "Assignment problems and the location of economic activities", for what is best;
    Pearson 1901, "On lines and planes of closest fit", for the start; Kohonen 1982, "Self-organized formation of
    topologically correct feature maps", for the neighbourhood that shrinks.
    """
    count = len(points)
    if count < 3:
        return [(place % columns, place // columns) for place in range(count)]
    cells = np.array([(place % columns, place // columns) for place in range(count)], np.float64)
    alike = _likeness(points)
    held = _start(points, cells, columns)
    apart = ((cells[:, None] - cells[None]) ** 2).sum(axis=2)
    reach = max(REACH, WIDE * math.sqrt(count))
    steps = 1 + math.ceil(max(0.0, math.log(REACH / reach, NARROWING)))
    for step in range(steps):
        progress(step / steps, "Laying out the cards")
        near = np.exp(-apart / (2 * max(REACH, reach * NARROWING**step) ** 2))
        held = _exchanged(alike, near, held)
    return [(int(cells[cell][0]), int(cells[cell][1])) for cell in held]


def _likeness(points: Floats) -> NDArray[np.float64]:
    """How alike two points are beyond what all have in common."""
    middle = points.astype(np.float64) - points.mean(axis=0)
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-9)
    alike = middle @ middle.T
    np.fill_diagonal(alike, 0)
    return np.asarray(alike, np.float64)


def _start(points: Floats, cells: NDArray[np.float64], columns: int) -> NDArray[np.int64]:
    """Return the cell of each point: the rows by the second direction, and in each row from left to right."""
    middle = points.astype(np.float64) - points.mean(axis=0)
    directions = np.linalg.svd(middle, full_matrices=False)[2][:2]
    # The sign of a direction is arbitrary, and not the same everywhere.
    signs = np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])
    flat = middle @ (directions * signs[:, None]).T
    down = np.argsort(flat[:, -1], kind="stable")
    held = np.empty(len(points), np.int64)
    for first in range(0, len(points), columns):
        row = down[first : first + columns]
        held[row[np.argsort(flat[row, 0], kind="stable")]] = np.arange(first, first + len(row))
    return held


def _exchanged(alike: NDArray[np.float64], near: NDArray[np.float64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    """Exchange pairs of points, those that gain most first, until no exchange gains anything."""
    here = near[np.ix_(held, held)]
    held = held.copy()
    moved = True
    while moved:
        pull = alike @ here
        own = np.diag(pull)
        gain = pull + pull.T - own[:, None] - own[None, :] - 2 * alike * (1 - here)
        moved = False
        for one in np.argsort(-gain.max(axis=1), kind="stable"):
            other = int(gain[one].argmax())
            if gain[one, other] <= LEAST:
                break
            # Exchanges before this one may have taken its gain away.
            if _gain(alike, here, int(one), other) > LEAST:
                pair, turned = [one, other], [other, one]
                held[pair] = held[turned]
                here[pair] = here[turned]
                here[:, pair] = here[:, turned]
                moved = True
    return held


def _gain(alike: NDArray[np.float64], here: NDArray[np.float64], one: int, other: int) -> float:
    gained = (alike[one] - alike[other]) * (here[other] - here[one])
    return float(gained.sum() - gained[one] - gained[other])
