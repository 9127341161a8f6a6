"""A repair in words, the ways to close and open groups, and how few moves a head count allows."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    Move,
    MoveSearch,
    Repair,
    RepairKind,
    SeatingRequest,
    Wish,
    WishKind,
    bound_people,
    feasible_splits,
    ways,
)
from cxfacilitator.domain.roster import ParticipantId

ADA, BO, CY = map(ParticipantId, (1, 2, 3))
NAMES = {ADA: "Ada", BO: "Bo", CY: "Cy"}


def fewest_by_counting(people: int, here: dict[int, int]) -> int:
    """Try every size of every group, two new ones included."""
    best = people
    for sizes in product((0, *range(SMALLEST, LARGEST + 1)), repeat=len(here) + 2):
        if sum(sizes) == people:
            best = min(best, sum(max(0, count - size) for count, size in zip(here.values(), sizes, strict=False)))
    return best


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(0, 9))
def test_the_first_way_enforces_the_fewest_moves_that_any_sizes_do(counts: list[int], late: int) -> None:
    here, people = dict(enumerate(counts)), sum(counts) + late
    # Two more groups must be enough for everybody who comes.
    if feasible_splits(people) and people <= LARGEST * (len(counts) + 2):
        found = ways(people, here, {})
        assert found[0].least == fewest_by_counting(people, here)
        assert [way.least for way in found] == sorted(way.least for way in found)


def test_a_group_that_somebody_must_stay_in_is_not_closed() -> None:
    assert all(2 in way.kept for way in ways(14, {0: 6, 1: 6, 2: 2}, {2: 1}))
    assert ways(14, {0: 6, 1: 6, 2: 2}, {})[0].kept == (0, 1)
    assert ways(9, {0: 9}, {0: 9})[0].low == (9,)


def test_many_groups_are_weighed_at_once() -> None:
    here = {group: 5 + group % 3 for group in range(700)}
    found = ways(sum(here.values()), here, {})
    assert found[0].least > 0


def test_a_repair_says_who_moves_what_closes_and_what_it_costs() -> None:
    answer = Repair(
        RepairKind.FEWEST,
        {0: (ADA, BO), 3: (CY,)},
        (Move(ADA, 1, 0), Move(BO, 1, 0)),
        {CY: 3},
        opened=(3,),
        dissolved=(1,),
        before=(("site", 90),),
        after=(("site", 85), ("grade", 70)),
        broken=(Wish(ADA, BO, WishKind.APART), Wish(ADA, CY, WishKind.TOGETHER)),
        proven=True,
    )
    assert answer.sizes == (2, 1)
    assert not answer.exact
    assert answer.sentences(NAMES, {0: "Oak", 1: "Elm"}) == (
        "2 people move, the fewest possible: Ada from Elm to Oak; Bo from Elm to Oak.",
        "Elm closes.",
        "Table 4 opens.",
        "1 person gets a first seat: Cy to Table 4.",
        "3 people cannot be split into 6-8: Oak has 2 and Table 4 has 1.",
        "Mixing: site 90 → 85, grade 70.",
        "Not kept: Ada and Bo share a group.",
        "Not kept: Ada and Cy sit apart.",
    )
    assert Repair(RepairKind.FEWEST, {}, (), {}).sentences() == ("Nobody moves.",)


def test_one_move_is_said_in_the_singular_and_people_without_names_by_number() -> None:
    answer = Repair(RepairKind.BALANCED, {0: tuple(map(ParticipantId, range(6)))}, (Move(ADA, 4, 0),), {})
    assert answer.sentences() == ("1 person moves: person 1 from Table 5 to Table 1.",)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-1, 1), min_size=7, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(WishKind)), max_size=5),
    st.sets(st.integers(0, 6), max_size=1),
)
def test_the_fewest_moves_that_keep_all_musts_are_found(
    home: list[int], pairs: list[tuple[int, int, WishKind]], stay: set[int]
) -> None:
    everybody = tuple(map(ParticipantId, range(7)))
    wishes = tuple(
        Wish(everybody[min(one, other)], everybody[max(one, other)], kind) for one, other, kind in pairs if one != other
    )
    fixed = {person for person in stay if home[person] >= 0}
    best: int | None = None
    for size in (3, 4):
        for first in map(set, combinations(range(7), size)):
            seat = [int(person not in first) for person in range(7)]
            kept = all((seat[w.first_id] == seat[w.second_id]) == (w.kind is WishKind.TOGETHER) for w in wishes)
            if kept and all(seat[person] == home[person] for person in fixed):
                moved = sum(home[person] not in (-1, seat[person]) for person in range(7))
                best = moved if best is None else min(best, moved)
    search = MoveSearch(
        (3, 3), (4, 4), home, fixed, bound_people(SeatingRequest(everybody, wishes=wishes), fixed), 10_000
    )
    if best is None:
        assert search.within(7) is None
    else:
        assert search.within(best) is not None
        assert search.within(best - 1) is None
