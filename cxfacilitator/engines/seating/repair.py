"""Repair a seating on the day: keep the musts, move as few people as possible, and only then mix.

Everything is one price in whole numbers: a broken must costs more than moving everybody, and moving somebody more
than any mixing (or, for a balanced answer, as much as one misplaced person). The search begins where people sit, and
ends where no swap, no change of group and no exchange of who has to go makes it cheaper.
"""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from cxfacilitator.domain.groups import (
    Move,
    MoveSearch,
    Repair,
    RepairKind,
    SeatingRequest,
    Way,
    WishKind,
    WishLevel,
    bound_people,
    feasible_splits,
    fixed_places,
    limited_to,
    problem,
    sizes_near,
    split_choices,
    trait_scores,
    ways,
)
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.find import find_seating
from cxfacilitator.engines.seating.relabel import best_match
from cxfacilitator.engines.seating.room import Room, charges

NOTE = "Repairing the groups"
LARGE = 400
MOST_WAYS, LARGE_WAYS = 8, 3
"""So many sets of groups to close are tried, and with so many people fewer."""
KICKS, MORE_KICKS = 4, 10
"""Fresh descents from near the best answer; more, for every way, where fewer moves may still be possible."""
KICK = 3
STEPS = 4000
"""So many placements are tried to find fewer moves by counting."""
MORE_MOVES = 12
SWEEPS = 3

Seated = Mapping[int, tuple[ParticipantId, ...]]


@dataclass(frozen=True)
class _Answer:
    """Who sits where: the place of the group in `way.kept`, then in the opened ones."""

    way: Way
    seats: tuple[int, ...]
    broken: int
    moves: int
    mixing: int


def _rank(answer: _Answer) -> tuple[int, int, int]:
    return answer.broken, answer.moves, answer.mixing


def repair(
    request: SeatingRequest,
    seated: Mapping[ParticipantId, int],
    seed: int = 1,
    progress: Progress = silent,
    locked: Collection[int] = (),
    kinds: Collection[RepairKind] = tuple(RepairKind),
) -> tuple[Repair, ...]:
    """Seat the people who are here, most of them where they sit already.

    Args:
        request: What is asked of the seating of exactly those who are here; pins name old groups.
        seated: The old group of everybody who had a seat. Whoever is not in it arrives, and moves for nothing;
            whoever is in it and not in the request does not come.
        seed: Decides between answers of about the same quality.
        progress: Told the share done; may stop the search.
        locked: Old groups that nobody leaves; they may take somebody in.
        kinds: The answers wanted.

    Returns:
        One answer for each kind, in the order of `RepairKind`; none when nobody is here. Groups that stay
        keep their number, new ones get numbers after all old ones.

    Raises:
        Cancelled: Raised by `progress`.
    """
    if not request.people:
        return ()
    case = _Case(request, seated, locked)
    fewest = case.fewest(random.Random(seed), progress)
    answers = []
    if RepairKind.FEWEST in kinds:
        answers.append(case.repair(RepairKind.FEWEST, case.groups(fewest), case.proves(fewest)))
    if RepairKind.BALANCED in kinds:
        balanced = case.balanced(fewest, random.Random(seed), progress)
        answers.append(case.repair(RepairKind.BALANCED, case.groups(balanced)))
    if RepairKind.FRESH in kinds:
        answers.append(case.repair(RepairKind.FRESH, case.fresh(fewest, seed, progress)))
    progress(1.0, NOTE)
    return tuple(answers)


