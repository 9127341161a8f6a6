"""The last pass: a better worst group, hardly worse mixing, no wish lost."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import Cancelled
from cxfacilitator.domain.groups import Kind, Problem, SeatingRules, problem, seating_request, split_choices
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating import even_out, find_seating, stratified_start
from tests.crowd import asked, broken, crowd, numbers


def worst(measure: Problem, groups: Sequence[Sequence[ParticipantId]]) -> int:
    """What the worst mixed group costs."""
    seats = measure.seats_of(groups)
    values = []
    for group, size in enumerate(measure.sizes):
        here = {person for person, seat in enumerate(seats) if seat == group}
        values.append(
            sum(f.price[size][len(f.members & here)] for f in measure.features if f.kind in (Kind.MIX, Kind.SAME))
        )
    return max(values)


@settings(max_examples=12, deadline=None)
@given(st.integers(12, 80), st.integers(1, 5))
def test_the_worst_group_gains_and_the_rest_hardly_loses(size: int, seed: int) -> None:
    request = asked(crowd(size, seed))
    sizes = split_choices(size)[0].sizes
    measure = problem(request, sizes)
    before = find_seating(request, sizes, seed)
    after = even_out(measure, before)
    assert numbers(after) == list(range(size))
    assert tuple(map(len, after)) == sizes
    assert worst(measure, after) <= worst(measure, before)
    assert broken(measure, after) <= broken(measure, before)
    lots = 10**6 * sum(trait.weight for trait in request.traits)
    rise = measure.value(measure.seats_of(after)) - measure.value(measure.seats_of(before))
    assert rise <= lots / 100


def test_a_badly_mixed_seating_has_a_worst_group_that_can_be_helped() -> None:
    request = asked(crowd(56))
    measure = problem(request, (7,) * 8)
    before = stratified_start(request, (7,) * 8)
    after = even_out(measure, before)
    assert worst(measure, after) < worst(measure, before)


def test_a_large_room_is_evened_out_with_the_best_of_its_groups() -> None:
    request = asked(crowd(1200))
    sizes = split_choices(1200)[0].sizes
    measure = problem(request, sizes)
    before = stratified_start(request, sizes)
    after = even_out(measure, before)
    assert worst(measure, after) < worst(measure, before)
    assert numbers(after) == list(range(1200))


def test_the_pinned_stay() -> None:
    pins = {ParticipantId(number): number % 4 for number in range(0, 28, 2)}
    request = seating_request(crowd(28), SeatingRules(), (), pins)
    measure = problem(request, (7,) * 4)
    after = even_out(measure, stratified_start(request, (7,) * 4))
    assert all(person in after[group] for person, group in pins.items())


def test_one_group_has_nobody_to_swap_with() -> None:
    request = asked(crowd(6))
    groups = find_seating(request, (6,))
    assert even_out(problem(request, (6,)), groups) == groups


def test_it_can_be_stopped() -> None:
    def stop(share: float, note: str) -> None:
        raise Cancelled("Stopped.")

    request = asked(crowd(28))
    with pytest.raises(Cancelled):
        even_out(problem(request, (7,) * 4), find_seating(request, (7,) * 4), stop)
