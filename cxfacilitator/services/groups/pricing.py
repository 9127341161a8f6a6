"""What it would cost to meet the wishes that a seating leaves unmet."""

from collections.abc import Mapping

from cxfacilitator.domain.groups import GroupPlan, Wish
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.groups.search import Asked
from cxfacilitator.services.groups.seats import called


def prices(snapshot: Snapshot, plan: GroupPlan, progress: Progress = silent) -> Mapping[Wish, str]:
    """Return for each wish that a seating does not meet what meeting it would cost, in one sentence.

    Args:
        snapshot: Where people, rules and wishes are read from.
        plan: A proposal, or the groups as they stand.
        progress: Told the share done; may stop the search.
    """
    from cxfacilitator.engines.seating.prices import price_wishes

    groups = [group for group in plan.groups if group]
    people = tuple(snapshot.participant[one] for group in groups for one in group)
    place = {one: number for number, group in enumerate(groups) for one in group}
    pins = {person.id: place[person.id] for person in people if person.pinned}
    request = Asked(snapshot, people, plan.audience, pins=pins).request
    names = {person.id: called(person) for person in people}
    found = price_wishes(request, [len(group) for group in groups], groups, max(plan.seed, 1), progress)
    return {price.wish: _cost(price.sentence(names)) for price in found}


def _cost(sentence: str) -> str:
    """Leave out whom a price is about: it stands beside the wish."""
    words = sentence.partition(": ")[2]
    return words[:1].upper() + words[1:]
