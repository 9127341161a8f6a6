"""The measure of a seating: whole numbers only, less is better.

A seating is priced by the squared deviation of each group from its fair share and not by its number of
different values: the latter saturates, and leaves groups that look varied but hold nearly all of one department.
Everything that is asked for becomes a price for the number of certain people in a group, or a price for two people in
one group, so that the search need not know what a department is.

    mix         weight x millionths x D / E(D at random), D = sum over groups and values of (count - fair share) squared
    same        weight x millionths x unlike pairs in groups / those expected at random
    wishes      must: 100 W each; want: 10 U each, where W is the sum of weights and U = W / people
    roles       a seat without its role: must as above, want 20 U
    met before  3 U for each time that two people met before
    alone       10 U for each person who sits alone
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups.rules import Mode, Scale, SeatingRequest, Trait, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId

MILLION = 10**6
"""What a trait of weight 1 costs when people are drawn by lot; everything is counted in whole millionths."""

CLASSES = 4
"""Numbers are cut into so many classes of about as many people."""

Pair = tuple[int, int]


class Kind(StrEnum):
    """What a feature is there for."""

    MIX = "mix"
    SAME = "same"
    ROLE = "role"
    ALONE = "alone"


@dataclass(frozen=True)
class Feature:
    """Some people, with the price of every number of them in a group.

    Attributes:
        label: For example `site Leeds`.
        trait: The place of its trait in the request; -1 for roles and company.
        members: Places of these people in the problem.
        price: Group size to the prices of 0, 1, ... size members, in millionths; convex for MIX and ROLE.
    """

    label: str
    kind: Kind
    trait: int
    members: frozenset[int]
    price: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Problem:
    """One seating to be found: people are places 0, 1, ... in `people`, groups are places in `sizes`.

    Attributes:
        pairs: Two people, the smaller place first, with what it costs that they share a group; negative
            where they ought to (the constant then holds what it costs that they do not).
        constant: Part of every price.
        pins: Group of each person who does not move.
        must: Price of one broken must; more than all mixing together.
        unit: Price of one misplaced person, about; a want costs ten of them.
    """

    request: SeatingRequest
    people: tuple[ParticipantId, ...]
    sizes: tuple[int, ...]
    features: tuple[Feature, ...]
    pairs: Mapping[Pair, int]
    constant: int
    pins: Mapping[int, int]
    must: int
    unit: int

    def feature_value(self, feature: Feature, seats: Sequence[int]) -> int:
        """Return what one feature costs in a seating, given as the group of each person."""
        count = [0] * len(self.sizes)
        for person in feature.members:
            count[seats[person]] += 1
        return sum(feature.price[size][here] for size, here in zip(self.sizes, count, strict=True))

    def value(self, seats: Sequence[int]) -> int:
        """Return the whole price of a seating, given as the group of each person."""
        shared = sum(price for (first, second), price in self.pairs.items() if seats[first] == seats[second])
        return self.constant + shared + sum(self.feature_value(feature, seats) for feature in self.features)

    def trait_value(self, trait: int, seats: Sequence[int]) -> int:
        """Return what the mixing of one trait costs in a seating."""
        return sum(self.feature_value(feature, seats) for feature in self.features if feature.trait == trait)

    @cached_property
    def trait_bounds(self) -> Mapping[int, int]:
        """What each trait costs at the very least: every value spread as evenly as whole people allow."""
        found: dict[int, list[Feature]] = {}
        for feature in self.features:
            if feature.trait >= 0:
                found.setdefault(feature.trait, []).append(feature)
        return {trait: self._least(features) for trait, features in found.items()}

    @cached_property
    def bound(self) -> int:
        """A price that no seating can go below."""
        others = sum(self._alone(feature) for feature in self.features if feature.trait < 0)
        pairs = sum(price for price in self.pairs.values() if price < 0)
        return self.constant + pairs + others + sum(self.trait_bounds.values())

    def seats_of(self, groups: Sequence[Sequence[ParticipantId]]) -> list[int]:
        """Return the group of each person, in the problem's order.

        Raises:
            CxError: The groups are not a seating of exactly these people in groups of these sizes.
        """
        seat = {person: number for number, group in enumerate(groups) for person in group}
        if tuple(map(len, groups)) != self.sizes or seat.keys() != set(self.people):
            raise CxError("These groups do not seat exactly the people who are here. Propose the groups again.")
        return [seat[person] for person in self.people]

    def groups_of(self, seats: Sequence[int]) -> tuple[tuple[ParticipantId, ...], ...]:
        """Return who sits in each group, people in the problem's order."""
        groups: list[list[ParticipantId]] = [[] for _ in self.sizes]
        for person, group in zip(self.people, seats, strict=True):
            groups[group].append(person)
        return tuple(map(tuple, groups))

    def _alone(self, feature: Feature) -> int:
        """Return the least that one feature costs by itself."""
        if feature.kind is Kind.ALONE:
            return feature.price[self.sizes[0]][1] if len(feature.members) == 1 else 0
        if feature.kind is Kind.SAME:
            left, total = len(feature.members), 0
            for size in sorted(self.sizes, reverse=True):
                here = min(left, size)
                total, left = total + feature.price[size][here], left - here
            return total
        return self._spread(feature, sorted(set(self.sizes)))[-1]

    def _least(self, features: Sequence[Feature]) -> int:
        kinds = sorted(set(self.sizes))
        trait = self.request.traits[features[0].trait]
        if len(kinds) != 2 or trait.mode is not Mode.MIX or trait.scale is not Scale.CATEGORY:
            return sum(map(self._alone, features))
        # The values of one category exclude each other, so together they fill no more seats of one size than
        # there are. Prices are convex: the cheapest next step into the smaller groups is always the right one.
        total, fewest, steps = 0, 0, list[int]()
        for feature in features:
            members = len(feature.members)
            small, large = (self._spread(feature, [kind]) for kind in kinds)
            first = members - min(members, len(large) - 1)
            prices = [small[here] + large[members - here] for here in range(first, len(small))]
            total, fewest = total + prices[0], fewest + first
            steps += [after - before for before, after in pairwise(prices)]
        seats = [kind * self.sizes.count(kind) for kind in kinds]
        must_sit = max(0, sum(len(feature.members) for feature in features) - seats[1] - fewest)
        may_sit = seats[0] - fewest
        steps.sort()
        return total + sum(step for number, step in enumerate(steps[:may_sit]) if step < 0 or number < must_sit)

    def _spread(self, feature: Feature, kinds: Sequence[int]) -> list[int]:
        """Return the lowest price of 0, 1, ... members in all groups of these sizes, as far as they fit."""
        prices = [sum(feature.price[size][0] * self.sizes.count(size) for size in kinds)]
        ladder = [
            (after - before, self.sizes.count(size))
            for size in kinds
            for before, after in pairwise(feature.price[size])
        ]
        for step, count in sorted(ladder):
            for _ in range(min(count, len(feature.members) + 1 - len(prices))):
                prices.append(prices[-1] + step)
        return prices


