"""Compare texts by the words that they share: beside the encoder, and in its place where there is none."""

import math
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.cues import bare
from cxfacilitator.engines.suggest.meanings import blocks

Floats = NDArray[np.float32]

WIDTH = 4096
"""Words share this many places; two that fall on one are rare enough."""
MOST_COUNTED = 255
_TIMES = np.array([0, *(1 + math.log(count) for count in range(1, MOST_COUNTED + 1))], np.float32)
"""What a word counts that comes so many times."""
STOP = frozenset(
    """
    a about all am an and are as at be been but by do does for from had has have he her his i if in into is it its
    just me my of on or our really she so than that the their them they this to too us very was we were what when
    which who will with would you your
    """.split()
)


@dataclass(frozen=True)
class Bags:
    """Texts as weighted words, row after row: `places[starts[row]:starts[row + 1]]`, each as often as `counts` says.

    Weighted, every row has length 1, or is empty but for one place that it has no time. Of 100,000 texts the weights
    themselves would take more memory than all else, so they are worked out when they are asked for.

    Attributes:
        rarity: What one word of each place weighs.
        lengths: How long each row is before it is made 1.
    """

    starts: NDArray[np.int64]
    places: NDArray[np.uint16]
    counts: NDArray[np.uint8]
    rarity: Floats
    lengths: Floats

    def dense(self, rows: Sequence[int]) -> Floats:
        """Return some rows in full width."""
        found = np.zeros((len(rows), WIDTH), np.float32)
        for place, row in enumerate(rows):
            span = slice(self.starts[row], self.starts[row + 1])
            found[place, self.places[span]] = _weights(self.places[span], self.counts[span], self.rarity)
        return found / self.lengths[rows, None]

    def likeness(self, rows: slice, others: Floats) -> Floats:
        """Return the cosine of each of some rows with each of the others, which are in full width."""
        starts = self.starts[rows.start : rows.stop + 1]
        span = slice(starts[0], starts[-1])
        weights = _weights(self.places[span], self.counts[span], self.rarity)
        products = others.T[self.places[span]] * weights[:, None]
        return np.asarray(np.add.reduceat(products, starts[:-1] - starts[0], axis=0) / self.lengths[rows, None])


def bags(texts: Sequence[str]) -> Bags:
    """Weigh the words and pairs of words of each text by how rare they are among these texts.

    Source: Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval", for the weights; Weinberger
    et al. 2009, "Feature hashing", for the places.
    """
    starts, places, counts = array("q", [0]), array("H"), array("B")
    for text in texts:
        row = Counter(zlib.crc32(term.encode()) % WIDTH for term in _terms(text)) or Counter({0: 0})
        places.extend(row.keys())
        counts.extend(min(count, MOST_COUNTED) for count in row.values())
        starts.append(len(places))
    begin, place = np.frombuffer(starts, np.int64), np.frombuffer(places, np.uint16)
    count = np.frombuffer(counts, np.uint8)
    seen = np.bincount(place[count > 0], minlength=WIDTH)
    rarity = (1 + np.log((1 + len(texts)) / (1 + seen))).astype(np.float32)
    lengths = np.empty(len(texts), np.float32)
    for rows in blocks(len(texts)):
        span = slice(begin[rows.start], begin[rows.stop])
        squares = _weights(place[span], count[span], rarity) ** 2
        lengths[rows] = np.sqrt(np.add.reduceat(squares, begin[rows] - begin[rows.start]))
    return Bags(begin, place, count, rarity, np.maximum(lengths, 1e-9))


def _weights(places: NDArray[np.uint16], counts: NDArray[np.uint8], rarity: Floats) -> Floats:
    return np.asarray(_TIMES[counts] * rarity[places], np.float32)


def stem(word: str) -> str:
    """Cut the endings off a word, roughly: "parking" and "parked" begin alike.

    >>> stem("parking"), stem("parks"), stem("delivery"), stem("deliveries")
    ('park', 'park', 'deliv', 'deliver')
    """
    return word[: max(4, len(word) - 3)] if len(word) >= 6 else word.rstrip("s") or word


def _stems(text: str) -> list[str]:
    return [stem(word) for word in bare(text) if word not in STOP]


def _terms(text: str) -> list[str]:
    stems = _stems(text)
    return stems + [f"{first} {second}" for first, second in pairwise(stems)]


class WordEncoder:
    """Stands in for the encoder: which words a text has, as its vector.

    It knows nothing of meaning, and works in any language.
    """

    most = 1024

    def __init__(self, phrases: Sequence[str], texts: Sequence[str]) -> None:
        """Know the words of the phrases, and those that several texts share: no other can be alike."""
        first = dict.fromkeys(term for phrase in phrases for term in _stems(phrase))
        shared = Counter(term for text in texts for term in set(_stems(text)) if term not in first)
        terms = [*first, *(term for term, count in shared.most_common() if count > 1)]
        self._place = {term: place for place, term in enumerate(terms[: self.most])}
        self.width = max(1, len(self._place))

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector for each text, in their order: shorter than 1 by the words that are not known."""
        found = np.zeros((len(texts), self.width), np.float32)
        for row, text in enumerate(texts):
            counted = Counter(_stems(text))
            length = math.sqrt(sum(count * count for count in counted.values()))
            for term, count in counted.items():
                if term in self._place:
                    found[row, self._place[term]] = count / length
        return found
