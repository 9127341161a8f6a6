"""Seat people among their own kind, one industry at a table for example, and mix them in everything else."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from cxfacilitator.domain.groups import Mode, Problem, SeatingRequest, Trait, problem, split_choices
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.board import board
from cxfacilitator.engines.seating.find import QUICK, Effort, find_seats, improve
from cxfacilitator.engines.seating.homes import Homes, choose_homes, share_homes
from cxfacilitator.engines.seating.start import shuffled

Groups = tuple[tuple[ParticipantId, ...], ...]

FIRM = 50
"""How much more being among one's own kind counts, when the mixing would otherwise drive people out of it."""


def find_alike(
    request: SeatingRequest,
    progress: Progress = silent,
    seed: int = 1,
    sizes: Sequence[int] | None = None,
    effort: Effort = QUICK,
) -> tuple[tuple[int, ...], Groups]:
    """Seat people so that as few as possible sit outside the groups of their own kind.

    Args:
        request: All that is asked for; its trait of mode SAME says what people's kinds are.
        progress: Told the share done; may stop the search.
        seed: Another seed gives another seating of about the same quality.
        sizes: Seats in each group; None for the sizes that suit the kinds best.
        effort: How long to search.

    Returns:
        The sizes, and who sits in each group.

    Raises:
        CxError: The seats do not match the people, or more people are pinned to a group than it has seats.
        Cancelled: Raised by `progress`.
    """
    chosen = tuple(sizes) if sizes is not None else same_sizes(request)
    asked = problem(request, chosen)
    kinds = _kinds(request)
    plain = find_seats(asked, seed, progress if not kinds else _half(progress, 0), effort)
    if not kinds or len(chosen) < 2:
        return chosen, asked.groups_of(plain)
    homes = share_homes([len(people) for people in kinds], chosen)
    rng = random.Random(seed)

    def price(seats: Sequence[int]) -> tuple[int, int, int]:
        value = asked.value(seats)
        return value // asked.must, outside(kinds, seats), value

    best = plain
    for measure in (asked, _firmly(request, chosen)):
        begin = partial(_at_home, asked, kinds, homes, rng)
        best = min(best, improve(board(measure), begin, rng, _half(progress, 1), effort), key=price)
        if outside(kinds, best) <= homes.outside:
            break
    return chosen, asked.groups_of(best)


def same_sizes(request: SeatingRequest) -> tuple[int, ...]:
    """Return the group sizes, the largest first, with which the fewest people sit outside groups of their own kind."""
    kinds = _kinds(request)
    homes = choose_homes([len(people) for people in kinds], len(request.people) - sum(map(len, kinds)))
    if homes is not None and kinds:
        return homes.sizes
    return split_choices(len(request.people))[0].sizes if request.people else ()


def outside(kinds: Sequence[Sequence[int]], seats: Sequence[int]) -> int:
    """Return how many people sit where more people are of another kind than of theirs."""
    most: dict[int, int] = {}
    for people in kinds:
        for group in {seats[person] for person in people}:
            most[group] = max(most.get(group, 0), sum(seats[person] == group for person in people))
    return sum(map(len, kinds)) - sum(most.values())


def _firmly(request: SeatingRequest, sizes: Sequence[int]) -> Problem:
    """Return the measure in which no gain elsewhere is worth a person outside; all else counts as it did."""
    traits = tuple(
        replace(trait, weight=FIRM * trait.weight) if trait.mode is Mode.SAME else trait for trait in request.traits
    )
    return problem(replace(request, traits=traits), sizes)


def _same(request: SeatingRequest) -> Trait | None:
    return next((trait for trait in request.traits if trait.mode is Mode.SAME and trait.weight > 0), None)


def _kinds(request: SeatingRequest) -> list[list[int]]:
    """Return the people of each kind, by their places in the request; the largest kind first."""
    trait = _same(request)
    found: dict[str, list[int]] = {}
    for place, person in enumerate(request.people):
        if trait is not None and person in trait.values:
            found.setdefault(str(trait.values[person]), []).append(place)
    return [found[kind] for kind in sorted(found, key=lambda kind: (-len(found[kind]), kind))]


def _at_home(
    asked: Problem, kinds: Sequence[Sequence[int]], homes: Homes, rng: random.Random, _start: int
) -> list[int]:
    """Return a seating with everybody at home for whom there is room there; the pinned where they are."""
    seats = [asked.pins.get(person, -1) for person in range(len(asked.people))]
    room = list(asked.sizes)
    for group in asked.pins.values():
        room[group] -= 1
    for number, people in enumerate(kinds):
        mine = [group for group, kind in enumerate(homes.kinds) if kind == number]
        for place in shuffled(len(people), rng):
            home = max(mine, key=lambda group: room[group], default=None)
            if home is not None and room[home] and seats[people[place]] < 0:
                seats[people[place]] = home
                room[home] -= 1
    free = [group for group, seats_left in enumerate(room) for _ in range(seats_left)]
    loose = [person for person, group in enumerate(seats) if group < 0]
    for place, person in zip(shuffled(len(free), rng), loose, strict=True):
        seats[person] = free[place]
    return seats


def _half(progress: Progress, done: int) -> Progress:
    return lambda share, note: progress((done + share) / 2, note)
