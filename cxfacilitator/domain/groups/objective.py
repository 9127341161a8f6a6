"""The former measure of a seating, by attributes of participants alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cxfacilitator.domain.groups.problem import MILLION as RANDOM
from cxfacilitator.domain.groups.rules import Attribute, SeatingRules
from cxfacilitator.domain.roster import Participant, ParticipantId


@dataclass(frozen=True, slots=True)
class Term:
    """One value of one attribute, with the price of every number of its people in a group.

    Attributes:
        members: Everybody who has the value.
        price: Group size to the prices of 0, 1, ... size members; convex, in millionths.
    """

    attribute: Attribute
    members: frozenset[ParticipantId]
    price: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Objective:
    """The measure of every seating of the same people in groups of the same sizes; less is better.

    Attributes:
        apart: Pairs that must not share a group, each once.
        must: Price of one such pair in one group; more than all mixing together.
    """

    sizes: tuple[int, ...]
    terms: tuple[Term, ...]
    apart: tuple[tuple[ParticipantId, ParticipantId], ...]
    must: int

    def mixing(self, groups: Iterable[Iterable[ParticipantId]]) -> Mapping[Attribute, int]:
        """Return what each attribute costs in this seating."""
        seated = [frozenset(group) for group in groups]
        found: dict[Attribute, int] = {}
        for term in self.terms:
            cost = sum(term.price[len(group)][len(group & term.members)] for group in seated)
            found[term.attribute] = found.get(term.attribute, 0) + cost
        return found

    def broken(self, groups: Iterable[Iterable[ParticipantId]]) -> tuple[tuple[ParticipantId, ParticipantId], ...]:
        """Return the pairs of `apart` that share a group in this seating."""
        seat = {person: number for number, group in enumerate(groups) for person in group}
        return tuple(pair for pair in self.apart if seat[pair[0]] == seat[pair[1]])

    def value(self, groups: Sequence[Iterable[ParticipantId]]) -> int:
        """Return the whole price of this seating."""
        return sum(self.mixing(groups).values()) + self.must * len(self.broken(groups))

    @cached_property
    def bounds(self) -> Mapping[Attribute, int]:
        """What each attribute costs at the very least: every value spread as evenly as whole people allow."""
        found: dict[Attribute, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.attribute, []).append(term)
        return {attribute: self._least(terms) for attribute, terms in found.items()}

    @property
    def bound(self) -> int:
        """A price that no seating can go below."""
        return sum(self.bounds.values())

    def _least(self, terms: Sequence[Term]) -> int:
        kinds = sorted(set(self.sizes))
        if len(kinds) != 2:
            return sum(self._spread(term, kinds)[-1] for term in terms)
        # The values of one attribute exclude each other, so together they fill no more seats of one size than
        # there are. Prices are convex: the cheapest next step into the smaller groups is always the right one.
        total, fewest, steps = 0, 0, list[int]()
        for term in terms:
            members = len(term.members)
            small, large = (self._spread(term, [kind]) for kind in kinds)
            first = members - min(members, len(large) - 1)
            prices = [small[here] + large[members - here] for here in range(first, len(small))]
            total, fewest = total + prices[0], fewest + first
            steps += [after - before for before, after in pairwise(prices)]
        seats = [kind * self.sizes.count(kind) for kind in kinds]
        must_sit = max(0, sum(len(term.members) for term in terms) - seats[1] - fewest)
        may_sit = seats[0] - fewest
        steps.sort()
        return total + sum(step for number, step in enumerate(steps[:may_sit]) if step < 0 or number < must_sit)

    def _spread(self, term: Term, kinds: Sequence[int]) -> list[int]:
        """Return the lowest price of 0, 1, ... members in all groups of these sizes, as far as they fit."""
        prices = [sum(term.price[size][0] * self.sizes.count(size) for size in kinds)]
        ladder = [
            (after - before, self.sizes.count(size)) for size in kinds for before, after in pairwise(term.price[size])
        ]
        for step, count in sorted(ladder):
            for _ in range(min(count, len(term.members) + 1 - len(prices))):
                prices.append(prices[-1] + step)
        return prices


def objective(people: Sequence[Participant], sizes: Sequence[int], rules: SeatingRules) -> Objective:
    """Return the measure of every seating of these people in groups of these sizes.

    A missing value is no value of its own: whoever has none is placed freely. Managers who are
    not among the people, and people who are their own manager, ask for nothing.
    """
    terms: list[Term] = []
    for attribute in sorted(rules.mix):
        members: dict[str, set[ParticipantId]] = {}
        for person in people:
            if value := attribute.of(person):
                members.setdefault(value, set()).add(person.id)
        total = len(people)
        variety = sum(len(ids) * (total - len(ids)) for ids in members.values())
        scale = sum(size * (total - size) for size in sizes) * variety
        if not scale or rules.mix[attribute] <= 0:
            continue
        for _, ids in sorted(members.items()):
            unit = RANDOM * rules.mix[attribute] * (total - 1)
            price = {size: _prices(size, len(ids), total, unit, scale) for size in set(sizes)}
            terms.append(Term(attribute, frozenset(ids), price))
    weight = sum(weight for weight in rules.mix.values() if weight > 0) or 1
    return Objective(tuple(sizes), tuple(terms), _apart(people, rules), 100 * RANDOM * weight)


def _prices(size: int, members: int, total: int, unit: int, scale: int) -> tuple[int, ...]:
    # Rounded step by step and not entry by entry: only so do the prices stay convex.
    prices = [_rounded(unit * (size * members) ** 2, scale)]
    for seats in range(size):
        step = unit * total * (2 * total * seats + total - 2 * size * members)
        prices.append(prices[-1] + _rounded(step, scale))
    return tuple(prices)


def _rounded(share: int, whole: int) -> int:
    return (2 * share + whole) // (2 * whole)


def _apart(people: Sequence[Participant], rules: SeatingRules) -> tuple[tuple[ParticipantId, ParticipantId], ...]:
    if not rules.managers_apart:
        return ()
    here = {person.id for person in people}
    pairs = {
        (min(person.id, person.manager_id), max(person.id, person.manager_id))
        for person in people
        if person.manager_id is not None and person.manager_id in here and person.manager_id != person.id
    }
    return tuple(sorted(pairs))
