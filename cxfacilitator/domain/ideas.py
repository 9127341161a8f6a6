"""Ideas held against what customers said: who proposed each, its evidence status, and the quick wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import UNCLEAR, ThemeId, Visibility
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.conflicts import Conflict, against_customers, conflicts
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.criteria import EFFORT, HIGH_IMPACT, IMPACT, LOW_EFFORT
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.initiatives import Initiative
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount


class IdeaEvidence(StrEnum):
    """What customers' evidence says of an idea; inside agreement never makes an idea customer-backed."""

    CUSTOMER_REQUESTED = "customer_requested"
    INTERNAL_ENABLER = "internal_enabler"
    AGAINST_CUSTOMER_EVIDENCE = "against_customer_evidence"
    PROBLEM_RAISED_SOLUTION_UNTESTED = "customer_problem_solution_untested"
    NO_CUSTOMER_EVIDENCE = "no_customer_evidence"
    NO_CUSTOMERS_ASKED = "no_customers_asked"


@dataclass(frozen=True)
class IdeaView:
    """An idea with what the sheets say of it.

    Attributes:
        themes: The themes of its reviewed answers, in the order in which they appear.
        groups: How many groups of each audience proposed it; unclear answers do not count.
        conflict: Somebody noted that it runs against customers' evidence.
        against: What it may run against by its themes, whether anybody noted it or not.
        quick_win_candidate: Asked for by a customer group, by two audiences and by three groups.
        quick_win: A candidate whose impact people scored 3 or more and whose effort 2 or less, without conflict.
    """

    idea: Idea
    themes: tuple[ThemeId, ...]
    groups: Mapping[Audience, int]
    evidence: IdeaEvidence
    conflict: bool
    against: tuple[Conflict, ...]
    quick_win_candidate: bool
    quick_win: bool

    @property
    def not_yet_asked(self) -> bool:
        """Whether customers still have to be asked before this idea is worth money."""
        return self.evidence not in (IdeaEvidence.CUSTOMER_REQUESTED, IdeaEvidence.INTERNAL_ENABLER)

    @property
    def may_harm(self) -> bool:
        """Whether it may run against what was said: somebody noted it, or its themes say so."""
        return self.conflict or bool(self.against)


def view_ideas(snapshot: Snapshot, comparison: Comparison) -> tuple[IdeaView, ...]:
    """Hold every idea against what customers said, in the order of the file."""
    return tuple(_view(idea, snapshot, comparison) for idea in snapshot.ideas)


@dataclass(frozen=True)
class Considered:
    """How far the ideas have been considered: each gets an answer.

    Attributes:
        waiting: Start answers that belong to no idea yet.
    """

    decided: int
    ideas: int
    waiting: int

    @property
    def sentence(self) -> str:
        """How many were considered, and what still waits."""
        if not self.ideas and not self.waiting:
            return "No ideas yet"
        told = f"{self.decided} of {amount(self.ideas, 'idea')} considered"
        waiting = amount(self.waiting, "Start answer")
        return (
            f"{told}; {waiting} {'belongs' if self.waiting == 1 else 'belong'} to no idea yet" if self.waiting else told
        )


def considered(snapshot: Snapshot) -> Considered:
    """Count the ideas that have an answer."""
    decided = sum(idea.disposition is not None for idea in snapshot.ideas)
    return Considered(decided, len(snapshot.ideas), len(unclustered(snapshot)))


def unclustered(snapshot: Snapshot) -> tuple[Answer, ...]:
    """Return the Start answers that belong to no idea yet."""
    placed = {answer_id for idea in snapshot.ideas for answer_id in idea.answer_ids}
    return tuple(answer for answer in snapshot.answers if answer.box is Box.START and answer.id not in placed)


def startable(snapshot: Snapshot, answer_ids: Iterable[AnswerId]) -> tuple[AnswerId, ...]:
    """Return those that are Start answers of groups now; an answer of an idea may have been parked or moved since."""
    return tuple(
        answer_id
        for answer_id in answer_ids
        if answer_id in snapshot.counted and snapshot.answer[answer_id].box is Box.START
    )


