"""What a finding says: its heading, one sentence that a facilitator would say, and the kind of response."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cxfacilitator.domain.comparison import Alignment, Comparison, ThemeView
from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.quotes import Side
from cxfacilitator.domain.sheets import Answer, Box, Flag
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.report.words import counted, did, quoted, sentence

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS

HEADING: Mapping[FindingKind, str] = {
    FindingKind.SHARED_STRENGTH: "Shared strength",
    FindingKind.UNRECOGNISED_STRENGTH: "Unrecognised strength",
    FindingKind.WORRY_NOT_SHARED: "Worry that customers do not share",
    FindingKind.SHARED_CONCERN: "Shared concern",
    FindingKind.LEADERSHIP_BLIND_SPOT: "Leadership blind spot",
    FindingKind.STAFF_BLIND_SPOT: "Staff blind spot",
    FindingKind.COMPANY_BLIND_SPOT: "Company-wide blind spot",
    FindingKind.OVER_CLAIMED_STRENGTH: "Over-claimed strength",
    FindingKind.CUSTOMERS_DIVIDED: "Customers are divided",
    FindingKind.UNCONFIRMED_STRENGTH: "Unconfirmed strength",
    FindingKind.INVISIBLE_WORK: "Invisible work",
    FindingKind.UNVALUED_WORK: "Unvalued work",
    FindingKind.INTERNAL_OVER_CLAIM: "Inside: over-claimed strength",
    FindingKind.INTERNAL_BLIND_SPOT: "Inside: leadership blind spot",
    FindingKind.INTERNAL_SHARED_CONCERN: "Inside: shared concern",
    FindingKind.INTERNAL_SHARED_STRENGTH: "Inside: shared strength",
    FindingKind.COMPETITOR_EDGE_VALUED: "Others do it, and customers value it",
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: "Others do it, and customers do not value it",
    FindingKind.COMPETITOR_CLAIM_UNTESTED: "Said of others, and not tested with customers",
    FindingKind.CONTINUE_CONSENSUS: "Agreed to continue",
    FindingKind.PROTECT_BEFORE_CHANGING: "Protect before you change",
    FindingKind.NEEDS_EXPLAINING: "Explain rather than change",
    FindingKind.EFFORT_HOT_SPOT: "Costs customers effort",
}
"""What a kind of finding is called."""

RESPONSE: Mapping[FindingKind, str] = {
    FindingKind.SHARED_STRENGTH: "Protect it, and name it as not up for negotiation.",
    FindingKind.UNRECOGNISED_STRENGTH: "Tell the people who do it, and protect it before anything is cut.",
    FindingKind.WORRY_NOT_SHARED: "Do not spend on it yet; ask customers first.",
    FindingKind.SHARED_CONCERN: "There is no gap here: decide and fix.",
    FindingKind.LEADERSHIP_BLIND_SPOT: "Listen to the staff who know it, then fix.",
    FindingKind.STAFF_BLIND_SPOT: "Show staff the customer's side.",
    FindingKind.COMPANY_BLIND_SPOT: "Go and look.",
    FindingKind.OVER_CLAIMED_STRENGTH: "See the customer's side, and check what the company's own figures count.",
    FindingKind.CUSTOMERS_DIVIDED: "Find out which customers say which before acting.",
    FindingKind.UNCONFIRMED_STRENGTH: "Ask customers; do not advertise it yet.",
    FindingKind.INVISIBLE_WORK: "Show it, automate it, stop it, or keep it with a reason.",
    FindingKind.UNVALUED_WORK: "Ask what it is for; change it or keep it with a reason.",
    FindingKind.INTERNAL_OVER_CLAIM: "Hear staff out; what they live with reaches customers.",
    FindingKind.INTERNAL_BLIND_SPOT: "Hear staff out; what they live with reaches customers.",
    FindingKind.INTERNAL_SHARED_CONCERN: "There is no gap here: decide and fix.",
    FindingKind.INTERNAL_SHARED_STRENGTH: "Protect it.",
    FindingKind.COMPETITOR_EDGE_VALUED: "Decide whether to match it.",
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: "No need to follow.",
    FindingKind.COMPETITOR_CLAIM_UNTESTED: "Ask customers whether it matters to them.",
    FindingKind.CONTINUE_CONSENSUS: "Keep doing it.",
    FindingKind.PROTECT_BEFORE_CHANGING: "Ask the customers concerned before changing it.",
    FindingKind.NEEDS_EXPLAINING: "Explain it; and check whether part of it is a real fault.",
    FindingKind.EFFORT_HOT_SPOT: "Take steps out of it.",
}
"""The kind of response that usually fits; the decision stays with the reader."""


def alignment_sentence(found: Mapping[Alignment, int]) -> str:
    """Say how leadership stands to customers over all themes; empty when customers hold no clear view on any."""
    total = sum(found.values())
    if not total:
        return ""
    stands = joined(
        [
            f"sees {found[Alignment.ALIGNED] or 'none'} the same way",
            f"is silent on {found[Alignment.SILENT] or 'none'}",
            f"is divided on {found[Alignment.PARTIAL]}" if found[Alignment.PARTIAL] else "",
            f"sees {found[Alignment.OPPOSED] or 'none'} the opposite way",
        ]
    )
    return f"Customers hold a clear view on {amount(total, 'theme')}. Leadership {stands}."


def missing_sentence(comparison: Comparison) -> str:
    """Say which comparison is missing as long as not all audiences have answers that are reviewed; else empty."""
    asked = [audience for audience in Audience if comparison.asked(audience)]
    if len(asked) == len(Audience):
        return ""
    if not asked:
        return "No answer has been reviewed yet, so nothing can be compared."
    if len(asked) == 1:
        others = " or ".join(audience.value for audience in Audience if audience is not asked[0])
        return (
            f"Only answers of {asked[0].value} are reviewed so far. Until those of {others} are, there is nothing to "
            "compare them with."
        )
    absent = next(audience for audience in Audience if audience not in asked)
    return f"No answers of {absent.value} are reviewed yet: {_MISSING[absent]}."


_MISSING = {
    LEADERSHIP: "staff and customers are compared, and whether leadership sees it too stays open",
    STAFF: "leadership and customers are compared, and whether staff know it already stays open",
    CUSTOMERS: "leadership and staff are compared with each other only",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of groups in a finding's sentence.

    Attributes:
        said: How many groups.
        groups: Of how many.
        answers: The answers that the groups are counted from.
    """

    audience: Audience
    said: int
    groups: int
    answers: tuple[Answer, ...]

    @property
    def words(self) -> str:
        """The number as the sentence says it: `all six customer groups`."""
        return counted(self.said, self.groups, self.audience)


