"""The kinds of finding, by name."""

from enum import StrEnum


class FindingKind(StrEnum):
    """The kinds of finding; the values are used by other programs and keep their names."""

    SHARED_STRENGTH = "shared_strength"
    UNRECOGNISED_STRENGTH = "unrecognised_strength"
    WORRY_NOT_SHARED = "worry_customers_do_not_share"
    SHARED_CONCERN = "shared_concern"
    LEADERSHIP_BLIND_SPOT = "leadership_blind_spot"
    STAFF_BLIND_SPOT = "staff_blind_spot"
    COMPANY_BLIND_SPOT = "company_blind_spot"
    OVER_CLAIMED_STRENGTH = "over_claimed_strength"
    CUSTOMERS_DIVIDED = "customers_divided"
    UNCONFIRMED_STRENGTH = "unconfirmed_strength"
    INVISIBLE_WORK = "invisible_work"
    UNVALUED_WORK = "unvalued_work"
    INTERNAL_OVER_CLAIM = "internal_over_claim"
    INTERNAL_BLIND_SPOT = "internal_blind_spot"
    INTERNAL_SHARED_CONCERN = "internal_shared_concern"
    INTERNAL_SHARED_STRENGTH = "internal_shared_strength"
    COMPETITOR_EDGE_VALUED = "competitor_edge_valued"
    COMPETITOR_DIFFERENCE_NOT_VALUED = "competitor_difference_not_valued"
    COMPETITOR_CLAIM_UNTESTED = "competitor_claim_untested"
    CONTINUE_CONSENSUS = "continue_consensus"
    PROTECT_BEFORE_CHANGING = "protect_before_changing"
    NEEDS_EXPLAINING = "needs_explaining_not_changing"
    EFFORT_HOT_SPOT = "effort_hot_spot"
