"""Certificates: what is called impossible is impossible, and the known conflicts are all seen."""

from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.groups import (
    CertificateKind,
    RoleNeed,
    SeatingRequest,
    Wish,
    WishKind,
    WishLevel,
    impossible,
    least_unmet,
    why_unmet,
)
from cxfacilitator.domain.roster import ParticipantId
from tests.seating_files import request_from

DATA = Path(__file__).parents[2] / "data" / "seating"
CONFLICTS = sorted(path.name.removesuffix(".spec.json") for path in DATA.glob("conflict*.spec.json"))


def apart(first: int, second: int, level: WishLevel = WishLevel.MUST) -> Wish:
    return Wish(ParticipantId(min(first, second)), ParticipantId(max(first, second)), WishKind.APART, level)


def together(first: int, second: int, level: WishLevel = WishLevel.MUST) -> Wish:
    return Wish(ParticipantId(min(first, second)), ParticipantId(max(first, second)), WishKind.TOGETHER, level)


def asked(people: int, *wishes: Wish, pins: dict[int, int] | None = None) -> SeatingRequest:
    everybody = tuple(map(ParticipantId, range(people)))
    return SeatingRequest(
        everybody, wishes=wishes, pins={ParticipantId(person): group for person, group in (pins or {}).items()}
    )


def broken(request: SeatingRequest, seat: dict[ParticipantId, int]) -> int:
    """Count the musts that a seating breaks, each wish once."""
    return sum(
        (seat[wish.first_id] == seat[wish.second_id]) == (wish.kind is WishKind.APART)
        for wish in set(request.wishes)
        if wish.level is WishLevel.MUST
    )


def fewest_broken(request: SeatingRequest, sizes: tuple[int, ...]) -> int | None:
    """Try every seating; None when the pins leave none."""
    groups = [group for group, size in enumerate(sizes) for _ in range(size)]
    best: int | None = None
    for seating in set(permutations(groups)):
        seat = dict(zip(request.people, seating, strict=True))
        if all(seat[person] == group for person, group in request.pins.items()):
            count = broken(request, seat)
            best = count if best is None else min(best, count)
    return best


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_known_conflicts_are_named_and_counted(name: str) -> None:
    request, spec, ref = request_from(DATA / f"{name}.spec.json")
    found = impossible(request, spec["sizes"])
    assert any(one.title.startswith(ref["expect"]["certificate"]) for one in found)
    assert least_unmet(found) == ref["min_unmet_must"] + ref["min_role_seats_missing"]
    assert all(one.sentence().endswith(".") and "\n" not in one.sentence() for one in found)


def test_the_missing_roles_are_counted_in_the_title() -> None:
    request, spec, ref = request_from(DATA / "conflict04_roles.spec.json")
    (found,) = impossible(request, spec["sizes"])
    assert found.title == ref["expect"]["certificate"]
    assert found.sentence() == "3 people can be scribe, and 5 seats need one. 2 seats stay without."


def test_a_sentence_names_people_and_counts_what_fails() -> None:
    (found,) = impossible(asked(12, *(apart(*pair) for pair in combinations(range(3), 2))), (6, 6))
    names = {ParticipantId(0): "Ada", ParticipantId(1): "Bo", ParticipantId(2): "Cy"}
    assert found.kind is CertificateKind.CLIQUE
    assert found.sentence(names) == (
        "Ada, Bo and Cy are all to be kept apart from each other: 3 people in 2 groups. "
        "At least 1 wish of 3 cannot be kept."
    )


def test_a_large_clique_counts_every_meeting_that_it_enforces() -> None:
    (found,) = impossible(asked(12, *(apart(*pair) for pair in combinations(range(5), 2))), (6, 6))
    assert found.kind is CertificateKind.CLIQUE
    assert found.at_least == 4  # three and two share a group: three meetings and one


def test_a_clique_of_blocks_is_seen_through_the_people_in_them() -> None:
    wishes = (together(0, 1), together(2, 3), apart(0, 2), apart(1, 4), apart(3, 4))
    (found,) = impossible(asked(12, *wishes), (6, 6))
    assert found.kind is CertificateKind.CLIQUE
    assert set(found.wishes) == set(wishes)
    assert found.at_least == 1
    called = {ParticipantId(n): name for n, name in enumerate(("Ada", "Bo", "Cy", "Dan", "Eve"))}
    assert found.sentence(called) == (
        "Ada and Bo; Cy and Dan; Eve: each of these 3 is to be kept apart from all others, and there are 2 groups. "
        "At least 1 wish of 5 cannot be kept."
    )


def test_pins_exceeding_the_seats_are_named() -> None:
    (found,) = impossible(asked(18, pins=dict.fromkeys(range(9), 0)), (8, 10))
    assert found.kind is CertificateKind.PINS
    assert found.sentence({ParticipantId(8): "Ida"}).startswith("9 people are tied to a group of 8: person 0, person 1")
    assert found.sentence().endswith("Somebody has to move.")