def problem(request: SeatingRequest, sizes: Sequence[int], priced: Collection[int] = ()) -> Problem:
    """Return the measure of every seating of these people in groups of these sizes.

    Args:
        request: What is asked.
        sizes: Seats in each group.
        priced: Further sizes that every feature gets prices for; a repair tries them.

    Raises:
        CxError: The seats do not match the people, or more people are pinned to a group than it has seats.
    """
    total = len(request.people)
    if sum(sizes) != total or not all(size > 0 for size in sizes):
        raise CxError(f"The groups have {sum(sizes)} seats for {total} people; choose sizes that fit.")
    place = {person: number for number, person in enumerate(request.people)}
    pins = {place[person]: group for person, group in request.pins.items()}
    for group, size in enumerate(sizes):
        pinned = sum(pin == group for pin in pins.values())
        if pinned > size:
            raise CxError(f"{pinned} people are to stay in a group of {size}. Let some move, or make it larger.")
    weight = sum(trait.weight for trait in request.traits) or 1
    unit, must = MILLION * weight // max(1, total), 100 * MILLION * weight
    features: list[Feature] = []
    constant = 0
    kinds = {*sizes, *priced}
    for number, trait in enumerate(request.traits):
        found, offset = _features(number, trait, place, sizes, kinds)
        features += found
        constant += offset
    prices = {WishLevel.MUST: must, WishLevel.WANT: 10 * unit}
    seat_prices = {WishLevel.MUST: must, WishLevel.WANT: 20 * unit}
    for role in request.roles:
        lack = {s: tuple(seat_prices[role.level] * max(0, role.need - c) for c in range(s + 1)) for s in kinds}
        features.append(Feature(role.name, Kind.ROLE, -1, frozenset(place[p] for p in role.holders), lack))
    for company in request.company:
        lonely = {s: tuple(10 * unit if c == 1 else 0 for c in range(s + 1)) for s in kinds}
        features.append(Feature(company.name, Kind.ALONE, -1, frozenset(place[p] for p in company.members), lonely))
    pairs: dict[Pair, int] = {}
    for wish in request.wishes:
        price = prices[wish.level] * (1 if wish.kind is WishKind.APART else -1)
        _add(pairs, place[wish.first_id], place[wish.second_id], price)
        constant -= min(0, price)
    for (one, other), times in request.met.items():
        _add(pairs, place[one], place[other], 3 * unit * times)
    return Problem(request, request.people, tuple(sizes), tuple(features), pairs, constant, pins, must, unit)


