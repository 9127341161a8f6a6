"""Groups repaired on the day: the known fewest moves, everybody seated once, and nobody moved who must stay."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import Cancelled
from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    Repair,
    RepairKind,
    SeatingRequest,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    feasible_splits,
)
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.repair import repair
from tests.seating_files import ids_from, request_from

DATA = Path(__file__).parents[2] / "data" / "seating"
KNOWN = sorted(path.name.removesuffix(".spec.json") for path in DATA.glob("rebalance*.spec.json"))
SOON = (RepairKind.FEWEST, RepairKind.BALANCED)


def asked(people: int, *wishes: Wish, pins: dict[int, int] | None = None) -> SeatingRequest:
    everybody = tuple(map(ParticipantId, range(people)))
    kinds = Trait("kind", {person: "abc"[person * person % 3] for person in everybody}, 2)
    return SeatingRequest(
        everybody, (kinds,), wishes, pins={ParticipantId(person): group for person, group in (pins or {}).items()}
    )


def wish(first: int, second: int, kind: WishKind) -> Wish:
    return Wish(ParticipantId(min(first, second)), ParticipantId(max(first, second)), kind)


def in_groups(*sizes: int) -> dict[ParticipantId, int]:
    """Seat people 0, 1, ... group by group."""
    groups = [group for group, size in enumerate(sizes) for _ in range(size)]
    return {ParticipantId(person): group for person, group in enumerate(groups)}


def fewest(request: SeatingRequest, seated: dict[ParticipantId, int], locked: tuple[int, ...] = ()) -> Repair:
    (found,) = repair(request, seated, locked=locked, kinds=(RepairKind.FEWEST,))
    return found


def check_whole(request: SeatingRequest, seated: dict[ParticipantId, int], answer: Repair) -> None:
    """Everybody has one seat, and what is said of the moves is what has changed."""
    seat = {person: number for number, group in answer.groups.items() for person in group}
    assert sorted(person for group in answer.groups.values() for person in group) == sorted(request.people)
    assert {(m.person, m.origin, m.target) for m in answer.moves} == {
        (person, seated[person], group) for person, group in seat.items() if seated.get(person, group) != group
    }
    assert answer.arrivals == {person: group for person, group in seat.items() if person not in seated}
    assert set(answer.opened) == answer.groups.keys() - set(seated.values())
    assert set(answer.dissolved) == set(seated.values()) - answer.groups.keys()
    assert all(answer.groups.values())
    if feasible_splits(len(request.people)):
        assert all(SMALLEST <= size <= LARGEST for size in answer.sizes)


@pytest.mark.parametrize("name", KNOWN)
def test_the_known_fewest_moves_are_reached_and_no_must_is_broken(name: str) -> None:
    path = DATA / f"{name}.spec.json"
    everybody = ids_from(path)
    _, spec, ref = request_from(path)
    absent = frozenset(spec["no_shows"])
    here = ids_from(path, absent)
    request, _, _ = request_from(path, absent)
    seated = {here[code]: group for code, group in spec["seated"].items() if code in here}
    # Those who do not come are told by ids of their own: their groups may have lost everybody.
    seated |= {ParticipantId(10**6 + everybody[code]): spec["seated"][code] for code in absent}
    for seed in (1, 2):
        first, balanced, fresh = repair(request, seated, seed)
        for answer in (first, balanced, fresh):
            check_whole(request, seated, answer)
            assert answer.broken == ()
        assert len(first.moves) <= len(balanced.moves) <= len(fresh.moves)
        if ref["min_moves"] is None:
            assert not first.exact
            assert sorted(first.sizes) in ([5, 6, 6], [8, 9])
            assert any("cannot be split" in sentence for sentence in first.sentences())
        else:
            assert len(first.moves) == ref["min_moves"]


def test_nobody_moves_where_every_group_is_still_large_enough() -> None:
    seated = in_groups(8, 8, 8)
    for person in (0, 8, 9):
        seated[ParticipantId(100 + person)] = seated.pop(ParticipantId(person))
    request = SeatingRequest(tuple(person for person in seated if person < 100))
    answer = fewest(request, seated)
    check_whole(request, seated, answer)
    assert (answer.moves, answer.proven) == ((), True)
    assert answer.sentences() == ("Nobody moves.",)


def test_the_smallest_group_is_closed_and_its_people_are_named() -> None:
    seated = in_groups(7, 7, 4)
    answer = fewest(asked(18), seated)
    check_whole(asked(18), seated, answer)
    assert sorted(answer.sizes) == [6, 6, 6]
    assert (len(answer.moves), answer.proven) == (2, True)
    seated = in_groups(6, 6, 2)
    answer = fewest(asked(14), seated)
    assert answer.dissolved == (2,)
    names = {ParticipantId(12): "Ada", ParticipantId(13): "Bo"}
    sentences = answer.sentences(names, {0: "Oak", 1: "Elm", 2: "Ash"})
    assert sentences[0].startswith("2 people move, the fewest possible: Ada from Ash to ")
    assert sentences[1] == "Ash closes."


def test_arrivals_fill_seats_before_anybody_moves_and_open_a_group_when_none_is_left() -> None:
    answer = fewest(asked(23), in_groups(7, 7, 7))
    assert (answer.moves, len(answer.arrivals)) == ((), 2)
    answer = fewest(asked(30), in_groups(8, 8, 8))
    assert (answer.moves, answer.opened) == ((), (3,))
    assert "Table 4 opens." in answer.sentences()
    answer = fewest(asked(27), in_groups(8, 8, 8))
    assert (len(answer.moves), answer.opened) == (3, (3,))


def test_pinned_people_and_locked_groups_stay_and_may_take_people_in() -> None:
    seated = in_groups(7, 5, 3)
    request = asked(19, pins={12: 2, 0: 0})
    answers = repair(request, seated, locked=(1,))
    for answer in answers:
        check_whole(request, seated, answer)
        assert set(range(7, 12)) <= set(answer.groups[1])
        assert 12 in answer.groups[2]
        assert 0 in answer.groups[0]


def test_a_locked_group_of_nine_keeps_its_nine() -> None:
    seated = in_groups(9, 7, 7)
    answer = fewest(asked(23), seated, locked=(0,))
    check_locked = set(range(9)) <= set(answer.groups[0])
    assert check_locked and answer.moves == ()
    assert any("has 9" in sentence for sentence in answer.sentences())


def test_people_kept_together_leave_a_closed_group_together() -> None:
    seated = in_groups(7, 6, 3)
    request = asked(16, *(wish(one, other, WishKind.TOGETHER) for one, other in ((13, 14), (14, 15), (0, 1))))
    answer = fewest(request, seated)
    check_whole(request, seated, answer)
    assert answer.broken == ()
    assert sorted(answer.sizes) == [8, 8]


def test_an_arrival_who_must_not_sit_with_most_costs_no_must() -> None:
    seated = in_groups(8, 8, 7)
    request = asked(24, *(wish(23, other, WishKind.APART) for other in range(16, 23)))
    answer = fewest(request, seated)
    assert (answer.broken, len(answer.moves)) == ((), 1)


def test_a_wish_that_nothing_can_keep_is_named_and_nothing_is_lost() -> None:
    pins = {0: 0, 1: 0}
    request = asked(14, wish(0, 1, WishKind.APART), pins=pins)
    answer = fewest(request, in_groups(7, 7))
    assert answer.broken == request.wishes
    assert answer.sentences({ParticipantId(0): "Ada"})[-1] == "Not kept: Ada and person 1 share a group."
    assert not answer.proven


def test_few_people_and_nobody_at_all_are_seated() -> None:
    assert repair(asked(0), in_groups(3)) == ()
    seated = in_groups(2, 2)
    answer = fewest(asked(4), seated)
    check_whole(asked(4), seated, answer)
    assert answer.sizes == (4,)


def test_the_order_of_people_of_the_same_seed_decides_nothing() -> None:
    seated = in_groups(7, 7, 5)
    assert repair(asked(21), seated, 3) == repair(asked(21), dict(reversed(seated.items())), 3)


def test_a_fresh_start_after_one_no_show_keeps_the_numbers_that_most_people_know() -> None:
    seated = in_groups(7, 7, 7)
    request = SeatingRequest(tuple(map(ParticipantId, range(1, 21))))
    (fresh,) = repair(request, seated, kinds=(RepairKind.FRESH,))
    check_whole(request, seated, fresh)
    # Numbered by chance a third would stay; the best numbering never keeps fewer.
    assert len(fresh.moves) <= 20 * 2 / 3


def test_after_one_edit_the_rest_stays_where_possible() -> None:
    seated = in_groups(7, 7, 7)
    edited = asked(21, wish(0, 1, WishKind.APART))
    first, balanced, _ = repair(edited, seated)
    assert len(first.moves) == 1
    assert first.broken == balanced.broken == ()
    assert repair(asked(21), seated, kinds=(RepairKind.FEWEST,))[0].moves == ()


def test_a_repair_can_be_stopped() -> None:
    def stop(share: float, note: str) -> None:
        raise Cancelled(note)

    with pytest.raises(Cancelled):
        repair(asked(21), in_groups(7, 7, 3), progress=stop)


def fewest_by_trying(request: SeatingRequest, seated: dict[ParticipantId, int]) -> tuple[int, int]:
    """Try every seating of 12-16 people in two groups, old or new: fewest broken musts, then fewest moves."""
    people, best = request.people, (10**6, 10**6)
    musts = [one for one in request.wishes if one.level is WishLevel.MUST]
    for labels in combinations(sorted({*seated.values(), 98, 99}), 2):
        for size in range(max(SMALLEST, len(people) - LARGEST), min(LARGEST, len(people) - SMALLEST) + 1):
            for first in map(set, combinations(people, size)):
                broken = sum(
                    ((one.first_id in first) == (one.second_id in first)) == (one.kind is WishKind.APART)
                    for one in musts
                )
                seat = {person: labels[person not in first] for person in people}
                moves = sum(seat[person] != group for person, group in seated.items())
                best = min(best, (broken, moves))
    return best


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=12, max_size=13),
    st.sets(st.integers(0, 12), max_size=3),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(WishKind)), max_size=4),
)
def test_no_other_seating_of_two_groups_keeps_the_musts_with_fewer_moves(
    groups: list[int], late: set[int], pairs: list[tuple[int, int, WishKind]]
) -> None:
    wishes = {wish(one, other, kind) for one, other, kind in pairs if one != other}
    request = asked(len(groups), *sorted(wishes, key=str))
    seated = {ParticipantId(n): group for n, group in enumerate(groups) if n not in late}
    answer = fewest(request, seated)
    check_whole(request, seated, answer)
    broken, moves = fewest_by_trying(request, seated)
    assert len(answer.broken) == broken
    if not broken:
        assert len(answer.moves) == moves
    if answer.proven:
        assert (len(answer.broken), len(answer.moves)) == (broken, moves)
