"""Find groups of answers that no theme covers yet; a person names them, or leaves them alone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.engines.suggest.cues import split
from cxfacilitator.engines.suggest.words import STOP, stem

Floats = NDArray[np.float32]
Cost = Callable[
    [float, float, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float], NDArray[np.float64]
]
"""How far a new group is from the others: the sizes of its two parts and of the others, how far each part was from
them, and the parts from each other."""

MOST = 3000
"""More answers than this are not laid out against each other; the first ones show the groups as well."""

ALIKE = 0.45
"""The answers of a group are at least this alike on average: 1 where all say the same, 0 for nothing in common."""
HANDFUL, FEWEST = 5, 3
"""How large close groups are on average before outsiders leave them, and how large at least."""
CLOSE, BELONGS = 0.4, 0.5
"""How close a group is, and how near to its middle each of its answers: 1 where all say the same, 0 for nothing."""


@dataclass(frozen=True)
class Cluster:
    """Answers that say something alike.

    Attributes:
        rows: Their rows, the most typical first.
        words: Words that they share and others lack; a first idea for a name.
    """

    rows: tuple[int, ...]
    words: tuple[str, ...]


def clusters(
    texts: Sequence[str], meanings: Floats, progress: Progress = silent, alike: float = ALIKE
) -> tuple[Cluster, ...]:
    """Return groups of answers, the largest first; an answer that is like no other is in none.

    Args:
        meanings: The vector of each text.
        alike: How alike the answers of a group are at least on average, in 0-1.
    """
    found = [rows for rows in average(meanings[:MOST], alike, progress) if len(rows) > 1]
    common = _common(texts[:MOST])
    return tuple(
        _cluster(_from_the_middle(rows, meanings), texts, common)
        for rows in sorted(found, key=lambda rows: (-len(rows), rows[0]))
    )


def close_clusters(texts: Sequence[str], meanings: Floats, progress: Progress = silent) -> tuple[Cluster, ...]:
    """Return small groups of answers that say nearly the same, the closest first; most answers may be in none.

    A person takes such a group in at a glance, and agrees or does not.
    """
    unit = _unit(meanings[:MOST])
    common = _common(texts[:MOST])
    found: list[tuple[float, Cluster]] = []
    for group in ward(unit, max(1, round(len(unit) / HANDFUL)), progress):
        middle = unit[group].mean(axis=0)
        near = unit @ middle / max(float(np.linalg.norm(middle)), 1e-9)
        rows = [row for row in _from_the_middle(group, unit) if near[row] >= BELONGS]
        # The mean of unit vectors is as long as they point the same way.
        close = float((unit[rows].mean(axis=0) ** 2).sum()) if len(rows) >= FEWEST else 0.0
        if close >= CLOSE:
            found.append((close, _cluster(rows, texts, common)))
    return tuple(group for _, group in sorted(found, key=lambda pair: (-pair[0], pair[1].rows[0])))


def average(points: Floats, alike: float, progress: Progress = silent) -> list[list[int]]:
    """Join the two groups that are most alike, until the answers of no two are as alike as this on average.

    Source: Sokal & Michener 1958, "A statistical method for evaluating systematic relationships".
    """
    unit = _unit(points).astype(np.float64)
    joins = _joins(1 - unit @ unit.T, lambda a, b, _, from_a, from_b, __: (a * from_a + b * from_b) / (a + b), progress)
    return _cut(len(points), [join for join in joins if join[0] <= 1 - alike])


def ward(points: Floats, count: int, progress: Progress = silent) -> list[list[int]]:
    """Join the two groups whose joining costs least, until so many are left.

    Source: Ward 1963, "Hierarchical grouping to optimize an objective function", p. 236-244.
    """
    square = (points.astype(np.float64) ** 2).sum(axis=1)
    apart = np.maximum(square[:, None] + square - 2 * points.astype(np.float64) @ points.T.astype(np.float64), 0)
    joins = _joins(
        apart,
        lambda a, b, sizes, from_a, from_b, between: (
            ((a + sizes) * from_a + (b + sizes) * from_b - sizes * between) / (a + b + sizes)
        ),
        progress,
    )
    return _cut(len(points), joins[: max(0, len(points) - count)])


def _joins(apart: NDArray[np.float64], cost: Cost, progress: Progress) -> list[tuple[float, int, int]]:
    """Return the joins of all points to one group, the cheapest first: what each costs, and a point of either part.

    Source: chains of nearest neighbours (Murtagh 1983, "A survey of recent advances in hierarchical clustering").
    """
    n = len(apart)
    np.fill_diagonal(apart, np.inf)
    size, chain, joins = np.ones(n), list[int](), list[tuple[float, int, int]]()
    alive = np.ones(n, bool)
    while len(joins) < n - 1:
        if len(joins) % 50 == 0:
            progress(len(joins) / n, "Looking for groups")
        if not chain:
            chain.append(int(alive.argmax()))
        last = chain[-1]
        near = int(apart[last].argmin())
        if len(chain) > 1 and apart[last, chain[-2]] <= apart[last, near]:
            near = chain[-2]
        if len(chain) < 2 or near != chain[-2]:
            chain.append(near)
            continue
        del chain[-2:]
        between = float(apart[last, near])
        joins.append((between, last, near))
        others = alive.copy()
        others[[last, near]] = False
        costs = cost(size[last], size[near], size[others], apart[last, others], apart[near, others], between)
        apart[near, others] = apart[others, near] = costs
        apart[last, :] = apart[:, last] = np.inf
        size[near] += size[last]
        alive[last] = False
    return sorted(joins, key=lambda join: join[0])


def _cut(n: int, joins: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Return the groups that these joins make of `n` single points."""
    parent = list(range(n))

    def root(point: int) -> int:
        while parent[point] != point:
            parent[point] = parent[parent[point]]
            point = parent[point]
        return point

    for _, one, other in joins:
        parent[root(one)] = root(other)
    groups: dict[int, list[int]] = {}
    for point in range(n):
        groups.setdefault(root(point), []).append(point)
    return list(groups.values())