@dataclass(frozen=True)
class ToAsk:
    """What customers were not asked about yet, whether proposed or under way."""

    ideas: tuple[IdeaView, ...]
    initiatives: tuple[Initiative, ...]


def not_yet_asked(snapshot: Snapshot, views: Iterable[IdeaView]) -> ToAsk:
    """Return the ideas without customers' backing, and the initiatives for which no customer was asked."""
    return ToAsk(
        tuple(view for view in views if view.not_yet_asked),
        tuple(each for each in snapshot.initiatives if each.customers_asked is Value.NO),
    )


def in_order(views: Iterable[IdeaView]) -> tuple[IdeaView, ...]:
    """Return the ideas in the order in which to discuss them.

    Quick wins first, then what customers asked for, then the rest; inside by the number of
    groups, customers before staff before leadership. Ideas that run against customers' evidence
    come last. No score is invented: impact and effort are people's.
    """
    order = list(IdeaEvidence)
    order.remove(IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE)
    order.append(IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE)

    def key(view: IdeaView) -> tuple[bool, int, int, int, str]:
        groups = view.groups
        return (
            not view.quick_win,
            order.index(view.evidence),
            -groups[Audience.CUSTOMERS],
            -sum(groups.values()),
            view.idea.code,
        )

    return tuple(sorted(views, key=key))


def _view(idea: Idea, snapshot: Snapshot, comparison: Comparison) -> IdeaView:
    # What is still unclear must be read back with the scribe before it asks for anything; what is in the parking lot,
    # or from a form, does not count with the groups.
    answers = [
        snapshot.answer[answer_id]
        for answer_id in idea.answer_ids
        if answer_id in snapshot.counted and UNCLEAR not in snapshot.themes_of.get(answer_id, ())
    ]
    themes = tuple(
        dict.fromkeys(
            theme
            for answer in answers
            if answer.reviewed
            for theme in snapshot.themes_of.get(answer.id, ())
            if theme in comparison.by_id
        )
    )
    groups = {a: len({x.group_id for x in answers if snapshot.audience_of(x) is a}) for a in Audience}
    conflict = any(Flag.CONFLICT in answer.flags for answer in answers)
    candidate = (
        groups[Audience.CUSTOMERS] >= 1 and sum(n > 0 for n in groups.values()) >= 2 and sum(groups.values()) >= 3
    )
    given = idea.given
    worth_it = {IMPACT, EFFORT} <= given.keys() and given[IMPACT] >= HIGH_IMPACT and given[EFFORT] <= LOW_EFFORT
    return IdeaView(
        idea,
        themes,
        groups,
        _evidence(themes, groups, conflict, comparison),
        conflict,
        conflicts(themes, comparison),
        candidate,
        candidate and worth_it and not conflict,
    )


def _evidence(
    themes: Iterable[ThemeId], groups: Mapping[Audience, int], conflict: bool, comparison: Comparison
) -> IdeaEvidence:
    """The first status that fits."""
    views = [comparison.by_id[theme] for theme in themes]
    customers = [view.counts[Audience.CUSTOMERS] for view in views]
    if groups[Audience.CUSTOMERS]:
        return IdeaEvidence.CUSTOMER_REQUESTED
    if views and all(view.theme.visibility is not Visibility.DIRECT for view in views):
        return IdeaEvidence.INTERNAL_ENABLER
    if not comparison.asked(Audience.CUSTOMERS):
        return IdeaEvidence.NO_CUSTOMERS_ASKED
    if conflict or any(against_customers(view) for view in views):
        return IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE
    if any(c.state in (State.CONCERN, State.DIVIDED) or c.valued >= 2 for c in customers):
        return IdeaEvidence.PROBLEM_RAISED_SOLUTION_UNTESTED
    return IdeaEvidence.NO_CUSTOMER_EVIDENCE