class _Case:
    """What is repaired. People are places in `request.people`, groups their old numbers."""

    def __init__(self, request: SeatingRequest, seated: Mapping[ParticipantId, int], locked: Collection[int]) -> None:
        self._request, self._seated = request, seated
        self._fixed = fixed_places(request, seated, locked)
        here = set(request.people)
        self._wanted = {person: group for person, group in seated.items() if person in here} | self._fixed
        counts = dict.fromkeys(sorted({*seated.values(), *self._wanted.values()}), 0)
        stay = dict(counts)
        for person, group in self._wanted.items():
            counts[group] += 1
            stay[group] += person in self._fixed
        # Whoever is pinned to another group than the old one moves whatever happens.
        self._forced = sum(seated.get(person, group) != group for person, group in self._fixed.items())
        self._ways = ways(len(request.people), counts, stay)
        first = self._ways[0]
        sizes = sizes_near([0] * len(first.low), first.low, first.high, len(request.people))
        tried = {size for way in self._ways for size in (*way.low, *way.high)}
        priced = range(min(tried) - 1, max(tried) + 2)
        self._charges = charges(problem(replace(request, pins={}), sizes, priced), priced)

    def fewest(self, rng: random.Random, progress: Progress) -> _Answer:
        """Return the seating that moves the fewest people, the best mixed of those that were found."""
        tried: list[_Answer] = []
        most = LARGE_WAYS if self._large else MOST_WAYS
        for number, way in enumerate(self._ways[:most]):
            if tried and self._rules_out(min(tried, key=_rank), way):
                break
            progress(number / most / 3, NOTE)
            tried.append(self._settled(self._room(way), way, rng))
        best = self._kicked(min(tried, key=_rank), KICKS, rng)
        if self.proves(best):
            return best
        progress(1 / 3, NOTE)
        best = min(best, self._planned(best, rng), key=_rank)
        for answer in sorted(tried, key=_rank):
            if not self.proves(best) and not self._rules_out(best, answer.way):
                progress(0.4, NOTE)
                best = min(best, self._kicked(answer, MORE_KICKS, rng), key=_rank)
        return best

    def _planned(self, best: _Answer, rng: random.Random) -> _Answer:
        """Return an answer that keeps all musts with fewer moves than the best so far; that one if there is none."""
        places = {person: number for number, person in enumerate(self._request.people)}
        fixed = {places[person] for person in self._fixed}
        bound, steps = bound_people(self._request, fixed), STEPS
        first = self._ways[0].least
        most = first + MORE_MOVES if best.broken else best.moves - self._forced - 1
        for limit in range(first, most + 1):
            for way in self._ways:
                home = self._homes(way)
                gone = sum(
                    person in self._wanted for person, g in zip(self._request.people, home, strict=True) if g < 0
                )
                search = MoveSearch(way.low, way.high, home, fixed, bound, steps)
                plan = search.within(limit - gone) if limit >= way.least else None
                steps = search.steps
                if plan is not None:
                    return self._settled(self._room(way, plan), way, rng)
        return best

    @property
    def _large(self) -> bool:
        return len(self._request.people) > LARGE

    def _rules_out(self, best: _Answer, way: Way) -> bool:
        """Return whether a way moves more people than an answer that breaks nothing, whatever is tried."""
        return not best.broken and best.moves - self._forced < way.least

    def _kicked(self, answer: _Answer, times: int, rng: random.Random) -> _Answer:
        """Return the best of an answer and of what a few descents from near it find."""
        room, best = self._room(answer.way), answer
        for kick in range(times):
            room.take(best.seats)
            room.kick(rng, 1 + kick % KICK)
            best = min(best, self._settled(room, best.way, rng), key=_rank)
            if not self.proves(best) and room.carry_blocks():
                best = min(best, self._settled(room, best.way, rng), key=_rank)
        return best

    def _settled(self, room: Room, way: Way, rng: random.Random) -> _Answer:
        for _ in range(SWEEPS):
            if not room.settle(room.unsettled, rng):
                break
        if room.cost()[0]:
            for _ in range(SWEEPS):
                if not room.settle(room.loose, rng):
                    break
        return self._answer(way, room)

    def balanced(self, fewest: _Answer, rng: random.Random, progress: Progress) -> _Answer:
        """Return the seating in which each further move is worth one misplaced person."""
        room = self._room(fewest.way)
        room.take(fewest.seats)
        room.charge(self._charges.unit)
        for sweep in range(1 if self._large else SWEEPS):
            progress(0.5 + sweep / SWEEPS / 4, NOTE)
            if not room.settle(room.loose, rng):
                break
        return self._answer(fewest.way, room)

    def groups(self, answer: _Answer) -> Seated:
        """Return who sits in each group by its old number; new groups are numbered after all old ones."""
        numbers = [*answer.way.kept, *self._new_numbers(answer.way.opened)]
        members: dict[int, list[ParticipantId]] = {number: [] for number in numbers}
        for person, place in zip(self._request.people, answer.seats, strict=True):
            members[numbers[place]].append(person)
        return {number: tuple(group) for number, group in members.items()}

    def proves(self, answer: _Answer) -> bool:
        """Return whether the head counts alone enforce as many moves."""
        return not answer.broken and answer.moves - self._forced == self._ways[0].least

    def fresh(self, fewest: _Answer, seed: int, progress: Progress) -> Seated:
        """Return a new seating, in which each group keeps the number that most of its people know."""
        stay = sorted(set(self._fixed.values()))
        pinned = [sum(group == number for group in self._fixed.values()) for number in stay]
        choices = [choice.sizes for choice in split_choices(len(self._request.people))]
        # Where no split is exact the room has begun to get used to the nearest one.
        sizes = next(
            (some for some in choices if not feasible_splits(sum(some)) and len(some) == len(fewest.way.low)),
            choices[0],
        )
        if len(stay) > len(sizes) or any(more > size for more, size in zip(pinned, sizes, strict=False)):
            # An even split has no room for those who stay; the repaired sizes have.
            known = {number: len(group) for number, group in self.groups(fewest).items()}
            sizes = (*(known.pop(number) for number in stay), *known.values())
        pins = {person: stay.index(group) for person, group in self._fixed.items()}
        request = replace(self._request, pins=pins)
        groups = find_seating(request, sizes, seed, lambda share, note: progress(0.75 + share / 4, note))
        loose = sorted({*self._seated.values()} - set(stay))
        rest = groups[len(stay) :]
        known_to = [[sum(self._seated.get(p) == number for p in group) for number in loose] for group in rest]
        new = iter(self._new_numbers(len(rest)))
        numbers = [next(new) if place is None else loose[place] for place in best_match(known_to)]
        return {number: groups[place] for place, number in sorted(enumerate([*stay, *numbers]), key=lambda one: one[1])}

    def repair(self, kind: RepairKind, groups: Seated, proven: bool = False) -> Repair:
        """Return an answer with what it moves, what it costs, and what it leaves unmet."""
        seat = {person: number for number, group in groups.items() for person in group}
        moves = [
            Move(person, self._seated[person], number)
            for person, number in seat.items()
            if self._seated.get(person, number) != number
        ]
        old = {*self._seated.values(), *self._fixed.values()}
        return Repair(
            kind,
            groups,
            tuple(sorted(moves, key=lambda move: (move.origin, move.person))),
            {person: number for person, number in sorted(seat.items()) if person not in self._seated},
            tuple(number for number in groups if number not in old),
            tuple(sorted(old - groups.keys())),
            self._before,
            _scores(self._request, groups),
            tuple(
                wish
                for wish in self._request.wishes
                if wish.level is WishLevel.MUST
                and (seat[wish.first_id] == seat[wish.second_id]) == (wish.kind is WishKind.APART)
            ),
            proven,
        )

    @property
    def _before(self) -> tuple[tuple[str, int], ...]:
        left: dict[int, list[ParticipantId]] = {}
        for person in self._request.people:
            if person in self._seated:
                left.setdefault(self._seated[person], []).append(person)
        return _scores(self._request, {number: tuple(group) for number, group in left.items()})

    def _new_numbers(self, count: int) -> range:
        first = max((*self._seated.values(), *self._fixed.values()), default=-1) + 1
        return range(first, first + count)

    def _room(self, way: Way, placed: Mapping[int, int] | None = None) -> Room:
        fixed = [person in self._fixed for person in self._request.people]
        return Room(self._charges, self._homes(way), fixed, way.low, way.high, placed)

    def _homes(self, way: Way) -> list[int]:
        place = {group: number for number, group in enumerate(way.kept)}
        return [place.get(self._wanted.get(person, -1), -1) for person in self._request.people]

    def _answer(self, way: Way, room: Room) -> _Answer:
        broken, moves, mixing = room.cost()
        gone = sum(group not in way.kept for person, group in self._wanted.items())
        return _Answer(way, tuple(room.seats), broken, moves + gone + self._forced, mixing)


def _scores(request: SeatingRequest, groups: Seated) -> tuple[tuple[str, int], ...]:
    seat = {person: place for place, group in enumerate(groups.values()) for person in group}
    if not seat:
        return ()
    here = replace(limited_to(request, seat), pins={})
    measure = problem(here, [len(group) for group in groups.values()])
    found = trait_scores(measure, [seat[person] for person in here.people])
    return tuple((request.traits[trait].name, score) for trait, score in found.items())