def test_people_kept_together_with_the_pinned_need_seats_there_too() -> None:
    request = asked(12, together(5, 6), pins=dict.fromkeys(range(6), 0))
    (found,) = impossible(request, (6, 6))
    assert found.kind is CertificateKind.PINS
    assert found.wishes == (together(5, 6),)
    assert impossible(request, (7, 5)) == ()


def test_pairs_that_contradict_their_pins_are_named() -> None:
    (found,) = impossible(asked(12, apart(0, 1), pins={0: 1, 1: 1}), (6, 6))
    assert found.kind is CertificateKind.PINNED_TOGETHER
    assert found.sentence() == (
        "Person 0 and person 1 are to be kept apart, but are tied to the same group. This wish cannot be kept."
    )
    (found,) = impossible(asked(12, together(0, 2), together(1, 2), pins={0: 0, 1: 1}), (6, 6))
    assert found.kind is CertificateKind.PINNED_APART
    assert found.people == (0, 1, 2)
    assert "different groups" in found.sentence()


def test_someone_kept_apart_through_a_pinned_block_is_seen() -> None:
    (found,) = impossible(asked(12, apart(0, 1), together(1, 2), pins={0: 0, 2: 0}), (6, 6))
    assert found.kind is CertificateKind.PINNED_TOGETHER
    assert set(found.wishes) == {apart(0, 1), together(1, 2)}


def test_a_clique_of_large_blocks_needs_no_counting_of_seats() -> None:
    blocks = [together(n, n + 1) for n in (0, 1, 3, 4, 6, 7)]
    (found,) = impossible(asked(12, *blocks, apart(0, 3), apart(3, 6), apart(6, 0)), (6, 6))
    assert found.kind is CertificateKind.CLIQUE


def test_blocks_that_fit_only_beside_their_rivals_are_seen() -> None:
    # Blocks of 4, 4, 2 and 2 fill two groups of six, but the first must meet neither of the small ones.
    blocks = [together(n, n + 1) for n in (0, 1, 2, 4, 5, 6, 8, 10)]
    rivals = [apart(0, 8), apart(0, 10)]
    assert impossible(asked(12, *blocks), (6, 6)) == ()
    assert impossible(asked(12, *blocks[:3], *blocks[6:], *rivals), (6, 6)) == ()
    (found,) = impossible(asked(12, *blocks, *rivals), (6, 6))
    assert found.kind is CertificateKind.BOTH
    assert set(found.wishes) <= {*blocks, *rivals}
    assert found.at_least == 1


def test_a_want_is_impossible_only_beside_the_musts() -> None:
    want = together(0, 2, WishLevel.WANT)
    request = asked(12, apart(0, 1), together(1, 2), want)
    assert impossible(request, (6, 6)) == ()
    found = why_unmet(request, (6, 6), want)
    assert found is not None
    assert found.kind is CertificateKind.CONTRADICTION
    assert why_unmet(asked(12, apart(0, 1), want), (6, 6), want) is None


def test_a_wanted_role_that_is_missing_breaks_no_must() -> None:
    role = RoleNeed("scribe", frozenset({ParticipantId(1)}))
    request = SeatingRequest(tuple(map(ParticipantId, range(12))), roles=(role,))
    (found,) = impossible(request, (6, 6))
    assert (found.kind, found.at_least) == (CertificateKind.ROLES, 1)
    assert least_unmet([found]) == 0


def test_nothing_asked_and_nobody_there_prove_nothing() -> None:
    assert impossible(asked(12), (6, 6)) == ()
    assert impossible(asked(0), ()) == ()


def test_many_managers_with_many_reports_are_no_trouble() -> None:
    wishes = [apart(boss, 100 + report) for boss in range(40) for report in range(boss, 800, 40)]
    assert impossible(asked(900, *wishes), (7,) * 124 + (8,) * 4) == ()


wish_lists = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([apart, together])).filter(lambda w: w[0] != w[1]),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(
    wish_lists,
    st.sampled_from([(3, 2, 2), (4, 3), (2, 2, 2, 1)]),
    st.dictionaries(st.integers(0, 6), st.integers(0, 1), max_size=3),
)
def test_whatever_has_a_certificate_fails_in_every_seating(
    pairs: list[tuple[int, int, object]], sizes: tuple[int, ...], pins: dict[int, int]
) -> None:
    request = asked(7, *(kind(one, other) for one, other, kind in pairs), pins=pins)  # type: ignore[operator]
    found = impossible(request, sizes)
    fewest = fewest_broken(request, sizes)
    if fewest is None:
        assert any(one.kind is CertificateKind.PINS for one in found)
        return
    assert least_unmet(found) <= fewest
    for one in found:
        alone = asked(7, *one.wishes, pins=pins)
        enforced = fewest_broken(alone, sizes)
        assert enforced is not None and enforced >= one.at_least >= 1
    # So few people are searched to the end: no certificate means that it can be done.
    assert bool(found) == (fewest > 0)
