"""The pattern that three audiences make on a theme, from the counts of groups alone.

Customers' state decides what kind of pattern it is; leadership's and staff's decide who is aware.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from cxfacilitator.domain.codebook import Visibility
from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.evidence import EvidenceWord, evidence_word
from cxfacilitator.domain.finding_kinds import FindingKind

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS

Fact = int | bool | str | tuple[str, ...]

Side = Literal["well", "raises"]
"""What an audience says of a theme, named as in `Counts`."""
SIDES: Mapping[Side, tuple[Question, ...]] = {
    "well": (Question.WELL, Question.NEXT),
    "raises": (Question.IMPROVE, Question.NEXT),
}
"""The questions under which it says so; a group that left both blank said nothing either way."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of finding, and what else the rule saw, by name; for example `by`, `staff_know`."""

    kind: FindingKind
    facts: Mapping[str, Fact] = field(default_factory=dict)


def primary(visibility: Visibility, counts: Mapping[Audience, Counts]) -> Pattern | None:
    """Return the one pattern of a theme; None where it makes none."""
    if not counts[CUSTOMERS].asked or visibility is Visibility.INDIRECT:
        return _between_leadership_and_staff(counts)
    if visibility is Visibility.NONE:
        return _behind_the_scenes(counts)
    return _about_customers(counts)


_TROUBLED = (State.CONCERN, State.DIVIDED)


def _about_customers(counts: Mapping[Audience, Counts]) -> Pattern | None:
    """Patterns on a theme that customers can speak about; an audience that was not asked proves nothing."""
    company = {a: counts[a].state for a in (LEADERSHIP, STAFF) if counts[a].asked}
    match counts[CUSTOMERS].state:
        case State.DIVIDED:
            return Pattern(FindingKind.CUSTOMERS_DIVIDED)
        case _ if not company:
            return None
        case State.STRENGTH:
            return _customers_praise(company)
        case State.CONCERN:
            return _customers_complain(company, counts[STAFF].raises)
        case _ if State.CONCERN in company.values():
            return Pattern(FindingKind.WORRY_NOT_SHARED, {"contradicted": False})
        case _ if State.STRENGTH in company.values():
            return Pattern(FindingKind.UNCONFIRMED_STRENGTH)
        case _:
            return None


def _customers_praise(company: Mapping[Audience, State]) -> Pattern:
    """Customers call it a strength; `company` holds the states of leadership and staff where asked."""
    if State.CONCERN in company.values():
        return Pattern(FindingKind.WORRY_NOT_SHARED, {"contradicted": True})
    unaware = tuple(audience.value for audience, state in company.items() if state is not State.STRENGTH)
    return (
        Pattern(FindingKind.UNRECOGNISED_STRENGTH, {"by": unaware}) if unaware else Pattern(FindingKind.SHARED_STRENGTH)
    )


def _customers_complain(company: Mapping[Audience, State], staff_hints: int) -> Pattern:
    """Customers call it a concern; what leadership and staff say decides who is aware."""
    leadership, staff = company.get(LEADERSHIP), company.get(STAFF)
    staff_knows = staff in _TROUBLED
    if leadership in (State.STRENGTH, State.DIVIDED):
        also = staff is State.STRENGTH
        return Pattern(FindingKind.OVER_CLAIMED_STRENGTH, {"by": "leadership and staff" if also else "leadership"})
    if leadership is State.CONCERN:
        agreed = staff is None or staff_knows
        return Pattern(FindingKind.SHARED_CONCERN if agreed else FindingKind.STAFF_BLIND_SPOT)
    if staff is State.STRENGTH:
        return Pattern(FindingKind.OVER_CLAIMED_STRENGTH, {"by": "staff"})
    if leadership is None:
        return Pattern(FindingKind.SHARED_CONCERN if staff_knows else FindingKind.STAFF_BLIND_SPOT)
    if staff is None or staff_knows:
        return Pattern(FindingKind.LEADERSHIP_BLIND_SPOT, {"staff_know": staff_knows})
    return Pattern(FindingKind.COMPANY_BLIND_SPOT, {"staff_groups_hinting": staff_hints})


