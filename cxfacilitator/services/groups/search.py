"""Ask the engine: the people, rules, wishes and pins of an audience as one question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupPlan, SeatingRequest, SeatingRules, assess, problem, seating_request
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.groups.asking import rules_for

Met = Mapping[tuple[ParticipantId, ParticipantId], int]
Groups = tuple[tuple[ParticipantId, ...], ...]


def met_so_far(snapshot: Snapshot, people: Sequence[Participant]) -> Met:
    """Return how often two of these people have shared a group: in earlier seatings, and where they sit now."""
    found = Counter(snapshot.met)
    now: dict[int, list[ParticipantId]] = {}
    for person in people:
        if person.group_id is not None:
            now.setdefault(person.group_id, []).append(person.id)
    for group in now.values():
        found.update(combinations(sorted(group), 2))
    return found


@dataclass(frozen=True)
class Asked:
    """What is asked of one seating.

    Attributes:
        people: Everybody who gets a seat.
        met: How often two people have met already, as far as it counts now.
        pins: Group, counted from 0, of those who do not move.
    """

    snapshot: Snapshot
    people: tuple[Participant, ...]
    audience: Audience
    met: Met | None = None
    pins: Mapping[ParticipantId, int] = field(default_factory=dict)

    @property
    def rules(self) -> SeatingRules:
        """The rules of the audience."""
        return rules_for(self.snapshot, self.audience)

    @cached_property
    def request(self) -> SeatingRequest:
        """The question as the engine reads it."""
        return seating_request(self.people, self.rules, self.snapshot.wishes, self.pins, self.met)

    def find(self, sizes: Sequence[int], seed: int, progress: Progress) -> Groups:
        """Look for the best seating in groups of these sizes; the worst group of one that may not be best is helped."""
        from cxfacilitator.engines.seating import even_out, find_seating

        if self.rules.same is not None:
            return self.find_alike(seed, progress, sizes)
        groups = find_seating(self.request, sizes, seed, progress)
        measure = problem(self.request, sizes)
        proven = measure.value(measure.seats_of(groups)) == measure.bound
        return groups if proven else even_out(measure, groups, progress)

    def find_alike(self, seed: int, progress: Progress, sizes: Sequence[int] | None = None) -> Groups:
        """Look for the best seating in groups of which each is alike in one attribute; None: of whatever sizes."""
        from cxfacilitator.engines.seating import find_alike

        return find_alike(self.request, progress, seed, sizes)[1]

    def plan(self, groups: Sequence[Sequence[ParticipantId]], session_code: str, seed: int) -> GroupPlan:
        """Return the plan for a seating: its scores, and what it leaves unmet."""
        return assess(
            self.people,
            groups,
            self.rules,
            audience=self.audience,
            session_code=session_code,
            seed=seed,
            wishes=self.snapshot.wishes,
            pins=self.pins,
            met=self.met,
        )