def _add(pairs: dict[Pair, int], one: int, other: int, price: int) -> None:
    key = (min(one, other), max(one, other))
    pairs[key] = pairs.get(key, 0) + price


def _features(
    number: int, trait: Trait, place: Mapping[ParticipantId, int], sizes: Sequence[int], kinds: Collection[int]
) -> tuple[list[Feature], int]:
    """Return the features of a trait and what it adds to every price; none where nobody or everybody is alike."""
    total = len(place)
    sets = _sets(trait, place)
    variety = sum(len(members) * (total - len(members)) for _, members in sets)
    if not variety:
        return [], 0
    if trait.mode is Mode.MIX:
        scale = sum(size * (total - size) for size in sizes) * variety
        if not scale:
            return [], 0
        unit = MILLION * trait.weight * (total - 1)
        return [
            Feature(
                f"{trait.name} {label}",
                Kind.MIX,
                number,
                members,
                {size: _deviations(size, len(members), total, unit, scale) for size in kinds},
            )
            for label, members in sets
        ], 0
    all_pairs = total * (total - 1)
    inside = sum(size * (size - 1) // 2 for size in sizes)
    unlike = inside * (all_pairs - sum(len(members) * (len(members) - 1) for _, members in sets))
    if not unlike:
        return [], 0
    unit = MILLION * trait.weight * all_pairs
    return [
        Feature(
            f"{trait.name} {label}",
            Kind.SAME,
            number,
            members,
            {size: tuple(-_rounded(unit * (c * (c - 1) // 2), unlike) for c in range(size + 1)) for size in kinds},
        )
        for label, members in sets
    ], _rounded(unit * inside, unlike)


def _sets(trait: Trait, place: Mapping[ParticipantId, int]) -> list[tuple[str, frozenset[int]]]:
    """Return who counts together: those of each category, or all from each threshold upwards."""
    values = {place[person]: value for person, value in trait.values.items() if person in place}
    if trait.scale is Scale.CATEGORY:
        kinds = sorted({str(value) for value in values.values()})
        return [(kind, frozenset(person for person, value in values.items() if str(value) == kind)) for kind in kinds]
    numbers = {person: float(value) for person, value in values.items()}
    ordered = sorted(numbers.values())
    if trait.scale is Scale.ORDER:
        # A place that nobody has counts too: two people on either side of it are two steps apart.
        cuts = [float(place) for place in range(1, int(ordered[-1]) + 1)] if ordered else []
    else:
        picks = {ordered[min(len(ordered) - 1, n * len(ordered) // CLASSES)] for n in range(1, CLASSES) if ordered}
        cuts = sorted(cut for cut in picks if cut > ordered[0])
    return [(f"≥ {cut:g}", frozenset(person for person, n in numbers.items() if n >= cut)) for cut in cuts]


def _deviations(size: int, members: int, total: int, unit: int, scale: int) -> tuple[int, ...]:
    # Rounded step by step and not entry by entry: only so do the prices stay convex.
    prices = [_rounded(unit * (size * members) ** 2, scale)]
    for seats in range(size):
        step = unit * total * (2 * total * seats + total - 2 * size * members)
        prices.append(prices[-1] + _rounded(step, scale))
    return tuple(prices)


def _rounded(share: int, whole: int) -> int:
    return (2 * share + whole) // (2 * whole)
