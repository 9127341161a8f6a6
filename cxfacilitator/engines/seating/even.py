"""A last pass over a seating: make the worst group better at the price of a little mixing elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxfacilitator.domain.groups import Feature, Kind, Problem
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.board import Board, board
from cxfacilitator.engines.seating.search import Search

if TYPE_CHECKING:
    from cxfacilitator.engines.seating.board import Floats

Groups = tuple[tuple[ParticipantId, ...], ...]

NOTE = "Evening out the groups"
MOST_SWAPS = 15
ALLOWED = 100
"""All mixing together may get worse by one part in so many of what drawing lots costs."""
PART = 200
"""The worst group changes people with the best ones, up to so many people."""


def even_out(asked: Problem, groups: Sequence[Sequence[ParticipantId]], progress: Progress = silent) -> Groups:
    """Swap people between the worst group and others as long as the worse of the two becomes better.

    Returns:
        Who sits in each group. The worst group is never worse mixed than before, no wish is kept less, nobody pinned
        moves, and all mixing together costs at most one percent more of what drawing lots costs.

    Raises:
        CxError: The groups are not a seating of exactly these people in groups of these sizes.
        Cancelled: Raised by `progress`.
    """
    seats = asked.seats_of(groups)
    if len(asked.sizes) < 2:
        return asked.groups_of(seats)
    mixing = board(replace(asked, features=_features(asked, wishes=False), pairs={}))
    wishes = board(replace(asked, features=_features(asked, wishes=True)))
    left = sum(trait.weight for trait in asked.request.traits) * 10**6 // ALLOWED
    for step in range(MOST_SWAPS):
        progress(step / MOST_SWAPS, NOTE)
        swap = _best_swap(mixing, wishes, seats, left)
        if swap is None:
            break
        one, other, price = swap
        seats[one], seats[other] = seats[other], seats[one]
        left -= price
    progress(1.0, NOTE)
    return asked.groups_of(seats)


def _features(asked: Problem, wishes: bool) -> tuple[Feature, ...]:
    return tuple(f for f in asked.features if (f.kind in (Kind.ROLE, Kind.ALONE)) is wishes)


def _best_swap(mixing: Board, wishes: Board, seats: Sequence[int], left: int) -> tuple[int, int, int] | None:
    """Return the swap of two people that makes the worst group, and its partner, best; with what it costs in all."""
    import numpy as np

    cost = mixing.group_values(seats)
    worst = int(cost.argmax())
    order = [int(group) for group in np.argsort(cost, kind="stable") if group != worst]
    chosen, room = [worst], PART - mixing.sizes[worst]
    for group in order:
        room -= mixing.sizes[group]
        if room < 0 and len(chosen) > 1:
            break
        chosen.append(group)
    chosen.sort()
    here = set(chosen)
    people = [person for person, group in enumerate(seats) if group in here]
    search = Search(mixing, people, chosen, seats)
    loss: Floats = search.losses()
    total = search.changes()
    group_of = np.array([seats[person] for person in people])
    mine, theirs = np.flatnonzero(group_of == worst), np.flatnonzero(group_of != worst)
    after = np.maximum(cost[worst] + loss[np.ix_(mine, theirs)], cost[group_of[theirs]] + loss[np.ix_(theirs, mine)].T)
    closed = total[np.ix_(mine, theirs)] > left
    closed |= Search(wishes, people, chosen, seats).changes()[np.ix_(mine, theirs)] > 0
    pinned = mixing.pinned[people]
    closed |= pinned[mine][:, None] | pinned[theirs]
    after[closed] = np.inf
    row, column = divmod(int(after.argmin()), after.shape[1])
    if after[row, column] >= cost[worst]:
        return None
    return people[mine[row]], people[theirs[column]], int(total[mine[row], theirs[column]])