@dataclass(frozen=True, slots=True)
class _Told:
    """One theme's counts in words.

    Attributes:
        sides: Whose words the numbers that were told so far are counted from.
    """

    view: ThemeView
    finding: Finding
    sides: list[Side] = field(default_factory=list)

    @property
    def theme(self) -> str:
        return quoted(self.view.theme.name)

    def counts(self, audience: Audience) -> Counts:
        return self.view.counts[audience]

    def who(self, audience: Audience, role: str) -> str:
        """Groups as a subject; empty when the audience was not asked or none of its groups qualifies."""
        counts = self.counts(audience)
        said = getattr(counts, role)
        if not (counts.groups and said):
            return ""
        self.note(audience, role)
        return counted(said, counts.groups, audience)

    def everyone(self, role: str, *audiences: Audience) -> str:
        return joined(self.who(audience, role) for audience in audiences)

    def others(self, role: str, *audiences: Audience) -> str:
        """The answer to "and the others?" for audiences that were asked."""
        asked = [a for a in audiences if self.counts(a).groups]
        for audience in asked:
            self.note(audience, role)
        return joined(did(getattr(self.counts(a), role), self.counts(a).groups, a) for a in asked)

    def flagged(self, audience: Audience, flag: Flag, *boxes: Box) -> str:
        """Groups as a subject that have an answer with a flag, in these boxes or in any."""
        side = Side(audience, boxes or tuple(Box), flag)
        self.sides.append(side)
        said = {answer.group_id for answer in self.view.answers[audience] if side.takes(answer)}
        return counted(len(said), self.counts(audience).groups, audience)

    def note(self, audience: Audience, role: str) -> None:
        """Remember that a count is told."""
        self.sides.append(Side(audience, tuple(Box), role=role))

    def in_state(self, *states: State) -> tuple[Audience, ...]:
        return tuple(a for a in (LEADERSHIP, STAFF) if self.counts(a).groups and self.view.state(a) in states)


def finding_sentence(finding: Finding, view: ThemeView) -> str:
    """Return the finding in one sentence with its counts.

    Says what each audience said and never why: "did not mention" and not "failed to see".
    """
    return sentence(_SENTENCES[finding.kind](_Told(view, finding)))


