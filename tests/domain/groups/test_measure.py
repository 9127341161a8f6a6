"""The measure against its definition, written out in fractions: squared deviations, and pairs of unlike people."""

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from cxfacilitator.domain.groups import (
    Company,
    Mode,
    RoleNeed,
    Scale,
    SeatingRequest,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    problem,
)
from cxfacilitator.domain.groups.problem import MILLION
from cxfacilitator.domain.roster import ParticipantId

SIZES = (7, 6, 8)
PEOPLE = tuple(ParticipantId(number) for number in range(sum(SIZES)))
PLACES = 5


def thresholds(trait: Trait) -> list[set[ParticipantId]]:
    """Who counts together, by the definition: each category, each place from 1 to 4, each quarter of the numbers."""
    known = trait.values
    if trait.scale is Scale.CATEGORY:
        return [{p for p, value in known.items() if value == kind} for kind in set(known.values())]
    numbers = {person: float(value) for person, value in known.items()}
    if trait.scale is Scale.ORDER:
        return [{p for p, place in numbers.items() if place >= cut} for cut in range(1, PLACES)]
    ordered = sorted(numbers.values())
    cuts = {ordered[min(len(ordered) - 1, n * len(ordered) // 4)] for n in (1, 2, 3)} if ordered else set()
    return [{p for p, number in numbers.items() if number >= cut} for cut in cuts if cut > ordered[0]]


def by_definition(trait: Trait, seats: Sequence[int]) -> Fraction:
    n = len(PEOPLE)
    sets = thresholds(trait)
    variety = sum(len(members) * (n - len(members)) for members in sets)
    if not variety:
        return Fraction(0)
    if trait.mode is Mode.SAME:
        alike = {frozenset(pair) for members in sets for pair in combinations(sorted(members), 2)}
        together = [pair for pair in combinations(PEOPLE, 2) if seats[pair[0]] == seats[pair[1]]]
        unlike = sum(frozenset(pair) not in alike for pair in together)
        expected = Fraction(len(together)) * (1 - Fraction(2 * len(alike), n * (n - 1)))
        return trait.weight * unlike / expected if expected else Fraction(0)
    deviation = Fraction(0)
    for members in sets:
        for group, size in enumerate(SIZES):
            count = sum(seats[person] == group for person in members)
            deviation += (count - Fraction(size * len(members), n)) ** 2
    random_deviation = Fraction(sum(size * (n - size) for size in SIZES) * variety, n * n * (n - 1))
    return trait.weight * deviation / random_deviation


@st.composite
def traits(draw: st.DrawFn) -> Trait:
    scale = draw(st.sampled_from(list(Scale)))
    mode = draw(st.sampled_from(list(Mode))) if scale is Scale.CATEGORY else Mode.MIX
    some = st.none()
    values = {
        Scale.CATEGORY: some | st.sampled_from(["Küche, kalt", "R/D", "O’Hara"]),
        Scale.ORDER: some | st.sampled_from([0.0, 1.0, 4.0]),
        Scale.NUMBER: some | st.sampled_from([0.5, 1.0, 2.25, 9.0]),
    }[scale]
    given_values = draw(st.lists(values, min_size=len(PEOPLE), max_size=len(PEOPLE)))
    known = {person: value for person, value in zip(PEOPLE, given_values, strict=True) if value is not None}
    return Trait("made up", known, draw(st.integers(1, 10)), scale, mode)


@example([Trait("nobody is lowest", dict.fromkeys(PEOPLE[:9], 1.0), 2, Scale.ORDER)], random.Random(1))
@given(st.lists(traits(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_every_trait_costs_what_its_definition_says(asked: list[Trait], chance: random.Random) -> None:
    seats = [group for group, size in enumerate(SIZES) for _ in range(size)]
    chance.shuffle(seats)
    measure = problem(SeatingRequest(PEOPLE, tuple(asked)), SIZES)
    wanted = MILLION * sum((by_definition(trait, seats) for trait in asked), Fraction(0))
    # Prices are rounded step by step, so each group and value may be off by half a millionth for each seat and start.
    off = sum(Fraction(size + 1, 2) for size in SIZES)
    assert abs(measure.value(seats) - wanted) <= off * len(measure.features) + 1
    assert measure.bound <= measure.value(seats)


def test_wishes_roles_meetings_and_company_cost_what_the_table_says() -> None:
    a, b, c, d = PEOPLE[:4]
    trait = Trait("site", dict.fromkeys(PEOPLE[:9], "north"), 2)
    request = SeatingRequest(
        PEOPLE,
        (trait,),
        wishes=(
            Wish(a, b, WishKind.APART, WishLevel.MUST),
            Wish(a, c, WishKind.APART, WishLevel.WANT),
            Wish(a, d, WishKind.TOGETHER, WishLevel.MUST),
        ),
        roles=(
            RoleNeed("scribe", frozenset({a, b}), 1, WishLevel.WANT),
            RoleNeed("lead", frozenset(), 1, WishLevel.MUST),
        ),
        company=(Company("night shift", frozenset({a, d})),),
        met={(a, b): 2},
    )
    seats = [0, 0, 0, 1, *([0] * 4), *([1] * 5), *([2] * 8)]
    measure = problem(request, SIZES)
    weight = 2
    unit, must = MILLION * weight // len(PEOPLE), 100 * MILLION * weight
    broken = must + 10 * unit + must  # a with b, a with c, and a without d
    roles = 2 * 20 * unit + 3 * must  # no scribe at two tables, no lead at three
    assert measure.value(seats) == measure.trait_value(0, seats) + broken + roles + 2 * 10 * unit + 3 * unit * 2
