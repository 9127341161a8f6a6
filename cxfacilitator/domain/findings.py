"""Findings: the patterns that the three audiences make on a theme, found by rule and never auto-certain.

Each theme has at most one primary pattern (`patterns`), and any number of overlays beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.patterns import Fact, Pattern, primary, word
from cxfacilitator.domain.sheets import PRAISE, Answer, Box, Flag

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


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


def find(comparison: Comparison) -> tuple[Finding, ...]:
    """Find every pattern, theme by theme in the codebook's order: the primary one, then the overlays."""
    missing = tuple(audience for audience in Audience if not comparison.asked(audience))
    found: list[Finding] = []
    for view in comparison.themes:
        states = {audience: view.state(audience) for audience in Audience}
        pattern = primary(view.theme.visibility, view.counts)
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
                    word=word(pattern, view.counts, comparison.wrote, comparison.everybody),
                    not_asked=missing,
                )
            )
        for overlay in _overlays(view, pattern):
            found.append(Finding(overlay.kind, view.theme.id, states, view.answers, overlay.facts, not_asked=missing))
    return tuple(found)


def _fragile(view: ThemeView, kind: FindingKind) -> bool:
    """Whether the pattern changes when any single staff or customer answer loses the theme.

    The leadership sheet is all or nothing by nature and left out.
    """
    for audience in (STAFF, CUSTOMERS):
        for counts in view.without_one[audience]:
            pattern = primary(view.theme.visibility, {**view.counts, audience: counts})
            if pattern is None or pattern.kind is not kind:
                return True
    return False


def _overlays(view: ThemeView, pattern: Pattern | None) -> Iterator[Pattern]:
    yield from _competitors(view)
    yield from _keep(view)
    yield from _customers_trouble(view)
    if pattern is None or pattern.kind is not FindingKind.INVISIBLE_WORK:
        yield from _backstage_pride(view)


def _competitors(view: ThemeView) -> Iterator[Pattern]:
    leadership, staff, customers = (view.counts[audience] for audience in Audience)
    company = leadership.differ + staff.differ
    if customers.valued >= 2 and customers.valued > customers.not_valued:
        yield Pattern(
            FindingKind.COMPETITOR_EDGE_VALUED,
            {
                "customers_valuing": customers.valued,
                "leadership_aware": leadership.differ > 0,
                "leadership_dismisses": leadership.not_valued > 0,
                "staff_aware": staff.differ,
            },
        )
    if customers.not_valued >= 2 and customers.not_valued > customers.valued and company:
        yield Pattern(
            FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED,
            {"customers": customers.not_valued, "company_mentions": company},
        )
    if company >= 2 and not customers.differ:
        yield Pattern(FindingKind.COMPETITOR_CLAIM_UNTESTED, {"company_mentions": company})


def _keep(view: ThemeView) -> Iterator[Pattern]:
    leadership, staff, customers = (view.counts[audience] for audience in Audience)
    if view.kept_by_both:
        yield Pattern(
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
        yield Pattern(FindingKind.PROTECT_BEFORE_CHANGING, {"idea": against})


def _customers_trouble(view: ThemeView) -> Iterator[Pattern]:
    mine = view.answers[CUSTOMERS]
    # A group that writes the same line twice has still said one thing.
    complaints = {(a.group_id, a.wording, Flag.EXPLAIN in a.flags) for a in mine if a.box is Box.IMPROVE}
    misread = [(group, wording) for group, wording, explain in complaints if explain]
    groups = {group for group, _ in misread}
    company: Sequence[Answer] = view.answers[LEADERSHIP] + view.answers[STAFF]
    if (
        len(groups) >= 2
        and 2 * len(misread) >= len(complaints)
        and any(answer.box is Box.WELL or Flag.EXPLAIN in answer.flags for answer in company)
    ):
        yield Pattern(
            FindingKind.NEEDS_EXPLAINING,
            {"customer_groups": len(groups), "of_items": f"{len(misread)}/{len(complaints)}"},
        )
    effort = {answer.group_id for answer in mine if Flag.EFFORT in answer.flags}
    if effort and len(effort) >= view.counts[CUSTOMERS].threshold:
        yield Pattern(FindingKind.EFFORT_HOT_SPOT, {"groups": len(effort)})


def _backstage_pride(view: ThemeView) -> Iterator[Pattern]:
    """Single lines of work behind the scenes: proud inside, not one word of praise from customers."""
    customers = view.counts[CUSTOMERS]
    proud = tuple(
        answer.ref
        for audience in (LEADERSHIP, STAFF)
        for answer in view.answers[audience]
        if Flag.BACKSTAGE in answer.flags and answer.box in PRAISE
    )
    if proud and customers.asked and not customers.well:
        yield Pattern(FindingKind.INVISIBLE_WORK, {"customers_mention": customers.mentions, "items": proud})
