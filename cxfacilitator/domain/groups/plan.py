"""A proposed seating, for a person to agree to, with what it is worth and what it leaves unmet."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups.certificates import Certificate
from cxfacilitator.domain.groups.rules import Attribute, Wish
from cxfacilitator.domain.groups.splits import SplitChoice
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.text import amount


@dataclass(frozen=True)
class UnmetWish:
    """A wish that a seating does not meet.

    Attributes:
        sentence: Who sits where, with names.
        managers: It keeps a manager from a direct report.
        certificate: Why it cannot be met together with all musts; None when there is no proof of that,
            and it was traded for something else.
    """

    wish: Wish
    sentence: str
    managers: bool = False
    certificate: Certificate | None = None

    @property
    def traded(self) -> bool:
        """Whether the wish may well be met, at a price."""
        return self.certificate is None


@dataclass(frozen=True)
class GroupPlan:
    """A proposed seating, for a person to agree to.

    Attributes:
        session_code: The session that it is for; empty for a whole audience.
        scores: How well each attribute is mixed: 100 as evenly as whole people allow, 0 (or worse)
            like drawing lots. An attribute that cannot be mixed better or worse is not there.
        alike: The attribute that is to be the same in a group, with its score.
        pairs: How many pairs of manager and direct report there were to keep apart.
        unmet: One sentence, with names, for each thing asked for that this seating does not give.
        proven: No seating can be better.
        wishes: How many wishes there were beside those for managers.
        unmet_wishes: The wishes that are not met, those for managers too.
        impossible: In words, why some things asked for cannot all be had.
        worst: The least mixed group and why, in words; empty when all are as even as whole people allow.
        again: How many pairs share a group who have shared one before; None when nobody has.
    """

    audience: Audience
    session_code: str
    groups: tuple[tuple[ParticipantId, ...], ...]
    seed: int
    scores: tuple[tuple[Attribute, int], ...] = ()
    alike: tuple[Attribute, int] | None = None
    pairs: int = 0
    unmet: tuple[str, ...] = ()
    proven: bool = False
    wishes: int = 0
    unmet_wishes: tuple[UnmetWish, ...] = ()
    impossible: tuple[str, ...] = ()
    worst: str = ""
    again: int | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of people in each group."""
        return tuple(map(len, self.groups))

    def sentences(self) -> tuple[str, ...]:
        """Return what to know before agreeing; names only where something asked for is not given."""
        found = [SplitChoice(self.sizes).sentence + "."]
        if self.scores:
            scores = ", ".join(f"{attribute.plural} {score}" for attribute, score in self.scores)
            found.append(f"Mixing: {scores} (100: as even as whole people allow, 0: like drawing lots).")
        if self.alike is not None:
            attribute, score = self.alike
            found.append(f"Alike in {attribute.value}: {score} (100: as alike as can be, 0: like drawing lots).")
        if self.worst:
            found.append(self.worst)
        if self.proven:
            found.append("No other seating is better.")
        by_manager = sum(unmet.managers for unmet in self.unmet_wishes)
        if self.pairs and not by_manager:
            found.append(f"Nobody sits with their own line manager ({amount(self.pairs, 'pair')} kept apart).")
        elif by_manager:
            found.append(f"{by_manager} of {amount(self.pairs, 'pair')} of manager and report share a group.")
        if self.wishes:
            met = self.wishes - (len(self.unmet_wishes) - by_manager)
            all_of = "The wish is met." if self.wishes == 1 else f"All {self.wishes} wishes are met."
            some = f"{met} of {self.wishes} wishes are met." if self.wishes > 1 else "The wish is not met."
            found.append(all_of if met == self.wishes else some)
        if self.again is not None:
            pairs = amount(self.again, "pair shares", "pairs share")
            found.append(f"{pairs} a group again." if self.again else "Nobody sits with a former table-mate.")
        return (*found, *self.unmet, *self.impossible)


def sitting_with_manager(members: Sequence[Participant]) -> tuple[tuple[Participant, Participant], ...]:
    """Return each direct report in one group with the line manager who sits there too."""
    here = {person.id: person for person in members}
    return tuple(
        (person, here[person.manager_id])
        for person in members
        if person.manager_id is not None and person.manager_id in here and person.manager_id != person.id
    )
