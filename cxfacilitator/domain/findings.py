"""Findings: the patterns that the three audiences make on a theme, found by rule and never auto-certain.

Customers' state decides what kind of finding it is; leadership's and staff's decide who is aware.
Each theme has at most one primary pattern, and any number of overlays beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.counts import Counts, State, count
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.evidence import EvidenceWord, evidence_word
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.sheets import Answer, Box, Flag

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


Fact = int | bool | str | tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A pattern over the three audiences on one theme.

    Attributes:
        states: The theme's state for each audience.
        evidence: The answers on the theme, by audience.
        facts: What else the rule saw, by name; for example `by`, `staff_know`, `customers_valuing`.
        primary: A pattern of its theme, of which there is one, and not an overlay.
        fragile: For a primary pattern: it would change if one staff or customer answer lost the theme.
        word: How clear the difference between two audiences is; None where none is claimed or none is worth showing.
        not_asked: Audiences without sheets, so that the pattern rests on the others alone.
    """

    kind: FindingKind
    theme_id: ThemeId
    states: Mapping[Audience, State]
    evidence: Mapping[Audience, tuple[Answer, ...]]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    primary: bool = False
    fragile: bool = False
    word: EvidenceWord | None = None
    not_asked: tuple[Audience, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: FindingKind
    facts: Mapping[str, Fact] = field(default_factory=dict)


def find(comparison: Comparison) -> tuple[Finding, ...]:
    """Find every pattern, theme by theme in the codebook's order: the primary one, then the overlays."""
    missing = tuple(audience for audience in Audience if not comparison.asked(audience))
    found: list[Finding] = []
    for view in comparison.themes:
        states = {audience: view.state(audience) for audience in Audience}
        pattern = _primary(view.theme.visibility, view.counts)
        if pattern is not None:
            found.append(
                Finding(
                    pattern.kind,
                    view.theme.id,
                    states,
                    view.answers,
                    pattern.facts,
                    primary=True,
                    fragile=_fragile(view, pattern.kind),
                    word=_word(comparison, view, pattern),
                    not_asked=missing,
                )
            )
        for overlay in _overlays(view, pattern):
            found.append(Finding(overlay.kind, view.theme.id, states, view.answers, overlay.facts, not_asked=missing))
    return tuple(found)


def _primary(visibility: Visibility, counts: Mapping[Audience, Counts]) -> _Pattern | None:
    """The one pattern of a theme, from the counts alone."""
    if not counts[CUSTOMERS].asked or visibility is Visibility.INDIRECT:
        return _between_leadership_and_staff(counts)
    if visibility is Visibility.NONE:
        return _behind_the_scenes(counts)
    return _about_customers(counts)


_TROUBLED = (State.CONCERN, State.DIVIDED)


def _about_customers(counts: Mapping[Audience, Counts]) -> _Pattern | None:
    """Patterns on a theme that customers can speak about; an audience that was not asked proves nothing."""
    company = {a: counts[a].state for a in (LEADERSHIP, STAFF) if counts[a].asked}
    match counts[CUSTOMERS].state:
        case State.DIVIDED:
            return _Pattern(FindingKind.CUSTOMERS_DIVIDED)
        case _ if not company:
            return None
        case State.STRENGTH:
            return _customers_praise(company)
        case State.CONCERN:
            return _customers_complain(company, counts[STAFF].raises)
        case _ if State.CONCERN in company.values():
            return _Pattern(FindingKind.WORRY_NOT_SHARED, {"contradicted": False})
        case _ if State.STRENGTH in company.values():
            return _Pattern(FindingKind.UNCONFIRMED_STRENGTH)
        case _:
            return None


def _customers_praise(company: Mapping[Audience, State]) -> _Pattern:
    """Customers call it a strength; `company` holds the states of leadership and staff where asked."""
    if State.CONCERN in company.values():
        return _Pattern(FindingKind.WORRY_NOT_SHARED, {"contradicted": True})
    unaware = tuple(audience.value for audience, state in company.items() if state is not State.STRENGTH)
    return (
        _Pattern(FindingKind.UNRECOGNISED_STRENGTH, {"by": unaware})
        if unaware
        else _Pattern(FindingKind.SHARED_STRENGTH)
    )


def _customers_complain(company: Mapping[Audience, State], staff_hints: int) -> _Pattern:
    """Customers call it a concern; what leadership and staff say decides who is aware."""
    leadership, staff = company.get(LEADERSHIP), company.get(STAFF)
    staff_knows = staff in _TROUBLED
    if leadership in (State.STRENGTH, State.DIVIDED):
        also = staff is State.STRENGTH
        return _Pattern(FindingKind.OVER_CLAIMED_STRENGTH, {"by": "leadership and staff" if also else "leadership"})
    if leadership is State.CONCERN:
        agreed = staff is None or staff_knows
        return _Pattern(FindingKind.SHARED_CONCERN if agreed else FindingKind.STAFF_BLIND_SPOT)
    if staff is State.STRENGTH:
        return _Pattern(FindingKind.OVER_CLAIMED_STRENGTH, {"by": "staff"})
    if leadership is None:
        return _Pattern(FindingKind.SHARED_CONCERN if staff_knows else FindingKind.STAFF_BLIND_SPOT)
    if staff is None or staff_knows:
        return _Pattern(FindingKind.LEADERSHIP_BLIND_SPOT, {"staff_know": staff_knows})
    return _Pattern(FindingKind.COMPANY_BLIND_SPOT, {"staff_groups_hinting": staff_hints})


def _behind_the_scenes(counts: Mapping[Audience, Counts]) -> _Pattern | None:
    """Patterns on work that customers do not see."""
    customers = counts[CUSTOMERS]
    proud = State.STRENGTH in (counts[LEADERSHIP].state, counts[STAFF].state)
    # Pride goes first: whether the work is not seen, not needed or no help is for the analyst to say.
    if proud and not customers.well:
        return _Pattern(FindingKind.INVISIBLE_WORK, {"customers_mention": customers.mentions})
    if customers.state is State.CONCERN:
        return _Pattern(FindingKind.UNVALUED_WORK, {"customers_mention": customers.mentions})
    return None


def _between_leadership_and_staff(counts: Mapping[Audience, Counts]) -> _Pattern | None:
    """Patterns between leadership and staff alone: customers feel only the effect, or were not asked."""
    if not counts[LEADERSHIP].asked or not counts[STAFF].asked:
        return None
    leadership, staff = counts[LEADERSHIP].state, counts[STAFF].state
    risk: dict[str, Fact] = {"disengagement_risk": True} if staff is State.CONCERN else {}
    if not counts[CUSTOMERS].asked:
        risk["customers_not_asked"] = True
    if staff in (State.CONCERN, State.DIVIDED) and leadership in (State.STRENGTH, State.DIVIDED):
        return _Pattern(FindingKind.INTERNAL_OVER_CLAIM, risk)
    if staff is State.CONCERN and leadership.weak:
        return _Pattern(FindingKind.INTERNAL_BLIND_SPOT, risk)
    if staff is State.CONCERN and leadership is State.CONCERN:
        return _Pattern(FindingKind.INTERNAL_SHARED_CONCERN, risk)
    if staff is State.STRENGTH and leadership is State.STRENGTH:
        return _Pattern(FindingKind.INTERNAL_SHARED_STRENGTH, risk)
    return None


def _fragile(view: ThemeView, kind: FindingKind) -> bool:
    """Whether the pattern changes when any single staff or customer answer loses the theme.

    The leadership sheet is all or nothing by nature and left out.
    """
    for audience in (STAFF, CUSTOMERS):
        answers = view.answers[audience]
        for left_out in range(len(answers)):
            rest = answers[:left_out] + answers[left_out + 1 :]
            counts = {**view.counts, audience: count(rest, view.counts[audience].groups)}
            pattern = _primary(view.theme.visibility, counts)
            if pattern is None or pattern.kind is not kind:
                return True
    return False


def _overlays(view: ThemeView, primary: _Pattern | None) -> Iterator[_Pattern]:
    yield from _competitors(view)
    yield from _keep(view)
    yield from _customers_trouble(view)
    if primary is None or primary.kind is not FindingKind.INVISIBLE_WORK:
        yield from _backstage_pride(view)


def _competitors(view: ThemeView) -> Iterator[_Pattern]:
    leadership, staff, customers = (view.counts[audience] for audience in Audience)
    company = leadership.differ + staff.differ
    if customers.valued >= 2 and customers.valued > customers.not_valued:
        yield _Pattern(
            FindingKind.COMPETITOR_EDGE_VALUED,
            {
                "customers_valuing": customers.valued,
                "leadership_aware": leadership.differ > 0,
                "leadership_dismisses": leadership.not_valued > 0,
                "staff_aware": staff.differ,
            },
        )
    if customers.not_valued >= 2 and customers.not_valued > customers.valued and company:
        yield _Pattern(
            FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED,
            {"customers": customers.not_valued, "company_mentions": company},
        )
    if company >= 2 and not customers.differ:
        yield _Pattern(FindingKind.COMPETITOR_CLAIM_UNTESTED, {"company_mentions": company})


def _keep(view: ThemeView) -> Iterator[_Pattern]:
    leadership, staff, customers = (view.counts[audience] for audience in Audience)
    if view.kept_by_both:
        yield _Pattern(
            FindingKind.CONTINUE_CONSENSUS,
            {"customers": customers.keeps, "staff": staff.keeps, "leadership": leadership.keeps},
        )
    against = tuple(
        answer.ref
        for audience in Audience
        for answer in view.answers[audience]
        if Flag.CONFLICT in answer.flags and answer.box in (Box.START, Box.UNMARKED)
    )
    if against and (customers.state in (State.STRENGTH, State.CONCERN) or customers.keeps):
        yield _Pattern(FindingKind.PROTECT_BEFORE_CHANGING, {"idea": against})


def _customers_trouble(view: ThemeView) -> Iterator[_Pattern]:
    mine = view.answers[CUSTOMERS]
    complaints = [answer for answer in mine if answer.box is Box.IMPROVE]
    misread = [answer for answer in complaints if Flag.EXPLAIN in answer.flags]
    groups = {answer.group_id for answer in misread}
    company: Sequence[Answer] = view.answers[LEADERSHIP] + view.answers[STAFF]
    if (
        len(groups) >= 2
        and 2 * len(misread) >= len(complaints)
        and any(answer.box is Box.WELL or Flag.EXPLAIN in answer.flags for answer in company)
    ):
        yield _Pattern(
            FindingKind.NEEDS_EXPLAINING,
            {"customer_groups": len(groups), "of_items": f"{len(misread)}/{len(complaints)}"},
        )
    effort = {answer.group_id for answer in mine if Flag.EFFORT in answer.flags}
    if effort and len(effort) >= view.counts[CUSTOMERS].threshold:
        yield _Pattern(FindingKind.EFFORT_HOT_SPOT, {"groups": len(effort)})


def _backstage_pride(view: ThemeView) -> Iterator[_Pattern]:
    """Single lines of work behind the scenes: proud inside, not one word of praise from customers."""
    customers = view.counts[CUSTOMERS]
    proud = tuple(
        answer.ref
        for audience in (LEADERSHIP, STAFF)
        for answer in view.answers[audience]
        if Flag.BACKSTAGE in answer.flags and answer.box in (Box.WELL, Box.CONTINUE)
    )
    if proud and customers.asked and not customers.well:
        yield _Pattern(FindingKind.INVISIBLE_WORK, {"customers_mention": customers.mentions, "items": proud})


def _word(comparison: Comparison, view: ThemeView, pattern: _Pattern) -> EvidenceWord | None:
    """How clear the difference is that the pattern speaks of; None where it speaks of agreement."""
    by = pattern.facts.get("by", ())
    proud = LEADERSHIP if view.state(LEADERSHIP) is State.STRENGTH else STAFF
    worried = LEADERSHIP if view.state(LEADERSHIP) is State.CONCERN else STAFF
    well = (Question.WELL, Question.NEXT)
    improve = (Question.IMPROVE, Question.NEXT)
    match pattern.kind:
        case FindingKind.LEADERSHIP_BLIND_SPOT | FindingKind.COMPANY_BLIND_SPOT | FindingKind.UNVALUED_WORK:
            return _between(comparison, view, LEADERSHIP, "raises", improve)
        case FindingKind.STAFF_BLIND_SPOT:
            return _between(comparison, view, STAFF, "raises", improve)
        case FindingKind.OVER_CLAIMED_STRENGTH:
            return _between(comparison, view, STAFF if by == "staff" else LEADERSHIP, "well", well)
        case FindingKind.UNRECOGNISED_STRENGTH:
            return _between(comparison, view, LEADERSHIP if "leadership" in str(by) else STAFF, "well", well)
        case FindingKind.UNCONFIRMED_STRENGTH | FindingKind.INVISIBLE_WORK:
            return _between(comparison, view, proud, "well", well)
        case FindingKind.WORRY_NOT_SHARED:
            return _between(comparison, view, worried, "raises", improve)
        case _:
            return None


def _between(
    comparison: Comparison, view: ThemeView, company: Audience, side: str, questions: tuple[Question, ...]
) -> EvidenceWord | None:
    """The word for the company against customers; a group that left all `questions` blank is not counted."""
    totals = [len(frozenset().union(*(comparison.answered[a, q] for q in questions))) for a in (company, CUSTOMERS)]
    counts = [getattr(view.counts[a], side) for a in (company, CUSTOMERS)]
    return evidence_word(counts[0], totals[0], counts[1], totals[1], company in comparison.everybody)
