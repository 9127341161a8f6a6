"""A flat sheet seen from anywhere: the geometry of its points."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Grey: TypeAlias = NDArray[np.uint8]

_LENS = 0.75
"""Focal length of a telephone's camera, as a share of the picture's long edge."""


def perspectives(source: Numbers, target: Numbers) -> Numbers:
    """Return for each four points of `source` the 3 × 3 matrix that brings them onto those of `target`."""
    many = len(source)
    x, y, u, v = source[..., 0], source[..., 1], target[..., 0], target[..., 1]
    zero, one = np.zeros_like(x), np.ones_like(x)
    upper = np.stack([x, y, one, zero, zero, zero, -u * x, -u * y], -1)
    lower = np.stack([zero, zero, zero, x, y, one, -v * x, -v * y], -1)
    left, right = np.concatenate([upper, lower], 1), np.concatenate([u, v], 1)
    # Three squares in a line have no solution; a hair of noise makes it a wrong one, which is found out.
    left = left + np.eye(8) * 1e-9
    numbers = np.linalg.solve(left, right[..., None])[..., 0]
    return np.concatenate([numbers, np.ones((many, 1))], 1).reshape(many, 3, 3)


def affine(source: Numbers, target: Numbers) -> Numbers:
    """Return the 2 × 3 matrix that brings points about onto others, without perspective."""
    found: Numbers = np.asarray(
        np.linalg.lstsq(np.column_stack([source, np.ones(len(source))]), target, rcond=None)[0].T, np.float64
    )
    return found


def through(onto: Numbers, points: Numbers) -> Numbers:
    """Return where each of several perspectives brings points."""
    at: Numbers = np.column_stack([points, np.ones(len(points))]) @ onto.transpose(0, 2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        seen: Numbers = at[..., :2] / at[..., 2:]
    return seen


def area(corners: Numbers) -> float:
    """Return the area of a polygon."""
    x, y = corners[:, 0], corners[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def ratio_of(found: Numbers, width: int, height: int) -> float:
    """Return how many times as wide as high the rectangle is of which these are the corners.

    Source:
        Z. Zhang and L. He (2007), Whiteboard scanning and image enhancement, Digital Signal Processing 17,
        section 3.3: the aspect ratio of a rectangle from its image; here with a focal length that is known.
    """
    upper_left, upper_right, lower_right, lower_left = (
        np.array([x - width / 2, y - height / 2, 1.0]) for x, y in found
    )

    def volume(one: Numbers, other: Numbers, third: Numbers) -> float:
        return float(np.dot(np.cross(one, other), third))

    across = volume(upper_left, lower_right, lower_left) / volume(upper_right, lower_right, lower_left)
    down = volume(upper_left, lower_right, upper_right) / volume(lower_left, lower_right, upper_right)
    lens = np.array([1, 1, _LENS * max(width, height)])
    wide = (across * upper_right - upper_left) / np.array([lens[2], lens[2], 1])
    high = (down * lower_left - upper_left) / np.array([lens[2], lens[2], 1])
    return float(np.linalg.norm(wide) / np.linalg.norm(high))
