"""Waves: nobody is left out, work goes on, and the order of the list does not matter."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.waves import WavePlan, plan_waves

STAFF = Audience.STAFF


def person(number: int, department: str = "", site: str = "", manager: int | None = None) -> Participant:
    boss = None if manager is None else ParticipantId(manager)
    return Participant(
        ParticipantId(number), STAFF, f"P{number:03}", f"A{number}", "", department, site, manager_id=boss
    )


def spread(plan: WavePlan, people: list[Participant], field: str) -> dict[str, list[int]]:
    """How many of each value come in each wave."""
    of = {p.id: getattr(p, field) for p in people}
    return {value: [sum(of[i] == value for i in wave) for wave in plan.waves] for value in {*of.values()}}


def test_a_department_is_halved_and_a_single_person_is_named() -> None:
    people = [
        *(person(n, "Drivers") for n in range(1, 6)),
        *(person(n, "Desk") for n in range(6, 9)),
        person(9, "Legal"),
    ]
    plan = plan_waves(people, STAFF, ("AM", "PM"))
    assert sorted(map(len, plan.waves)) == [4, 5]
    assert sorted(spread(plan, people, "department")["Drivers"]) == [2, 3]
    assert sorted(spread(plan, people, "department")["Desk"]) == [1, 2]
    assert [(name, count) for name, count, _ in plan.emptied] == [("Legal", 1)]
    assert plan.sentences()[-1].startswith("Nobody is left at work from Legal during ")


def test_two_single_people_of_one_site_do_not_leave_it_together() -> None:
    people = [person(1, "Legal", "Cork"), person(2, "HR", "Lyon"), person(3, "IT", "Cork"), person(4, "Press", "Lyon")]
    plan = plan_waves(people, STAFF, ("AM", "PM"))
    assert {*map(tuple, spread(plan, people, "site").values())} == {(1, 1)}


def test_the_reports_of_one_manager_are_spread() -> None:
    people = [person(n, "Ops", manager=100 + n // 4) for n in range(16)]
    plan = plan_waves(people, STAFF, ("AM", "PM"))
    assert {*map(tuple, spread(plan, people, "manager_id").values())} == {(2, 2)}


def test_whoever_has_a_session_stays_there_when_asked() -> None:
    people = [replace(person(n, "Ops"), session_code="pm" if n < 3 else "") for n in range(1, 9)]
    kept = plan_waves(people, STAFF, ("AM", "PM"), keep=True)
    assert {ParticipantId(1), ParticipantId(2)} <= {*kept.waves[1]}
    assert (kept.kept, [len(wave) for wave in kept.waves]) == (2, [4, 4])
    assert plan_waves(people, STAFF, ("AM", "PM")).kept == 0


@pytest.mark.parametrize(
    ("count", "codes", "sentence"),
    [
        (9, ("AM",), "2 to 4 waves"),
        (9, ("1", "2", "3", "4", "5"), "2 to 4 waves"),
        (9, ("AM", "am"), "a short name of its own"),
        (9, ("AM", " "), "a short name of its own"),
        (1, ("AM", "PM"), "only 1 person to split"),
    ],
)
def test_what_cannot_be_split_is_refused(count: int, codes: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        plan_waves([person(n) for n in range(count)], STAFF, codes)


PEOPLE = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("XYZ"), st.sampled_from([None, 0, 1, 2])),
    min_size=4,
    max_size=40,
)


@given(PEOPLE, st.integers(2, 4), st.randoms(use_true_random=False))
def test_whatever_the_roster_is(rows: list[tuple[str, str, int | None]], into: int, shuffle: random.Random) -> None:
    people = [person(number, *row) for number, row in enumerate(rows)]
    codes = tuple(f"W{number}" for number in range(into))
    plan = plan_waves(people, STAFF, codes)
    assert sorted(i for wave in plan.waves for i in wave) == [p.id for p in people], "everybody comes once"
    sizes = [len(wave) for wave in plan.waves]
    assert max(sizes) - min(sizes) <= 1
    for name, counts in spread(plan, people, "department").items():
        assert max(counts) - min(counts) <= 1, name
        assert sum(counts) == 1 or max(counts) < sum(counts), "somebody is always at work"
    mixed = list(people)
    shuffle.shuffle(mixed)
    again = plan_waves(mixed, STAFF, codes)
    assert [set(wave) for wave in again.waves] == [set(wave) for wave in plan.waves]


def test_the_sample_staff_is_split_in_halves(sample_folder: Path) -> None:
    from tests.builders import sample_snapshot

    people = [p for p in sample_snapshot(sample_folder).participants if p.audience is STAFF]
    plan = plan_waves(people, STAFF, ("S-AM", "S-PM"))
    for field in ("department", "site", "grade"):
        for name, counts in spread(plan, people, field).items():
            assert abs(counts[0] - counts[1]) <= 2, name
    assert not [entry for entry in plan.emptied if entry[1] > 1]
    assert Counter(map(len, plan.waves)) in (Counter({34: 2}), Counter({33: 1, 34: 1}), Counter({33: 2}))
