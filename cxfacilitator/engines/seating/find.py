"""Find a good seating: many short searches in small rooms, one part of the room after another in large ones.

Counted steps and whole numbers only, so that the same seed gives the same groups on every machine; nothing depends
on how fast the machine is.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from cxfacilitator.domain.groups import Problem, SeatingRequest, problem
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.board import Board, board
from cxfacilitator.engines.seating.halves import best_halves, can_try_all
from cxfacilitator.engines.seating.search import NOTE, Search
from cxfacilitator.engines.seating.start import choose, deal, shuffled

Groups = tuple[tuple[ParticipantId, ...], ...]

SMALL_ROOM = 60
"""Up to so many people several short searches find more than a long one."""
FRESH = 3
"""One in so many starts is a fresh one."""
KICK = 16
"""One in so many people is swapped to leave a good seating for another."""
MENDING, MENDING_STEPS = 8, 200
"""Further searches, and swaps in each, while a must is broken that perhaps need not be."""
PART = 200
"""People who are searched at once; larger rooms are searched part by part."""
LARGE_ROOM = 2000
"""Above so many people the last turn is left out: so many groups are even enough by then."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: counted in steps, never in seconds.

    Attributes:
        starts: Starts in a small room: some afresh, then from near the best that was found.
        steps: Swaps from each start in a small room.
        long: Swaps in a room that is searched at once.
        turns: How often a large room is divided into parts anew.
        part_steps: Swaps in each part.
    """

    starts: int
    steps: int
    long: int
    turns: int
    part_steps: int


QUICK = Effort(starts=12, steps=130, long=600, turns=3, part_steps=80)
BEST = Effort(starts=36, steps=230, long=3000, turns=8, part_steps=250)


def find_seating(
    request: SeatingRequest,
    sizes: Sequence[int],
    seed: int = 1,
    progress: Progress = silent,
    effort: Effort = QUICK,
) -> Groups:
    """Seat people so that every group is like the whole and wishes are kept.

    Args:
        request: All that is asked for.
        sizes: Seats in each group; their sum is the number of people.
        seed: Another seed gives another seating of about the same quality.
        progress: Told the share done; may stop the search.
        effort: How long to search.

    Returns:
        Who sits in each group, in the order of `sizes`. Never worse than `stratified_start` with the same seed,
        and the best there is where two groups can be filled in few enough ways.

    Raises:
        CxError: The seats do not match the people, or more people are pinned to a group than it has seats.
        Cancelled: Raised by `progress`.

    Source: Gallego, Laguna, Marti and Duarte 2013, "Tabu search with strategic oscillation for the maximally diverse
        grouping problem", Journal of the Operational Research Society 64.
    """
    asked = problem(request, sizes)
    return asked.groups_of(find_seats(asked, seed, progress, effort))


def stratified_start(request: SeatingRequest, sizes: Sequence[int], seed: int = 1) -> Groups:
    """Return the seating that a search with this seed begins with.

    Raises:
        CxError: The seats do not match the people, or more people are pinned to a group than it has seats.
    """
    asked = problem(request, sizes)
    return asked.groups_of(deal(asked, random.Random(seed)) if len(asked.sizes) > 1 else [0] * len(asked.people))


def find_seats(asked: Problem, seed: int, progress: Progress, effort: Effort) -> list[int]:
    """Return the group of each person, in the problem's order."""
    if len(asked.sizes) < 2:
        return [0] * len(asked.people)
    tables, rng = board(asked), random.Random(seed)
    if can_try_all(tables):
        progress(0.0, NOTE)
        return best_halves(tables, dict(asked.pins))

    def begin(number: int) -> list[int]:
        if number:
            return choose(asked, tables, rng)
        return min(deal(asked, rng), choose(asked, tables, rng), key=tables.value)

    seats = improve(tables, begin, rng, progress, effort)
    for _ in range(MENDING):
        if asked.value(seats) // asked.must <= max(0, asked.bound) // asked.must:
            break
        seats = _mended(tables, seats, asked.must, rng, progress)
    return seats


