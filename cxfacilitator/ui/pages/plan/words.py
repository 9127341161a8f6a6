"""Short words of the plan's tables; the whole ones stand beside and in the tooltips."""

from collections.abc import Mapping

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.idea_plot import Quarter
from cxfacilitator.domain.ideas import IdeaEvidence, IdeaView
from cxfacilitator.domain.plan import Disposition

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

QUARTER_WORDS: Mapping[Quarter, str] = {
    Quarter.HIGH_FOR_LOW: "High impact, low effort",
    Quarter.HIGH_FOR_HIGH: "High impact, high effort",
    Quarter.LOW_FOR_LOW: "Low impact, low effort",
    Quarter.LOW_FOR_HIGH: "Low impact, high effort",
}


def customers_say(view: IdeaView) -> str:
    """Say in a few words what customers say of an idea."""
    return "asked: quick win" if view.quick_win else CUSTOMERS_SAY[view.evidence]


def who_asked(view: IdeaView) -> str:
    """Say how many groups of each audience asked for an idea."""
    return ", ".join(f"{audience.label}: {view.groups[audience]}" for audience in Audience)
