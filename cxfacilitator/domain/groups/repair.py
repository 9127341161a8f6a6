"""A seating repaired on the day: which groups close or open, who moves, and what that costs.

Few moves count for more than a perfect mix: a room that has found its tables forgives an uneven one, but not being
sent across the room again. Only people who had a seat count as moved; whoever arrives gets one for nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice

from cxfacilitator.domain.groups.rules import SeatingRequest, Wish, WishKind
from cxfacilitator.domain.groups.splits import LARGEST, SMALLEST, feasible_splits, nearest_splits
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import amount, joined

SPARE = 3
"""So many more groups than have to close are considered for closing."""
MOST_SETS = 400


class RepairKind(StrEnum):
    """How much may move."""

    FEWEST = "fewest moves"
    BALANCED = "balanced"
    FRESH = "fresh start"


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who had a seat and gets one in another group."""

    person: ParticipantId
    origin: int
    target: int


@dataclass(frozen=True)
class Repair:
    """One answer to people who did not come, or came unasked.

    Attributes:
        groups: Who sits in each group now, by the group's old number; a dissolved group is not in it.
        moves: Who had a seat and changes groups, by old group and person.
        arrivals: The group of each person who had no seat.
        opened, dissolved: Numbers of the groups that are new, and of those that are gone.
        before: How well each trait was mixed among those who are left, 0-100, and what it is called.
        after: The same for the new seating.
        broken: Wishes that had to be kept, and are not.
        proven: No answer that keeps as many of these wishes moves fewer people.
    """

    kind: RepairKind
    groups: Mapping[int, tuple[ParticipantId, ...]]
    moves: tuple[Move, ...]
    arrivals: Mapping[ParticipantId, int]
    opened: tuple[int, ...] = ()
    dissolved: tuple[int, ...] = ()
    before: tuple[tuple[str, int], ...] = ()
    after: tuple[tuple[str, int], ...] = ()
    broken: tuple[Wish, ...] = ()
    proven: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of people in each group."""
        return tuple(map(len, self.groups.values()))

    @property
    def exact(self) -> bool:
        """Whether every group has 6-8 people."""
        return all(SMALLEST <= size <= LARGEST for size in self.sizes)

    def sentences(
        self, names: Mapping[ParticipantId, str] | None = None, tables: Mapping[int, str] | None = None
    ) -> tuple[str, ...]:
        """Return what to know before agreeing, and what to say in the room.

        Args:
            names: What people are called; without one, their number.
            tables: What groups are called; without one, `Table` and the number counted from 1.
        """
        called = {number: (tables or {}).get(number, f"Table {number + 1}") for number in self._numbers()}
        found = [self._move_sentence(names or {}, called)]
        for verb, groups in (("closes", self.dissolved), ("opens", self.opened)):
            if groups:
                found.append(f"{joined(called[g] for g in groups)} {verb if len(groups) == 1 else verb[:-1]}.")
        if self.arrivals:
            seats = (f"{_name(person, names or {})} to {called[group]}" for person, group in self.arrivals.items())
            found.append(f"{amount(len(self.arrivals), 'person gets', 'people get')} a first seat: {joined(seats)}.")
        if not self.exact:
            people = sum(self.sizes)
            why = "" if feasible_splits(people) else f"{amount(people, 'person', 'people')} cannot be split into 6-8: "
            odd = [f"{called[g]} has {len(m)}" for g, m in self.groups.items() if not SMALLEST <= len(m) <= LARGEST]
            found.append(f"{why}{joined(odd)}.")
        if self.after and self.before != self.after:
            was = dict(self.before)
            scores = (f"{name} {was[name]} → {now}" if name in was else f"{name} {now}" for name, now in self.after)
            found.append(f"Mixing: {', '.join(scores)}.")
        for wish in self.broken:
            pair = joined(_name(person, names or {}) for person in wish.pair)
            found.append(f"Not kept: {pair} {'share a group' if wish.kind is WishKind.APART else 'sit apart'}.")
        return tuple(found)

    def _numbers(self) -> set[int]:
        return {*self.groups, *self.dissolved, *(move.origin for move in self.moves)}

    def _move_sentence(self, names: Mapping[ParticipantId, str], called: Mapping[int, str]) -> str:
        if not self.moves:
            return "Nobody moves."
        fewest = ", the fewest possible" if self.proven else ""
        who = [f"{_name(m.person, names)} from {called[m.origin]} to {called[m.target]}" for m in self.moves]
        return f"{amount(len(who), 'person moves', 'people move')}{fewest}: {'; '.join(who)}."


def _name(person: ParticipantId, names: Mapping[ParticipantId, str]) -> str:
    return names.get(person) or f"person {person}"


@dataclass(frozen=True, slots=True)
class Way:
    """Which groups stay, how large they may be, and how many seated people have to move at least.

    Attributes:
        kept: Old numbers of the groups that stay.
        opened: How many groups are new.
        low, high: Sizes of the kept groups and then of the new ones.
        least: What the head counts alone enforce; wishes may enforce more.
    """

    kept: tuple[int, ...]
    opened: int
    low: tuple[int, ...]
    high: tuple[int, ...]
    least: int


def ways(people: int, here: Mapping[int, int], fixed: Mapping[int, int]) -> tuple[Way, ...]:
    """Return the ways to seat a headcount in the groups that there are, fewest moves first.

    Args:
        people: Everybody who gets a seat.
        here: How many sit in each group already; a group may be empty.
        fixed: How many of them must stay; such a group is not closed and loses none of these.

    Returns:
        Exact splits into 6-8 where there are any, otherwise the nearest; where fixed people stand in
        the way of both, the narrowest sizes that leave a way.
    """
    exact = [(len(sizes), SMALLEST, LARGEST) for sizes in feasible_splits(people)]
    nearest = [(len(sizes), min(sizes), max(sizes)) for sizes in nearest_splits(people)]
    found = _all_ways(people, here, fixed, exact or nearest)
    for more in range(1, people + 1):
        if found:
            break
        low, high = max(1, SMALLEST - more), LARGEST + more
        counts = range(-(-people // high), people // low + 1)
        found = _all_ways(people, here, fixed, [(count, low, high) for count in counts])
    return tuple(found)


def _all_ways(
    people: int, here: Mapping[int, int], fixed: Mapping[int, int], splits: Sequence[tuple[int, int, int]]
) -> list[Way]:
    loose = sorted((group for group in here if not fixed.get(group)), key=lambda group: (here[group], group))
    simple = [(_way(people, here, fixed, split, loose[: max(0, len(here) - split[0])]), split) for split in splits]
    known = [(way, split) for way, split in simple if way is not None]
    best = min((way.least for way, _ in known), default=0)
    found = {way for way, _ in known}
    for way, split in known:
        gone = len(here) - split[0]
        if gone > 0 and way.least <= best + 1:
            found |= {other for closed in _closed(loose, gone) if (other := _way(people, here, fixed, split, closed))}
    return sorted(found, key=lambda way: (way.least, len(here) - len(way.kept), way.kept))


def _way(
    people: int,
    here: Mapping[int, int],
    fixed: Mapping[int, int],
    split: tuple[int, int, int],
    closed: Sequence[int],
) -> Way | None:
    count, smallest, largest = split
    kept = tuple(group for group in here if group not in closed)
    opened = count - len(kept)
    low = [max(smallest, fixed.get(group, 0)) for group in kept] + [smallest] * opened
    high = [max(largest, fixed.get(group, 0)) for group in kept] + [largest] * opened
    if opened < 0 or not sum(low) <= people <= sum(high):
        return None
    near = [min(max(here[group], low[place]), high[place]) for place, group in enumerate(kept)]
    stay = sum(min(here[group], size) for group, size in zip(kept, near, strict=True))
    short = max(0, sum(near) + smallest * opened - people)
    return Way(kept, opened, tuple(low), tuple(high), sum(here.values()) - stay + short)


def _closed(loose: Sequence[int], gone: int) -> Iterator[tuple[int, ...]]:
    """Yield sets of groups to close, most of them the smallest ones."""
    # Closing a larger group instead of a smaller one never saves a move, but may suit the wishes or the mix better.
    first = max(0, gone - 2 * SPARE)
    near = loose[first : gone + (SPARE if gone > 1 else len(loose))]
    for some in islice(combinations(near, gone - first), MOST_SETS):
        yield (*loose[:first], *some)


def sizes_near(here: Sequence[int], low: Sequence[int], high: Sequence[int], people: int) -> list[int]:
    """Return sizes for a headcount that make the fewest people leave, and are as even as that allows.

    >>> sizes_near([8, 8, 4], [6, 6, 6], [8, 8, 8], 20)
    [7, 7, 6]
    >>> sizes_near([5, 8, 4], [6, 6, 6], [8, 8, 8], 20)
    [6, 8, 6]
    """
    sizes = [min(max(count, least), most) for count, least, most in zip(here, low, high, strict=True)]
    while sum(sizes) > people:
        spare = [place for place, size in enumerate(sizes) if size > low[place]]
        sizes[max(spare, key=lambda place: (sizes[place], -place))] -= 1
    while sum(sizes) < people:
        room = [place for place, size in enumerate(sizes) if size < high[place]]
        sizes[min(room, key=lambda place: (sizes[place], place))] += 1
    return sizes


def fixed_places(
    request: SeatingRequest, seated: Mapping[ParticipantId, int], locked: Collection[int] = ()
) -> dict[ParticipantId, int]:
    """Return the group of everybody who must not move: pinned people, and all who sit in a locked group."""
    stay = {person: group for person, group in seated.items() if group in locked and person in set(request.people)}
    return stay | dict(request.pins)