def improve(
    tables: Board, begin: Callable[[int], list[int]], rng: random.Random, progress: Progress, effort: Effort
) -> list[int]:
    """Return the best seating that is found from some beginnings.

    Args:
        tables: What seatings cost.
        begin: Returns a seating to begin with, for the first time 0, the second time 1, ...
        rng: Where all that is random comes from.
        progress: Told the share done; may stop the search.
        effort: How long to search.
    """
    people = len(tables.has)
    seats = begin(0)
    if people > PART * 5 // 4:
        return _in_parts(tables, seats, rng, progress, effort)
    starts, steps = (effort.starts, effort.steps) if people <= SMALL_ROOM else (1, effort.long)
    best = tables.value(seats), seats
    for start in range(starts):
        if start:
            seats = begin(start) if start * FRESH < starts else _kicked(tables, best[1], rng)
        search = Search(tables, range(people), range(len(tables.sizes)), seats)
        search.tabu(steps, rng, tables.bound, _part(progress, start, starts))
        if search.value < best[0]:
            best = search.value, search.seats(seats)
        if best[0] <= tables.bound:
            break
    progress(1.0, NOTE)
    return best[1]


def _mended(tables: Board, seats: list[int], must: int, rng: random.Random, progress: Progress) -> list[int]:
    """Search once more among the groups that break a must, with others drawn by lot."""
    groups = _breaking(tables, seats, must)
    room = PART - sum(tables.sizes[group] for group in groups)
    for group in shuffled(len(tables.sizes), rng):
        if group not in groups and room >= tables.sizes[group]:
            groups.add(group)
            room -= tables.sizes[group]
    people = [person for person, group in enumerate(seats) if group in groups]
    search = Search(tables, people, sorted(groups), seats)
    search.tabu(MENDING_STEPS, rng, -inf, lambda share, note: progress(1.0, note))
    return search.seats(seats)


def _breaking(tables: Board, seats: list[int], must: int) -> set[int]:
    """Return the groups of everybody for whom a must is broken, and those without a role that they must have."""
    found = {group for group, value in enumerate(tables.group_values(seats)) if value >= must}
    for one, others in enumerate(tables.near):
        for other, price in others.items():
            if (price >= must and seats[one] == seats[other]) or (price <= -must and seats[one] != seats[other]):
                found |= {seats[one], seats[other]}
    return found


def _kicked(tables: Board, seats: Sequence[int], rng: random.Random) -> list[int]:
    """Return a seating with some people swapped at random."""
    kicked, free = list(seats), [person for person, pinned in enumerate(tables.pinned) if not pinned]
    for _ in range(1 + len(free) // KICK if free else 0):
        one, other = (free[int(rng.random() * len(free))] for _ in range(2))
        kicked[one], kicked[other] = kicked[other], kicked[one]
    return kicked


def _in_parts(tables: Board, seats: list[int], rng: random.Random, progress: Progress, effort: Effort) -> list[int]:
    """Improve a large room: what its groups cost is a sum, so any few of them can be searched by themselves."""
    value = tables.value(seats)
    parts = -(-len(seats) // PART)
    turns = effort.turns if len(seats) <= LARGE_ROOM else max(1, effort.turns - 1)
    for turn in range(turns):
        order = shuffled(len(tables.sizes), rng)
        for part in range(parts):
            if value <= tables.bound:
                break
            groups = sorted(order[part::parts])
            here = set(groups)
            people = [person for person, group in enumerate(seats) if group in here]
            search = Search(tables, people, groups, seats)
            value -= search.value
            search.tabu(effort.part_steps, rng, -inf, _part(progress, turn * parts + part, turns * parts))
            value += search.value
            seats = search.seats(seats)
    progress(1.0, NOTE)
    return seats


def _part(progress: Progress, done: int, of: int) -> Progress:
    return lambda share, note: progress((done + share) / of, note)
