"""A proposed seating, for a person to agree to, with what it is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups.objective import objective
from cxfacilitator.domain.groups.problem import MILLION as RANDOM
from cxfacilitator.domain.groups.rules import Attribute, SeatingRules
from cxfacilitator.domain.groups.splits import SplitChoice
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.text import amount


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A proposed seating, for a person to agree to.

    Attributes:
        session_code: The session that it is for; empty for a whole audience.
        scores: How well each attribute is mixed: 100 as evenly as whole people allow, 0 (or worse)
            like drawing lots. An attribute that cannot be mixed better or worse is not there.
        pairs: How many pairs of manager and direct report there were to keep apart.
        unmet: One sentence, with names, for each pair that shares a group all the same.
        proven: No seating can be better.
    """

    audience: Audience
    session_code: str
    groups: tuple[tuple[ParticipantId, ...], ...]
    seed: int
    scores: tuple[tuple[Attribute, int], ...] = ()
    pairs: int = 0
    unmet: tuple[str, ...] = ()
    proven: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of people in each group."""
        return tuple(map(len, self.groups))

    def sentences(self) -> tuple[str, ...]:
        """Return what to know before agreeing; names only where a manager sits with a direct report."""
        found = [SplitChoice(self.sizes).sentence + "."]
        if self.scores:
            scores = ", ".join(f"{attribute.plural} {score}" for attribute, score in self.scores)
            found.append(f"Mixing: {scores} (100: as even as whole people allow, 0: like drawing lots).")
        if self.proven:
            found.append("No other seating is better.")
        if self.pairs and not self.unmet:
            found.append(f"Nobody sits with their own line manager ({amount(self.pairs, 'pair')} kept apart).")
        elif self.unmet:
            found.append(f"{len(self.unmet)} of {amount(self.pairs, 'pair')} of manager and report share a group.")
        return (*found, *self.unmet)


def assess(
    people: Sequence[Participant],
    groups: Sequence[Sequence[ParticipantId]],
    rules: SeatingRules,
    *,
    audience: Audience,
    session_code: str = "",
    seed: int = 1,
) -> GroupPlan:
    """Return the plan for a seating: its scores, and what it leaves unmet.

    Args:
        people: Exactly those who sit in `groups`.
        groups: Who sits where; found by the engine, or made by hand.
        rules: What the scores measure.
        audience: Goes into the plan, as the next two do.
        session_code: Empty for a whole audience.
        seed: What the search was given.
    """
    measure = objective(people, [len(group) for group in groups], rules)
    mixing, broken = measure.mixing(groups), measure.broken(groups)
    scores = []
    for attribute, cost in mixing.items():
        lots, bound = RANDOM * rules.mix[attribute], measure.bounds[attribute]
        # Where each value occurs once there is nothing to gain; only rounding separates the two.
        if (lots - bound) * 1000 > lots:
            scores.append((attribute, max(0, 100 * (lots - cost) // (lots - bound))))
    return GroupPlan(
        audience,
        session_code,
        tuple(tuple(group) for group in groups),
        seed,
        tuple(scores),
        len(measure.apart),
        _unmet(people, groups, broken),
        proven=not broken and sum(mixing.values()) == measure.bound,
    )


def _unmet(
    people: Sequence[Participant],
    groups: Sequence[Sequence[ParticipantId]],
    broken: Iterable[tuple[ParticipantId, ParticipantId]],
) -> tuple[str, ...]:
    by_id = {person.id: person for person in people}
    seat = {person: number for number, group in enumerate(groups, start=1) for person in group}
    found = []
    for first, second in broken:
        report, manager = (first, second) if by_id[first].manager_id == second else (second, first)
        names = [by_id[person].full_name or by_id[person].code for person in (report, manager)]
        found.append((seat[first], f"Group {seat[first]}: {names[0]} sits with line manager {names[1]}."))
    return tuple(sentence for _, sentence in sorted(found))


def sitting_with_manager(members: Sequence[Participant]) -> tuple[tuple[Participant, Participant], ...]:
    """Return each direct report in one group with the line manager who sits there too."""
    here = {person.id: person for person in members}
    return tuple(
        (person, here[person.manager_id])
        for person in members
        if person.manager_id is not None and person.manager_id in here and person.manager_id != person.id
    )
