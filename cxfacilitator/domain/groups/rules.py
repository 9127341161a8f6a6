"""What a facilitator may ask of a seating: what to mix, what to keep together, who must not meet."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId

LOW, MEDIUM, HIGH = 1, 2, 4
"""Weights of an attribute that is to be mixed; judgement, not measurement."""

ALIKE = 10
"""Weight of the attribute that is to be the same at a table: it goes before all mixing."""


class Attribute(StrEnum):
    """What people can be mixed or brought together by; the value is the field of the participant."""

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


class WishLevel(StrEnum):
    """How much a wish counts."""

    MUST = "must"
    WANT = "want"


class WishKind(StrEnum):
    """What a wish asks for."""

    APART = "apart"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Wish:
    """Two participants who are to share a group, or not to; the smaller id stands first."""

    first_id: ParticipantId
    second_id: ParticipantId
    kind: WishKind
    level: WishLevel = WishLevel.MUST

    @property
    def pair(self) -> tuple[ParticipantId, ParticipantId]:
        """Both people."""
        return self.first_id, self.second_id


@dataclass(frozen=True, slots=True)
class RoleWish:
    """Everybody who has this role at the table, spread so that each group has one; `role` is of TABLE_ROLES."""

    role: str
    level: WishLevel = WishLevel.WANT


@dataclass(frozen=True, slots=True)
class NeverAlone:
    """Nobody who has this value of the attribute is the only one at a table."""

    attribute: Attribute
    value: str


STAFF_MIX = {Attribute.DEPARTMENT: HIGH, Attribute.SITE: MEDIUM, Attribute.GRADE: MEDIUM}
CUSTOMER_MIX = {Attribute.SEGMENT: HIGH, Attribute.COMPANY: MEDIUM, Attribute.SITE: LOW}


@dataclass(frozen=True, slots=True)
class SeatingRules:
    """What the facilitator asks of every seating of an audience.

    Attributes:
        mix: Weight of each attribute to spread evenly over the groups; 0 ignores it.
        same: The attribute that is to be the same at a table as far as possible, for example one
            industry a table; None mixes only.
        managers_apart: No manager sits with a direct report; this goes before all mixing.
        roles: Roles that every table should have somebody for.
        never_alone: Kinds of people of whom nobody sits alone.
    """

    mix: Mapping[Attribute, int] = field(default_factory=lambda: STAFF_MIX)
    managers_apart: bool = True
    same: Attribute | None = None
    roles: tuple[RoleWish, ...] = ()
    never_alone: tuple[NeverAlone, ...] = ()


def default_rules(audience: Audience) -> SeatingRules:
    """Return the rules that are proposed for an audience."""
    return SeatingRules(CUSTOMER_MIX if audience is Audience.CUSTOMERS else STAFF_MIX)


class Mode(StrEnum):
    """What is asked of a trait."""

    MIX = "mix"
    SAME = "same"


class Scale(StrEnum):
    """How the values of a trait relate to each other."""

    CATEGORY = "category"
    ORDER = "order"
    NUMBER = "number"


@dataclass(frozen=True)
class Trait:
    """What people differ in, as the seating sees it.

    Attributes:
        name: For the facilitator's eyes.
        values: Each person's value: a text for a category, a place from 0 for an order, a number.
            Whoever is not in it has none, and is placed freely.
        weight: Of an attribute of average importance: 1.
    """

    name: str
    values: Mapping[ParticipantId, str | float]
    weight: int
    scale: Scale = Scale.CATEGORY
    mode: Mode = Mode.MIX


@dataclass(frozen=True)
class RoleNeed:
    """A role that every group needs somebody for."""

    name: str
    holders: frozenset[ParticipantId]
    need: int = 1
    level: WishLevel = WishLevel.WANT


@dataclass(frozen=True)
class Company:
    """People of whom none is to sit alone in a group."""

    name: str
    members: frozenset[ParticipantId]


@dataclass(frozen=True)
class SeatingRequest:
    """All that is asked of one seating.

    Attributes:
        people: Everybody who gets a seat, in the order of their codes, so that the order of the rows of a list
            makes no difference.
        wishes: Pairs to keep apart or together, the managers' among them; whoever is not there asks for nothing.
        pins: Group, counted from 0, of those who do not move.
        met: How often two people, the smaller id first, have shared a group already.
    """

    people: tuple[ParticipantId, ...]
    traits: tuple[Trait, ...] = ()
    wishes: tuple[Wish, ...] = ()
    roles: tuple[RoleNeed, ...] = ()
    company: tuple[Company, ...] = ()
    pins: Mapping[ParticipantId, int] = field(default_factory=dict)
    met: Mapping[tuple[ParticipantId, ParticipantId], int] = field(default_factory=dict)


def limited_to(request: SeatingRequest, people: Collection[ParticipantId]) -> SeatingRequest:
    """Return what is asked of a seating of only these of its people."""
    here = set(people)
    return SeatingRequest(
        tuple(person for person in request.people if person in here),
        request.traits,
        tuple(wish for wish in request.wishes if here.issuperset(wish.pair)),
        tuple(replace(role, holders=role.holders & here) for role in request.roles),
        tuple(replace(company, members=company.members & here) for company in request.company),
        {person: group for person, group in request.pins.items() if person in here},
        {pair: times for pair, times in request.met.items() if here.issuperset(pair)},
    )


def seating_request(
    people: Iterable[Participant],
    rules: SeatingRules,
    wishes: Iterable[Wish] = (),
    pins: Mapping[ParticipantId, int] | None = None,
    met: Mapping[tuple[ParticipantId, ParticipantId], int] | None = None,
) -> SeatingRequest:
    """Return what is asked of a seating of these people.

    Managers who are not among the people, people who are their own manager, and wishes that name
    somebody who is absent or the same person twice, ask for nothing.
    """
    seated = sorted(people, key=lambda person: (person.code, person.id))
    here = {person.id for person in seated}
    traits = [
        _trait(attribute, seated, rules.mix[attribute], Mode.MIX)
        for attribute in sorted(rules.mix)
        if rules.mix[attribute] > 0 and attribute is not rules.same
    ]
    if rules.same is not None:
        traits.insert(0, _trait(rules.same, seated, ALIKE, Mode.SAME))
    return SeatingRequest(
        people=tuple(person.id for person in seated),
        traits=tuple(traits),
        wishes=_wishes(seated, here, rules, wishes),
        roles=tuple(
            RoleNeed(wish.role, frozenset(p.id for p in seated if p.table_role == wish.role), 1, wish.level)
            for wish in rules.roles
        ),
        company=tuple(
            Company(
                f"{alone.attribute.value} {alone.value}",
                frozenset(p.id for p in seated if alone.attribute.of(p) == " ".join(alone.value.casefold().split())),
            )
            for alone in rules.never_alone
        ),
        pins={person: group for person, group in (pins or {}).items() if person in here},
        met={pair: times for pair, times in (met or {}).items() if here.issuperset(pair)},
    )


def _wishes(
    people: Sequence[Participant], here: set[ParticipantId], rules: SeatingRules, wishes: Iterable[Wish]
) -> tuple[Wish, ...]:
    found: dict[tuple[ParticipantId, ParticipantId, WishKind], Wish] = {}
    for wish in wishes:
        if wish.first_id != wish.second_id and here.issuperset(wish.pair):
            first, second = sorted(wish.pair)
            key = (first, second, wish.kind)
            # Asked for twice, the stronger wish counts.
            if key not in found or wish.level is WishLevel.MUST:
                found[key] = Wish(first, second, wish.kind, wish.level)
    for person in people if rules.managers_apart else ():
        if person.manager_id is not None and person.manager_id in here and person.manager_id != person.id:
            first, second = sorted((person.id, person.manager_id))
            found[first, second, WishKind.APART] = Wish(first, second, WishKind.APART, WishLevel.MUST)
    return tuple(found[key] for key in sorted(found))


_RANKS = (
    "intern trainee apprentice student azubi stagiaire",
    "junior assistant entry associate",
    "mid intermediate regular staff officer specialist employee",
    "senior experienced expert",
    "lead supervisor principal foreman team",
    "manager management head",
    "director executive exec chief board partner",
)
"""Words of grades that are commonly understood, lowest first; a grade with several is as high as its highest."""


def _trait(attribute: Attribute, people: Sequence[Participant], weight: int, mode: Mode) -> Trait:
    texts = {person.id: attribute.of(person) for person in people if attribute.of(person)}
    if mode is Mode.MIX and attribute is Attribute.TENURE:
        numbers = {person: number for person, text in texts.items() if (number := _number(text)) is not None}
        if len(numbers) == len(texts):
            return Trait(attribute.value, numbers, weight, Scale.NUMBER)
    if mode is Mode.MIX and attribute is Attribute.GRADE:
        ranks = {text: rank for text in set(texts.values()) if (rank := _rank(text)) is not None}
        if len(ranks) == len(set(texts.values())):
            order = sorted(set(ranks.values()))
            places = {person: float(order.index(ranks[text])) for person, text in texts.items()}
            return Trait(attribute.value, places, weight, Scale.ORDER)
    return Trait(attribute.value, texts, weight, Scale.CATEGORY, mode)


def _number(text: str) -> float | None:
    """Read a length of time that starts with a number, such as `2.5` or `3 years`."""
    found = re.match(r"(\d+(?:[.,]\d+)?)\+?\s*(years?|yrs?|y|jahre?|ans?)?$", text)
    return float(found[1].replace(",", ".")) if found else None


def _rank(text: str) -> int | None:
    """Read how high a grade is: by its number, or by the words that are commonly understood."""
    if found := re.fullmatch(r"(?:grade|band|level|stufe|niveau)?\s*(\d{1,2})", text):
        return int(found[1])
    words = set(re.findall(r"[^\W\d_]+", text))
    ranks = [100 + place for place, names in enumerate(_RANKS) if words & set(names.split())]
    return max(ranks) if ranks else None
