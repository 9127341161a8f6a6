"""What the audiences ask to continue: buy-in that is already there, and must not be lost by a change elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot


@dataclass(frozen=True)
class Kept:
    """A theme that is to be continued.

    Attributes:
        theme: None for reviewed answers that are on no theme.
        answers: The Continue answers, by audience.
        agreed: Customers and staff both ask for it, each with as many groups as a state needs.
    """

    theme: Theme | None
    answers: Mapping[Audience, tuple[Answer, ...]]
    agreed: bool

    def groups(self, audience: Audience) -> int:
        """How many groups of an audience ask to continue it."""
        return len({answer.group_id for answer in self.answers[audience]})


def kept(snapshot: Snapshot, comparison: Comparison) -> tuple[Kept, ...]:
    """Return what is to be continued: first what customers and staff agree on, then by groups, customers first.

    Answers on no theme come last, so that no Continue answer is lost from sight.
    """
    found = []
    for view in comparison.themes:
        answers = {a: tuple(x for x in view.answers[a] if x.box is Box.CONTINUE) for a in Audience}
        if any(answers.values()):
            found.append(Kept(view.theme, answers, view.kept_by_both))

    def key(each: Kept) -> tuple[bool, int, int]:
        return not each.agreed, -each.groups(Audience.CUSTOMERS), -sum(each.groups(a) for a in Audience)

    rest = [answer for answer in comparison.unthemed if answer.box is Box.CONTINUE]
    ordered = sorted(found, key=key)
    if rest:
        ordered.append(Kept(None, {a: tuple(x for x in rest if snapshot.audience_of(x) is a) for a in Audience}, False))
    return tuple(ordered)