def _unit(points: Floats) -> Floats:
    return np.asarray(points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9), np.float32)


def _cluster(rows: Sequence[int], texts: Sequence[str], common: Counter[str]) -> Cluster:
    return Cluster(tuple(rows), _key_words([texts[row] for row in rows], common, min(len(texts), MOST)))


def _common(texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each word is."""
    return Counter(term for text in texts for term in set(_stems(text)))


def _from_the_middle(members: Sequence[int], meanings: Floats) -> list[int]:
    mine = meanings[list(members)]
    return [members[place] for place in np.argsort(-(mine @ mine.mean(axis=0)), kind="stable")]


def _stems(text: str) -> list[str]:
    return [stem(word.text) for word in split(text) if word.text not in STOP and not word.text.isdigit()]


def _key_words(texts: Sequence[str], common: Counter[str], total: int) -> tuple[str, ...]:
    """Return up to three words that many of these texts share and few others have, as they are mostly written."""
    mine = Counter(term for text in texts for term in set(_stems(text)))
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for word in split(text):
            written.setdefault(stem(word.text), Counter())[word.text] += 1
    best = sorted(mine, key=lambda term: (-mine[term] * np.log(1 + total / common[term]), term))
    chosen: list[str] = []
    for term in best:
        if len(chosen) < 3 and not any(_one_word(term, other) for other in chosen):
            chosen.append(term)
    return tuple(written[term].most_common(1)[0][0] for term in chosen if mine[term] > 1)


def _one_word(one: str, other: str) -> bool:
    """Whether two stems are of one word, only cut elsewhere, as those of "delivery" and "deliveries" are."""
    return min(len(one), len(other)) > 3 and (one.startswith(other) or other.startswith(one))
