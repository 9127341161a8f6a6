"""What texts mean, as vectors of eight bits a number: in full precision many thousands would fill the memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bits = NDArray[np.int8]

LARGEST = 127
"""The largest number of each vector, whatever its sign; a vector without it was never one of ours."""
ROUNDING = 0.01
"""A vector whose length differs less than this from 1 has length 1."""


BLOCK = 1024
"""Rows that are worked on at once: enough for speed, few enough for memory."""


def blocks(count: int) -> Iterator[slice]:
    """Yield so many rows in blocks, because what is worked out on the way to a result is large."""
    return (slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK))


@dataclass(frozen=True)
class Meanings:
    """One vector for each text. Asked for rows, by a slice or by their numbers, it returns them in full precision.

    Attributes:
        bits: The direction of each vector.
        scale: By what it is multiplied to be as long as it was.
    """

    bits: Bits
    scale: Floats

    @classmethod
    def of(cls, vectors: NDArray[Any]) -> "Meanings":
        """Round vectors, a row each."""
        bits = rounded(vectors)
        return cls(bits, scaled(bits, np.linalg.norm(vectors.astype(np.float32), axis=1)))

    def __len__(self) -> int:
        return len(self.bits)

    def __getitem__(self, rows: Any) -> Floats:
        return np.asarray(self.bits[rows] * self.scale[rows, None], np.float32)


def rounded(vectors: NDArray[Any]) -> Bits:
    """Return vectors in eight bits; of each only the direction is kept."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    return np.asarray(np.rint(vectors * (LARGEST / np.maximum(largest, 1e-9))), np.int8)


def scaled(bits: Bits, lengths: Floats) -> Floats:
    """Return by what rounded vectors are multiplied to have these lengths."""
    norms = np.sqrt(np.einsum("ij,ij->i", bits, bits, dtype=np.int32)).astype(np.float32)
    return np.asarray(np.where(abs(lengths - 1) < ROUNDING, 1, lengths) / np.maximum(norms, 1), np.float32)
