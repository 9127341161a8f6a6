"""The best table for somebody who comes late, with the reasons in words."""

from cxfacilitator.domain.groups import (
    RoleNeed,
    SeatingRequest,
    TableChoice,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    best_tables,
    problem,
)
from cxfacilitator.domain.roster import ParticipantId

LATE = ParticipantId(99)


def seated(*sizes: int) -> dict[ParticipantId, int]:
    groups = [group for group, size in enumerate(sizes) for _ in range(size)]
    return {ParticipantId(person): group for person, group in enumerate(groups)}


def asked(
    there: dict[ParticipantId, int], *wishes: Wish, kinds: str = "", roles: tuple[RoleNeed, ...] = ()
) -> SeatingRequest:
    people = (*there, LATE)
    traits = (Trait("site", dict(zip(people, kinds, strict=True)), 2),) if kinds else ()
    return SeatingRequest(people, traits, wishes, roles)


def with_late(other: int, kind: WishKind, level: WishLevel = WishLevel.MUST) -> Wish:
    return Wish(ParticipantId(other), LATE, kind, level)


def groups_of(choices: tuple[TableChoice, ...]) -> list[int]:
    return [choice.group for choice in choices]


def test_only_groups_with_a_free_seat_are_offered() -> None:
    there = seated(8, 7, 6)
    choices = best_tables(asked(there), there, LATE)
    assert sorted(groups_of(choices)) == [1, 2]
    assert {choice.group: choice.free for choice in choices} == {1: 1, 2: 2}
    full = seated(8, 8)
    assert best_tables(asked(full), full, LATE) == ()


def test_the_group_that_lacks_the_late_comers_kind_comes_first() -> None:
    there = seated(6, 6)
    choices = best_tables(asked(there, kinds="xxxabc" + "abcabc" + "x"), there, LATE)
    assert groups_of(choices) == [1, 0]
    assert choices[0].sentence() == "Nobody of the same site there yet."
    assert choices[1].sentence() == "Three of the same site there already."


def test_the_price_is_what_the_measure_says() -> None:
    there = seated(6, 7)
    request = asked(there, with_late(0, WishKind.APART, WishLevel.WANT), kinds="xxxabc" + "abcabca" + "x")
    seat = [*there.values()]
    values = {group: problem(request, sizes).value([*seat, group]) for group, sizes in ((0, (7, 7)), (1, (6, 8)))}
    choices = best_tables(request, there, LATE)
    assert groups_of(choices) == sorted(values, key=lambda group: values[group])


def test_a_group_that_would_break_a_must_comes_last_and_says_whom_it_is_about() -> None:
    there = seated(6, 6)
    wishes = (with_late(7, WishKind.APART), with_late(2, WishKind.TOGETHER))
    best, worst = best_tables(asked(there, *wishes, kinds="xxxxxx" + "aaaaaa" + "x"), there, LATE)
    assert (best.group, best.keeps_musts) == (0, True)
    assert (worst.away_from, worst.without, worst.keeps_musts) == ((7,), (2,), False)
    names = {ParticipantId(7): "Ida", ParticipantId(2): "Bo"}
    assert worst.sentence(names).startswith("Must not sit with Ida; would miss Bo")


def test_a_missing_role_and_the_lack_of_any_reason_are_said() -> None:
    there = seated(6, 6)
    role = RoleNeed("scribe", frozenset({ParticipantId(0), LATE}))
    best, other = best_tables(asked(there, roles=(role,)), there, LATE)
    assert (best.group, best.sentence()) == (1, "No scribe there yet.")
    assert other.sentence() == "No better and no worse than others."


def test_people_without_a_seat_and_a_seat_of_the_late_comers_own_do_not_count() -> None:
    there = seated(6, 6)
    request = asked(there)
    some = {person: group for person, group in there.items() if person != 3}
    choices = best_tables(request, some | {LATE: 1}, LATE)
    assert {choice.group: choice.free for choice in choices} == {0: 3, 1: 2}


def test_a_group_that_is_too_small_is_better_than_a_better_mixed_one() -> None:
    there = seated(7, 3, 6)
    best, *_ = choices = best_tables(asked(there, kinds="abcdefg" + "xxx" + "abcdef" + "x"), there, LATE)
    assert groups_of(choices)[0] == 1
    assert best.sentence().startswith("Too few people there yet")
    assert not any(choice.too_few for choice in choices[1:])


def test_of_groups_that_are_as_good_the_smaller_one_comes_first() -> None:
    there = seated(7, 6)
    assert groups_of(best_tables(asked(there), there, LATE)) == [1, 0]