def finding_numbers(finding: Finding, view: ThemeView) -> tuple[Number, ...]:
    """Return the numbers of groups in a finding's sentence, each with the answers that it is counted from."""
    told = _Told(view, finding)
    _SENTENCES[finding.kind](told)
    found = [(side, tuple(filter(side.takes, view.answers[side.audience]))) for side in told.sides]
    return tuple(
        Number(side.audience, len({answer.group_id for answer in answers}), view.counts[side.audience].groups, answers)
        for side, answers in found
    )


def _shared_strength(told: _Told) -> str:
    return f"{told.everyone('well', CUSTOMERS, STAFF, LEADERSHIP)} named {told.theme} as done well"


def _unrecognised(told: _Told) -> str:
    unaware = told.finding.facts.get("by", ())
    audiences = tuple(a for a in (LEADERSHIP, STAFF) if a.value in (unaware if isinstance(unaware, tuple) else ()))
    return f"{told.who(CUSTOMERS, 'well')} praised {told.theme}; {told.others('well', *audiences)}"


def _worry(told: _Told) -> str:
    worried = told.everyone("raises", *told.in_state(State.CONCERN))
    if told.view.state(CUSTOMERS) is State.STRENGTH:
        return f"{worried} wanted {told.theme} improved, while {told.who(CUSTOMERS, 'well')} praised it"
    return f"{worried} wanted {told.theme} improved; {told.others('raises', CUSTOMERS)}"


def _concern(told: _Told) -> str:
    return f"{told.everyone('raises', CUSTOMERS, STAFF, LEADERSHIP)} asked to improve {told.theme}"


def _leadership_blind_spot(told: _Told) -> str:
    staff = told.who(STAFF, "raises")
    also = f", and so did {staff}" if staff else ""
    return f"{told.who(CUSTOMERS, 'raises')} asked to improve {told.theme}{also}; {_unaware(told, LEADERSHIP)}"


def _staff_blind_spot(told: _Told) -> str:
    return f"{told.everyone('raises', CUSTOMERS, LEADERSHIP)} asked to improve {told.theme}; {_unaware(told, STAFF)}"


def _company_blind_spot(told: _Told) -> str:
    staff = told.counts(STAFF)
    hint = f" and {told.others('raises', STAFF)}" if staff.groups else ""
    leadership = _unaware(told, LEADERSHIP)
    comma = "," if hint and leadership.endswith(_AS_A_WISH) else ""
    return f"{told.who(CUSTOMERS, 'raises')} asked to improve {told.theme}; {leadership}{comma}{hint}"


_AS_A_WISH = ", as a wish"


def _unaware(told: _Told, audience: Audience) -> str:
    """How an audience stands that did not call the theme a concern; a wish alone is not a complaint."""
    counts = told.counts(audience)
    if counts.wants and not counts.improve:
        return f"{told.who(audience, 'wants')} did{_AS_A_WISH}"
    return told.others("improve", audience)


def _over_claimed(told: _Told) -> str:
    proud = told.everyone("well", *told.in_state(State.STRENGTH, State.DIVIDED))
    return f"{proud} named {told.theme} as done well; {told.who(CUSTOMERS, 'raises')} asked to improve it"


def _divided(told: _Told) -> str:
    if told.counts(CUSTOMERS).groups == 1:
        return f"{told.who(CUSTOMERS, 'well')} praised {told.theme} and asked to improve it"
    return (
        f"{told.who(CUSTOMERS, 'well')} praised {told.theme}, and {told.who(CUSTOMERS, 'improve')} asked to improve it"
    )


def _unconfirmed(told: _Told) -> str:
    proud = told.everyone("well", *told.in_state(State.STRENGTH))
    return f"{proud} named {told.theme} as done well; {told.others('well', CUSTOMERS)}"


def _invisible(told: _Told) -> str:
    proud = told.everyone("well", LEADERSHIP, STAFF)
    told.note(CUSTOMERS, "well")
    wished = told.who(CUSTOMERS, "raises")
    seen = "" if wished else told.who(CUSTOMERS, "mentions")
    mention = f" ({wished} asked for it to be changed)" if wished else f" ({seen} mentioned it)" if seen else ""
    return f"{proud} named {told.theme} as done well; no customer group praised it{mention}"


