"""People to seat, and what can be asked of their seating."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import (
    Company,
    Problem,
    RoleNeed,
    Scale,
    SeatingRequest,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    default_rules,
    seating_request,
)
from cxfacilitator.domain.roster import Participant, ParticipantId

STAFF = default_rules(Audience.STAFF)


def person(
    number: int, department: str = "", site: str = "", grade: str = "", manager: int | None = None
) -> Participant:
    return Participant(
        ParticipantId(number),
        Audience.STAFF,
        f"P{number:04}",
        "",
        "",
        department,
        site,
        grade,
        manager_id=None if manager is None else ParticipantId(manager),
    )


def crowd(size: int, seed: int = 1) -> list[Participant]:
    """People of seven departments on four sites, every fifth of them somebody's manager."""
    chance = random.Random(seed)
    return [
        person(
            number,
            f"D{chance.choice([0, 0, 0, 1, 1, 2, 3, 4, 5, 6])}",
            f"S{chance.choice([0, 0, 1, 2, 3])}",
            f"G{chance.choice([0, 0, 0, 1, 2])}",
            manager=chance.randrange(0, size, 5),
        )
        for number in range(size)
    ]


def asked(people: Sequence[Participant]) -> SeatingRequest:
    return seating_request(people, STAFF)


def wish(one: int, other: int, kind: WishKind = WishKind.APART, level: WishLevel = WishLevel.MUST) -> Wish:
    first, second = sorted((ParticipantId(one), ParticipantId(other)))
    return Wish(first, second, kind, level)


def numbers(groups: Sequence[Sequence[ParticipantId]]) -> list[int]:
    return sorted(number for group in groups for number in group)


def broken(problem: Problem, groups: Sequence[Sequence[ParticipantId]]) -> int:
    """How many musts a seating breaks."""
    return problem.value(problem.seats_of(groups)) // problem.must


@st.composite
def rosters(draw: st.DrawFn) -> list[Participant]:
    size = draw(st.integers(2, 40))
    people = []
    for number in range(size):
        people.append(
            person(
                number,
                draw(st.sampled_from(["", "Desk", "Yard", "Drivers", "Büro, hinten"])),
                draw(st.sampled_from(["", "North", "South"])),
                draw(st.sampled_from(["", "Senior", "Junior"])),
                draw(st.none() | st.integers(0, size + 2)),
            )
        )
    return people


@st.composite
def requests(draw: st.DrawFn, most: int = 8) -> SeatingRequest:
    """A few people with all kinds of wishes, some of which may contradict each other."""
    people = tuple(map(ParticipantId, range(draw(st.integers(4, most)))))
    one = st.sampled_from(people)
    kinds = draw(st.lists(st.sampled_from("abc"), min_size=len(people), max_size=len(people)))
    ranks = draw(st.dictionaries(one, st.integers(0, 3).map(float)))
    pairs = draw(st.dictionaries(st.tuples(one, one).filter(lambda pair: pair[0] < pair[1]), st.booleans(), max_size=8))
    return SeatingRequest(
        people,
        (
            Trait("team", dict(zip(people, kinds, strict=True)), 3),
            Trait("grade", ranks, 2, Scale.ORDER),
        ),
        tuple(
            wish(*pair, WishKind.TOGETHER if together else WishKind.APART, draw(st.sampled_from(WishLevel)))
            for pair, together in sorted(pairs.items())
        ),
        (RoleNeed("scribe", draw(st.frozensets(one)), 1, draw(st.sampled_from(WishLevel))),),
        (Company("team c", draw(st.frozensets(one))),),
    )
