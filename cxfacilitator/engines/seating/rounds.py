"""Seatings one after the other in which people meet others each time."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from cxfacilitator.domain.groups import Problem, SeatingRequest, problem
from cxfacilitator.domain.groups.meetings import fewest_meetings, repeats
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.board import Board, board
from cxfacilitator.engines.seating.fields import positions
from cxfacilitator.engines.seating.find import Effort, improve
from cxfacilitator.engines.seating.search import Search
from cxfacilitator.engines.seating.start import choose, shuffled

Groups = tuple[tuple[ParticipantId, ...], ...]

NOTE = "Forming rounds"
DEAR = 1000
"""So many meetings more cost as much as a broken must; each one still costs more than mixing gains."""
ATTEMPTS = 4
SMALL_ROOM = 130
"""Larger rooms get one attempt: with so many groups it nearly always finds what there is."""
PASSES = 3
EFFORT = Effort(starts=1, steps=400, long=400, turns=1, part_steps=150)
PLACE_STEPS = 200
"""Swaps of two people in all rounds at once."""


def find_rounds(
    request: SeatingRequest, sizes: Sequence[int], rounds: int, seed: int = 1, progress: Progress = silent
) -> tuple[Groups, ...]:
    """Seat people several times so that as few as possible meet again, and every group is well mixed.

    One round after the other is sought with what was before, then each is improved with all others as they are. Where
    people still meet again and no seating has to bring that, they may be placed by a finite field instead, which
    mixes less well.

    Args:
        request: All that is asked for; who is pinned sits in the same group each time.
        sizes: Seats in each group, each time.
        rounds: How often people are seated.
        seed: Another seed gives other rounds of about the same quality.
        progress: Told the share done; may stop the search.

    Returns:
        Who sits in each group, round by round; `fewest_meetings` says how few repeats are possible at all.

    Raises:
        CxError: The seats do not match the people, or more people are pinned to a group than it has seats.
        Cancelled: Raised by `progress`.
    """
    asked = problem(request, sizes)
    if len(asked.sizes) < 2:
        return (asked.groups_of([0] * len(asked.people)),) * rounds
    tables, rng = board(asked), random.Random(seed)
    bound = fewest_meetings(asked.sizes, rounds)
    places = None if asked.pins else positions(asked.sizes, rounds)
    attempts = 1 if len(asked.people) > SMALL_ROOM else 2 if places else ATTEMPTS
    found: list[tuple[tuple[int, int, int], list[list[int]]]] = []
    for attempt in range(attempts):
        part = _part(progress, attempt, attempts + 1)
        found.append(_priced(asked, _sequence(asked, tables, rounds, bound, rng, part)))
        if found[-1][0][1] <= bound:
            break
    if places and min(found)[0][1] > bound:
        found.append(_priced(asked, _placed(tables, places, rng, _part(progress, attempts, attempts + 1))))
    progress(1.0, NOTE)
    return tuple(map(asked.groups_of, min(found)[1]))


def _priced(asked: Problem, seatings: list[list[int]]) -> tuple[tuple[int, int, int], list[list[int]]]:
    """Return the seatings with the musts that they break, how much people meet again, and what they cost."""
    values = list(map(asked.value, seatings))
    again = repeats(list(map(asked.groups_of, seatings)))
    return (sum(value // asked.must for value in values), again, sum(values)), seatings


def _sequence(
    asked: Problem, tables: Board, rounds: int, bound: int, rng: random.Random, progress: Progress
) -> list[list[int]]:
    """Seek one round after the other, then go over them again as long as that helps."""
    met: Counter[tuple[int, int]] = Counter()
    seatings: list[list[int]] = []
    steps = rounds * (1 + PASSES)
    price = asked.must // DEAR
    for number in range(rounds):
        now = _with_met(tables, met, price)
        seats = choose(asked, now, rng)
        seatings.append(improve(now, partial(_same, seats), rng, _part(progress, number, steps), EFFORT))
        met.update(_pairs(seatings[-1]))
    for turn in range(PASSES):
        before = _again(met)
        # The first pass is made in any case: the early rounds knew nothing of the later ones.
        if turn and before <= bound:
            break
        for number, seats in enumerate(seatings):
            met.subtract(_pairs(seats))
            part = _part(progress, rounds * (1 + turn) + number, steps)
            seatings[number] = improve(_with_met(tables, met, price), partial(_same, seats), rng, part, EFFORT)
            met.update(_pairs(seatings[number]))
        if turn and _again(met) >= before:
            break
    return seatings


def _same(seats: list[int], number: int) -> list[int]:
    return seats


def _again(met: Counter[tuple[int, int]]) -> int:
    return sum(times * (times - 1) // 2 for times in met.values())


def _pairs(seats: Sequence[int]) -> list[tuple[int, int]]:
    groups: dict[int, list[int]] = {}
    for person, group in enumerate(seats):
        groups.setdefault(group, []).append(person)
    return [pair for members in groups.values() for pair in combinations(members, 2)]


def _with_met(tables: Board, met: Counter[tuple[int, int]], price: int) -> Board:
    near = tuple(map(dict, tables.near))
    for (one, other), times in met.items():
        if times:
            near[one][other] = near[other][one] = near[one].get(other, 0) + price * times
    return replace(tables, near=near)


def _placed(tables: Board, places: list[list[int]], rng: random.Random, progress: Progress) -> list[list[int]]:
    """Give people the positions of a plan without repeats so that the groups are as well mixed as that allows."""
    people = range(len(tables.has))
    who = shuffled(len(people), rng)
    seatings = [[seats[place] for place in who] for seats in places]
    searches = [Search(tables, people, range(len(tables.sizes)), seats) for seats in seatings]
    for step in range(PLACE_STEPS):
        progress(step / PLACE_STEPS, NOTE)
        change = searches[0].changes()
        for search in searches[1:]:
            change += search.changes()
        one, other = divmod(int(change.argmin()), len(people))
        if change[one, other] >= 0:
            break
        for search in searches:
            search.swap(one, other)
    return [search.seats(people) for search in searches]


def _part(progress: Progress, done: int, of: int) -> Progress:
    return lambda share, note: progress((done + share) / of, NOTE)
