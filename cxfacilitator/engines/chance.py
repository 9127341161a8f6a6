"""Shuffles whole sheets between the audiences, and tells what the rules of the findings make of that.

A sheet is never taken apart: what a group says of one theme goes with what it says of the others. Groups are rows of
arrays, so that all shuffles are counted at once; the rules are the very ones that made the findings.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from cxfacilitator.domain.chance import FEWEST_SPLITS, ChanceCheck, Similarity, Verdict
from cxfacilitator.domain.codebook import Visibility
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.counts import Counts, roles, threshold
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord, evidence_word
from cxfacilitator.domain.patterns import CUSTOMERS, LEADERSHIP, SIDES, STAFF, Side, difference, primary
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, Box, Direction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Shares = NDArray[np.float64]

SEED = 20_251
SHUFFLES = 400
MOST_EXACT, SAMPLED = 10_000, 1_000
_AT_ONCE = 100
_SAID = ("well", "improve", "raises", "mentions")
"""The counts that the patterns look at."""


def chance_check(
    comparison: Comparison, seed: int = SEED, shuffles: int = SHUFFLES, progress: Progress = silent
) -> ChanceCheck:
    """Count the differences labelled likely or clear, as they are and with the labels of the sheets shuffled."""
    import numpy as np

    if sum(map(comparison.asked, Audience)) < 2:
        return ChanceCheck(0, 0.0, 0)
    counted = _Sheets(comparison)
    as_it_is = np.arange(sum(comparison.groups.values()))[None, :]
    found = int(counted.labelled(as_it_is).sum())
    chance, total, as_many = np.random.default_rng(seed), 0, 0
    for done in range(0, shuffles, _AT_ONCE):
        progress(done / shuffles, "Shuffling the sheets")
        block = np.repeat(as_it_is, min(_AT_ONCE, shuffles - done), axis=0)
        by_chance = counted.labelled(chance.permuted(block, axis=1))
        total += int(by_chance.sum())
        as_many += int((by_chance >= found).sum())
    return ChanceCheck(found, total / shuffles, shuffles, as_many)


class _Sheets:
    """What each sheet says of each theme; the rows are leadership's sheets, then staff's, then customers'."""

    def __init__(self, comparison: Comparison) -> None:
        import numpy as np

        self._comparison = comparison
        self._known: dict[tuple[Visibility, tuple[int, ...]], tuple[Audience, Side] | None] = {}
        self._row = _rows(comparison, *Audience)
        self._said = np.zeros((len(self._row), len(comparison.themes), len(_SAID)))
        for place, view in enumerate(comparison.themes):
            for answer in _answers(view.answers, *Audience):
                for name in (*roles(answer), "mentions"):
                    if name in _SAID:
                        self._said[self._row[answer.group_id], place, _SAID.index(name)] = 1
        self._wrote = np.zeros((len(self._row), len(SIDES)))
        for side, questions in enumerate(SIDES.values()):
            for question in questions:
                for audience in Audience:
                    self._wrote[[self._row[group] for group in comparison.answered[audience, question]], side] = 1

    def labelled(self, orders: "Numbers") -> "Numbers":
        """Count the likely and clear differences, for each order of the sheets.

        Args:
            orders: One order of the sheets in each row; the first of them are leadership's, and so on.
        """
        import numpy as np

        said, wrote = {}, {}
        flat, first = self._said.reshape(len(self._row), -1), 0
        for audience in Audience:
            size = self._comparison.groups[audience]
            mine = np.zeros((len(orders), len(self._row)))
            np.put_along_axis(mine, orders[:, first : first + size], 1, axis=1)
            counts = (mine @ flat).reshape(len(orders), *self._said.shape[1:])
            said[audience], wrote[audience] = counts.astype(np.int64), (mine @ self._wrote).astype(np.int64)
            first += size
        told = {
            (company, side): self._told(said, wrote, company, side) for company in (LEADERSHIP, STAFF) for side in SIDES
        }
        # Most themes of most orders have no such difference: only the others are held against the rules.
        places = np.nonzero(np.logical_or.reduce(list(told.values())))
        rows = np.concatenate([said[audience][places] for audience in Audience], axis=1).tolist()
        visibilities = [view.theme.visibility for view in self._comparison.themes]
        found = np.zeros(len(orders), dtype=np.int64)
        for order, theme, row in zip(*(place.tolist() for place in places), rows, strict=True):
            held = self._held(visibilities[theme], tuple(row))
            found[order] += held is not None and bool(told[held][order, theme])
        return found

    def _held(self, visibility: Visibility, row: tuple[int, ...]) -> tuple[Audience, Side] | None:
        """Who is held against customers in what, from what each audience says of a theme."""
        if (visibility, row) not in self._known:
            groups, each = self._comparison.groups, (row[at : at + len(_SAID)] for at in range(0, len(row), len(_SAID)))
            counts = {audience: _counts(said, groups[audience]) for audience, said in zip(Audience, each, strict=True)}
            pattern = primary(visibility, counts)
            self._known[visibility, row] = difference(pattern, counts) if pattern is not None else None
        return self._known[visibility, row]

    def _told(
        self, said: Mapping[Audience, "Numbers"], wrote: Mapping[Audience, "Numbers"], company: Audience, side: Side
    ) -> "NDArray[np.bool_]":
        """For each order and theme, whether this difference would be labelled likely or clear."""
        import numpy as np

        place, column = _SAID.index(side), list(SIDES).index(side)
        shape = said[company].shape[:2]
        figures = np.stack(
            [
                part
                for audience in (company, CUSTOMERS)
                for part in (
                    said[audience][:, :, place],
                    np.broadcast_to(wrote[audience][:, column, None], shape),
                )
            ],
            axis=-1,
        ).reshape(-1, 4)
        base = len(self._row) + 1
        keys, back = np.unique(figures @ (base ** np.arange(4)), return_inverse=True)
        everybody = company in self._comparison.everybody
        worth = (EvidenceWord.LIKELY, EvidenceWord.CLEAR)
        rows = [[key // base**power % base for power in range(4)] for key in keys.tolist()]
        found = np.array([evidence_word(a, of_a, b, of_b, everybody) in worth for a, of_a, b, of_b in rows], bool)
        return found[back].reshape(shape)


def similarities(
    comparison: Comparison, seed: int = SEED, progress: Progress = silent
) -> Mapping[tuple[Audience, Audience], Similarity]:
    """Hold what each two audiences have in common against random sets of the same groups.

    All ways to split their groups are tried up to `MOST_EXACT`, otherwise `SAMPLED` of them.

    Source: common ground is Ružička's coefficient: Deza & Deza 2009, Encyclopedia of distances, p. 299.
    """
    asked = [audience for audience in Audience if comparison.asked(audience)]
    pairs = list(combinations(asked, 2))
    found = {}
    for place, (first, second) in enumerate(pairs):
        progress(place / len(pairs), f"Comparing {first.value} with {second.value}")
        found[first, second] = _similarity(comparison, first, second, seed)
    return found


def _similarity(comparison: Comparison, first: Audience, second: Audience, seed: int) -> Similarity:
    import numpy as np

    size, total = comparison.groups[first], comparison.groups[first] + comparison.groups[second]
    common = _Common(comparison, first, second)
    seen = float(common.ground(np.arange(size)[None, :])[0])
    splits = comb(total, size)
    # Two sets of one size make one split, whichever of them is called the first.
    if splits // (2 if 2 * size == total else 1) < FEWEST_SPLITS:
        return Similarity(first, second, seen, None, Verdict.TOO_FEW)
    exact = splits <= MOST_EXACT
    if exact:
        sets = np.array(list(combinations(range(total), size)))
    else:
        order = np.repeat(np.arange(total)[None, :], SAMPLED, axis=0)
        sets = np.random.default_rng(seed).permuted(order, axis=1)[:, :size]
    by_chance = common.ground(sets)
    as_far = int((by_chance <= seen + 1e-9).sum())
    share = as_far / len(sets) if exact else (as_far + 1) / (len(sets) + 1)
    low, high = np.quantile(by_chance, (0.05, 0.95))
    verdict = Verdict.FURTHER_APART if share <= 0.05 else Verdict.NOT_CLEARLY
    return Similarity(first, second, seen, (float(low), float(high)), verdict)


class _Common:
    """What each sheet of two audiences says, by theme and box; Q3 apart by whether others do it better."""

    def __init__(self, comparison: Comparison, first: Audience, second: Audience) -> None:
        import numpy as np

        row = _rows(comparison, first, second)
        marks = {
            ((place, answer.box, answer.direction if answer.box is Box.DIFFER else Direction.UNSAID), answer.group_id)
            for place, view in enumerate(comparison.themes)
            for answer in _answers(view.answers, first, second)
            if answer.box is not Box.UNMARKED
        }
        columns = {key: column for column, key in enumerate(sorted({key for key, _ in marks}))}
        self._said = np.zeros((len(row), len(columns)))
        for key, group in marks:
            self._said[row[group], columns[key]] = 1
        self._wrote = np.zeros((len(row), len(columns)))
        for (_, box, _), column in columns.items():
            for audience in (first, second):
                groups = comparison.answered[audience, box.question]
                self._wrote[[row[group] for group in groups], column] = 1

    def ground(self, sets: "Numbers") -> "Shares":
        """Return the common ground of each set of sheets with all the others, 0-1."""
        import numpy as np

        mine = np.zeros((len(sets), len(self._said)))
        np.put_along_axis(mine, sets, 1, axis=1)
        one, other = ((who @ self._said) / np.maximum(who @ self._wrote, 1) for who in (mine, 1 - mine))
        most = np.maximum(one, other).sum(axis=1)
        return np.where(most > 0, np.minimum(one, other).sum(axis=1) / np.maximum(most, 1e-12), 1.0)


def _rows(comparison: Comparison, *audiences: Audience) -> Mapping[int, int]:
    """The row of each counted group, audience by audience."""
    by_audience = [
        sorted(frozenset().union(*(found for (who, _), found in comparison.answered.items() if who is audience)))
        for audience in audiences
    ]
    return {group: row for row, group in enumerate(group for groups in by_audience for group in groups)}


def _answers(answers: Mapping[Audience, Sequence[Answer]], *audiences: Audience) -> Iterator[Answer]:
    for audience in audiences:
        yield from answers[audience]


def _counts(said: Sequence[int], groups: int) -> Counts:
    """The counts of a theme as far as the patterns look at them."""
    well, improve, raises, mentions = said
    return Counts(groups, threshold(groups), well, improve, 0, raises, 0, 0, 0, 0, mentions)
