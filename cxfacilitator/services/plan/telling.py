"""Say in words what is known of an idea."""

from collections.abc import Mapping

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.conflicts import Conflict
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaEvidence, IdeaView
from cxfacilitator.domain.kept import Kept
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.priorities import Priority
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.sheets import Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.weights import ScorePart
from cxfacilitator.report.words import (
    BUY_IN,
    CONFLICT,
    DISPOSITION,
    IDEA_EVIDENCE,
    QUICK_WIN,
    counted,
    quoted,
    ranked,
    sentence,
    weighed,
)

_VALUE = {Value.YES: "Yes", Value.NO: "No", Value.UNSURE: "Unsure", Value.UNSAID: ""}


def tell_asked(view: IdeaView, comparison: Comparison) -> str:
    """Say which groups asked for an idea, customers first: `3 of 5 customer groups and both staff groups`."""
    asking = [audience for audience in reversed(Audience) if view.groups[audience]]
    # An answer that nobody has reviewed yet may come from a group that does not count yet.
    return joined(counted(view.groups[a], max(comparison.groups[a], view.groups[a]), a) for a in asking)


def tell_evidence(evidence: IdeaEvidence) -> str:
    """Say what customers' evidence says of an idea."""
    return IDEA_EVIDENCE[evidence]


def tell_quick_win() -> str:
    """Say what makes an idea a quick win."""
    return f"{QUICK_WIN}."


def tell_disposition(disposition: Disposition | None) -> str:
    """Say what was decided on an idea; empty when nothing was yet."""
    return DISPOSITION[disposition] if disposition else ""


def tell_value(value: Value) -> str:
    """Say yes, no or unsure; empty when nobody has said."""
    return _VALUE[value]


def tell_conflict(conflict: Conflict, snapshot: Snapshot) -> str:
    """Say what an idea may run against."""
    return sentence(CONFLICT[conflict.why].format(quoted(snapshot.codebook.by_id[conflict.theme_id].name)))


def tell_continue(kept: Kept) -> str:
    """Say what it means that audiences ask to continue something; empty where customers and staff do not agree."""
    return BUY_IN if kept.agreed else ""


def tell_rank(priority: Priority) -> str:
    """Say where an idea stands, and between which ranks it moves when the weights do: `3 (2 to 4)`."""
    return ranked(priority)


def tell_weights(weights: Mapping[ScorePart, float]) -> str:
    """Say what the parts of the score count for, of 100 in all."""
    return weighed(weights)


def tell_ties(priority: Priority, snapshot: Snapshot) -> str:
    """Say with how many ideas it is a tie; empty for none."""
    if not priority.ties:
        return ""
    if len(priority.ties) == 1:
        return f"A tie with {snapshot.idea[priority.ties[0]].title}: which comes first depends on the weights."
    return f"A tie with {amount(len(priority.ties), 'other idea')}: which comes first depends on the weights."


def tell_proposal(proposal: Proposal, snapshot: Snapshot) -> str:
    """Say why answers may propose the same."""
    themes = joined(quoted(snapshot.codebook.by_id[theme].name) for theme in proposal.themes)
    words = joined(f"“{word}”" for word in proposal.words)
    about = f"all are about {themes}" if themes else ""
    say = f"they share the {'word' if len(proposal.words) == 1 else 'words'} {words}" if words else ""
    return sentence(joined((about, say)) or "they are worded alike")
