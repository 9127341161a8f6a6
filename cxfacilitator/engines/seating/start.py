"""Where a search begins: people dealt out like cards, with those who belong together on one hand."""

import random
from collections.abc import Callable, Iterable, Sequence

from cxfacilitator.domain.groups import Problem
from cxfacilitator.engines.seating.board import Board


def shuffled(count: int, rng: random.Random) -> list[int]:
    """Return 0, 1, ... count - 1 in random order."""
    # Only random() is promised to stay the same from one Python to the next; shuffle() is not.
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


def deal(problem: Problem, rng: random.Random) -> list[int]:
    """Return a stratified seating: the group of each person.

    Who is pinned sits there, blocks that belong together are seated next, and all others are dealt out row by row,
    sorted by what is to be mixed. With several traits this is hardly better than drawing lots.
    """
    seats, room = _seat_blocks(problem, rng)
    queue = iter(_sorted(problem, (person for person, group in enumerate(seats) if group < 0), rng))
    while any(room):
        for group, free in enumerate(room):
            if free:
                seats[next(queue)] = group
                room[group] -= 1
    return seats


def choose(problem: Problem, board: Board, rng: random.Random) -> list[int]:
    """Return a seating like `deal`, but with everybody in the group that lacks them most at that moment."""
    import numpy as np

    seats, room = _seat_blocks(problem, rng)
    free = np.where(np.array(room) > 0, 0.0, np.inf)
    features = np.arange(board.has.shape[1])
    whole = board.has.astype(np.int64)
    count = np.zeros((len(room), len(features)), dtype=np.int64)
    for person, group in enumerate(seats):
        if group >= 0:
            count[group] += whole[person]
    enter = board.up[board.kind[:, None], features, count]
    for person in shuffled(len(seats), rng):
        if seats[person] >= 0:
            continue
        price = enter @ board.has[person] + free
        for other, cost in board.near[person].items():
            if seats[other] >= 0:
                price[seats[other]] += cost
        group = int(price.argmin())
        seats[person] = group
        room[group] -= 1
        count[group] += whole[person]
        enter[group] = board.up[board.kind[group], features, count[group]]
        if not room[group]:
            free[group] = np.inf
    return seats


def _seat_blocks(problem: Problem, rng: random.Random) -> tuple[list[int], list[int]]:
    """Seat the pinned and the blocks, the largest first; return the seats, -1 for none, and what room is left."""
    seats = [-1] * len(problem.people)
    room = list(problem.sizes)

    def sit(person: int, group: int) -> None:
        seats[person] = group
        room[group] -= 1

    for person, group in problem.pins.items():
        sit(person, group)
    for block in _blocks(problem, rng):
        _seat_block(problem, block, seats, room, sit, rng)
    return seats, room


def _seat_block(
    problem: Problem,
    block: Sequence[int],
    seats: Sequence[int],
    room: Sequence[int],
    sit: Callable[[int, int], None],
    rng: random.Random,
) -> None:
    loose = [person for person in block if seats[person] < 0]
    home = next((seats[person] for person in block if seats[person] >= 0), None)
    if home is None:
        clashes = [0] * len(room)
        for (one, other), price in problem.pairs.items():
            if price > 0:
                for mine, theirs in ((one, other), (other, one)):
                    if mine in block and seats[theirs] >= 0:
                        clashes[seats[theirs]] += price
        fits = [group for group, free in enumerate(room) if free >= len(loose)]
        home = min(fits, key=lambda group: (clashes[group], -room[group], rng.random()), default=None)
    for person in loose if home is not None else ():
        if home is not None and room[home]:
            sit(person, home)


def _blocks(problem: Problem, rng: random.Random) -> list[list[int]]:
    """Return who is to share a group, as far as groups are large enough and nobody in it is kept apart.

    Where not all wishes can be kept, the random order decides which are, so that every start tries others.
    """
    ties = sorted(pair for pair, price in problem.pairs.items() if price < 0)
    ties = [ties[place] for place in shuffled(len(ties), rng)]
    ties.sort(key=lambda pair: problem.pairs[pair])
    block: dict[int, list[int]] = {}
    foes: dict[int, set[int]] = {}
    for (one, other), price in problem.pairs.items():
        if price > 0:
            foes.setdefault(one, set()).add(other)
            foes.setdefault(other, set()).add(one)
    largest = max(problem.sizes)
    for one, other in ties:
        mine, theirs = block.setdefault(one, [one]), block.setdefault(other, [other])
        pins = {problem.pins[person] for person in (*mine, *theirs) if person in problem.pins}
        clash = any(not foes.get(person, set()).isdisjoint(theirs) for person in mine)
        if mine is not theirs and len(mine) + len(theirs) <= largest and len(pins) < 2 and not clash:
            mine += theirs
            for person in theirs:
                block[person] = mine
    found = {id(people): people for people in block.values() if len(people) > 1}
    return sorted(found.values(), key=lambda people: -len(people))


def _sorted(problem: Problem, people: Iterable[int], rng: random.Random) -> list[int]:
    traits = sorted(problem.request.traits, key=lambda trait: -trait.weight)
    rows = []
    for person in people:
        values = [trait.values.get(problem.people[person], "") for trait in traits]
        rows.append((tuple(map(str, values)), rng.random(), person))
    return [person for *_, person in sorted(rows)]
