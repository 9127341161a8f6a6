"""The ways to cut a headcount into groups of 6-8, and the nearest ones where there is none."""

from dataclasses import dataclass

from cxfacilitator.domain.text import amount, cardinal

SMALLEST, LARGEST = 6, 8
"""The exercise asks for groups of 6-8 (Krueger & Casey: 5-10, 6-8 preferred)."""
PREFERRED = 7


def feasible_splits(people: int) -> tuple[tuple[int, ...], ...]:
    """Return every way to cut a headcount into groups of 6-8 whose sizes differ by at most one.

    Returns:
        Group sizes, largest first; the split closest to 7 a group comes first. Empty for
        0-5, 9, 10, 11 and 17, and for nothing else.

    >>> feasible_splits(13)
    ((7, 6),)
    """
    counts = range(-(-people // LARGEST), people // SMALLEST + 1) if people > 0 else range(0)
    return tuple(_even(people, count) for count in sorted(counts, key=lambda c: (abs(people / c - PREFERRED), c)))


def nearest_splits(people: int) -> tuple[tuple[int, ...], ...]:
    """Return the splits that stray least from 6-8, for a headcount that has no exact one.

    Returns:
        All splits with the smallest total number of people above 8 or below 6; first the one
        whose worst group strays least, then the one with fewer groups.

    >>> nearest_splits(17)
    ((9, 8), (6, 6, 5))
    """
    options = [_even(people, count) for count in range(1, people // 2 + 2) if count <= people]
    least = min((sum(map(_stray, sizes)) for sizes in options), default=0)
    near = [sizes for sizes in options if sum(map(_stray, sizes)) == least]
    return tuple(sorted(near, key=lambda sizes: (max(map(_stray, sizes)), len(sizes))))


def _even(people: int, count: int) -> tuple[int, ...]:
    size, larger = divmod(people, count)
    return (size + 1,) * larger + (size,) * (count - larger)


def _stray(size: int) -> int:
    return max(0, SMALLEST - size, size - LARGEST)


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """One way to cut a headcount into groups."""

    sizes: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """Whether every group has 6-8 people."""
        return not any(map(_stray, self.sizes))

    @property
    def sentence(self) -> str:
        """The split in words, without a full stop.

        >>> SplitChoice((7, 6)).sentence
        '13 people: 2 groups, one of 7 and one of 6'
        >>> SplitChoice((6, 5)).sentence
        '11 people cannot be split into groups of 6-8; nearest: one of 6 and one of 5'
        """
        total = sum(self.sizes)
        people = amount(total, "person", "people")
        if not feasible_splits(total):
            return f"{people} cannot be split into groups of {SMALLEST}-{LARGEST}; nearest: {self._parts}"
        outside = "" if self.exact else f" (not all of {SMALLEST}-{LARGEST})"
        return f"{people}: {self.words}{outside}"

    @property
    def words(self) -> str:
        """The groups alone, without the number of people.

        >>> SplitChoice((7, 7, 6)).words, SplitChoice((7, 7)).words
        ('3 groups, two of 7 and one of 6', '2 groups of 7')
        """
        groups = amount(len(self.sizes), "group")
        return f"{groups} of {self.sizes[0]}" if len(set(self.sizes)) == 1 else f"{groups}, {self._parts}"

    @property
    def _parts(self) -> str:
        kinds = sorted(set(self.sizes), reverse=True)
        return " and ".join(f"{cardinal(self.sizes.count(size))} of {size}" for size in kinds)


def split_choices(people: int) -> tuple[SplitChoice, ...]:
    """Return the splits to choose from, the proposed one first: the exact ones, else the nearest."""
    return tuple(map(SplitChoice, feasible_splits(people) or nearest_splits(people)))