def _unvalued(told: _Told) -> str:
    proud = told.everyone("well", LEADERSHIP, STAFF)
    asked = told.who(CUSTOMERS, "raises")
    if not proud:
        return f"{asked} asked for {told.theme} to be changed"
    return f"{proud} named {told.theme} as done well; {asked} asked for it to be changed"


def _internal_over_claim(told: _Told) -> str:
    raised = told.who(STAFF, "raises")
    return f"{told.who(LEADERSHIP, 'well')} named {told.theme} as done well; {raised} asked to improve it"


def _internal_blind_spot(told: _Told) -> str:
    return f"{told.who(STAFF, 'raises')} asked to improve {told.theme}; {_unaware(told, LEADERSHIP)}"


def _edge(told: _Told) -> str:
    leadership = told.counts(LEADERSHIP)
    aware = ""
    if told.finding.facts.get("leadership_dismisses"):
        aware = f"; {told.who(LEADERSHIP, 'not_valued')} wrote that it does not matter to customers"
    elif leadership.groups:
        seen = told.who(LEADERSHIP, "differ")
        if not seen:
            told.note(LEADERSHIP, "differ")
        aware = f"; {seen} mentioned it too" if seen else "; leadership did not mention it"
    return (
        f"{told.who(CUSTOMERS, 'valued')} named something others do on {told.theme}, and that it matters to them{aware}"
    )


def _not_valued(told: _Told) -> str:
    company = told.everyone("differ", LEADERSHIP, STAFF)
    return (
        f"{told.who(CUSTOMERS, 'not_valued')} wrote that what others do on {told.theme} does not matter to them; "
        f"{company} brought it up"
    )


def _untested(told: _Told) -> str:
    company = told.everyone("differ", LEADERSHIP, STAFF)
    if not told.counts(CUSTOMERS).groups:
        return f"{company} wrote that others differ on {told.theme}; customers have not been asked"
    told.note(CUSTOMERS, "differ")
    return f"{company} wrote that others differ on {told.theme}; no customer group did"


def _continue(told: _Told) -> str:
    return f"{told.everyone('keeps', CUSTOMERS, STAFF, LEADERSHIP)} asked to continue {told.theme}"


def _protect(told: _Told) -> str:
    said = told.who(CUSTOMERS, "well")
    praise = f", which {said} praised" if said else ", which customers spoke of"
    return f"an idea on the start list would change {told.theme}{praise}"


def _explain(told: _Told) -> str:
    groups = told.flagged(CUSTOMERS, Flag.EXPLAIN, Box.IMPROVE)
    return f"{groups} had not been told, or had misunderstood, something about {told.theme}"


def _effort(told: _Told) -> str:
    return f"{told.flagged(CUSTOMERS, Flag.EFFORT)} spent time and effort of their own on {told.theme}"


_SENTENCES: Mapping[FindingKind, Callable[[_Told], str]] = {
    FindingKind.SHARED_STRENGTH: _shared_strength,
    FindingKind.UNRECOGNISED_STRENGTH: _unrecognised,
    FindingKind.WORRY_NOT_SHARED: _worry,
    FindingKind.SHARED_CONCERN: _concern,
    FindingKind.LEADERSHIP_BLIND_SPOT: _leadership_blind_spot,
    FindingKind.STAFF_BLIND_SPOT: _staff_blind_spot,
    FindingKind.COMPANY_BLIND_SPOT: _company_blind_spot,
    FindingKind.OVER_CLAIMED_STRENGTH: _over_claimed,
    FindingKind.CUSTOMERS_DIVIDED: _divided,
    FindingKind.UNCONFIRMED_STRENGTH: _unconfirmed,
    FindingKind.INVISIBLE_WORK: _invisible,
    FindingKind.UNVALUED_WORK: _unvalued,
    FindingKind.INTERNAL_OVER_CLAIM: _internal_over_claim,
    FindingKind.INTERNAL_BLIND_SPOT: _internal_blind_spot,
    FindingKind.INTERNAL_SHARED_CONCERN: _concern,
    FindingKind.INTERNAL_SHARED_STRENGTH: _shared_strength,
    FindingKind.COMPETITOR_EDGE_VALUED: _edge,
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: _not_valued,
    FindingKind.COMPETITOR_CLAIM_UNTESTED: _untested,
    FindingKind.CONTINUE_CONSENSUS: _continue,
    FindingKind.PROTECT_BEFORE_CHANGING: _protect,
    FindingKind.NEEDS_EXPLAINING: _explain,
    FindingKind.EFFORT_HOT_SPOT: _effort,
}
