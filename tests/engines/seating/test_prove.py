"""The proof of a seating: right on what can be tried out, and never more than it knows."""

import random
from itertools import combinations

import pytest

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import (
    Company,
    Mode,
    Problem,
    RoleNeed,
    SeatingRequest,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    problem,
)
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.prove import Outcome, prove


def people(*numbers: int) -> tuple[ParticipantId, ...]:
    return tuple(map(ParticipantId, numbers))


def instance(seed: int) -> Problem:
    """Twelve people in two groups, with something of everything that can be asked."""
    chance = random.Random(seed)
    everybody = people(*range(12))
    traits = (
        Trait("site", {person: chance.choice("abc") for person in everybody}, 4),
        Trait("grade", {person: chance.choice("xyz") for person in everybody if person % 5}, 2),
        Trait("trade", {person: chance.choice("pq") for person in everybody}, 1, mode=chance.choice(list(Mode))),
    )
    wishes = {}
    for _ in range(5):
        one, other = sorted(chance.sample(everybody, 2))
        wishes[one, other] = Wish(one, other, chance.choice(list(WishKind)), chance.choice(list(WishLevel)))
    role = RoleNeed("scribe", frozenset(chance.sample(everybody, 3)), 1, chance.choice(list(WishLevel)))
    company = Company("grade x", frozenset(chance.sample(everybody, 3)))
    met = {people(0, 1): 2, people(2, 7): 1}
    return problem(
        SeatingRequest(everybody, traits, tuple(wishes.values()), (role,), (company,), {everybody[3]: 1}, met), (6, 6)
    )


def best_of_all(measure: Problem) -> int:
    everybody = range(12)
    return min(
        measure.value([int(person not in first) for person in everybody])
        for first in map(set, combinations(everybody, 6))
        if 3 not in first
    )


@pytest.mark.parametrize("seed", range(8))
def test_small_rooms_are_decided_as_by_trying_everything(seed: int) -> None:
    measure = instance(seed)
    best = best_of_all(measure)
    groups = measure.groups_of([0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1])
    proof = prove(measure, groups)
    if best >= measure.must:
        assert proof.outcome is Outcome.IMPOSSIBLE
        return
    if proof.outcome is Outcome.BETTER:
        assert proof.best
        assert measure.value(measure.seats_of(proof.groups)) == best
        proof = prove(measure, proof.groups)
    assert proof.outcome is Outcome.PROVEN
    assert proof.sentence == "Proven: no other seating is better."


def test_a_seating_at_the_bound_is_proven_without_a_search() -> None:
    everybody = people(*range(12))
    trait = Trait("kind", {person: "ab"[person % 2] for person in everybody}, 1)
    measure = problem(SeatingRequest(everybody, (trait,)), (6, 6))
    assert prove(measure, (everybody[:6], everybody[6:]), most_nodes=0).outcome is Outcome.PROVEN


def hard_room() -> tuple[Problem, tuple[tuple[ParticipantId, ...], ...]]:
    """Thirty people who are mixed by five things that have nothing to do with each other: no proof is quick."""
    chance = random.Random(5)
    everybody = people(*range(30))
    traits = tuple(Trait(f"t{n}", {person: chance.choice("abcde") for person in everybody}, 1) for n in range(5))
    groups = tuple(everybody[start : start + 6] for start in range(0, 30, 6))
    return problem(SeatingRequest(everybody, traits), (6,) * 5), groups


def test_a_search_that_is_too_short_decides_nothing() -> None:
    proof = prove(*hard_room(), most_nodes=1)
    assert not proof.best
    assert proof.outcome in (Outcome.UNDECIDED, Outcome.BETTER)
    assert ("not decided" in proof.sentence) == (proof.outcome is Outcome.UNDECIDED)


@pytest.mark.parametrize("most", [1, 3])
def test_a_proof_can_be_stopped_at_the_start_and_on_the_way(most: int) -> None:
    asked: list[float] = []

    def stop(share: float, note: str) -> None:
        asked.append(share)
        if len(asked) >= most:
            raise Cancelled(note)

    with pytest.raises(Cancelled):
        prove(*hard_room(), progress=stop)


def test_too_many_people_and_a_missing_solver_are_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = people(*range(84))
    measure = problem(SeatingRequest(crowd), (7,) * 12)
    groups = tuple(crowd[start : start + 7] for start in range(0, 84, 7))
    with pytest.raises(CxError, match="out of reach for more than 80 people"):
        prove(measure, groups)
    monkeypatch.setattr("cxfacilitator.engines.seating.prove.find_spec", lambda name: None)
    with pytest.raises(CxError, match="highspy, which is not installed"):
        prove(measure, groups)
