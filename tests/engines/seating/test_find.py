"""Seating: nobody lost, sizes as asked, wishes kept, the same seed the same groups."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import (
    MEDIUM,
    Attribute,
    Problem,
    RoleNeed,
    Scale,
    SeatingRequest,
    SeatingRules,
    Trait,
    WishKind,
    WishLevel,
    problem,
    seating_request,
    split_choices,
)
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.engines.seating import BEST, Effort, find_seating, stratified_start
from tests.crowd import asked, broken, crowd, numbers, person, requests, rosters, wish
from tests.seating_files import request_from

DATA = Path(__file__).parents[2] / "data" / "seating"

BRIEF = Effort(starts=2, steps=60, long=100, turns=1, part_steps=40)


def lots(found: Problem) -> int:
    """What a seating costs that is drawn by lot and keeps all wishes."""
    return 10**6 * sum(trait.weight for trait in found.request.traits)


@settings(max_examples=25, deadline=None)
@given(rosters(), st.integers(0, 3), st.randoms(use_true_random=False))
def test_everybody_sits_once_and_the_order_of_rows_does_not_matter(
    people: list[Participant], seed: int, chance: random.Random
) -> None:
    sizes = split_choices(len(people))[0].sizes
    request = asked(people)
    groups = find_seating(request, sizes, seed, effort=BRIEF)
    assert numbers(groups) == list(range(len(people)))
    assert tuple(map(len, groups)) == sizes
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert find_seating(asked(shuffled), sizes, seed, effort=BRIEF) == groups
    measure = problem(request, sizes)
    start = measure.value(measure.seats_of(stratified_start(request, sizes, seed)))
    assert measure.value(measure.seats_of(groups)) <= start


@settings(max_examples=40, deadline=None)
@given(requests(), st.data())
def test_small_rooms_are_seated_as_well_as_can_be(request: SeatingRequest, data: st.DataObject) -> None:
    people = len(request.people)
    count = data.draw(st.sampled_from([2, 3]))
    sizes = [people // count + (group < people % count) for group in range(count)]
    measure = problem(request, sizes)
    cheapest = min(map(measure.value, every_seating(tuple(sizes))))
    value = measure.value(measure.seats_of(find_seating(request, sizes)))
    # A broken want costs ten units; two groups are tried in all ways.
    assert 0 <= value - cheapest < (2 * measure.unit if count > 2 else 1)


def every_seating(room: tuple[int, ...]) -> set[tuple[int, ...]]:
    if not any(room):
        return {()}
    return {
        (group, *rest)
        for group, free in enumerate(room)
        if free
        for rest in every_seating((*room[:group], free - 1, *room[group + 1 :]))
    }


@settings(max_examples=15, deadline=None)
@given(st.integers(18, 44), st.randoms(use_true_random=False))
def test_no_must_is_broken_where_a_seating_keeps_them_all(size: int, chance: random.Random) -> None:
    people = [person(number, chance.choice("ABCD"), chance.choice("NS")) for number in range(size)]
    sizes = split_choices(size)[0].sizes
    seats = [group for group, seats in enumerate(sizes) for _ in range(seats)]
    chance.shuffle(seats)
    pairs = [tuple(sorted(chance.sample(range(size), 2))) for _ in range(size)]
    wishes = {
        (one, other): wish(one, other, WishKind.TOGETHER if seats[one] == seats[other] else WishKind.APART)
        for one, other in pairs
    }
    pins = {ParticipantId(number): seats[number] for number in chance.sample(range(size), 2)}
    request = seating_request(people, SeatingRules({Attribute.DEPARTMENT: MEDIUM}), wishes.values(), pins)
    groups = find_seating(request, sizes, 1)
    assert broken(problem(request, sizes), groups) == 0
    assert all(number in groups[group] for number, group in pins.items())


def test_many_musts_in_a_large_room_are_all_kept() -> None:
    chance = random.Random(33)
    sizes = split_choices(300)[0].sizes
    seats = [group for group, seats in enumerate(sizes) for _ in range(seats)]
    chance.shuffle(seats)
    pairs = {(min(pair), max(pair)) for pair in (chance.sample(range(300), 2) for _ in range(600))}
    wishes = [
        wish(one, other, WishKind.TOGETHER if seats[one] == seats[other] else WishKind.APART) for one, other in pairs
    ]
    # Exactly one person for each group can write.
    writers = frozenset(ParticipantId(seats.index(group)) for group in range(len(sizes)))
    request = seating_request(crowd(300), SeatingRules(managers_apart=False), wishes)
    request = replace(request, roles=(RoleNeed("scribe", writers, 1, WishLevel.MUST),))
    for seed in (1, 2):
        assert broken(problem(request, sizes), find_seating(request, sizes, seed)) == 0


def test_a_large_crowd_is_within_a_percent_of_the_bound() -> None:
    request = asked(crowd(600))
    sizes = split_choices(600)[0].sizes
    measure = problem(request, sizes)
    value = measure.value(measure.seats_of(find_seating(request, sizes)))
    assert value - measure.bound < (lots(measure) - measure.bound) / 100


def test_more_effort_is_never_wasted_where_the_bound_is_far() -> None:
    request = asked(crowd(90))
    sizes = split_choices(90)[0].sizes
    measure = problem(request, sizes)
    brief, best = (
        measure.value(measure.seats_of(find_seating(request, sizes, 1, effort=effort))) for effort in (BRIEF, BEST)
    )
    assert measure.bound <= best <= brief


def test_a_room_that_is_searched_in_parts_loses_nobody() -> None:
    people = crowd(1500)
    sizes = split_choices(1500)[0].sizes
    request = seating_request(people, SeatingRules(), [wish(n, 1401 - n, WishKind.TOGETHER) for n in range(1, 5)])
    groups = find_seating(request, sizes, 1)
    measure = problem(request, sizes)
    assert numbers(groups) == list(range(1500))
    assert broken(measure, groups) == 0
    assert measure.value(measure.seats_of(groups)) - measure.bound < (lots(measure) - measure.bound) / 100


def test_ids_do_not_matter_only_codes_do() -> None:
    people = crowd(30)
    renumbered = [
        Participant(ParticipantId(1000 - one.id), one.audience, one.code, "", "", one.department, one.site, one.grade)
        for one in people
    ]
    rules = SeatingRules(managers_apart=False)
    sizes = split_choices(30)[0].sizes
    first = find_seating(seating_request(people, rules), sizes, 5)
    second = find_seating(seating_request(renumbered, rules), sizes, 5)
    assert [[1000 - number for number in group] for group in second] == [list(group) for group in first]


def test_another_seed_gives_other_groups_of_like_quality() -> None:
    request = asked(crowd(45))
    sizes = split_choices(45)[0].sizes
    measure = problem(request, sizes)
    first, second = (find_seating(request, sizes, seed) for seed in (1, 2))
    assert first != second
    values = [measure.value(measure.seats_of(groups)) for groups in (first, second)]
    assert abs(values[0] - values[1]) < (lots(measure) - measure.bound) / 50


def test_a_boss_of_half_the_room_sits_with_the_other_half() -> None:
    # 7 people do not report to the boss: exactly the boss's group of 8.
    people = [person(number, "Yard", manager=0 if 0 < number <= 16 else None) for number in range(24)]
    groups = find_seating(asked(people), (8, 8, 8))
    assert next(set(group) for group in groups if 0 in group) == {0, *range(17, 24)}


def test_what_cannot_be_kept_is_broken_as_little_as_possible() -> None:
    # Only 3 people do not report to the boss, so 2 reports must share the boss's group of 6.
    request = asked([person(number, manager=0 if 0 < number <= 8 else None) for number in range(12)])
    assert broken(problem(request, (6, 6)), find_seating(request, (6, 6))) == 2


@pytest.mark.parametrize("path", sorted(DATA.glob("conflict*.spec.json")), ids=lambda path: path.name.split(".")[0])
def test_wishes_that_contradict_each_other_are_broken_as_little_as_is_proven(path: Path) -> None:
    request, spec, ref = request_from(path)
    for seed in (1, 2):
        measure = problem(request, spec["sizes"])
        assert measure.value(measure.seats_of(find_seating(request, spec["sizes"], seed))) == ref["objective"]


def test_a_chain_longer_than_a_group_is_cut_once() -> None:
    request = seating_request(
        map(person, range(28)), SeatingRules(), [wish(n, n + 1, WishKind.TOGETHER) for n in range(9)]
    )
    assert broken(problem(request, (7,) * 4), find_seating(request, (7,) * 4)) == 1


def test_blocks_that_do_not_fit_beside_each_other_are_parted_as_little_as_possible() -> None:
    # Two groups of 6 hold one block of 4 each; the third loses two of its six ties, or three.
    blocks = [range(4), range(4, 8), range(8, 12)]
    wishes = [
        wish(one, other, WishKind.TOGETHER) for block in blocks for one in block for other in block if one < other
    ]
    request = seating_request(map(person, range(12)), SeatingRules(), wishes)
    assert broken(problem(request, (6, 6)), find_seating(request, (6, 6))) == 4


def test_a_manager_loop_is_kept_apart() -> None:
    request = asked([person(number, manager=number ^ 1) for number in range(12)])
    assert broken(problem(request, (6, 6)), find_seating(request, (6, 6))) == 0


def test_a_pair_that_is_asked_for_twice_and_a_pair_of_one_person() -> None:
    wishes = [wish(1, 2), wish(1, 2), wish(3, 3), wish(4, 99)]
    request = seating_request(crowd(14), SeatingRules(managers_apart=False), wishes)
    assert request.wishes == (wish(1, 2),)
    groups = find_seating(request, (7, 7))
    assert not any({1, 2} <= set(group) for group in groups)


def test_one_group_and_nobody_need_no_search() -> None:
    people = crowd(6)
    assert find_seating(asked(people), (6,)) == (tuple(one.id for one in people),)
    assert find_seating(asked([]), ()) == ()


@pytest.mark.parametrize("size", [14, 24, 300])
def test_everybody_alike_or_nothing_known_or_everybody_unique(size: int) -> None:
    sizes = split_choices(size)[0].sizes
    for people in (
        [person(number, "Yard", "North", "Driver") for number in range(size)],
        [person(number) for number in range(size)],
        [person(number, f"D{number}") for number in range(size)],
    ):
        request = asked(people)
        measure = problem(request, sizes)
        groups = find_seating(request, sizes)
        assert numbers(groups) == list(range(size))
        assert measure.value(measure.seats_of(groups)) == measure.bound


def test_one_attribute_missing_everywhere_changes_nothing() -> None:
    people = [person(number, f"D{number % 3}") for number in range(24)]
    groups = find_seating(asked(people), (8, 8, 8))
    for group in groups:
        kinds = [number % 3 for number in group]
        assert max(map(kinds.count, range(3))) - min(map(kinds.count, range(3))) == 1


def test_all_pinned_stay_where_they_are() -> None:
    for size in (14, 21, 70):
        sizes = split_choices(size)[0].sizes
        seats = [group for group, seats in enumerate(sizes) for _ in range(seats)]
        pins = {ParticipantId(number): group for number, group in enumerate(seats)}
        groups = find_seating(seating_request(crowd(size), SeatingRules(), (), pins), sizes)
        assert {number: place for place, group in enumerate(groups) for number in group} == pins


def test_groups_of_more_than_eight_are_searched_too() -> None:
    people = crowd(60)
    wishes = [wish(number, number + 1, WishKind.TOGETHER) for number in range(11)]
    request = seating_request(people, SeatingRules(managers_apart=False), wishes)
    groups = find_seating(request, (20, 20, 20))
    assert broken(problem(request, (20, 20, 20)), groups) == 0


@pytest.mark.parametrize("sizes", [(7, 7), (7, 6, 0), ()])
def test_seats_that_do_not_match_the_people_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(CxError, match="seats for 13 people"):
        find_seating(asked(crowd(13)), sizes)


def test_more_pinned_than_seats_are_refused() -> None:
    pins = {ParticipantId(number): 0 for number in range(9)}
    with pytest.raises(CxError, match="9 people are to stay in a group of 8"):
        find_seating(seating_request(crowd(24), SeatingRules(), (), pins), (8, 8, 8))


@pytest.mark.parametrize("size", [40, 400])
def test_progress_rises_to_one_and_may_stop_the_search(size: int) -> None:
    request = asked(crowd(size))
    sizes = split_choices(size)[0].sizes
    heard: list[float] = []
    find_seating(request, sizes, 1, lambda share, note: heard.append(share))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def stop(share: float, note: str) -> None:
        if share > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        find_seating(request, sizes, 1, stop)


def test_an_order_is_spread_as_an_order() -> None:
    people = tuple(map(ParticipantId, range(24)))
    ranks = {number: float(number // 6) for number in people}
    groups = find_seating(SeatingRequest(people, (Trait("grade", ranks, 1, Scale.ORDER),)), (8, 8, 8))
    for group in groups:
        assert sorted(ranks[number] for number in group) == [0, 0, 1, 1, 2, 2, 3, 3]
