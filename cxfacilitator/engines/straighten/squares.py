"""Dark squares on light ground, found with box means of the grey picture: a shadow over it does not matter."""

import math

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.straighten.plane import Grey, Numbers

Sums = NDArray[np.int32]

_WORKING_EDGE = 1000
"""Squares are looked for in a picture of this size, and measured in the whole one."""
_EDGES = (6, 7.5, 9, 11, 13.5, 16.5, 20, 25)
"""Pixels of a square's edge in the picture in which it is looked for."""
_LEAST_CONTRAST = 0.4
_MOST_DARK_AROUND = 0.3
_LEAST_DARK, _MOST_DARK = 0.06, 0.45
"""Shares of what is around a square, and of all within two and a half of its edges."""
_MOST_SPOTS = 4000
_MOST_SQUARES = 60


def dark_squares(picture: Grey) -> Numbers:
    """Return dark squares on light ground, the most distinct first: x, y and area of each in pixels."""
    height, width = picture.shape
    step = max(1, round(max(width, height) / _WORKING_EDGE))
    small = picture[: height - height % step, : width - width % step]
    small = small.reshape(height // step, step, width // step, step).sum((1, 3), dtype=np.int32)
    sums = np.pad(small.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32), ((1, 0), (1, 0)))
    spots: list[tuple[float, int, int, float]] = []
    for edge in _EDGES:
        spots += _spots(sums, step**2, edge)
    spots.sort(reverse=True)
    taken: list[tuple[int, int, float]] = []
    found: list[tuple[float, float, float]] = []
    for _, x, y, edge in spots:
        if any(abs(x - a) < 0.6 * e and abs(y - b) < 0.6 * e for a, b, e in taken):
            continue
        square = _measure(picture, (x + 0.5) * step, (y + 0.5) * step, edge * step)
        if square is not None:
            taken.append((x, y, edge))
            found.append(square)
        if len(found) == _MOST_SQUARES:
            break
    return np.array(found, float).reshape(-1, 3)


def _spots(sums: Sums, pixels: int, edge: float) -> list[tuple[float, int, int, float]]:
    """Places that are dark within a square of this edge and light around it, however it is turned.

    Args:
        sums: Of all greys above and to the left; they may have run over, what lies between four of them has not.
        pixels: So many make one place.
        edge: In places.
    """
    inner, gap, outer = max(1, round(0.3 * edge)), math.ceil(0.74 * edge), math.ceil(0.9 * edge) + 1
    high, wide = sums.shape[0] - 2 * outer - 1, sums.shape[1] - 2 * outer - 1
    if min(high, wide) < 2:
        return []

    def total(reach: int) -> Sums:
        near, far = outer - reach, outer + reach + 1
        upper, lower = sums[near : near + high], sums[far : far + high]
        left, right = slice(near, near + wide), slice(far, far + wide)
        found: Sums = lower[:, right] - upper[:, right] - lower[:, left] + upper[:, left]
        return found

    areas = [pixels * (2 * reach + 1) ** 2 for reach in (inner, gap, outer)]
    core, ring = total(inner), total(outer) - total(gap)
    # Most places are light: only of the others is reckoned how dark they are.
    places = np.flatnonzero(core < ring * ((1 - _LEAST_CONTRAST) * areas[0] / (areas[2] - areas[1])))
    within, around = core.ravel()[places] / areas[0], ring.ravel()[places] / (areas[2] - areas[1])
    contrast = (around - within) / np.maximum(around, 1)
    order = np.argsort(-contrast, kind="stable")[:_MOST_SPOTS]
    order = order[contrast[order] > _LEAST_CONTRAST]
    rows, columns = np.unravel_index(places[order], core.shape)
    free = np.ones(core.shape, bool)
    reach = max(1, round(edge / 2))
    found = []
    for row, column, value in zip(rows.tolist(), columns.tolist(), contrast[order].tolist(), strict=True):
        if free[row, column]:
            free[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1] = False
            found.append((value, column + outer, row + outer, edge))
    return found


def _measure(picture: Grey, x: float, y: float, edge: float) -> tuple[float, float, float] | None:
    """Measure the dark shape at a place; None if it is not a filled square, seen from anywhere."""
    reach = round(1.25 * edge)
    left, top = round(x) - reach, round(y) - reach
    if left < 0 or top < 0:
        return None
    window = picture[top : top + 2 * reach + 1, left : left + 2 * reach + 1].astype(np.float64)
    if window.shape != (2 * reach + 1, 2 * reach + 1):
        return None
    core = max(1, round(0.2 * edge))
    within = window[reach - core : reach + core + 1, reach - core : reach + core + 1].mean()
    some = window[::2, ::2].ravel()
    around = np.partition(some, 3 * len(some) // 4)[3 * len(some) // 4]
    dark = window < (within + around) / 2
    # Around a corner square is paper; beside one of them is the code, and a line of print may come near.
    edges = np.concatenate([dark[0], dark[-1], dark[:, 0], dark[:, -1]])
    if edges.mean() > _MOST_DARK_AROUND or not _LEAST_DARK < dark.mean() < _MOST_DARK:
        return None
    shape = np.zeros_like(dark)
    shape[reach - core : reach + core + 1, reach - core : reach + core + 1] = True
    shape &= dark
    count = 0
    while (size := int(shape.sum())) != count:
        count = size
        grown = shape.copy()
        grown[1:] |= shape[:-1]
        grown[:-1] |= shape[1:]
        grown[:, 1:] |= shape[:, :-1]
        grown[:, :-1] |= shape[:, 1:]
        shape = grown & dark
    if count < 16 or shape[0].any() or shape[-1].any() or shape[:, 0].any() or shape[:, -1].any():
        return None
    rows, columns = np.nonzero(shape)
    spread = np.cov(np.stack([columns, rows]))
    small, large = np.linalg.eigvalsh(spread)
    # A filled square, however it is sheared, has this area for its spread; a ring, a cross or a letter has not.
    filled = count / (12 * math.sqrt(max(float(small * large), 1e-9)))
    if not 0.86 < filled < 1.12 or large > 6 * small:
        return None
    return left + float(columns.mean()) + 0.5, top + float(rows.mean()) + 0.5, float(count)
