"""What it would cost to meet a wish that a seating leaves unmet: found by meeting it and mending what that upsets."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxfacilitator.domain.groups import Problem, SeatingRequest, Wish, WishKind, problem, trait_scores
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.engines.seating.room import Charges, Room, charges

NOTE = "Pricing the wishes"
MOST_PRICED = 10
SWEEPS = 4
FORCED = 5
"""A wish that is tried out counts for so many musts, so that nothing else stands in its way."""


@dataclass(frozen=True)
class WishPrice:
    """What one more wish met would cost.

    Attributes:
        groups: A seating that meets it; empty when none was found, which does not mean that there is none.
        lost: Points lost by each trait of which the score changes; negative where it gains.
        broken: Wishes that are met now, and would not be any more.
        met: Other wishes that would be met as well.
    """

    wish: Wish
    groups: tuple[tuple[ParticipantId, ...], ...] = ()
    lost: tuple[tuple[str, int], ...] = ()
    broken: tuple[Wish, ...] = ()
    met: tuple[Wish, ...] = ()

    def sentence(self, names: Mapping[ParticipantId, str] | None = None) -> str:
        """Return the price in one sentence; people without a name are called by their number."""
        pair = _pair(self.wish, names or {})
        ways = "apart" if self.wish.kind is WishKind.APART else "together"
        if not self.groups:
            return f"{pair} {ways}: no seating was found that allows it."
        costs = [f"{amount(points, 'point')} of {trait}" for trait, points in self.lost if points > 0]
        costs += [
            f"{_pair(wish, names or {})} would {'share a group' if wish.kind is WishKind.APART else 'sit apart'}"
            for wish in self.broken
        ]
        return f"{pair} {ways}: {'costs ' + joined(costs) if costs else 'costs next to nothing'}."


def price_wishes(
    request: SeatingRequest,
    sizes: Sequence[int],
    groups: Sequence[Sequence[ParticipantId]],
    seed: int = 1,
    progress: Progress = silent,
) -> tuple[WishPrice, ...]:
    """Return what it would cost to meet each wish that a seating leaves unmet, ten of them at most.

    Args:
        request: What was asked.
        sizes: Seats in each group.
        groups: The seating, in the order of `sizes`.
        seed: Decides between changes of the same price.
        progress: Told the share done; may stop the search.

    Raises:
        CxError: The groups are not a seating of these people.
        Cancelled: Raised by `progress`.
    """
    measure = problem(request, sizes)
    seats = measure.seats_of(groups)
    priced = range(min(sizes) - 1, max(sizes) + 2)
    paid = charges(problem(replace(request, pins={}), sizes, priced), priced)
    found = []
    wishes = _unmet(request, measure, seats)[:MOST_PRICED]
    for number, wish in enumerate(wishes):
        progress(number / len(wishes), NOTE)
        found.append(_price(wish, measure, seats, paid, random.Random(seed)))
    progress(1.0, NOTE)
    return tuple(found)


def _price(wish: Wish, measure: Problem, seats: Sequence[int], paid: Charges, rng: random.Random) -> WishPrice:
    one, other = (measure.people.index(person) for person in wish.pair)
    pinned = [person in measure.pins for person in range(len(seats))]
    room = Room(_forced(paid, one, other, wish.kind), seats, pinned, measure.sizes, measure.sizes)
    room.charge(0)
    room.settle([person for person in (one, other) if not pinned[person]], rng)
    for _ in range(SWEEPS):
        now = room.seats
        upset = {
            group for before, after in zip(seats, now, strict=True) if before != after for group in (before, after)
        }
        if not room.settle([p for p in range(len(now)) if now[p] in upset and not pinned[p]], rng):
            break
    after = room.seats
    unmet, still = _unmet(measure.request, measure, seats), _unmet(measure.request, measure, after)
    if wish in still:
        return WishPrice(wish)
    was, now_is = trait_scores(measure, seats), trait_scores(measure, after)
    return WishPrice(
        wish,
        measure.groups_of(after),
        tuple((measure.request.traits[n].name, was[n] - now_is[n]) for n in was if was[n] != now_is[n]),
        tuple(broken for broken in still if broken not in unmet),
        tuple(met for met in unmet if met not in still and met != wish),
    )


def _forced(paid: Charges, one: int, other: int, kind: WishKind) -> Charges:
    """Return the charges with one wish that goes before all others."""
    price = FORCED * paid.must * (1 if kind is WishKind.APART else -1)
    near = list(paid.near)
    near[one], near[other] = near[one] | {other: price}, near[other] | {one: price}
    owed = paid.owed.copy()
    for person in (one, other):
        owed[person] = -sum(min(0, some) for some in near[person].values())
    return replace(paid, near=tuple(near), owed=owed)


def _unmet(request: SeatingRequest, measure: Problem, seats: Sequence[int]) -> tuple[Wish, ...]:
    seat = dict(zip(measure.people, seats, strict=True))
    return tuple(
        wish
        for wish in request.wishes
        if (seat[wish.first_id] == seat[wish.second_id]) == (wish.kind is WishKind.APART)
    )


def _pair(wish: Wish, names: Mapping[ParticipantId, str]) -> str:
    return joined(names.get(person) or f"person {person}" for person in wish.pair)
