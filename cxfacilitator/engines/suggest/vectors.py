"""Keep the vector of each text, so that a text is read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.engines.suggest.meanings import LARGEST, Bits, Meanings, rounded, scaled
from cxfacilitator.paths import resource

Floats = NDArray[np.float32]

AT_ONCE = 40
"""Texts from one report of progress to the next, about a fifteenth of a second."""
NEAR = 1000
"""Among so many neighbours, texts of like length are read together."""


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
    """What each text means, row by row."""

    texts: Sequence[str]
    meanings: Meanings

    @cached_property
    def _row_of(self) -> Mapping[bytes, int]:
        # Made when it is asked for: of 100,000 texts the names take 20 MB, and mostly nobody reads again.
        return {text_name(text): row for row, text in enumerate(self.texts)}

    def get(self, name: bytes) -> bytes | None:
        """Return the vector of the text with this name, where there is one."""
        row = self._row_of.get(name)
        return None if row is None else self.meanings.bits[row].tobytes()


def vectors(texts: Sequence[str], encoder: Encodes, cache: Cache | None, progress: Progress = silent) -> Read:
    """Return what each text means, from the cache or the encoder; what is new is put into the cache.

    Vectors are rounded whether they are new or not, so a cache never changes a suggestion.
    """
    bits, lengths = np.zeros((len(texts), encoder.width), np.int8), np.ones(len(texts), np.float32)
    first = _first_rows(texts)
    once = np.arange(len(texts))
    new = []
    for row in np.flatnonzero(first == once).tolist():
        known = _known(cache.get(text_name(texts[row])), encoder.width) if cache is not None else None
        if known is None:
            new.append(row)
        else:
            bits[row] = known
    # Not among all of them: long texts take longer, and of all the long ones last the progress would be told wrong.
    new.sort(key=lambda row: (row // NEAR, len(texts[row])))
    for start in range(0, len(new), AT_ONCE):
        progress(start / len(new), f"{start:,} of {len(new):,} answers read")
        rows = new[start : start + AT_ONCE]
        read = encoder.encode([texts[row] for row in rows])
        bits[rows], lengths[rows] = rounded(read), np.linalg.norm(read, axis=1)
        if cache is not None:
            cache.update({text_name(texts[row]): bits[row].tobytes() for row in rows})
    again = np.flatnonzero(first != once)
    bits[again], lengths[again] = bits[first[again]], lengths[first[again]]
    return Read(texts, Meanings(bits, scaled(bits, lengths)))


def _first_rows(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return for each text the row in which it comes for the first time."""
    rows: dict[bytes, int] = {}
    return np.array([rows.setdefault(text_name(text), row) for row, text in enumerate(texts)], np.int64)


def _known(kept: bytes | None, width: int) -> Bits | None:
    """Return a vector that was kept; None for what is none, so that its text is read again, like one that is new."""
    if kept is None or len(kept) != width:
        return None
    found = np.frombuffer(kept, np.int8)
    return found if np.abs(found.astype(np.int16)).max(initial=0) == LARGEST else None


def shipped() -> dict[bytes, bytes]:
    """Return the vectors of the default codebook's phrases, which come with the encoder; empty without them."""
    try:
        with np.load(resource("encoder", "phrases.npz")) as file:
            names, rows = file["keys"], file["vectors"]
    except (OSError, EOFError, ValueError, KeyError):
        return {}
    return {bytes(name): row.tobytes() for name, row in zip(names, rows, strict=True)}
