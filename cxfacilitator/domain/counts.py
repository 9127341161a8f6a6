"""How many groups of an audience say a thing, and what that makes of the theme.

Groups are counted, never mentions: one group that says a thing four times counts once. A theme's
state is all that the rules of the findings look at.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cxfacilitator.domain.sheets import Answer, Box, Direction, Value


class State(StrEnum):
    """What an audience's groups say of a theme, taken together."""

    STRENGTH = "strength"
    CONCERN = "concern"
    DIVIDED = "divided"
    MENTIONED = "mentioned"
    SILENT = "silent"

    @property
    def weak(self) -> bool:
        """Whether too few groups speak of it to call it a strength or a concern."""
        return self in (State.SILENT, State.MENTIONED)


def threshold(groups: int) -> int:
    """Return how many groups must say a thing before it is the audience's, out of so many groups.

    >>> [threshold(n) for n in (1, 2, 6, 7, 9, 10)]
    [1, 2, 2, 3, 3, 4]
    """
    if groups <= 1:
        return 1
    return 2 if groups <= 6 else -(-groups // 3)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many different groups of one audience speak of one theme, and where.

    Attributes:
        groups: Groups with at least one reviewed answer; 0 when the audience was not asked.
        threshold: Groups needed for a strength or a concern.
        well: Groups with it in Q1 or Q4 continue.
        improve: Groups with it in Q2.
        wants: Groups with it in Q4 start.
        raises: Groups with it in Q2 or Q4 start.
        keeps: Groups with it in Q4 continue.
        differ: Groups with it in Q3.
        valued: Groups that see others do it better or differently, and say that it matters to customers.
        not_valued: Groups that say of a difference that it does not matter to customers.
        mentions: Groups with it anywhere.
    """

    groups: int
    threshold: int
    well: int
    improve: int
    wants: int
    raises: int
    keeps: int
    differ: int
    valued: int
    not_valued: int
    mentions: int

    @property
    def asked(self) -> bool:
        """Whether the audience has any reviewed sheet at all."""
        return self.groups > 0

    @property
    def behind(self) -> int:
        """The groups behind the state: those that praise for a strength, those that ask for a concern, else all."""
        return {State.STRENGTH: self.well, State.CONCERN: self.raises}.get(self.state, self.mentions)

    @property
    def state(self) -> State:
        """The first state that fits."""
        if self.well >= self.threshold and self.improve >= self.threshold:
            return State.DIVIDED
        if self.well >= self.threshold:
            return State.STRENGTH
        if self.improve >= self.threshold or (self.improve >= 1 and self.raises >= self.threshold):
            return State.CONCERN
        return State.MENTIONED if self.mentions else State.SILENT


def count(answers: Iterable[Answer], groups: int) -> Counts:
    """Count the groups behind one audience's answers on one theme.

    Args:
        answers: The answers that have the theme, all of one audience.
        groups: Groups of that audience with at least one reviewed answer.
    """
    seen: dict[str, set[int]] = {
        name: set()
        for name in ("well", "improve", "wants", "raises", "keeps", "differ", "valued", "not_valued", "mentions")
    }
    for answer in answers:
        seen["mentions"].add(answer.group_id)
        for name in roles(answer):
            seen[name].add(answer.group_id)
    return Counts(groups=groups, threshold=threshold(groups), **{name: len(found) for name, found in seen.items()})


def without_one(answers: Iterable[Answer], counts: Counts) -> frozenset[Counts]:
    """Return the counts that there may be once any one of the answers loses the theme; not those as they are.

    An answer takes its group out of a count when no other answer of the group is in it.

    Args:
        answers: The answers that `counts` counts.
    """
    placed = [(answer.group_id, (*roles(answer), "mentions")) for answer in answers]
    times = Counter((group, name) for group, names in placed for name in names)
    lost = {tuple(name for name in names if times[group, name] == 1) for group, names in placed}
    return frozenset(replace(counts, **{name: getattr(counts, name) - 1 for name in names}) for names in lost if names)


def roles(answer: Answer) -> tuple[str, ...]:
    """Return the counts, beside `mentions`, that an answer adds its group to."""
    match answer.box:
        case Box.WELL:
            return ("well",)
        case Box.CONTINUE:
            return ("well", "keeps")
        case Box.IMPROVE:
            return ("improve", "raises")
        case Box.START:
            return ("wants", "raises")
        case Box.DIFFER if answer.value is Value.NO:
            return ("differ", "not_valued")
        case Box.DIFFER if answer.value is Value.YES and answer.direction in (Direction.BETTER, Direction.DIFFERENT):
            return ("differ", "valued")
        case Box.DIFFER:
            return ("differ",)
        case Box.UNMARKED:
            return ()