def _behind_the_scenes(counts: Mapping[Audience, Counts]) -> Pattern | None:
    """Patterns on work that customers do not see."""
    customers = counts[CUSTOMERS]
    proud = State.STRENGTH in (counts[LEADERSHIP].state, counts[STAFF].state)
    # Pride goes first: whether the work is not seen, not needed or no help is for the analyst to say.
    if proud and not customers.well:
        return Pattern(FindingKind.INVISIBLE_WORK, {"customers_mention": customers.mentions})
    if customers.state is State.CONCERN:
        return Pattern(FindingKind.UNVALUED_WORK, {"customers_mention": customers.mentions})
    return None


def _between_leadership_and_staff(counts: Mapping[Audience, Counts]) -> Pattern | None:
    """Patterns between leadership and staff alone: customers feel only the effect, or were not asked."""
    if not counts[LEADERSHIP].asked or not counts[STAFF].asked:
        return None
    leadership, staff = counts[LEADERSHIP].state, counts[STAFF].state
    risk: dict[str, Fact] = {"disengagement_risk": True} if staff is State.CONCERN else {}
    if not counts[CUSTOMERS].asked:
        risk["customers_not_asked"] = True
    if staff in (State.CONCERN, State.DIVIDED) and leadership in (State.STRENGTH, State.DIVIDED):
        return Pattern(FindingKind.INTERNAL_OVER_CLAIM, risk)
    if staff is State.CONCERN and leadership.weak:
        return Pattern(FindingKind.INTERNAL_BLIND_SPOT, risk)
    if staff is State.CONCERN and leadership is State.CONCERN:
        return Pattern(FindingKind.INTERNAL_SHARED_CONCERN, risk)
    if staff is State.STRENGTH and leadership is State.STRENGTH:
        return Pattern(FindingKind.INTERNAL_SHARED_STRENGTH, risk)
    return None


def word(
    pattern: Pattern,
    counts: Mapping[Audience, Counts],
    wrote: Mapping[tuple[Audience, Side], int],
    everybody: Set[Audience],
) -> EvidenceWord | None:
    """Return how clear the difference is that a pattern speaks of; None where it speaks of agreement.

    Args:
        wrote: Groups that wrote under any of the questions of a side.
        everybody: Audiences whose answer is a fact and not a sample.
    """
    held = difference(pattern, counts)
    if held is None:
        return None
    company, side = held
    said = [getattr(counts[audience], side) for audience in (company, CUSTOMERS)]
    totals = [wrote[audience, side] for audience in (company, CUSTOMERS)]
    return evidence_word(said[0], totals[0], said[1], totals[1], company in everybody)


def difference(pattern: Pattern, counts: Mapping[Audience, Counts]) -> tuple[Audience, Side] | None:
    """Return who of the company is held against customers, and in what; None where a pattern speaks of agreement."""
    by = str(pattern.facts.get("by", ""))
    proud = LEADERSHIP if counts[LEADERSHIP].state is State.STRENGTH else STAFF
    worried = LEADERSHIP if counts[LEADERSHIP].state is State.CONCERN else STAFF
    match pattern.kind:
        case FindingKind.LEADERSHIP_BLIND_SPOT | FindingKind.COMPANY_BLIND_SPOT | FindingKind.UNVALUED_WORK:
            return LEADERSHIP, "raises"
        case FindingKind.STAFF_BLIND_SPOT:
            return STAFF, "raises"
        case FindingKind.OVER_CLAIMED_STRENGTH:
            return STAFF if by == "staff" else LEADERSHIP, "well"
        case FindingKind.UNRECOGNISED_STRENGTH:
            return LEADERSHIP if "leadership" in by else STAFF, "well"
        case FindingKind.UNCONFIRMED_STRENGTH | FindingKind.INVISIBLE_WORK:
            return proud, "well"
        case FindingKind.WORRY_NOT_SHARED:
            return worried, "raises"
        case _:
            return None
