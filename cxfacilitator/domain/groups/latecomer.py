"""The best table for somebody who comes late, at once and with the reasons in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cxfacilitator.domain.groups.problem import Kind, Problem, problem
from cxfacilitator.domain.groups.rules import Scale, SeatingRequest, WishKind, WishLevel, limited_to
from cxfacilitator.domain.groups.splits import LARGEST, SMALLEST
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import cardinal, joined

MOST_REASONS = 3


@dataclass(frozen=True)
class TableChoice:
    """A group with a free seat, and what speaks for and against it.

    Attributes:
        free: Seats left before somebody sits down, up to 8 people.
        price: What the seating would cost more, in the units of `Problem`.
        away_from: People there from whom the late-comer must be kept apart.
        without: People elsewhere with whom the late-comer must sit.
        reasons: For the eye, the weightiest first.
    """

    group: int
    free: int
    price: int
    away_from: tuple[ParticipantId, ...] = ()
    without: tuple[ParticipantId, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def too_few(self) -> bool:
        """Whether the group has fewer people than a group should, so that another one is the more welcome."""
        return LARGEST - self.free < SMALLEST

    @property
    def keeps_musts(self) -> bool:
        """Whether nothing is broken that must be kept."""
        return not self.away_from and not self.without

    def sentence(self, names: Mapping[ParticipantId, str] | None = None) -> str:
        """Return why, or why not, in one sentence; people without a name are called by their number."""
        called = names or {}
        parts = []
        for people, words in ((self.away_from, "must not sit with"), (self.without, "would miss")):
            if people:
                parts.append(f"{words} {joined(called.get(person) or f'person {person}' for person in people)}")
        if self.too_few:
            parts.append("too few people there yet")
        said = "; ".join([*parts, *self.reasons]) or "no better and no worse than others"
        return said[0].upper() + said[1:] + "."


def best_tables(
    request: SeatingRequest, seated: Mapping[ParticipantId, int], person: ParticipantId
) -> tuple[TableChoice, ...]:
    """Return the groups with a free seat for one more person, the best first; none when all have 8 people.

    Args:
        request: What is asked of the seating; others who have no seat are left out.
        seated: The group of everybody who sits.
        person: Who has just come.
    """
    there = {one: group for one, group in seated.items() if one in set(request.people) and one != person}
    numbers = sorted(set(there.values()))
    sizes = [sum(group == number for group in there.values()) for number in numbers]
    free = [place for place, size in enumerate(sizes) if size < LARGEST]
    if not free:
        return ()
    here = limited_to(request, {*there, person})
    wider = [size + (place == free[0]) for place, size in enumerate(sizes)]
    measure = problem(replace(here, pins={}), wider, {*sizes, *(size + 1 for size in sizes)})
    asked = _Asked(measure, there, person)
    prices = {place: asked.prices(numbers[place], sizes[place]) for place in free}
    choices = [
        TableChoice(
            numbers[place],
            LARGEST - sizes[place],
            sum(prices[place].values()) + asked.pairs(numbers[place]),
            asked.people(numbers[place], WishKind.APART),
            asked.people(numbers[place], WishKind.TOGETHER),
            asked.reasons(numbers[place], prices[place], list(prices.values())),
        )
        for place in free
    ]
    return tuple(
        sorted(
            choices,
            key=lambda one: (not one.keeps_musts, not one.too_few, one.price, -one.free, one.group),
        )
    )


class _Asked:
    """What one person's seat costs, group by group."""

    def __init__(self, measure: Problem, there: Mapping[ParticipantId, int], person: ParticipantId) -> None:
        self._measure, self._there, self._person = measure, there, person
        self._place = measure.people.index(person)
        self._group = [there.get(one, -1) for one in measure.people]

    def prices(self, group: int, size: int) -> dict[int, int]:
        """Return what one more here costs by trait, and under -1 for roles and company."""
        found: dict[int, int] = {}
        for feature in self._measure.features:
            count = sum(self._group[member] == group for member in feature.members)
            more = feature.price[size + 1][count + (self._place in feature.members)] - feature.price[size][count]
            found[feature.trait] = found.get(feature.trait, 0) + more
        return found

    def pairs(self, group: int) -> int:
        """Return what it costs to share a group with those who are here."""
        return sum(
            price
            for (one, other), price in self._measure.pairs.items()
            if self._place in (one, other) and self._group[one + other - self._place] == group
        )

    def people(self, group: int, kind: WishKind, level: WishLevel = WishLevel.MUST) -> tuple[ParticipantId, ...]:
        """Return whom the person must not meet and does, or must sit with and would not."""
        found = []
        for wish in self._measure.request.wishes:
            if wish.kind is kind and wish.level is level and self._person in wish.pair:
                other = wish.second_id if wish.first_id == self._person else wish.first_id
                if (self._there[other] == group) == (kind is WishKind.APART):
                    found.append(other)
        return tuple(found)

    def reasons(self, group: int, prices: Mapping[int, int], others: list[dict[int, int]]) -> tuple[str, ...]:
        """Return what speaks for a group and against it, in words."""
        request = self._measure.request
        roles = [feature for feature in self._measure.features if feature.kind is Kind.ROLE]
        found = [
            f"no {role.label} there yet"
            for role in roles
            if self._place in role.members and all(self._group[member] != group for member in role.members)
        ]
        weighty = sorted(prices.keys() - {-1}, key=lambda trait: (-request.traits[trait].weight, trait))
        for trait in weighty:
            asked, each = request.traits[trait], [price[trait] for price in others]
            if self._person not in asked.values or min(each) == max(each):
                continue
            alike = sum(
                self._there.get(one) == group and value == asked.values[self._person]
                for one, value in asked.values.items()
            )
            if alike == 0 and asked.scale is Scale.CATEGORY:
                found.append(f"nobody of the same {asked.name} there yet")
            elif prices[trait] == min(each):
                found.append(f"evens out the mix of {asked.name}")
            elif prices[trait] == max(each) and alike > 1:
                found.append(f"{cardinal(alike)} of the same {asked.name} there already")
        return tuple(found[:MOST_REASONS])
