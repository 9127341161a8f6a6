"""Keep the vector of each text, so that a text is read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.paths import resource

Floats = NDArray[np.float32]

ROUNDING = 0.01
"""A vector whose length differs more than this from 1 was never one of ours."""
AT_ONCE = 20
"""Texts from one report of progress to the next, about a twentieth of a second."""


class Encodes(Protocol):
    """Turns texts into vectors of length 1."""

    width: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector for each text, in their order."""
        ...


class Cache(Protocol):
    """Name of a text → its vector, as a dictionary has it; each name is asked for once.

    Whoever hands it in keeps the new ones in the engagement's file.
    """

    def get(self, name: bytes, /) -> bytes | None:
        """Return a vector that is known."""
        ...

    def update(self, found: Mapping[bytes, bytes], /) -> None:
        """Take vectors that are new."""
        ...


@dataclass(frozen=True)
class Read:
    """The vector of each text, row by row."""

    texts: Sequence[str]
    rows: NDArray[np.float16]

    @cached_property
    def _row_of(self) -> Mapping[bytes, int]:
        # Made when it is asked for: of 100,000 texts the names take 20 MB, and mostly nobody reads again.
        return {text_name(text): row for row, text in enumerate(self.texts)}

    def get(self, name: bytes) -> bytes | None:
        """Return the vector of the text with this name, where there is one."""
        row = self._row_of.get(name)
        return None if row is None else self.rows[row].tobytes()


def vectors(texts: Sequence[str], encoder: Encodes, cache: Cache | None, progress: Progress = silent) -> Read:
    """Return the vector of each text, from the cache or the encoder; new ones are put into the cache.

    They are rounded to sixteen bits whether they are new or not, so a cache never changes a suggestion.
    """
    found = np.zeros((len(texts), encoder.width), np.float16)
    first: dict[bytes, int] = {}
    source = np.array([first.setdefault(text_name(text), row) for row, text in enumerate(texts)], np.int64)
    for name, row in first.items():
        known = cache.get(name) if cache is not None else None
        if known is not None and len(known) == found.itemsize * encoder.width:
            found[row] = np.frombuffer(known, np.float16)
    # What a damaged file gives back has another length, or is none: it is read again, like what is new.
    lengths = np.sqrt(np.einsum("ij,ij->i", found, found, dtype=np.float32))
    new = [row for row in first.values() if not abs(lengths[row] - 1) < ROUNDING]
    for start in range(0, len(new), AT_ONCE):
        progress(start / len(new), f"{start:,} of {len(new):,} answers read")
        rows = new[start : start + AT_ONCE]
        found[rows] = encoder.encode([texts[row] for row in rows])
        if cache is not None:
            cache.update({text_name(texts[row]): found[row].tobytes() for row in rows})
    if len(first) < len(texts):
        found = found[source]
    return Read(texts, found)


def shipped() -> dict[bytes, bytes]:
    """Return the vectors of the default codebook's phrases, which come with the encoder; empty without them."""
    try:
        with np.load(resource("encoder", "phrases.npz")) as file:
            names, rows = file["keys"], file["vectors"]
    except (OSError, EOFError, ValueError, KeyError):
        return {}
    return {bytes(name): row.tobytes() for name, row in zip(names, rows, strict=True)}
