"""What it would cost to meet the wishes that a seating leaves unmet, and whether any seating could be better."""

from collections.abc import Mapping
from dataclasses import replace

from cxfacilitator.domain.groups import GroupPlan, Wish, problem
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.groups.search import Asked
from cxfacilitator.services.groups.seats import called

_MOST_PROVEN = 60
"""More people than this are seldom decided within a minute or two."""


def prices(snapshot: Snapshot, plan: GroupPlan, progress: Progress = silent) -> Mapping[Wish, str]:
    """Return for each wish that a seating does not meet what meeting it would cost, in one sentence.

    Args:
        snapshot: Where people, rules and wishes are read from.
        plan: A proposal, or the groups as they stand.
        progress: Told the share done; may stop the search.
    """
    from cxfacilitator.engines.seating.prices import price_wishes

    asked, groups = _question(snapshot, plan)
    names = {person.id: called(person) for person in asked.people}
    found = price_wishes(asked.request, [len(group) for group in groups], groups, max(plan.seed, 1), progress)
    return {price.wish: _cost(price.sentence(names)) for price in found}


def can_prove(plan: GroupPlan) -> bool:
    """Whether it is worth the time to ask for a proof: the solver is there, and not too many people sit."""
    from cxfacilitator.engines.seating import prove as solver

    # Whoever has sat together before is not part of a plan, and the proof would forget it.
    return not plan.proven and plan.again is None and sum(plan.sizes) <= _MOST_PROVEN and solver.can_prove()


def prove(snapshot: Snapshot, plan: GroupPlan, progress: Progress = silent) -> tuple[str, GroupPlan]:
    """Prove that no seating is better than a plan, or find the one that is; takes up to minutes.

    Returns:
        What came of it, in one sentence, and the best seating that is known now.

    Raises:
        CxError: The solver is not installed, or too many people sit.
        Cancelled: Raised by `progress`.
    """
    from cxfacilitator.engines.seating.prove import Outcome, prove

    asked, groups = _question(snapshot, plan)
    proof = prove(problem(asked.request, [len(group) for group in groups]), groups, progress)
    if proof.outcome is Outcome.BETTER:
        plan = asked.plan(proof.groups, plan.session_code, plan.seed)
    return proof.sentence, replace(plan, proven=proof.outcome is Outcome.PROVEN or proof.best)


def _question(snapshot: Snapshot, plan: GroupPlan) -> tuple[Asked, list[tuple[ParticipantId, ...]]]:
    """Return what the people of a plan ask for, and who sits with whom in it."""
    groups = [group for group in plan.groups if group]
    people = tuple(snapshot.participant[one] for group in groups for one in group)
    place = {one: number for number, group in enumerate(groups) for one in group}
    pins = {person.id: place[person.id] for person in people if person.pinned}
    return Asked(snapshot, people, plan.audience, pins=pins), groups


def _cost(sentence: str) -> str:
    """Leave out whom a price is about: it stands beside the wish."""
    words = sentence.partition(": ")[2]
    return words[:1].upper() + words[1:]
