"""The kind of answer that a finding asks for: what its kind suggests, and what people choose."""

from collections.abc import Mapping
from enum import StrEnum

from cxfacilitator.domain.finding_kinds import FindingKind


class Response(StrEnum):
    """The kind of answer that a finding asks for."""

    PROTECT = "protect"
    FIX = "fix"
    EXPLAIN = "explain"
    STOP_OR_SHOW = "stop_automate_show"
    ASK = "ask"
    DECIDE = "decide"


SUGGESTED: Mapping[FindingKind, Response] = {
    FindingKind.SHARED_STRENGTH: Response.PROTECT,
    FindingKind.UNRECOGNISED_STRENGTH: Response.PROTECT,
    FindingKind.WORRY_NOT_SHARED: Response.ASK,
    FindingKind.SHARED_CONCERN: Response.FIX,
    FindingKind.LEADERSHIP_BLIND_SPOT: Response.FIX,
    FindingKind.STAFF_BLIND_SPOT: Response.EXPLAIN,
    FindingKind.COMPANY_BLIND_SPOT: Response.ASK,
    FindingKind.OVER_CLAIMED_STRENGTH: Response.FIX,
    FindingKind.CUSTOMERS_DIVIDED: Response.ASK,
    FindingKind.UNCONFIRMED_STRENGTH: Response.ASK,
    FindingKind.INVISIBLE_WORK: Response.STOP_OR_SHOW,
    FindingKind.UNVALUED_WORK: Response.STOP_OR_SHOW,
    FindingKind.INTERNAL_OVER_CLAIM: Response.ASK,
    FindingKind.INTERNAL_BLIND_SPOT: Response.ASK,
    FindingKind.INTERNAL_SHARED_CONCERN: Response.FIX,
    FindingKind.INTERNAL_SHARED_STRENGTH: Response.PROTECT,
    FindingKind.COMPETITOR_EDGE_VALUED: Response.DECIDE,
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: Response.DECIDE,
    FindingKind.COMPETITOR_CLAIM_UNTESTED: Response.ASK,
    FindingKind.CONTINUE_CONSENSUS: Response.PROTECT,
    FindingKind.PROTECT_BEFORE_CHANGING: Response.PROTECT,
    FindingKind.NEEDS_EXPLAINING: Response.EXPLAIN,
    FindingKind.EFFORT_HOT_SPOT: Response.FIX,
}
"""What a kind of finding usually asks for; the choice stays with people."""
