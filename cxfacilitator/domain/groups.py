"""Groups of 6-8: the unit of counting, the splits that a headcount allows, and what makes a seating good.

The objective is a squared deviation from fair shares and not a count of different values: the
latter saturates, and leaves groups that look varied but hold nearly all of one department.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NewType

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.session import SessionId
from cxfacilitator.domain.text import amount, cardinal

GroupId = NewType("GroupId", int)

SMALLEST, LARGEST = 6, 8
"""The exercise asks for groups of 6-8 (Krueger & Casey: 5-10, 6-8 preferred)."""
PREFERRED = 7

LOW, MEDIUM, HIGH = 1, 2, 4
"""Weights of an attribute that is to be mixed; judgement, not measurement."""

RANDOM = 10**6
"""What an attribute of weight 1 costs when people are drawn by lot; everything is counted in whole millionths."""


@dataclass(frozen=True, slots=True)
class Group:
    """Participants who fill one sheet together.

    Attributes:
        code: Unique, audience letter and number, for example `S3`.
        label: What the room calls it, for example `Table 3`.
        segment: Kind of customer, or empty.
        people: How many sat there when the sheet was written; None when nobody noted it.
        complete: The sheet has been typed and checked.
    """

    id: GroupId
    code: str
    audience: Audience
    label: str
    session_id: SessionId | None = None
    segment: str = ""
    people: int | None = None
    complete: bool = False


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


class Attribute(StrEnum):
    """What can be mixed over the groups; the value is the field of the participant."""

    DEPARTMENT = "department"
    SITE = "site"
    GRADE = "grade"
    SEGMENT = "segment"
    COMPANY = "company"
    TENURE = "tenure"

    @property
    def plural(self) -> str:
        """The word for several of them, for example `companies`."""
        return self.value[:-1] + "ies" if self.value.endswith("y") else self.value + "s"

    def of(self, person: Participant) -> str:
        """Return this person's value without blanks and capitals; empty when it is not known."""
        return " ".join(str(getattr(person, self.value)).casefold().split())


STAFF_MIX = {Attribute.DEPARTMENT: HIGH, Attribute.SITE: MEDIUM, Attribute.GRADE: MEDIUM}
CUSTOMER_MIX = {Attribute.SEGMENT: HIGH, Attribute.COMPANY: MEDIUM, Attribute.SITE: LOW}


@dataclass(frozen=True, slots=True)
class SeatingRules:
    """What the facilitator asks of a seating.

    Attributes:
        mix: Weight of each attribute to spread evenly over the groups; 0 ignores it.
        managers_apart: No manager sits with a direct report; this goes before all mixing.
    """

    mix: Mapping[Attribute, int] = field(default_factory=lambda: STAFF_MIX)
    managers_apart: bool = True


def default_rules(audience: Audience) -> SeatingRules:
    """Return the rules that are proposed for an audience."""
    return SeatingRules(CUSTOMER_MIX if audience is Audience.CUSTOMERS else STAFF_MIX)


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


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A proposed seating, for a person to agree to.

    Attributes:
        session_code: The session that it is for; empty for a whole audience.
        scores: How well each attribute is mixed: 100 as evenly as whole people allow, 0 (or worse)
            like drawing lots. An attribute that cannot be mixed better or worse is not there.
        pairs: How many pairs of manager and direct report there were to keep apart.
        unmet: One sentence, with names, for each pair that shares a group all the same.
        proven: No seating can be better.
    """

    audience: Audience
    session_code: str
    groups: tuple[tuple[ParticipantId, ...], ...]
    seed: int
    scores: tuple[tuple[Attribute, int], ...] = ()
    pairs: int = 0
    unmet: tuple[str, ...] = ()
    proven: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of people in each group."""
        return tuple(map(len, self.groups))

    def sentences(self) -> tuple[str, ...]:
        """Return what to know before agreeing; names only where a manager sits with a direct report."""
        found = [SplitChoice(self.sizes).sentence + "."]
        if self.scores:
            scores = ", ".join(f"{attribute.plural} {score}" for attribute, score in self.scores)
            found.append(f"Mixing: {scores} (100: as even as whole people allow, 0: like drawing lots).")
        if self.proven:
            found.append("No other seating is better.")
        if self.pairs and not self.unmet:
            found.append(f"Nobody sits with their own line manager ({amount(self.pairs, 'pair')} kept apart).")
        elif self.unmet:
            found.append(f"{len(self.unmet)} of {amount(self.pairs, 'pair')} of manager and report share a group.")
        return (*found, *self.unmet)


def assess(
    people: Sequence[Participant],
    groups: Sequence[Sequence[ParticipantId]],
    rules: SeatingRules,
    *,
    audience: Audience,
    session_code: str = "",
    seed: int = 1,
) -> GroupPlan:
    """Return the plan for a seating: its scores, and what it leaves unmet.

    Args:
        people: Exactly those who sit in `groups`.
        groups: Who sits where; found by the engine, or made by hand.
        rules: What the scores measure.
        audience: Goes into the plan, as the next two do.
        session_code: Empty for a whole audience.
        seed: What the search was given.
    """
    measure = objective(people, [len(group) for group in groups], rules)
    mixing, broken = measure.mixing(groups), measure.broken(groups)
    scores = []
    for attribute, cost in mixing.items():
        lots, bound = RANDOM * rules.mix[attribute], measure.bounds[attribute]
        # Where each value occurs once there is nothing to gain; only rounding separates the two.
        if (lots - bound) * 1000 > lots:
            scores.append((attribute, max(0, 100 * (lots - cost) // (lots - bound))))
    return GroupPlan(
        audience,
        session_code,
        tuple(tuple(group) for group in groups),
        seed,
        tuple(scores),
        len(measure.apart),
        _unmet(people, groups, broken),
        proven=not broken and sum(mixing.values()) == measure.bound,
    )


def _unmet(
    people: Sequence[Participant],
    groups: Sequence[Sequence[ParticipantId]],
    broken: Iterable[tuple[ParticipantId, ParticipantId]],
) -> tuple[str, ...]:
    by_id = {person.id: person for person in people}
    seat = {person: number for number, group in enumerate(groups, start=1) for person in group}
    found = []
    for first, second in broken:
        report, manager = (first, second) if by_id[first].manager_id == second else (second, first)
        names = [by_id[person].full_name or by_id[person].code for person in (report, manager)]
        found.append((seat[first], f"Group {seat[first]}: {names[0]} sits with line manager {names[1]}."))
    return tuple(sentence for _, sentence in sorted(found))


def sitting_with_manager(members: Sequence[Participant]) -> tuple[tuple[Participant, Participant], ...]:
    """Return each direct report in one group with the line manager who sits there too."""
    here = {person.id: person for person in members}
    return tuple(
        (person, here[person.manager_id])
        for person in members
        if person.manager_id is not None and person.manager_id in here and person.manager_id != person.id
    )
