"""Seating: nobody lost, sizes as asked, managers apart, the same seed the same groups."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import Attribute, SeatingRules, assess, default_rules, objective, split_choices
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.engines.seating import find_seating, stratified_deal
from tests.builders import sample_snapshot

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


def numbers(groups: Sequence[Sequence[ParticipantId]]) -> list[int]:
    return sorted(number for group in groups for number in group)


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


@settings(max_examples=25, deadline=None)
@given(rosters(), st.integers(0, 3), st.randoms(use_true_random=False))
def test_everybody_sits_once_and_the_order_of_rows_does_not_matter(
    people: list[Participant], seed: int, chance: random.Random
) -> None:
    sizes = split_choices(len(people))[0].sizes
    groups = find_seating(people, sizes, STAFF, seed)
    assert numbers(groups) == list(range(len(people)))
    assert tuple(map(len, groups)) == sizes
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert find_seating(shuffled, sizes, STAFF, seed) == groups
    measure = objective(people, sizes, STAFF)
    assert measure.value(groups) <= measure.value(stratified_deal(people, sizes, STAFF, seed))


def test_the_sample_is_well_mixed_and_nobody_sits_with_their_manager() -> None:
    present = [
        one for one in sample_snapshot().participants if one.audience is Audience.STAFF and one.attendance.may_sit
    ]
    assert len(present) == 62
    sizes = split_choices(62)[0].sizes
    assert sizes == (7,) * 8 + (6,)
    for seed in (1, 2, 3):
        plan = assess(present, find_seating(present, sizes, STAFF, seed), STAFF, audience=Audience.STAFF)
        assert plan.pairs > 40
        assert plan.unmet == ()
        assert {attribute for attribute, _ in plan.scores} == set(STAFF.mix)
        assert min(score for _, score in plan.scores) >= 95


def test_a_large_crowd_is_within_a_percent_of_the_bound() -> None:
    people = crowd(600)
    sizes = split_choices(600)[0].sizes
    measure = objective(people, sizes, STAFF)
    groups = find_seating(people, sizes, STAFF, 1)
    assert measure.broken(groups) == ()
    lots = 8 * 10**6
    assert measure.value(groups) - measure.bound < (lots - measure.bound) / 100


def test_a_room_too_big_to_try_every_partner() -> None:
    people = crowd(1500)
    sizes = split_choices(1500)[0].sizes
    groups = find_seating(people, sizes, STAFF, 1)
    assert numbers(groups) == list(range(1500))
    plan = assess(people, groups, STAFF, audience=Audience.STAFF)
    assert plan.unmet == ()
    assert min(score for _, score in plan.scores) >= 97


def test_ids_do_not_matter_only_codes_do() -> None:
    people = crowd(30)
    renumbered = [
        Participant(ParticipantId(1000 - one.id), one.audience, one.code, "", "", one.department, one.site, one.grade)
        for one in people
    ]
    rules = SeatingRules(STAFF.mix, managers_apart=False)
    sizes = split_choices(30)[0].sizes
    first = find_seating(people, sizes, rules, 5)
    second = find_seating(renumbered, sizes, rules, 5)
    assert [[1000 - number for number in group] for group in second] == [list(group) for group in first]


def test_another_seed_gives_other_groups_of_like_quality() -> None:
    people = crowd(45)
    sizes = split_choices(45)[0].sizes
    measure = objective(people, sizes, STAFF)
    first, second = (find_seating(people, sizes, STAFF, seed) for seed in (1, 2))
    assert first != second
    assert abs(measure.value(first) - measure.value(second)) < (8 * 10**6 - measure.bound) / 20


def test_a_boss_of_half_the_room_sits_with_the_other_half() -> None:
    # 7 people do not report to the boss: exactly the boss's group of 8.
    people = [person(number, "Yard", manager=0 if 0 < number <= 16 else None) for number in range(24)]
    groups = find_seating(people, (8, 8, 8), STAFF, 1)
    assert next(set(group) for group in groups if 0 in group) == {0, *range(17, 24)}


def test_what_cannot_be_kept_is_broken_as_little_as_possible() -> None:
    # Only 3 people do not report to the boss, so 2 reports must share the boss's group of 6.
    people = [person(number, manager=0 if 0 < number <= 8 else None) for number in range(12)]
    groups = find_seating(people, (6, 6), STAFF, 1)
    assert len(objective(people, (6, 6), STAFF).broken(groups)) == 2


def test_a_manager_loop_is_kept_apart() -> None:
    people = [person(number, manager=number ^ 1) for number in range(12)]
    groups = find_seating(people, (6, 6), STAFF, 1)
    assert objective(people, (6, 6), STAFF).broken(groups) == ()


def test_one_group_and_nobody_need_no_search() -> None:
    people = crowd(6)
    assert find_seating(people, (6,), STAFF, 1) == (tuple(one.id for one in people),)
    assert find_seating([], (), STAFF, 1) == ()


def test_everybody_alike_and_nothing_known_are_seated_too() -> None:
    for people in ([person(number, "Yard", "North", "Driver") for number in range(14)], list(map(person, range(14)))):
        plan = assess(people, find_seating(people, (7, 7), STAFF, 1), STAFF, audience=Audience.STAFF)
        assert plan.sizes == (7, 7)
        assert plan.scores == ()


@pytest.mark.parametrize("sizes", [(7, 7), (7, 6, 0), ()])
def test_seats_that_do_not_match_the_people_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(CxError, match="seats for 13 people"):
        find_seating(crowd(13), sizes, STAFF, 1)


def test_progress_rises_to_one_and_may_stop_the_search() -> None:
    heard: list[float] = []
    find_seating(crowd(40), (8,) * 5, STAFF, 1, lambda share, note: heard.append(share))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def stop(share: float, note: str) -> None:
        if share > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        find_seating(crowd(40), (8,) * 5, STAFF, 1, stop)


def test_weights_decide_what_is_mixed_best() -> None:
    people = crowd(60)
    only_site = SeatingRules({Attribute.SITE: 4})
    plan = assess(people, find_seating(people, (6,) * 10, only_site, 1), only_site, audience=Audience.STAFF)
    assert plan.scores == ((Attribute.SITE, 100),)
