"""Short words of the plan's tables; the whole ones stand beside and in the tooltips."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, EFFORT, IMPACT
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.idea_plot import Quarter
from cxfacilitator.domain.ideas import IdeaEvidence, IdeaView
from cxfacilitator.domain.plan import Disposition, Idea
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import uncapitalised

CUSTOMERS_SAY: Mapping[IdeaEvidence, str] = {
    IdeaEvidence.CUSTOMER_REQUESTED: "asked for it",
    IdeaEvidence.INTERNAL_ENABLER: "feel only the effect",
    IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE: "speak against it",
    IdeaEvidence.PROBLEM_RAISED_SOLUTION_UNTESTED: "raised the problem",
    IdeaEvidence.NO_CUSTOMER_EVIDENCE: "did not raise it",
    IdeaEvidence.NO_CUSTOMERS_ASKED: "are not asked yet",
}
"""What follows the heading `Customers …`."""
DECIDE_KEYS: Mapping[str, Disposition | None] = {
    "N": Disposition.DO_NOW,
    "P": Disposition.PLAN,
    "C": Disposition.ASK_CUSTOMERS,
    "E": Disposition.EXPLAIN,
    "X": Disposition.NOT_NOW,
    "0": None,
}
"""What follows the letter D."""
DECIDE_HINT = "Decision: N do now, P plan, C ask customers, E explain, X not now, 0 open again."

_AXES = {IMPACT: "impact", EFFORT: "effort"}
"""What the axes of the plot are called as long as nobody calls these criteria otherwise."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axes of the plot are called, as in the middle of a sentence."""

    impact: str = _AXES[IMPACT]
    effort: str = _AXES[EFFORT]

    def scores(self, idea: Idea) -> str:
        """Say where an idea stands that has a score on both."""
        return f"{self.impact} {idea.impact}, {self.effort} {idea.effort}"

    def quarter(self, quarter: Quarter) -> str:
        """Name a quarter of the plot."""
        impact = "High" if quarter in (Quarter.HIGH_FOR_LOW, Quarter.HIGH_FOR_HIGH) else "Low"
        effort = "low" if quarter in (Quarter.HIGH_FOR_LOW, Quarter.LOW_FOR_LOW) else "high"
        return f"{impact} {self.impact}, {effort} {self.effort}"


def axes(snapshot: Snapshot) -> Axes:
    """Return what people call the axes."""
    usual = {criterion.id: criterion.name for criterion in DEFAULT_CRITERIA}
    names = {axis: snapshot.criterion[axis].name for axis in _AXES}
    called = (_AXES[axis] if name == usual[axis] else uncapitalised(name) for axis, name in names.items())
    return Axes(*called)


def customers_say(view: IdeaView) -> str:
    """Say in a few words what customers say of an idea."""
    return "asked: quick win" if view.quick_win else CUSTOMERS_SAY[view.evidence]


def who_asked(view: IdeaView) -> str:
    """Say how many groups of each audience asked for an idea."""
    return ", ".join(f"{audience.label}: {view.groups[audience]}" for audience in Audience)
